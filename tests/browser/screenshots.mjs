// Saves pictures of the site for people to look at: node screenshots.mjs FOLDER [PART OF A NAME]…
// With parts of names, such as home-360 or dark, it saves the pictures that have one of them.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const WIDTHS = [360, 1280];
/** How a reader can have set up the device. */
const MODES = {
  light: {},
  dark: { scheme: "dark" },
  forced: { forcedColors: "active" },
  "no-script": { javaScriptEnabled: false },
};
/** What a reader can do with a page before it is looked at. */
const STATES = {
  "word-open": [KINDS.explainer, (page) => page.locator("button.pl-term").first().click()],
  suggestions: [KINDS.explainer, suggest],
  "suggestions-home": [KINDS.home, suggest],
  panel: [KINDS.explainer, openPanel],
  cream: [KINDS.explainer, (page) => choose(page, "Cream")],
  contrast: [KINDS.explainer, (page) => choose(page, "Strong contrast")],
  "contrast-home": [KINDS.home, (page) => choose(page, "Strong contrast")],
  "plain-view": [KINDS.explainer, (page) => choose(page, "Only the text")],
  largest: [KINDS.explainer, (page) => choose(page, "Very large")],
  "nothing-found": ["/search/?q=zxqj", () => {}],
  offline: ["/offline/", () => {}],
  letters: ["/letters/", () => {}],
  money: ["/money/how-much-esa/", () => {}],
};

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  console.error("Use: node screenshots.mjs FOLDER [PART OF A NAME]…");
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const site = await openSite();
const browser = await openBrowser();
for (const width of WIDTHS) {
  for (const [mode, options] of Object.entries(MODES)) {
    for (const [kind, path] of Object.entries(KINDS)) {
      await picture(`${kind.replaceAll(" ", "-")}-${width}-${mode}`, { width, ...options }, path);
    }
  }
  for (const [state, [path, reach]] of Object.entries(STATES)) {
    await picture(`${state}-${width}`, { width }, path, reach);
  }
}
for (const kind of ["explainer", "risk explainer", "letter"]) {
  const name = `print-${kind.replaceAll(" ", "-")}`;
  if (!isWanted(name)) continue;
  await withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS[kind]);
    await page.pdf({ path: join(folder, `${name}.pdf`), format: "A4" });
  });
}
await browser.close();
await site.close();

function isWanted(name) {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

async function picture(name, options, path, reach = () => {}) {
  if (!isWanted(name)) return;
  await withPage(browser, options, async (page) => {
    if (options.javaScriptEnabled === false) await page.goto(site.address(path));
    else await visit(page, site, path);
    await reach(page);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  });
}

async function suggest(page) {
  await page.locator("#pl-search-box").pressSequentially("money stop");
  await page.locator("#pl-suggestions a").first().waitFor();
}

async function openPanel(page) {
  await page.getByRole("button", { name: "Text and colours" }).click();
  await page.getByRole("region", { name: "Text and colours" }).waitFor();
}

async function choose(page, choice) {
  await openPanel(page);
  await page.getByLabel(choice, { exact: true }).check();
}
