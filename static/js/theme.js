// Runs before anything is painted, so it is no module: the theme that was chosen in this browser,
// and that there are scripts. Without a choice the theme is the system's.
(() => {
  const root = document.documentElement;
  const key = "matinee.theme";
  const night = matchMedia("(prefers-color-scheme: dark)");
  const systems = () => (night.matches ? "dark" : "light");
  const shown = () => root.dataset.theme ?? systems();

  const tell = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", String(shown() === "dark"));
    }
    // The browser's own frame takes the colour of the one that is on.
    const frames = [...document.querySelectorAll("meta[name=theme-color]")];
    const colour = frames.find((frame) => frame.dataset.of === shown())?.content;
    document.querySelector("meta[name=theme-color]:not([data-of])")?.remove();
    if (colour && root.dataset.theme) {
      const frame = Object.assign(document.createElement("meta"), { name: "theme-color", content: colour });
      frames[0].before(frame);
    }
  };

  const choose = (theme) => {
    // Whoever is back at what the system says follows the system from then on.
    const own = theme !== systems();
    if (own) root.dataset.theme = theme;
    else delete root.dataset.theme;
    try {
      if (own) localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch {
      // Nothing may be kept here: the choice holds for this page.
    }
    tell();
  };

  root.classList.add("scripted");
  try {
    const kept = localStorage.getItem(key);
    if (["light", "dark"].includes(kept)) root.dataset.theme = kept;
  } catch {
    // Nothing is kept here.
  }
  night.addEventListener("change", tell);
  document.addEventListener("DOMContentLoaded", tell);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) choose(shown() === "dark" ? "light" : "dark");
  });
})();
