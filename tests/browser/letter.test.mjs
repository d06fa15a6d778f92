// A letter can be read, copied and downloaded, and is the same each time.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { addressOf, htmlFiles, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const letters = htmlFiles(site.files)
  .filter(([, html]) => html.includes('class="pl-letter-text"'))
  .map(([file]) => addressOf(file));

test("the site has letters", () => assert.notEqual(letters.length, 0));

for (const path of letters) {
  test(`without a script a letter can be read and downloaded: ${path}`, () =>
    withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(site.address(path));
      assert.ok(await page.locator(".pl-letter-text").first().isVisible());
      assert.equal(await page.locator(".pl-copy").count(), 0);
      assert.equal(words(await downloaded(page)), words(await shown(page)));
    }));

  test(`each letter has one button, which copies the words of its file: ${path}`, () =>
    withPage(browser, {}, async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await visit(page, site, path);
      const count = await page.locator(".pl-letter-text").count();
      assert.equal(await page.locator("button.pl-copy").count(), count);
      await page.locator("button.pl-copy").first().click();
      await page.locator('.pl-letter [role="status"]:not(:empty)').first().waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(words(copied), words(await downloaded(page)));
      assert.equal(blankLines(copied), blankLines(await downloaded(page)));
    }));
}

/** The text of the first letter as people see it, with the numbers of its lists. */
async function shown(page) {
  return page.locator(".pl-letter-text").first().innerText();
}

async function downloaded(page) {
  const link = page.locator('main a[href$=".txt"]').first();
  const address = new URL(await link.getAttribute("href"), page.url()).href;
  const response = await page.request.get(address);
  assert.equal(response.status(), 200);
  assert.match(response.headers()["content-type"], /^text\/plain/);
  return response.text();
}

function words(text) {
  return text.trim().replace(/\s+/g, " ");
}

function blankLines(text) {
  return text.trim().match(/\n\s*\n/g)?.length ?? 0;
}
