// Where the wall has only a few films for a search, asks for those of the rest of the house.
import { matches, searchKey } from "./search.js";

const FEW = 5;
const MOST = 8;
const PAUSE = 250; // milliseconds without a key before a request is worth it

export class House {
  constructor(form) {
    this.section = form.querySelector(".house");
    this.template = form.querySelector("#house-film");
    this.onWall = form.querySelector("#pickable");
    this.underway = new AbortController();
  }

  // ``shown`` are the movieIds on the wall that match; ``carried`` keeps the picks in the links.
  search(title, shown, carried) {
    clearTimeout(this.timer);
    this.underway.abort();
    if (title === "" || shown.length >= FEW) this.show([], carried);
    else this.timer = setTimeout(() => this.ask(title, new Set(shown), carried), PAUSE);
  }

  async ask(title, shown, carried) {
    this.underway = new AbortController();
    const query = new URLSearchParams({ title, limit: MOST + shown.size });
    try {
      const response = await fetch(`/api/v1/movies?${query}`, { signal: this.underway.signal });
      const { films } = response.ok ? await response.json() : { films: [] };
      const others = films.filter((film) => !shown.has(String(film.movieId)));
      // Where films of just these words are found, what is merely like them is not meant.
      const meant = others.filter((film) => matches(searchKey(film.title, film.year, film.genres), title));
      this.show((meant.length || shown.size ? meant : others).slice(0, MOST), carried);
    } catch {
      // Typed on, or offline: the wall's own search stays as it is.
    }
  }

  show(films, carried) {
    this.section.hidden = films.length === 0;
    this.fill("wall", films.filter((film) => film.inCatalogue), carried);
    this.fill("house", films.filter((film) => !film.inCatalogue), carried);
  }

  fill(name, films, carried) {
    const part = this.section.querySelector(`[data-part="${name}"]`);
    part.hidden = films.length === 0;
    part.querySelector("ul").replaceChildren(...films.map((film) => this.item(film, carried)));
  }

  item(film, carried) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const { movieId, title, year, genres, poster } = film;
    item.dataset.movie = movieId;
    item.dataset.search = searchKey(title, year, genres);
    item.querySelector("a").href = `/movies/${movieId}${carried}`;
    item.querySelector("img").src = poster;
    item.querySelector(".house-title").textContent = title;
    item.querySelector(".house-year").textContent = year ?? "";
    const pick = item.querySelector(".house-pick");
    pick.href = `/${carried ? `${carried}&` : "?"}movie=${movieId}`;
    pick.lastElementChild.textContent = ` ${title}${year ? ` (${year})` : ""}`;
    if (!film.canPick) pick.remove();
    return item;
  }

  // The film of an item of these lists as one that hangs on the wall.
  hung(item) {
    const film = this.onWall.content.firstElementChild.cloneNode(true);
    const id = item.dataset.movie;
    const title = item.querySelector(".house-title").textContent;
    const year = item.querySelector(".house-year").textContent;
    film.dataset.movie = id;
    film.dataset.search = item.dataset.search;
    const box = film.querySelector("input");
    box.value = id;
    box.setAttribute("aria-labelledby", `t${id}`);
    const image = film.querySelector("img");
    image.removeAttribute("srcset"); // of the film that the template was made with
    image.src = item.querySelector("img").src;
    image.alt = `Poster of ${title}${year ? ` (${year})` : ""}`;
    const name = film.querySelector(".film-title");
    name.id = `t${id}`;
    const small = document.createElement("span");
    small.className = "film-year";
    small.textContent = year;
    name.replaceChildren(`${title} `, small);
    const about = film.querySelector(".about");
    about.href = `/movies/${id}`;
    about.lastElementChild.textContent = ` ${title}`;
    return film;
  }

  // Takes an item away whose film hangs on the wall now.
  drop(item) {
    const part = item.closest("[data-part]");
    item.remove();
    part.hidden = part.querySelector("li") === null;
    this.section.hidden = this.section.querySelector("li") === null;
  }
}
