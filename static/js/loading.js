// Says that a page is on its way, when it takes long enough to be noticed, and that it did not come.
import { announce } from "./announce.js";

const PATIENCE = 300; // milliseconds

let timer;

const beside = (className) => {
  const found = document.querySelector(`.${className}`);
  if (found) return found;
  const made = document.createElement(className === "trouble" ? "p" : "div");
  made.className = className;
  document.querySelector(".marquee").after(made);
  return made;
};

const show = (on) => {
  if (on) beside("loading-line").classList.add("on");
  else document.querySelector(".loading-line")?.remove();
  document.getElementById("content").toggleAttribute("aria-busy", on);
  if (on) document.getElementById("content").setAttribute("aria-busy", "true");
};

export const begin = () => {
  document.querySelector(".trouble")?.remove();
  clearTimeout(timer);
  timer = setTimeout(() => show(true), PATIENCE);
};

export const end = () => {
  clearTimeout(timer);
  show(false);
};

export const trouble = (sentence) => {
  beside("trouble").textContent = sentence;
  announce(sentence);
};
