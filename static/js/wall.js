// The wall of films: picks toggle at once, the search filters as you type, arrow keys move about,
// and the third pick shows the answer.
import { announce } from "./announce.js";
import { Chips } from "./chips.js";
import { House } from "./house.js";
import { setAddress, visit } from "./navigation.js";
import { matches } from "./search.js";

const SEATS = 3;
const ORDINALS = ["first", "second", "third"];

class Wall {
  constructor(form) {
    this.form = form;
    this.search = form.querySelector("#q");
    this.tickets = form.querySelector(".tickets");
    this.note = form.querySelector(".booth-note");
    this.button = form.querySelector(".show");
    this.films = [...form.querySelectorAll(".pickable")];
    this.house = new House(form);
    this.chips = new Chips(form, () => this.filter());
    // Where two people pick one after the other, the other's picks, and where both lead.
    this.carried = [...form.querySelectorAll("input[type=hidden]")].map((i) => [i.name, i.value]);
    this.answers = this.button.formAction ? new URL(this.button.formAction).pathname : "/";
    this.ready = this.button.dataset.ready;
    this.boxes = new Map(
      this.films.map((film) => [film.dataset.movie, film.querySelector("input")]),
    );
    // The order of the tickets is the order of the picks; browsers may also restore ticks.
    const seated = [...this.tickets.querySelectorAll("[data-movie]")].map((t) => t.dataset.movie);
    const ticked = [...this.boxes].filter(([, box]) => box.checked).map(([id]) => id);
    this.picks = [...new Set([...seated.filter((id) => ticked.includes(id)), ...ticked])];

    form.addEventListener("change", (event) => this.onTick(event));
    form.addEventListener("click", (event) => this.onClick(event));
    form.addEventListener("submit", (event) => this.onSubmit(event));
    form.addEventListener("keydown", (event) => this.onKey(event));
    this.search.addEventListener("input", () => this.filter());
    this.show();
  }

  onTick(event) {
    const box = event.target;
    if (box.name !== "movie") return;
    if (box.checked) this.pick(box);
    else this.takeBack(box.value);
  }

  pick(box) {
    if (this.picks.length >= SEATS) {
      box.checked = false;
      this.say("Three films are picked already: take one back first.");
      return;
    }
    this.picks.push(box.value);
    this.show(box.value);
    const left = SEATS - this.picks.length;
    const title = this.title(box.value);
    if (left > 0) {
      announce(`${title} is your ${ORDINALS[this.picks.length - 1]} pick. ${left} to go.`);
    } else {
      announce(`${title} is your third pick.`);
      visit(this.address(this.answers));
    }
  }

  takeBack(id) {
    this.picks = this.picks.filter((pick) => pick !== id);
    this.boxes.get(id).checked = false;
    this.show();
    announce(`${this.title(id)} is taken back. ${this.picks.length} of three picked.`);
  }

  // Picks a film that the search found beyond the wall: it hangs on the wall from now on.
  pickFromHouse(item) {
    const id = item.dataset.movie;
    if (!this.boxes.has(id)) {
      const film = this.house.hung(item);
      this.form.querySelector(".wall-films").prepend(film);
      this.films.unshift(film);
      this.boxes.set(id, film.querySelector("input"));
    }
    const box = this.boxes.get(id);
    box.closest(".pickable").hidden = false;
    this.house.drop(item);
    this.count();
    box.focus({ preventScroll: true });
    if (!box.checked) box.click();
  }

  onClick(event) {
    const action = event.target.closest(".ticket-action");
    if (action) {
      event.preventDefault();
      const { movie } = action.closest(".ticket").dataset;
      this.takeBack(movie);
      this.boxes.get(movie).focus({ preventScroll: true });
    } else if (event.target.closest(".found-clear")) {
      event.preventDefault();
      this.search.value = "";
      this.filter();
      this.search.focus();
    } else if (event.target.closest(".house-pick")) {
      event.preventDefault();
      this.pickFromHouse(event.target.closest("li"));
    } else if (event.target.closest(".about")) {
      const link = event.target.closest(".about");
      link.search = this.query();
    }
  }

  onSubmit(event) {
    event.preventDefault();
    if (event.submitter !== this.button) this.filter(); // the search button, or Enter in its box
    else if (this.picks.length === SEATS) visit(this.address(this.answers));
    else this.say(`Pick ${SEATS - this.picks.length} more to go on.`);
  }

