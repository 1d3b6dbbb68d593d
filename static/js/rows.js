// Rows of recommended films: what is seen or not wanted makes room for the next best of its row.
import { announce } from "./announce.js";
import { keep, recall, toggle } from "./memory.js";
import { showHearts } from "./saved.js";

const MARKS = { seen: "is marked as seen", unwanted: "is not for you" };
const idOf = (card) => Number(card.dataset.movie);

class Rows {
  constructor(sections, note, next) {
    this.note = note;
    this.next = next;
    this.rows = sections.map((section) => {
      const list = section.querySelector(".row-films");
      const spares = section.querySelector("template")?.content.children ?? [];
      const shown = list ? [...list.children] : [];
      return { section, list, size: shown.length, films: [...shown, ...spares] };
    });
    for (const row of this.rows) {
      row.list?.addEventListener("click", (event) => {
        const button = event.target.closest("[data-mark]");
        if (button) this.mark(row, button.closest(".film"), button.dataset.mark);
      });
    }
    note?.querySelector("button").addEventListener("click", () => this.showAgain());
    this.fill();
    this.whole = next ? this.fetch() : Promise.resolve();
  }

  // The films behind those of a published answer, which the page comes without: they are here
  // before anybody has said anything of a film.
  async fetch() {
    try {
      // After all that is to be seen.
      if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
      const response = await fetch(this.next);
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const [at, spares] of [...page.querySelectorAll("template")].entries()) {
        showHearts(spares.content);
        this.rows[at].films.push(...document.adoptNode(spares.content).children);
      }
      this.fill();
    } catch {
      // Offline: the rows are as long as they are.
    }
  }

  marked() {
    return new Set([...recall("seen"), ...recall("unwanted")]);
  }

  // Shows the best films of each row that are not marked.
  fill() {
    const marked = this.marked();
    for (const row of this.rows) {
      if (!row.list) continue;
      const good = row.films.filter((film) => !marked.has(idOf(film)));
      row.list.replaceChildren(...good.slice(0, row.size));
    }
    this.tell(marked);
  }

  async mark(row, card, mark) {
    await this.whole;
    if (!recall(mark).includes(idOf(card))) toggle(mark, idOf(card));
    const marked = this.marked();
    const next = row.films.find((film) => !film.isConnected && !marked.has(idOf(film)));
    const beside = next ?? card.nextElementSibling ?? card.previousElementSibling;
    if (next) card.replaceWith(next);
    else card.remove();
    this.tell(marked);
    const title = row.section.querySelector("h2");
    title.tabIndex = -1;
    (beside?.querySelector(`[data-mark="${mark}"]`) ?? title).focus({ preventScroll: true });
    const successor = next
      ? `${next.dataset.title} takes its place.`
      : "No other film is left for its place.";
    announce(`${card.dataset.title} ${MARKS[mark]}. ${successor}`);
  }

  // Says what is left out, and where a row has come to its end.
  tell(marked) {
    let out = 0;
    for (const { section, list, size, films } of this.rows) {
      out += films.filter((film) => marked.has(idOf(film))).length;
      if (list) section.querySelector(".row-spent").hidden = list.children.length === size;
    }
    if (!this.note) return;
    this.note.hidden = out === 0;
    const films = out === 1 ? "One film that you have seen or that is" : `${out} films that you have seen or that are`;
    this.note.querySelector("span").textContent = `${films} not for you made room here.`;
  }

  showAgain() {
    const here = new Set(this.rows.flatMap((row) => row.films.map(idOf)));
    for (const mark of Object.keys(MARKS)) keep(mark, recall(mark).filter((id) => !here.has(id)));
    this.fill();
    const first = this.rows[0].section.querySelector("h2");
    first.tabIndex = -1;
    first.focus();
    announce("All films are shown again.");
  }
}

export const start = () => {
  const sections = [...document.querySelectorAll("[data-row]")];
  const next = document.querySelector("[data-next]")?.dataset.next;
  if (sections.length) new Rows(sections, document.querySelector(".left-out"), next);
};
