// What a reader has without a connection, under an address with a path.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite("https://example.org/help/");
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const NOTICE = ".pl-notice";

/** A page whose site has put everything on the device that it puts there. */
async function withWorker(body) {
  await withPage(browser, { serviceWorkers: "allow" }, async (page) => {
    await visit(page, site, KINDS.explainer);
    await kept(page, KINDS.explainer);
    try {
      await body(page);
    } finally {
      site.down = false;
    }
  });
}

async function kept(page, ...paths) {
  await until(page, async (addresses) => {
    const found = await Promise.all(addresses.map((address) => caches.match(address)));
    return found.every(Boolean);
  }, paths.map((path) => site.address(path)));
}

/** Waits until a question that takes time to answer is answered with yes. */
async function until(page, question, argument) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await page.evaluate(question, argument)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`It never came true: ${question}`);
}

test("a page that was visited once is there, looks right, and says from which day it is", () =>
  withWorker(async (page) => {
    site.down = true;
    await page.goto(site.address(KINDS.explainer));
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const said = await page.locator(NOTICE).innerText();
    assert.ok(said.startsWith(`You are offline. This is our copy from ${day}.`), said);
    assert.ok(await page.locator(".pl-answer").isVisible());
    assert.ok(await page.evaluate(() => document.styleSheets[0].cssRules.length > 0));
  }));

test("help is there though nobody opened it", () =>
  withWorker(async (page) => {
    site.down = true;
    for (const path of ["/help/feeling-unsafe/", "/help/free-advice/", "/"]) {
      await page.goto(site.address(path));
      assert.ok(await page.locator("h1").isVisible(), path);
      assert.match(await page.locator(NOTICE).first().innerText(), /You are offline/, path);
    }
  }));

test("in place of a page that is not there, a page says which are", () =>
  withWorker(async (page) => {
    site.down = true;
    await page.goto(site.address("/work/changes-at-work/"));
    assert.equal(await page.locator("h1").innerText(), "You are offline");
    const links = page.locator("#pl-kept a");
    const addresses = await links.evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
    for (const path of [KINDS.explainer, "/help/feeling-unsafe/", "/help/free-advice/"]) {
      assert.ok(addresses.includes(`/help${path}`), `${path} in ${addresses}`);
    }
    assert.ok(addresses.every((address) => address.startsWith("/help/")), `${addresses}`);
    const link = page.locator(`#pl-kept a[href="/help${KINDS.explainer}"]`);
    await link.click();
    await page.locator(".pl-answer").waitFor();
  }));

test("a page is asked for anew while there is a connection", () =>
  withWorker(async (page) => {
    const file = "esa/what-is-esa/index.html";
    const before = site.files.get(file);
    site.files.set(file, Buffer.from(before.toString().replaceAll("£95.55", "£100.00")));
    try {
      await page.goto(site.address(KINDS.explainer));
      assert.match(await page.locator(".pl-body").innerText(), /£100\.00/);
      assert.equal(await page.locator(NOTICE).count(), 0);
    } finally {
      site.files.set(file, before);
    }
  }));

test("the whole search of a small site comes along", () =>
  withWorker(async (page) => {
    const files = [...site.files.keys()].filter((path) => /^search\/.*\.json$/.test(path));
    assert.notEqual(files.length, 0);
    await kept(page, ...files.map((path) => `/${path}`));
  }));

test("a new build takes the place of the old one, and brings what was read up to date", () =>
  withWorker(async (page) => {
    const file = "esa/what-is-esa/index.html";
    const [worker, words] = [site.files.get("sw.js"), site.files.get(file)];
    const names = () => page.evaluate(() => caches.keys());
    const [old] = await names();
    const build = /"build":"([0-9a-f]+)"/.exec(worker.toString())[1];
    assert.equal(old, `plainly /help ${build}`);
    site.files.set("sw.js", Buffer.from(worker.toString().replace(build, "0123456789abcdef")));
    site.files.set(file, Buffer.from(words.toString().replaceAll("£95.55", "£100.00")));
    try {
      await page.goto(site.address("/"));
      await until(page, async () => `${await caches.keys()}` === "plainly /help 0123456789abcdef");
      site.down = true;
      await page.goto(site.address(KINDS.explainer));
      assert.match(await page.locator(".pl-body").innerText(), /£100\.00/);
    } finally {
      site.files.set("sw.js", worker);
      site.files.set(file, words);
    }
  }));

test("the manifest names the site below its path", async () => {
  const manifest = JSON.parse(site.files.get("site.webmanifest").toString());
  assert.equal(manifest.start_url, "/help/");
  assert.equal(manifest.scope, "/help/");
  for (const { src } of manifest.icons) assert.ok(site.files.has(src.replace(/^\/help\//, "")), src);
});

test("nothing was asked for outside the path", () => {
  assert.deepEqual(site.outside.filter((path) => path !== "/favicon.ico"), []);
});
