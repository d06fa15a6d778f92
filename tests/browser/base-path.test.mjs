// A site below a path, such as a project page of a forge, works as one at the root does.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, searched, visit, withPage } from "./browser.mjs";
import { badLinks } from "./crawl.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite("https://example.org/help/");
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

test("every link stays below the path", () => {
  assert.deepEqual(badLinks(site), []);
});

for (const [kind, path] of Object.entries(KINDS)) {
  test(`a page and what it asks for are found: ${kind}`, () =>
    withPage(browser, { serviceWorkers: "allow" }, async (page) => {
      const failed = [];
      const asked = [];
      page.context().on("request", (request) => asked.push(request.url()));
      page.on("response", (response) => {
        if (response.status() >= 400) failed.push(response.url());
      });
      const response = await visit(page, site, path);
      await page.waitForLoadState("networkidle");
      const missing = kind === "not found";
      assert.equal(response.status(), missing ? 404 : 200);
      assert.deepEqual(failed, missing ? [site.address(path)] : []);
      assert.deepEqual(asked.filter((url) => !url.startsWith(site.address("/"))), []);
      assert.ok(await page.evaluate(() => document.styleSheets[0].cssRules.length > 0));
    }));
}

test("search leads to pages below the path", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    await page.locator("#pl-search-box").fill("sanction");
    await page.locator("#pl-search-box").press("Enter");
    await searched(page, "sanction");
    assert.equal(page.url(), site.address("/search/?q=sanction"));
    const links = await page.locator("#pl-search-results li a").all();
    assert.notEqual(links.length, 0);
    for (const link of links) {
      const address = new URL(await link.getAttribute("href"), page.url()).href;
      assert.ok(address.startsWith(site.address("/")), address);
      assert.equal((await page.request.get(address)).status(), 200, address);
    }
  }));

test("without a script the search form leads to the A to Z below the path", () =>
  withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(site.address(KINDS.home));
    await page.locator("#pl-search-box").fill("sanction");
    await page.locator("#pl-search-box").press("Enter");
    await page.waitForURL(site.address("/a-to-z/?q=sanction"));
  }));

test("nothing was asked for outside the path", () => {
  assert.deepEqual(site.outside.filter((path) => path !== "/favicon.ico"), []);
});
