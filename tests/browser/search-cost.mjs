// Prints what a search costs a reader, in a real browser on a slow network.
//
//   node search-cost.mjs FOLDER [QUERIES]
//
// FOLDER is a site as `plainly build` writes it, for an address without a path. The reader comes
// with an empty cache and opens /search/?q=…; bodies are sent with brotli at its best, over 400
// kbit/s with a round trip of 400 ms. The queries are words of the site's own titles, 30 of one
// word and 30 of three, the same each time. First results are the best three, in their order, each a
// link with its title, or all if there are fewer. "Search" is the module and the files of the index;
// "page" is all else: the page itself, its style, its icon and the script of every page.

import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { openBrowser, withPage } from "./browser.mjs";

const [folder, count = "30"] = process.argv.slice(2);
if (!folder) {
  console.error("Use: node search-cost.mjs FOLDER [QUERIES]");
  process.exit(2);
}
const QUERIES = Number(count);
const SECOND_QUERIES = 5;
const BITS_A_SECOND = 400_000;
const ROUND_TRIP_MS = 400;
const SEARCH = /\/search\/.+\.json$|\/assets\/search[^/]*\.js$/;
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await openBrowser();
const titles = await readTitles();
console.log(`${titles.length} pages; ${BITS_A_SECOND / 1000} kbit/s, ${ROUND_TRIP_MS} ms`);
for (const words of [1, 3]) {
  const first = [];
  for (const query of queries(words, QUERIES)) first.push(await firstResults(query));
  console.log(`\nto the first results, ${words} word${words > 1 ? "s" : ""}:    median    worst`);
  print("search, bytes", first.map((one) => one.search.bytes));
  print("search, requests", first.map((one) => one.search.requests));
  print("page, bytes", first.map((one) => one.page.bytes));
  print("page, requests", first.map((one) => one.page.requests));
  print("time, ms", first.map((one) => one.time));
}
const second = [];
for (const query of queries(3, SECOND_QUERIES)) second.push(await secondQuery(query));
console.log("\nthe second query:             median    worst");
print("requests", second);
await browser.close();
server.closeAllConnections();
server.close();

function print(name, numbers) {
  const sorted = numbers.map(Math.round).sort((a, b) => a - b);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  console.log(`${name.padEnd(26)} ${String(median).padStart(9)} ${String(worst).padStart(8)}`);
}

/** What a reader with an empty cache waits for. */
function firstResults(query) {
  return withPage(browser, {}, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ROUND_TRIP_MS,
      downloadThroughput: BITS_A_SECOND / 8,
      uploadThroughput: BITS_A_SECOND / 8,
    });
    await page.addInitScript(noteFirstResults);
    await page.goto(`${origin}/search/?${new URLSearchParams({ q: query })}`, { waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.firstResults, undefined, { timeout: 60_000 });
    const { time, files } = await page.evaluate(() => ({
      time: globalThis.firstResults,
      files: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= globalThis.firstResults)
        .map(({ name, encodedBodySize }) => ({ name: new URL(name).pathname, bytes: encodedBodySize })),
    }));
    const sum = (some) => ({
      requests: some.length,
      bytes: some.reduce((total, { bytes }) => total + bytes, 0),
    });
    const isSearch = ({ name }) => SEARCH.test(name);
    return { time, search: sum(files.filter(isSearch)), page: sum(files.filter((file) => !isSearch(file))) };
  });
}

/** How often the network is asked for a second query, once the browser has come to rest. */
function secondQuery(query) {
  return withPage(browser, {}, async (page) => {
    await page.addInitScript(noteFirstResults);
    await page.goto(`${origin}/search/?q=${encodeURIComponent(titles[0])}`);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(1_000);
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => {
      performance.clearResourceTimings();
      globalThis.firstResults = undefined;
    });
    await page.locator("#pl-search-box").fill(query);
    await page.locator("#pl-search-box").press("Enter");
    await page.waitForFunction(() => globalThis.firstResults);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    return page.evaluate(() => {
      const asked = performance.getEntriesByType("resource");
      return asked.filter(({ transferSize }) => transferSize > 0).length;
    });
  });
}

/** Queries from the words of titles, spread over the site. */
function queries(words, number) {
  return Array.from({ length: number }, (_, at) => {
    const title = titles[Math.floor((at * titles.length) / number)];
    const telling = title.match(/[\p{L}\d]{4,}/gu) ?? [title];
    const start = at % Math.max(1, telling.length - words + 1);
    return telling.slice(start, start + words).join(" ");
  });
}

async function readTitles() {
  const files = await readdir(join(folder, "search"), { recursive: true });
  const names = files.filter((name) => /(^|[\\/])(titles|texts)\d+\.json$/.test(name)).sort();
  const read = names.map(async (name) => JSON.parse(await readFile(join(folder, "search", name), "utf8")));
  return (await Promise.all(read)).flatMap(({ titles }) => titles ?? []);
}

async function serve() {
  const packed = new Map();
  async function body(path) {
    if (!packed.has(path)) packed.set(path, brotliCompressSync(await readFile(join(folder, path))));
    return packed.get(path);
  }
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const path = decodeURIComponent(pathname).replace(/\/$/, "/index.html");
    try {
      const bytes = await body(path);
      const headers = { "content-encoding": "br", "content-length": bytes.length };
      if (!path.endsWith(".html")) headers["cache-control"] = "max-age=31536000, immutable";
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, ...headers }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

// This runs inside the page.

function noteFirstResults() {
  performance.setResourceTimingBufferSize(5_000);
  const look = () => {
    const shown = document.querySelectorAll("#pl-search-list li").length;
    // The heading behind the list of a finished search says how many there are.
    const isDone = shown > 0 && /\d/.test(document.querySelector("#pl-search-status").textContent);
    if ((shown > 2 || isDone) && !globalThis.firstResults) globalThis.firstResults = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
