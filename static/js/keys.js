// The keys that do something here, shown on "?" or by the button in the footer.
const KEYS = [
  ["/", "Go to the search"],
  ["Esc", "Empty the search, or close this"],
  ["↓", "From the search to the first film"],
  ["← ↑ → ↓", "From film to film on the wall"],
  ["Home End", "To the first or the last film of the wall"],
  ["Space", "Pick the film, or take it back"],
  ["?", "Show these keys"],
];

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const line = ([keys, does]) =>
  element(
    "div",
    {},
    element("dt", {}, ...keys.split(" ").map((key) => element("kbd", { textContent: key }))),
    element("dd", { textContent: does }),
  );

let dialog;

const show = () => {
  if (!dialog) {
    const close = element("button", { className: "quiet", textContent: "Close" });
    const title = element("h2", { id: "keys-title", textContent: "Keys" });
    const form = element("form", { method: "dialog" }, close);
    dialog = element("dialog", { className: "keys" }, title, element("dl", {}, ...KEYS.map(line)), form);
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // beside it
    });
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key !== "?" || typing) return;
  event.preventDefault();
  show();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) show();
});
