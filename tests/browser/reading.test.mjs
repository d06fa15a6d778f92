// A reader can choose how the pages look. The choice stays on the device and is undone in one step.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { axeFindings } from "./axe.mjs";
import { openBrowser, visit, WIDTHS, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const THEMES = ["Light", "Dark", "Cream", "Strong contrast"];

async function openPanel(page) {
  await page.getByRole("button", { name: "Text and colours" }).click();
  await page.getByRole("region", { name: "Text and colours" }).waitFor();
}

function background(page) {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

test("without a script there is no button that would do nothing", () =>
  withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(site.address(KINDS.explainer));
    assert.equal(await page.locator(".pl-js:visible").count(), 0);
  }));

test("a choice holds on the next page, from its first moment, and is undone in one step", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    const before = await background(page);
    await openPanel(page);
    await page.getByLabel("Dark").check();
    await page.getByLabel("Very large").check();
    await page.getByLabel("More space").check();
    const dark = await background(page);
    assert.notEqual(dark, before);
    // The other scripts never arrive: the page is dark all the same.
    const script = /\/reading\.[0-9a-f]+\.js/;
    await page.route(script, (route) => route.abort());
    await visit(page, site, KINDS.term);
    assert.equal(await background(page), dark);
    await page.unroute(script);
    await visit(page, site, KINDS.letter);
    await page.getByRole("button", { name: "Undo my changes" }).click();
    assert.equal(await background(page), before);
    const left = await page.evaluate(() => [localStorage.length, { ...document.documentElement.dataset }]);
    assert.deepEqual(left, [0, { pl: "" }]);
    assert.equal(await page.getByRole("button", { name: "Undo my changes" }).count(), 0);
  }));

test("the text grows, and the space between lines", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    const style = () =>
      page.locator(".pl-body p").first().evaluate((text) => {
        const { fontSize, lineHeight } = getComputedStyle(text);
        return [parseFloat(fontSize), parseFloat(lineHeight)];
      });
    const [size, height] = await style();
    await openPanel(page);
    await page.getByLabel("More space").check();
    assert.ok((await style())[1] > height * 1.2);
    await page.getByLabel("Large", { exact: true }).check();
    assert.ok((await style())[0] > size * 1.15);
  }));

test("the plain view leaves the words, the help and the way back", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    await openPanel(page);
    await page.getByLabel("Only the text").check();
    for (const gone of [".pl-search", ".pl-breadcrumbs", ".pl-contents", ".pl-neighbours", ".pl-footer"]) {
      assert.equal(await page.locator(gone).isVisible(), false, gone);
    }
    for (const there of ["h1", ".pl-answer", ".pl-body", ".pl-words", ".pl-trust", ".pl-help", ".pl-now", ".pl-undo"]) {
      assert.ok(await page.locator(there).isVisible(), there);
    }
  }));

test("the panel covers nothing, and works by keyboard alone", () =>
  withPage(browser, { width: 320 }, async (page) => {
    await visit(page, site, KINDS.explainer);
    const button = page.getByRole("button", { name: "Text and colours" });
    await button.focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("region", { name: "Text and colours" });
    await panel.waitFor();
    const bottom = await panel.evaluate((element) => element.getBoundingClientRect().bottom);
    const next = await page.locator(".pl-breadcrumbs").evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(next >= bottom, `${next} ${bottom}`);
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    await page.getByLabel("Very large").focus();
    await page.keyboard.press("Space");
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    await button.focus();
    await page.keyboard.press("Enter");
    assert.ok(await panel.isHidden());
  }));

test("a damaged note of the choices does no harm", () =>
  withPage(browser, {}, async (page) => {
    const said = [];
    page.on("pageerror", (error) => said.push(String(error)));
    await visit(page, site, KINDS.explainer);
    for (const note of ["{", "null", '"x"', "[1]"]) {
      await page.evaluate((note) => localStorage.setItem("pl-reading", note), note);
      await visit(page, site, KINDS.explainer);
      await openPanel(page);
    }
    assert.deepEqual(said, []);
  }));

test("a word leads to its meaning in the list where the browser knows no pop-ups", () =>
  withPage(browser, {}, async (page) => {
    await page.addInitScript(() => delete HTMLElement.prototype.popover);
    await visit(page, site, KINDS.explainer);
    assert.equal(await page.locator("button.pl-term").count(), 0);
    const link = page.locator(".pl-answer a").first();
    await link.click();
    const meaning = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    assert.equal(await meaning.getAttribute("class"), "pl-meaning");
  }));

for (const width of WIDTHS) {
  for (const theme of THEMES) {
    test(`axe finds nothing with the panel open: ${theme}, ${width} px`, () =>
      withPage(browser, { width }, async (page) => {
        await visit(page, site, KINDS["risk explainer"]);
        await openPanel(page);
        await page.getByLabel(theme, { exact: true }).check();
        assert.deepEqual(await axeFindings(page), []);
      }));
  }
}

test("the script that runs before a page is drawn is half a kilobyte at most", () => {
  const [, bytes] = [...site.files].find(([path]) => /^assets\/early\./.test(path));
  const size = gzipSync(bytes, { level: 9 }).length;
  assert.ok(size <= 512, `${size} bytes`);
});
