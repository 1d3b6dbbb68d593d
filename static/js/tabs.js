// Turns links that choose a panel into tabs: no request, arrow keys move, the address follows.
// https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
import { setAddress } from "./navigation.js";

const upgrade = (list) => {
  const tabs = [...list.querySelectorAll("[data-panel]")];
  const panelOf = (tab) => document.getElementById(tab.dataset.panel);

  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab).hidden = tab !== chosen;
    }
    // On a phone the tabs scroll sideways: the chosen one is never out of sight.
    const [row, tab] = [list.getBoundingClientRect(), chosen.getBoundingClientRect()];
    list.scrollLeft += tab.left + tab.width / 2 - (row.left + row.width / 2);
  };

  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.dataset.panel);
    const panel = panelOf(tab);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
  }
  choose(tabs.find((tab) => tab.hasAttribute("aria-current")) ?? tabs[0]);
  for (const tab of tabs) tab.removeAttribute("aria-current");

  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-panel]");
    if (!tab || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(tab);
    setAddress(tab.href.split("#")[0]);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target);
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
      " ": at,
    }[event.key];
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    tabs[to].focus();
    tabs[to].click();
  });
};

export const start = () => {
  document.querySelectorAll("[data-tabs]").forEach(upgrade);
};
