// Keeps pages for when there is no connection. Pages are asked for anew each time, so that last
// year's rates are never shown as this year's; a copy says from which day it is.

const { build, base, here, help, search, offline, words } = {{ settings | safe }};

const FAMILY = `plainly ${base} `;
const CACHE = FAMILY + build;
const MOST_PAGES = 40;
const MAIN = /<main [^>]*>/;
const LIST = /<ul id="pl-kept"[^>]*>/;
const LANGUAGE = /<html lang="([^"]*)"/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepMore(event.data)));
self.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(`${base}/`)) return;
  const lasts = here.includes(pathname) || search.includes(pathname);
  if (mode === "navigate") event.respondWith(page(event));
  else if (lasts) event.respondWith(lasting(event.request));
});

/** Fetches what every page needs, and anew what the reader has read before. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(here);
  await Promise.all(help.map((path) => keep(cache, path)));
  for (const path of await pathsRead()) await keep(cache, path).catch(() => {});
  await self.skipWaiting();
}

async function activate() {
  for (const name of await old()) await caches.delete(name);
  await self.clients.claim();
}

async function old() {
  return (await caches.keys()).filter((name) => name.startsWith(FAMILY) && name !== CACHE);
}

async function pathsRead() {
  const paths = new Set();
  for (const name of await old()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(url);
      if (pathname.endsWith("/") && !help.includes(pathname)) paths.add(pathname);
    }
  }
  return [...paths].slice(-MOST_PAGES);
}

async function keep(cache, path) {
  const response = await fetch(path, { cache: "no-cache" });
  if (response.ok) await cache.put(path, await dated(response));
}

/** The same page with the day on which it came. */
async function dated(response) {
  const headers = new Headers(response.headers);
  headers.set("x-came", headers.get("date") ?? new Date().toUTCString());
  return new Response(await response.blob(), { headers });
}

/** A page that was open before this worker, and the search, unless that would cost the reader. */
async function keepMore(path) {
  const cache = await caches.open(CACHE);
  const isOurs = path.startsWith(`${base}/`) && !(await cache.match(path));
  if (isOurs) await keep(cache, path).catch(() => {});
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (saveData || /2g/.test(effectiveType)) return;
  for (const path of search) {
    if (!(await cache.match(path))) await cache.add(path).catch(() => {});
  }
}

async function lasting(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function page(event) {
  const cache = await caches.open(CACHE);
  const { pathname } = new URL(event.request.url);
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected) event.waitUntil(keepRead(cache, pathname, response.clone()));
    return response;
  } catch {
    const copy = await cache.match(pathname);
    return copy ? withDate(copy) : withList(cache);
  }
}

/** Keeps a page that was read; the one that was read longest ago makes room. */
async function keepRead(cache, path, response) {
  const own = [...here, ...help, ...search];
  await cache.delete(path);
  await cache.put(path, await dated(response));
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const read = paths.filter((path) => !own.includes(path));
  for (const path of read.slice(0, -MOST_PAGES)) await cache.delete(path);
}

/** A copy that says from which day it is. */
async function withDate(copy) {
  const html = await copy.text();
  const language = LANGUAGE.exec(html)?.[1];
  const own = words[language] ? language : Object.keys(words)[0];
  const day = new Date(copy.headers.get("x-came"));
  const date = day.toLocaleDateString(own === "en" ? "en-GB" : own, { day: "numeric", month: "long", year: "numeric" });
  const told = words[own].replace("{date}", date);
  const notice = `<p class="pl-notice" lang="${own}">${told}</p>`;
  return answer(html.replace(MAIN, (main) => main + notice), copy);
}

/** The page that says that there is no connection, with links to the pages that are there. */
async function withList(cache) {
  const copy = await cache.match(offline);
  const links = [];
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (!pathname.endsWith("/") || pathname === offline) continue;
    const html = await (await cache.match(url)).text();
    const title = /<h1>(.*?)<\/h1>/s.exec(html)?.[1];
    const language = LANGUAGE.exec(html)?.[1];
    if (title) links.unshift(`<li><a href="${pathname}" lang="${language}">${title}</a></li>`);
  }
  const html = await copy.text();
  return answer(html.replace(LIST, (list) => list + links.join("")), copy);
}

function answer(html, { headers }) {
  const changed = new Headers(headers);
  changed.delete("content-length");
  changed.delete("content-encoding");
  return new Response(html, { headers: changed });
}
