// The hearts that save films in this browser, and the page that lists what is saved.
import { announce } from "./announce.js";
import { recall, toggle } from "./memory.js";

const show = (button, saved) => button.setAttribute("aria-pressed", String(saved.has(Number(button.dataset.save))));

export const showHearts = (within) => {
  const saved = new Set(recall("saved"));
  for (const button of within.querySelectorAll("[data-save]")) show(button, saved);
};

const onClick = (event) => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const id = Number(button.dataset.save);
  const wanted = button.getAttribute("aria-pressed") === "false";
  const saved = toggle("saved", id);
  if (wanted && !saved) announce("This browser keeps nothing, so the film cannot be saved.");
  showHearts(document);
  showList(document.querySelector("[data-csv]"));
};

// The address of the list as a file follows what is saved.
const showList = (link) => {
  if (!link) return;
  const ids = recall("saved");
  link.hidden = ids.length === 0;
  link.search = ids.map((id) => `movie=${id}`).join("&");
};

const film = async (id) => {
  const response = await fetch(`/api/v1/movies/${id}`);
  return response.ok ? response.json() : null;
};

const card = (template, { movieId, title, year, genres, poster }) => {
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector("a").href = `/movies/${movieId}`;
  const image = item.querySelector("img");
  image.removeAttribute("srcset"); // of the film that the template was made with
  image.src = poster;
  image.alt = `Poster of ${title}${year ? ` (${year})` : ""}`;
  item.querySelector(".film-title").textContent = title;
  item.querySelector(".film-facts").textContent = [year, genres.join(", ")].filter(Boolean).join(" · ");
  const button = item.querySelector("[data-save]");
  button.dataset.save = movieId;
  button.lastElementChild.textContent = ` ${title}`;
  return item;
};

const fill = async (page) => {
  const ids = recall("saved");
  page.querySelector(".saved-none").hidden = ids.length > 0;
  showList(page.querySelector("[data-csv]"));
  const found = await Promise.all(ids.map((id) => film(id).catch(() => null)));
  const films = found.filter(Boolean);
  const template = page.querySelector("#saved-film");
  page.querySelector(".saved-films").replaceChildren(...films.map((each) => card(template, each)));
  const lost = ids.length - films.length;
  const note = page.querySelector(".saved-lost");
  note.hidden = lost === 0;
  note.textContent = `${lost === 1 ? "One saved film is" : `${lost} saved films are`} not to be had right now.`;
  showHearts(page);
};

export const start = (page) => {
  showHearts(document);
  if (page) fill(page);
};

document.addEventListener("click", onClick);
