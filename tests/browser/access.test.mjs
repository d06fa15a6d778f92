// Whether everyone can read and use the pages: on a small screen, with large text, with a finger.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, WIDTHS, withPage } from "./browser.mjs";
import { cutOff, fullLines, smallTargets, spaceText, tooWide } from "./in-page.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

for (const [kind, path] of Object.entries(KINDS)) {
  for (const width of WIDTHS) {
    const onPage = (body) => withPage(browser, { width }, async (page) => {
      await visit(page, site, path);
      await body(page);
    });

    test(`links and buttons outside lines of text are at least 44 px: ${kind}, ${width} px`, () =>
      onPage(async (page) => assert.deepEqual(await page.evaluate(smallTargets), [])));

    test(`the reader's own text spacing cuts nothing off: ${kind}, ${width} px`, () =>
      onPage(async (page) => {
        await page.evaluate(spaceText);
        assert.deepEqual(await page.evaluate(cutOff), []);
        assert.deepEqual(await page.evaluate(tooWide), []);
      }));

    test(`text doubled in the browser's settings stays inside the screen: ${kind}, ${width} px`, () =>
      onPage(async (page) => {
        const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
        const before = await size();
        const session = await page.context().newCDPSession(page);
        await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
        assert.equal(await size(), before * 2);
        assert.deepEqual(await page.evaluate(tooWide), []);
        assert.deepEqual(await page.evaluate(cutOff), []);
      }));
  }

  test(`a full line of text holds 45 to 75 characters: ${kind}`, () =>
    withPage(browser, { width: 1280 }, async (page) => {
      await visit(page, site, path);
      const lengths = (await page.evaluate(fullLines)).sort((a, b) => a - b);
      assert.ok((lengths.at(-1) ?? 0) <= 75, `the longest line holds ${lengths.at(-1)} characters`);
      if (lengths.length < 3) return;
      const median = lengths[Math.floor(lengths.length / 2)];
      assert.ok(median >= 45, `the median line holds ${median} characters`);
    }));
}
