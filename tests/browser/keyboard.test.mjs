// The pages by keyboard alone.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { focused } from "./in-page.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

test("the first press of Tab reaches a visible link that skips to the main text", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    assert.equal(await skip.getAttribute("href"), "#pl-main");
    const box = await skip.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.height >= 44, JSON.stringify(box));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main")));
  }));

test("a definition opens with Enter and closes with Escape", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    const term = page.locator("button.pl-term").first();
    const definition = page.locator(`[id="${await term.getAttribute("popovertarget")}"]`);
    await term.focus();
    const isOpen = () => definition.evaluate((element) => element.matches(":popover-open"));
    await page.keyboard.press("Enter");
    assert.equal(await isOpen(), true);
    assert.notEqual((await definition.innerText()).trim(), "");
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(), false);
    assert.ok(await term.evaluate((button) => button === document.activeElement));
  }));

test("a definition opens inside the screen at 320 px", () =>
  withPage(browser, { width: 320 }, async (page) => {
    await visit(page, site, KINDS.explainer);
    await page.locator("button.pl-term").first().click();
    const box = await page.locator(".pl-meaning:popover-open").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
    assert.ok(box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
  }));

/** No page has more stops than this for the Tab key. */
const MOST_STOPS = 400;

for (const [kind, path] of Object.entries(KINDS)) {
  for (const [width, forcedColors] of [[320, "none"], [1280, "none"], [1280, "active"]]) {
    test(`each stop of the Tab key is marked and in view: ${kind}, ${width} px, forced: ${forcedColors}`, () =>
      withPage(browser, { width, forcedColors }, async (page) => {
        await visit(page, site, path);
        const stops = await tabThrough(page);
        assert.ok(stops.length > 10, `${stops.length} stops`);
        const bad = stops.filter(({ isMarked, isSeen }) => !isMarked || !isSeen);
        assert.deepEqual(bad, []);
        const places = stops.map(({ at }) => at);
        assert.deepEqual(places, places.toSorted((a, b) => a - b), "the order of the page");
      }));
  }
}

/** What the Tab key reaches, from the top of a page to its end. */
async function tabThrough(page) {
  const stops = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop || stop.at === stops[0]?.at) return stops;
    stops.push(stop);
  }
  throw new Error(`There are more than ${MOST_STOPS} stops on the page`);
}

test("a term is marked as a control in forced colours", () =>
  withPage(browser, { forcedColors: "active" }, async (page) => {
    await visit(page, site, KINDS.explainer);
    const style = await page.locator("button.pl-term").first().evaluate((button) => {
      const { color, textDecorationLine, borderBottomStyle, borderBottomWidth } =
        getComputedStyle(button);
      const behind = getComputedStyle(document.body).backgroundColor;
      return { color, behind, textDecorationLine, borderBottomStyle, borderBottomWidth };
    });
    const bordered = style.borderBottomStyle !== "none" && style.borderBottomWidth !== "0px";
    assert.ok(bordered || style.textDecorationLine !== "none", JSON.stringify(style));
    assert.notEqual(style.color, style.behind);
  }));
