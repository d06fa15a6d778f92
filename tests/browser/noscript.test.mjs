// Everything that a reader needs works where no script runs.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

test("the search form leads to the A to Z", () =>
  onPage(KINDS.explainer, async (page) => {
    await page.locator("#pl-search-box").fill("sanction");
    await page.locator("#pl-search-box").press("Enter");
    await page.waitForURL(site.address("/a-to-z/?q=sanction"));
    const entry = page.locator(`main a[href="${site.base}/glossary/sanction/"]`).first();
    // A long list has a page for each letter.
    if (!(await entry.isVisible())) await page.locator("main").getByRole("link", { name: "S", exact: true }).click();
    assert.ok(await entry.isVisible());
  }));

test("the search page offers the A to Z and no empty list of results", () =>
  onPage("/search/?q=sanction", async (page) => {
    assert.ok(await page.locator(`main a[href="${site.base}/a-to-z/"]`).first().isVisible());
    assert.ok(await page.locator("#pl-search-results").isHidden());
  }));

test("a definition opens at a click and closes with Escape", () =>
  onPage(KINDS.explainer, async (page) => {
    const term = page.locator("button.pl-term").first();
    const definition = page.locator(`[id="${await term.getAttribute("popovertarget")}"]`);
    const isOpen = () => definition.evaluate((element) => element.matches(":popover-open"));
    assert.equal(await isOpen(), false);
    await term.click();
    assert.equal(await isOpen(), true);
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(), false);
  }));

test("every word explained on a page is listed at its foot", () =>
  onPage(KINDS.explainer, async (page) => {
    const list = page.getByRole("region", { name: "Words on this page" });
    const terms = await page.locator("button.pl-term").count();
    assert.notEqual(terms, 0);
    assert.equal(await list.locator(".pl-meaning:visible").count(), terms);
  }));

for (const [kind, path] of Object.entries(KINDS)) {
  test(`every button works, and none needs a script: ${kind}`, () =>
    onPage(path, async (page) => {
      const dead = await page.locator("button, summary, select, [role=button]").evaluateAll((all) =>
        all
          .filter((control) => control.checkVisibility())
          .filter(({ localName, popoverTargetElement, type, form }) => {
            const opens = localName === "summary" || popoverTargetElement !== null;
            return !opens && !(type === "submit" && form);
          })
          .map((control) => control.outerHTML),
      );
      assert.deepEqual(dead, []);
    }));
}

async function onPage(path, body) {
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(site.address(path));
    await body(page);
  });
}
