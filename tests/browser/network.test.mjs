// What a page asks for, and of whom. Prints what a reader's first page costs.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { fileAt, KINDS, openSite } from "./site.mjs";
import { middle, packedSize, table, weights } from "./weights.mjs";

/** Bytes as gzip -9 gives them; `first` is what must arrive before the page is drawn. */
const MOST = { medianFirst: 8_500, first: 10_000, requests: 3, style: 4_000, scripts: 8_000, whole: 18_000 };

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
    await visit(page, site, KINDS.search);
    for (const lasting of [/\.[0-9a-f]{8,}\.(css|js)$/, /^\/search\/[0-9a-f]+\/\w+\.json$/]) {
      const found = [...kept].filter(([path]) => lasting.test(path));
      assert.notEqual(found.length, 0);
      for (const [path, control] of found) assert.match(control, /immutable/, path);
    }
    for (const path of [KINDS.explainer, "/search/"]) assert.doesNotMatch(kept.get(path), /immutable/);
  }));

test("an explainer weighs little", () => {
  const pages = weights(site);
  assert.notEqual(pages.length, 0);
  console.log(table(pages));
  const median = middle(pages.map(({ first }) => first));
  const problems = [
    ...(median > MOST.medianFirst ? [`the median first render takes ${median} bytes`] : []),
    ...pages.flatMap(({ file, ...weight }) =>
      ["first", "requests", "style", "scripts", "whole"]
        .filter((part) => weight[part] > MOST[part])
        .map((part) => `${file}: ${part}: ${weight[part]}`),
    ),
  ];
  assert.deepEqual(problems, []);
});

for (const [kind, path] of Object.entries(KINDS)) {
  test(`a browser waits for at most ${MOST.requests} answers before it draws: ${kind}`, () =>
    withPage(browser, {}, async (page) => {
      await visit(page, site, path);
      const waited = await page.evaluate(() => {
        const asked = performance.getEntriesByType("resource");
        const blocking = asked.filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking");
        return blocking.map(({ name }) => new URL(name).pathname);
      });
      const style = waited.filter((file) => file.endsWith(".css")).map((file) => packedSize(site.files.get(fileAt(file))));
      assert.equal(style.length, 1, waited.join(" "));
      assert.ok(style[0] <= MOST.style, `its style sheet takes ${style[0]} bytes`);
      assert.ok(1 + waited.length <= MOST.requests, waited.join(" "));
    }));
}

test("a browser asks for what was weighed, and for nothing else", () =>
  withPage(browser, {}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await visit(page, site, KINDS.explainer);
    await page.waitForLoadState("networkidle");
    const { files } = weights(site).find(({ file }) => file === fileAt(KINDS.explainer));
    const extra = asked.map(fileAt).filter((file) => !files.includes(file) && file !== "favicon.ico");
    assert.deepEqual(extra, []);
  }));