  onKey(event) {
    const box = event.target.closest(".pickable input");
    if (event.key === "Escape" && event.target === this.search) {
      this.search.value = "";
      this.filter();
    } else if (event.key === "Enter" && box) {
      event.preventDefault(); // it would submit the form
      box.click();
    } else if (box && this.move(box, event.key)) {
      event.preventDefault();
    } else if (event.key === "ArrowDown" && event.target === this.search) {
      event.preventDefault();
      this.visible()[0]?.querySelector("input").focus();
    }
  }

  // Moves the focus to the film beside, above or below; up and down keep the column.
  move(box, key) {
    const films = this.visible();
    const at = films.indexOf(box.closest(".pickable"));
    const top = films[0].offsetTop;
    const below = films.findIndex((film) => film.offsetTop > top);
    const columns = below === -1 ? films.length : below;
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: films.length - 1,
    }[key];
    if (to === undefined) return false;
    films[to]?.querySelector("input").focus();
    return true;
  }

  filter() {
    const query = this.search.value.trim();
    for (const film of this.films) film.hidden = !matches(film.dataset.search, query);
    const shown = this.visible().map((film) => film.dataset.movie);
    this.house.search(query, shown, this.query());
    this.chips.show();
    const sentence = this.count();
    announce(query === "" ? `All ${shown.length} films are shown.` : sentence);
    setAddress(this.address("/"));
  }

  // Says how many films of the wall match.
  count() {
    const query = this.search.value.trim();
    const count = this.visible().length;
    const found = this.form.querySelector(".found");
    found.hidden = query === "";
    const sentence = count
      ? `${count} of ${this.films.length} films match “${query}”.`
      : `No film on this wall matches “${query}”. ` +
        `It holds ${this.films.length} favourites; try a genre or a year.`;
    found.querySelector(".found-count").textContent = sentence;
    return sentence;
  }

  // Makes tickets, button and address say what is picked; ``fresh`` is the pick that is new.
  show(fresh) {
    const items = Array.from({ length: SEATS }, (_, i) => this.ticket(i, this.picks[i], fresh));
    this.tickets.replaceChildren(...items);
    const missing = SEATS - this.picks.length;
    this.button.setAttribute("aria-disabled", String(missing !== 0));
    this.button.textContent = missing > 0 ? `Pick ${missing} more` : this.ready;
    if (missing < 0) this.say(`You have picked ${this.picks.length} films: untick ${-missing}.`);
    else this.note.hidden = true;
    setAddress(this.address("/"));
    for (const link of document.querySelectorAll(".places [data-picks]")) link.search = this.query();
  }

  ticket(index, id, fresh) {
    const template = this.form.querySelector(id ? "#ticket-taken" : "#ticket-empty");
    const item = template.content.firstElementChild.cloneNode(true);
    item.querySelector(".ticket-seat").textContent = `Pick ${index + 1}`;
    const title = item.querySelector(".ticket-title");
    if (!id) {
      title.textContent = `Your ${ORDINALS[index]} film`;
      return item;
    }
    item.dataset.movie = id;
    item.classList.toggle("punched", id === fresh);
    title.textContent = this.title(id);
    const film = this.boxes.get(id).closest(".pickable");
    item.querySelector("img").src = film.querySelector(".poster").src;
    const action = item.querySelector(".ticket-action");
    action.removeAttribute("data-visit");
    action.querySelector(".visually-hidden").textContent = `Take back ${this.title(id)}`;
    return item;
  }

  say(sentence) {
    this.note.textContent = sentence;
    this.note.hidden = false;
    announce(sentence);
  }

  title(id) {
    return this.form.querySelector(`#t${id}`).firstChild.textContent.trim();
  }

  visible() {
    return this.films.filter((film) => !film.hidden);
  }

  query() {
    return this.picks.length ? `?${this.picks.map((id) => `movie=${id}`).join("&")}` : "";
  }

  address(path) {
    const query = new URLSearchParams([...this.carried, ...this.picks.map((id) => ["movie", id])]);
    const search = this.search.value.trim();
    if (path === "/" && search) query.set("q", search);
    return query.size ? `${path}?${query}` : path;
  }
}

export const start = (form) => {
  if (form) new Wall(form);
};

// "/" goes to the search box, from anywhere but another field.
document.addEventListener("keydown", (event) => {
  const search = document.querySelector("#q");
  if (event.key !== "/" || !search || event.target.matches("input:not([type=checkbox])")) return;
  event.preventDefault();
  search.focus();
  search.select();
});
