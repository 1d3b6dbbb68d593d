// Changes pages in place: fetches the page that the server would show anyway and swaps its main
// part, its title and the address. Anything unexpected falls back to loading the page.
import { announce } from "./announce.js";
import { begin, end, trouble } from "./loading.js";

let onArrival = () => {};
let underway = new AbortController();
let shown = location.pathname + location.search; // the page in view; a fragment is no other page

const swap = (fresh) => {
  const main = document.getElementById("content");
  main.replaceChildren(...fresh.getElementById("content").childNodes);
  document.title = fresh.title;
  document.querySelector(".places").replaceWith(fresh.querySelector(".places"));
  document.querySelector(".credits").replaceWith(fresh.querySelector(".credits")); // of what is shown
  onArrival();
};

// Replaces what the address bar shows, and keeps the scroll position that Back returns to.
export const setAddress = (address) => {
  history.replaceState({ scroll: scrollY }, "", address);
  shown = location.pathname + location.search;
};

// ``stay`` renews the page that is in view: scroll and focus stay where they are, and no entry is
// added to the history. ``body`` is posted; ``says`` is announced in place of the title.
export const visit = async (address, { back = false, scroll = 0, stay = false, body, says } = {}) => {
  underway.abort();
  underway = new AbortController();
  const { signal } = underway;
  begin();
  let fresh;
  try {
    const response = await fetch(address, {
      headers: { Accept: "text/html" },
      ...(body && { method: "POST", body }),
      signal,
    });
    fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!fresh.getElementById("content")) throw new Error("not one of our pages");
    if (response.redirected) address = response.url;
  } catch (error) {
    if (signal.aborted) return; // another page is on its way, or none is wanted any more
    end();
    if (error instanceof TypeError) {
      // No answer came: the page in view stays, and so does its address.
      if (back) history.replaceState(history.state, "", shown);
      trouble("The page could not be loaded. Is there a connection? What you see is still here; please try again.");
    } else location.assign(address);
    return;
  }
  end();

  if (stay) {
    setAddress(address);
    const at = document.activeElement?.id;
    swap(fresh);
    document.getElementById(at)?.focus({ preventScroll: true });
    announce(says ?? document.title);
    return;
  }
  if (!back) {
    setAddress(location.href);
    history.pushState({ scroll: 0 }, "", address);
  }
  shown = location.pathname + location.search;
  const arrive = () => {
    swap(fresh);
    scrollTo({ top: scroll, behavior: "instant" });
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (document.startViewTransition && !still) {
    await document.startViewTransition(arrive).updateCallbackDone;
  } else {
    arrive();
  }
  const heading = document.querySelector("#content h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  announce(document.title);
};

// Links marked data-visit change the page in place; modified clicks keep their meaning.
const onClick = (event) => {
  const link = event.target.closest("a[data-visit]");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented) return;
  event.preventDefault();
  visit(link.href);
};

// So do forms: what they would ask for is fetched.
const onSubmit = (event) => {
  const form = event.target.closest("form[data-visit]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form, event.submitter));
  visit(`${new URL(form.action).pathname}?${query}`, { stay: "stay" in form.dataset });
};

// Forms marked data-stay need no button: each choice is sent at once.
const onChange = (event) => {
  const form = event.target.closest("form[data-visit][data-stay]");
  if (form) form.requestSubmit();
};

export const start = (arrived) => {
  onArrival = arrived;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  addEventListener("popstate", (event) => {
    if (location.pathname + location.search === shown) {
      underway.abort(); // back and forth at once: what is on its way is no longer wanted
      end();
      return;
    }
    visit(location.href, { back: true, scroll: event.state?.scroll ?? 0 });
  });
};
