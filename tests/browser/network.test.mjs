// What a page asks for, and of whom. Prints what a reader's first page costs.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { addressOf, fileAt, htmlFiles, KINDS, openSite } from "./site.mjs";

const MOST_REQUESTS = 4;

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

for (const [kind, path] of Object.entries(KINDS)) {
  test(`a page breaks no policy, asks no one else and stores nothing: ${kind}`, () =>
    withPage(browser, { serviceWorkers: "allow" }, async (page) => {
      const asked = [];
      const said = [];
      page.context().on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("console", (message) => {
        const own = message.location().url === site.address(path) && kind === "not found";
        const bad = ["error", "warning"].includes(message.type());
        if (bad && !own) said.push(message.text());
      });
      await visit(page, site, path);
      await page.waitForLoadState("networkidle");
      assert.deepEqual(said, []);
      assert.deepEqual(asked.filter((url) => !url.startsWith(site.origin)), []);
      assert.deepEqual(await page.context().cookies(), []);
      const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
      assert.equal(stored, 0);
    }));
}

test("the policy arrives as a header too, and allows no inline code and no frame", () =>
  withPage(browser, {}, async (page) => {
    const headers = (await visit(page, site, KINDS.explainer)).headers();
    const policy = headers["content-security-policy"] ?? "";
    assert.match(policy, /default-src '(self|none)'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(headers["referrer-policy"], /^(no-referrer|same-origin)$/);
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    const missing = (await meta.getAttribute("content"))
      .split(";")
      .filter((part) => !policy.includes(part.trim()));
    assert.deepEqual(missing, []);
  }));

test("fingerprinted files may be kept for a year, and pages are asked for again", () =>
  withPage(browser, {}, async (page) => {
    const kept = new Map();
    page.on("response", (response) => {
      kept.set(new URL(response.url()).pathname, response.headers()["cache-control"] ?? "");
    });
    await visit(page, site, KINDS.explainer);
    const assets = [...kept].filter(([path]) => /\.[0-9a-f]{8,}\.(css|js)$/.test(path));
    assert.notEqual(assets.length, 0);
    for (const [path, control] of assets) assert.match(control, /immutable/, path);
    assert.doesNotMatch(kept.get(KINDS.explainer), /immutable/);
  }));

test(`the first view of an explainer takes at most ${MOST_REQUESTS} requests`, async () => {
  const pages = htmlFiles(site.files).filter(([, html]) => /<body[^>]*\bpl-[a-z-]*explainer\b/.test(html));
  assert.notEqual(pages.length, 0);
  const rows = [];
  for (const [file] of pages) {
    rows.push({ file, ...(await firstView(addressOf(file))) });
  }
  console.log(table(rows));
  const many = rows.filter(({ asked }) => asked.length > MOST_REQUESTS);
  assert.deepEqual(many, []);
});

/** What is asked for until nothing more is, with its bytes as gzip -9 gives them. */
async function firstView(path) {
  const asked = [];
  await withPage(browser, {}, async (page) => {
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await visit(page, site, path);
    await page.waitForLoadState("networkidle");
  });
  const bytes = asked.map((path) => gzipSync(site.files.get(fileAt(path)), { level: 9 }).length);
  return { asked, bytes: bytes.reduce((sum, count) => sum + count, 0) };
}

function table(rows) {
  const sorted = [...rows].sort((a, b) => a.bytes - b.bytes);
  const line = (bytes, asked, name) => `${String(bytes).padStart(8)} ${String(asked).padStart(9)}  ${name}`;
  const median = sorted[Math.floor(sorted.length / 2)];
  return [
    "gzip bytes  requests  explainer",
    ...sorted.map(({ file, bytes, asked }) => line(bytes, asked.length, file)),
    line(median.bytes, median.asked.length, "median"),
    line(sorted.at(-1).bytes, sorted.at(-1).asked.length, "max"),
  ].join("\n");
}
