// Registers the service worker, and has it keep each answer that is shown.
const ANSWERS = '[data-page="answer"], [data-page="together"]';

export const start = () => {
  if (!navigator.serviceWorker || !document.querySelector(ANSWERS)) return;
  const address = location.href.split("#")[0];
  navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: address }));
};

// After the page is there: nobody waits for it.
export const register = () => {
  if (!navigator.serviceWorker) return;
  const begin = () => navigator.serviceWorker.register("/sw.js").catch(() => {});
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
};
