// Genres and decades above the wall: each puts its word into the search, or takes it out again.
export class Chips {
  constructor(form, changed) {
    this.links = [...form.querySelectorAll(".chip")];
    this.search = form.querySelector("#q");
    form.addEventListener("click", (event) => {
      const link = event.target.closest(".chip");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.toggle(link);
      changed();
    });
  }

  words() {
    return this.search.value.split(/\s+/).filter(Boolean);
  }

  toggle(link) {
    const { word } = link.dataset;
    // No film is of two decades: another one takes the place of the one that is on.
    const others = this.links.filter((other) => "decade" in link.dataset && "decade" in other.dataset);
    const out = new Set([word, ...others.map((other) => other.dataset.word)]);
    const on = !link.hasAttribute("aria-current");
    const kept = this.words().filter((typed) => !out.has(typed.toLowerCase()));
    this.search.value = [...kept, ...(on ? [word] : [])].join(" ");
  }

  // Shows which of them are part of the search.
  show() {
    const typed = new Set(this.words().map((word) => word.toLowerCase()));
    for (const link of this.links) {
      if (typed.has(link.dataset.word)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // On a phone they are one line, of which what is on should be in sight.
    const on = this.links.find((link) => link.hasAttribute("aria-current"));
    const line = on?.closest("ul");
    if (line && line.scrollWidth > line.clientWidth) {
      line.scrollLeft = on.offsetLeft - (line.clientWidth - on.offsetWidth) / 2;
    }
  }
}
