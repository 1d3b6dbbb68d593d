// The service worker: without a connection the last answer can still be read, with its posters.
// Pages always come from the network while there is one; what is kept is for when there is none.
const SHELL = "matinee-shell-VERSION";
const ANSWER = "matinee-answer";
const FILES = ["/offline", "/static/VERSION/site.css", "/static/VERSION/site.js", "/static/VERSION/icon.svg"];

self.addEventListener("install", (event) => {
  const kept = caches.open(SHELL).then((shell) => shell.addAll(FILES));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("matinee-") && name !== SHELL && name !== ANSWER;
  const cleared = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => self.clients.claim()));
});

// Keeps an answer and all that it shows, in place of the one before.
const keep = async (address) => {
  const page = await fetch(address, { cache: "force-cache", headers: { Accept: "text/html" } });
  if (!page.ok || page.redirected) return;
  const html = await page.clone().text();
  const parts = new Set(html.match(/\/(?:posters|static)\/[^"'#?\s)]+\.(?:svg|css|js|webp)/g) ?? []);
  const responses = await Promise.all([...parts].map(async (part) => [part, await fetch(part, { cache: "force-cache" })]));
  const answer = await caches.open(ANSWER);
  const good = [[address, page], ...responses.filter(([, response]) => response.ok)];
  await Promise.all(good.map(([part, response]) => answer.put(part, response)));
  const wanted = new Set(good.map(([part]) => new URL(part, location.origin).href));
  const before = (await answer.keys()).filter(({ url }) => !wanted.has(url));
  await Promise.all(before.map((request) => answer.delete(request, { ignoreVary: true })));
};

self.addEventListener("message", (event) => {
  const address = event.data?.keep;
  if (typeof address !== "string" || new URL(address).origin !== location.origin) return;
  event.waitUntil(keep(address).catch(() => {})); // offline, or no room: the one before stays
});

// Vary is left out: the address says all that a kept file depends on.
const kept = (request) => caches.match(request, { ignoreVary: true });

const page = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept(request.url);
    if (found) return found;
    if (request.mode !== "navigate") throw error; // the page in view says so and stays
    return (await kept("/offline")) ?? Response.error();
  }
};

// Posters and files have addresses that change with their content.
const file = async (request) => (await kept(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" || request.headers.get("Accept") === "text/html") event.respondWith(page(request));
  else if (/^\/(posters|static)\//.test(pathname)) event.respondWith(file(request));
});
