// Whether everyone can use the pages. FULL=1 tries every page; without it, one of each kind.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axeFindings } from "./axe.mjs";
import { openBrowser, SCHEMES, visit, WIDTHS, withPage } from "./browser.mjs";
import { addressOf, htmlFiles, KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

/** Outside text, these stand alone, and a finger must hit them. */
const TARGETS = "nav a, header a, footer a, aside a, button:not(.pl-term), input, select, summary";

/** How a page can come to a reader. Axe is a script itself, so the scripts are kept away instead. */
const MODES = {
  light: { scheme: "light" },
  dark: { scheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "no script": { keepAway: /\.js$/ },
};

for (const width of WIDTHS) {
  for (const [mode, options] of Object.entries(MODES)) {
    for (const [kind, path] of Object.entries(process.env.FULL ? everyPage() : KINDS)) {
      test(`axe finds nothing: ${kind}, ${width} px, ${mode}`, () =>
        withPage(browser, { width, ...options }, async (page) => {
          if (options.keepAway) {
            await page.route(options.keepAway, (route) => route.abort());
            await page.goto(site.address(path));
          } else {
            await visit(page, site, path);
          }
          assert.deepEqual(await axeFindings(page), []);
        }));
    }
  }
  for (const scheme of SCHEMES) {
    test(`axe finds nothing in an open definition: ${width} px, ${scheme}`, () =>
      withPage(browser, { width, scheme }, async (page) => {
        await visit(page, site, KINDS.explainer);
        await page.locator("button.pl-term").first().click();
        await page.locator(".pl-meaning:popover-open").waitFor();
        assert.deepEqual(await axeFindings(page), []);
      }));
  }
}

for (const [kind, path] of Object.entries(KINDS)) {
  test(`nothing is wider than a screen of 320 px: ${kind}`, () =>
    withPage(browser, { width: 320 }, async (page) => {
      await visit(page, site, path);
      assert.deepEqual(await page.evaluate(tooWide), []);
    }));

  for (const width of WIDTHS) {
    test(`links outside text and buttons are at least 44 px: ${kind}, ${width} px`, () =>
      withPage(browser, { width }, async (page) => {
        await visit(page, site, path);
        assert.deepEqual(await page.evaluate(smallTargets, TARGETS), []);
      }));
  }
}

for (const width of WIDTHS) {
  test(`the reader's own text spacing cuts nothing off: ${width} px`, () =>
    withPage(browser, { width }, async (page) => {
      await visit(page, site, KINDS.explainer);
      await page.evaluate(spaceText);
      assert.deepEqual(await page.evaluate(cutOff), []);
      assert.deepEqual(await page.evaluate(tooWide), []);
    }));
}

test("text doubled in the browser's settings stays inside a screen of 320 px", () =>
  withPage(browser, { width: 320 }, async (page) => {
    await visit(page, site, KINDS.explainer);
    const before = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    const now = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    assert.equal(now, before * 2);
    assert.deepEqual(await page.evaluate(tooWide), []);
  }));

test("a full line of text holds 45 to 75 characters", () =>
  withPage(browser, { width: 1280 }, async (page) => {
    await visit(page, site, KINDS.explainer);
    const lengths = (await page.evaluate(fullLines)).sort((a, b) => a - b);
    assert.ok(lengths.length > 10, `only ${lengths.length} full lines`);
    const median = lengths[Math.floor(lengths.length / 2)];
    assert.ok(median >= 45, `the median line holds ${median} characters`);
    assert.ok(lengths.at(-1) <= 75, `the longest line holds ${lengths.at(-1)} characters`);
  }));

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

test("every control shows where the focus is, in forced colours too", async () => {
  for (const forcedColors of ["none", "active"]) {
    await withPage(browser, { forcedColors }, async (page) => {
      await visit(page, site, KINDS.explainer);
      await page.keyboard.press("Tab");
      const unmarked = await page.evaluate(withoutFocusMark);
      assert.deepEqual(unmarked, [], `forced colours: ${forcedColors}`);
    });
  }
});

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

function everyPage() {
  const files = htmlFiles(site.files).filter(([, html]) => !html.includes('http-equiv="refresh"'));
  return Object.fromEntries(files.map(([file]) => [file, addressOf(file)]));
}

// These run inside the page.

function tooWide() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1,
  );
  return ["the page", ...wide.map((element) => element.outerHTML.slice(0, 80))];
}

function smallTargets(selector) {
  const found = [...document.querySelectorAll(selector)].filter((target) => target.checkVisibility());
  return found.flatMap((target) => {
    const { width, height, right } = target.getBoundingClientRect();
    const offScreen = right <= 0;
    if (offScreen || (width >= 44 && height >= 44)) return [];
    return [`${target.outerHTML.slice(0, 80)} ${Math.round(width)} × ${Math.round(height)}`];
  });
}

function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}

/** Blocks with text of their own that does not fit into them. */
function cutOff() {
  const holdsText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && holdsText(element))
    .filter((element) => {
      const { display, overflowX, clipPath } = getComputedStyle(element);
      const scrolls = ["auto", "scroll"].includes(overflowX);
      if (display === "inline" || scrolls || clipPath !== "none") return false;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    })
    .map((element) => element.outerHTML.slice(0, 80));
}

/** How many characters each line holds, without the last line of a paragraph. */
function fullLines() {
  const range = document.createRange();
  return [...document.querySelectorAll("main p")].flatMap((paragraph) => {
    const lines = [];
    let bottom = -Infinity;
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (let at = 0; at < text.length; at += 1) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.top > bottom - box.height / 2) lines.push(0);
        bottom = Math.max(bottom, box.bottom);
        lines[lines.length - 1] += 1;
      }
    }
    return lines.slice(0, -1);
  });
}

function withoutFocusMark() {
  const controls = [...document.querySelectorAll("a[href], button, input, summary")];
  return controls
    .filter((control) => control.checkVisibility())
    .filter((control) => {
      control.focus({ focusVisible: true });
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      return outlineStyle === "none" || parseFloat(outlineWidth) < 2;
    })
    .map((control) => control.outerHTML.slice(0, 80));
}
