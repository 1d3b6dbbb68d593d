// A visitor's own films: each star renews list and rows at once, the search finds as one types,
// and this browser keeps the list.
import { announce } from "./announce.js";
import { keep, recall } from "./memory.js";
import { visit } from "./navigation.js";

const MOST_FOUND = 8;
const PAUSE = 200; // milliseconds without a key before a request is worth it

class Desk {
  constructor(form) {
    this.form = form;
    this.search = form.querySelector("#q");
    this.underway = new AbortController();
    form.addEventListener("change", (event) => this.onChange(event));
    form.addEventListener("submit", (event) => this.onSubmit(event));
    this.search.addEventListener("input", () => this.onType());
  }

  // Stars by movieId, as texts, in the order of the page.
  rated() {
    const found = new Map();
    for (const [name, value] of new FormData(this.form)) {
      if (name.startsWith("stars-")) found.set(name.slice(6), value);
      else if (name === "rated" && !found.has(value.split(":")[0])) found.set(...value.split(":"));
    }
    return found;
  }

  onChange({ target }) {
    if (target.name === "rated") this.send("The film is taken out.");
    if (!target.name.startsWith("stars-")) return;
    const { movie, title } = target.closest(".line").dataset;
    const says = `${title}: ${target.value} ${target.value === "1" ? "star" : "stars"}.`;
    this.send(says, { first: target.closest(".rated-lines") ? undefined : movie });
  }

  onSubmit(event) {
    event.preventDefault();
    const { submitter } = event;
    if (submitter?.name !== "without") {
      this.find();
      return;
    }
    const line = submitter.closest(".line");
    const beside = line.nextElementSibling ?? line.previousElementSibling;
    (beside?.querySelector("input:checked") ?? this.search).focus({ preventScroll: true });
    this.send(`${line.dataset.title} is taken out.`, { without: submitter.value });
  }

  // Asks for the page with the list as it is now; ``first`` is the film that is new.
  send(says, { without, first } = {}) {
    const rated = this.rated();
    rated.delete(without);
    const isNew = ([id]) => id === first;
    const pairs = [...rated];
    const ordered = [...pairs.filter(isNew), ...pairs.filter((pair) => !isNew(pair))];
    const texts = ordered.map((pair) => pair.join(":"));
    keep("rated", texts);
    const picks = [...this.form.querySelectorAll("input[name=movie]")].map((pick) => pick.value);
    const query = this.search.value.trim();
    const most = this.form.method === "post" ? 0 : Number(this.form.dataset.most);
    ask(texts, { picks, query, says, most });
  }

  onType() {
    clearTimeout(this.timer);
    this.underway.abort();
    this.timer = setTimeout(() => this.find(), PAUSE);
  }

  async find() {
    clearTimeout(this.timer);
    const title = this.search.value.trim();
    if (title === "") {
      this.show([], "");
      return;
    }
    this.underway.abort();
    this.underway = new AbortController();
    const rated = this.rated();
    const query = new URLSearchParams({ title, limit: Math.min(50, MOST_FOUND + rated.size) });
    try {
      const response = await fetch(`/api/v1/movies?${query}`, { signal: this.underway.signal });
      const { films } = response.ok ? await response.json() : { films: [] };
      const others = films.filter((film) => film.ratings > 0 && !rated.has(String(film.movieId)));
      this.show(others.slice(0, MOST_FOUND), title);
    } catch {
      // Typed on, or offline: what is found already stays.
    }
  }

  show(films, title) {
    const list = this.form.querySelector(".found-lines");
    if (!list) return; // no seat is left
    list.replaceChildren(...films.map((film) => this.line(film)));
    list.hidden = films.length === 0;
    const none = this.form.querySelector(".found-none");
    none.hidden = title === "" || films.length > 0;
    none.querySelector("span").textContent = title;
    const suggested = this.form.querySelector(".desk-suggested");
    suggested.hidden = title !== "" || suggested.querySelector("li") === null;
    if (title) announce(films.length ? `${films.length} films found.` : none.textContent);
  }

  line({ movieId, title, year, poster }) {
    const line = this.form.querySelector("#found-line").content.firstElementChild.cloneNode(true);
    line.dataset.movie = movieId;
    line.dataset.title = title;
    line.querySelector("img").src = poster;
    const link = line.querySelector("a");
    link.href = `/movies/${movieId}`;
    const small = document.createElement("span");
    small.className = "film-year";
    small.textContent = year ?? "";
    link.replaceChildren(`${title} `, small);
    line.querySelector("legend").textContent = `Stars for ${title}${year ? ` (${year})` : ""}`;
    line.querySelectorAll("input").forEach((input, index) => {
      input.id = `s${movieId}-${index + 1}`;
      input.name = `stars-${movieId}`;
      input.nextElementSibling.htmlFor = input.id;
    });
    return line;
  }
}

// Shows the page for a list; one that is too long for an address is posted.
const ask = (texts, { picks = [], query = "", says, most, restored = false }) => {
  const parameters = new URLSearchParams(picks.map((pick) => ["movie", pick]));
  for (const text of texts.length ? texts : [""]) parameters.append("rated", text);
  if (query) parameters.set("q", query);
  if (restored) parameters.set("restored", "1");
  if (texts.length <= most) visit(`/more?${String(parameters).replaceAll("%3A", ":")}`, { stay: true, says });
  else visit("/more", { stay: true, says, body: parameters });
};

let restoring = false; // once is enough, also where nothing of the list is to be had

// Brings back what this browser keeps, where the address says nothing of a list.
const restore = (form) => {
  const asked = new URLSearchParams(location.search);
  const kept = recall("rated").filter((text) => typeof text === "string");
  if (asked.has("rated") || kept.length === 0) return;
  restoring = true;
  const picks = asked.getAll("movie");
  const known = new Set(kept.map((text) => text.split(":")[0]));
  const texts = [...picks.filter((pick) => !known.has(pick)).map((pick) => `${pick}:5`), ...kept];
  ask(texts, { picks, says: "Your films are back.", most: Number(form.dataset.most), restored: true });
};

export const start = (form) => {
  const restored = restoring;
  restoring = false;
  if (!form) return;
  const desk = new Desk(form);
  const bare = location.search === "";
  // A page without an address of its own is a list that was brought or posted.
  if (bare && Number(form.dataset.count) > 0) {
    keep("rated", [...desk.rated()].map((pair) => pair.join(":")));
  } else if (!restored) restore(form);
};
