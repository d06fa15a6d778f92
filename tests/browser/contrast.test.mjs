// Parts that are no text stand out from what is around them: edges of boxes to write in, buttons,
// the mark of the focus, arrows and numbers. Axe looks at text alone.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const LEAST = 3;
/** How a page can look: what the device asks for, and what the reader has chosen. */
const LOOKS = {
  "light device": [{ scheme: "light" }, null],
  "dark device": [{ scheme: "dark" }, null],
  light: [{ scheme: "dark" }, "light"],
  dark: [{ scheme: "light" }, "dark"],
  cream: [{}, "cream"],
  contrast: [{}, "contrast"],
};
/** Where each part is met, how it is found, and which of its colours tells it from its ground. */
const PARTS = [
  ["explainer", ".pl-search input", "borderTopColor"],
  ["explainer", ".pl-search button", "backgroundColor"],
  ["explainer", ".pl-now a", "borderTopColor"],
  ["explainer", ".pl-answer", "borderLeftColor"],
  ["explainer", ".pl-alert", "borderLeftColor"],
  ["explainer", ".pl-term", "textDecorationColor"],
  ["explainer", ".pl-body a", "textDecorationColor"],
  ["explainer", ".pl-steps > li", "backgroundColor", "::before"],
  ["explainer", ".pl-breadcrumbs li + li", "color", "::before"],
  ["explainer", ".pl-help", "borderTopColor"],
  ["risk explainer", ".pl-crisis", "borderLeftColor"],
  ["letter", ".pl-copy", "backgroundColor"],
  ["letter", ".pl-blank", "borderBottomColor"],
  ["a to z", ".pl-jumps a", "borderTopColor"],
  ["home", ".pl-hero input", "borderTopColor"],
  ["home", ".pl-body h2:first-of-type + ul a", "color", "::after"],
  ["table", "th", "borderBottomColor"],
];

for (const [look, [options, theme]] of Object.entries(LOOKS)) {
  test(`parts stand out from their ground: ${look}`, () =>
    withPage(browser, options, async (page) => {
      for (const kind of new Set(PARTS.map(([kind]) => kind))) {
        await dress(page, kind, theme);
        for (const [, selector, colour, pseudo] of PARTS.filter(([own]) => own === kind)) {
          const [front, ground] = await page.locator(selector).first().evaluate(coloursOf, [colour, pseudo]);
          const found = contrast(front, ground);
          assert.ok(found >= LEAST, `${kind}: ${selector}: ${front} on ${ground}: ${found.toFixed(2)}`);
        }
      }
    }));

  test(`the mark of the focus stands out: ${look}`, () =>
    withPage(browser, options, async (page) => {
      await dress(page, "explainer", theme);
      for (const selector of [".pl-now a", "#pl-search-box", ".pl-search button", ".pl-answer .pl-term", ".pl-help a"]) {
        const control = page.locator(selector).first();
        await control.focus();
        await page.keyboard.press("Shift+Tab");
        await page.keyboard.press("Tab");
        const [line, ground] = await control.evaluate(coloursOf, ["outlineColor"]);
        const around = await control.evaluate((element) => getComputedStyle(element).boxShadow);
        const glow = /rgba?\([^)]*\)/.exec(around)?.[0];
        assert.ok(contrast(line, glow) >= LEAST, `${selector}: ${line} in ${glow}`);
        const best = Math.max(contrast(line, ground), contrast(glow, ground));
        assert.ok(best >= LEAST, `${selector}: ${line} and ${glow} on ${ground}`);
      }
    }));
}

async function dress(page, kind, theme) {
  await visit(page, site, KINDS[kind]);
  if (!theme) return;
  await page.evaluate((theme) => localStorage.setItem("pl-reading", JSON.stringify({ theme })), theme);
  await visit(page, site, KINDS[kind]);
}

/** A colour of an element, and the colour on which the element stands. It runs inside the page. */
function coloursOf(element, [colour, pseudo]) {
  const front = getComputedStyle(element, pseudo)[colour];
  const isSeen = (behind) => getComputedStyle(behind).backgroundColor !== "rgba(0, 0, 0, 0)";
  let behind = pseudo || colour === "textDecorationColor" ? element : element.parentElement;
  while (behind.parentElement && !isSeen(behind)) behind = behind.parentElement;
  return [front, getComputedStyle(isSeen(behind) ? behind : document.body).backgroundColor];
}

/** The contrast of two colours, as WCAG counts it. */
function contrast(...colours) {
  const [light, dark] = colours.map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
  assert.equal(alpha, 1, `${colour} lets through what is below it`);
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
