// Where the wall has only a few films for a search, asks for those of the rest of the house.
const FEW = 5;
const MOST = 8;
const PAUSE = 250; // milliseconds without a key before a request is worth it

export class House {
  constructor(form) {
    this.section = form.querySelector(".house");
    this.template = form.querySelector("#house-film");
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
      this.show(others.slice(0, MOST), carried);
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
    item.querySelector("a").href = `/movies/${film.movieId}${carried}`;
    item.querySelector("img").src = film.poster;
    item.querySelector(".house-title").textContent = film.title;
    item.querySelector(".house-year").textContent = film.year ?? "";
    return item;
  }
}
