// Asks axe-core about the pages in every way in which they can come to a reader.
//
// Without more, it asks about a page of each kind in every mode, and about every page in one mode.
// FULL=1 asks about every page in every mode.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { axeFindings } from "./axe.mjs";
import { openBrowser, openPage, SCHEMES, searched, WIDTHS, withPage } from "./browser.mjs";
import { tooWide } from "./in-page.mjs";
import { addressOf, htmlFiles, KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

/** How a reader can have set up the device. */
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "forced colours": { colorScheme: "light", forcedColors: "active" },
};
const MODES = WIDTHS.flatMap((width) =>
  Object.entries(LOOKS).map(([name, look]) => ({ name: `${width} px, ${name}`, width, look })),
);
const [ONE_MODE] = MODES;
/** How many pages are open at once. */
const AT_ONCE = 2;

const asked = new Set();
const idle = { script: [], "no script": [] };
for (let count = 0; count < AT_ONCE; count += 1) {
  idle.script.push(await reader());
  idle["no script"].push(await reader({ javaScriptEnabled: false }));
}

const everyPage = htmlFiles(site.files)
  .filter(([, html]) => !html.includes('http-equiv="refresh"'))
  .map(([file]) => addressOf(file));
const kinds = Object.values(KINDS);
const others = everyPage.filter((path) => !kinds.includes(path));
const inEveryMode = process.env.FULL ? [...kinds, ...others] : kinds;
const inOneMode = process.env.FULL ? [] : others;

describe("axe finds nothing", { concurrency: AT_ONCE }, () => {
  for (const path of inEveryMode) {
    test(`in any mode: ${path}`, () => findsNothing("script", path, MODES));
    test(`in any mode without scripts: ${path}`, () => findsNothing("no script", path, MODES));
  }
  for (const path of inOneMode) {
    test(`in one mode: ${path}`, () => findsNothing("script", path, [ONE_MODE]));
  }
});

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    test(`axe finds nothing in an open definition: ${width} px, ${scheme}`, () =>
      withPage(browser, { width, scheme }, async (page) => {
        await page.goto(site.address(KINDS.explainer));
        await page.locator("button.pl-term").first().click();
        await page.locator(".pl-meaning:popover-open").waitFor();
        assert.deepEqual(await axeFindings(page), []);
      }));
  }
}

test("no page asked another host for anything", () => {
  assert.notEqual(asked.size, 0);
  assert.deepEqual([...asked].filter((origin) => origin !== site.origin), []);
});

async function reader(options) {
  const page = await openPage(browser, options);
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  return { page, session: await page.context().newCDPSession(page) };
}

/** Opens a page once, and asks axe about it in each mode. */
async function findsNothing(kind, path, modes) {
  const reader = idle[kind].pop();
  try {
    await open(kind, reader, path);
    const findings = [];
    for (const { name, width, look } of modes) {
      await reader.page.setViewportSize({ width, height: 800 });
      await reader.page.emulateMedia(look);
      const found = [...(await axeFindings(reader.page)), ...(await reader.page.evaluate(tooWide))];
      findings.push(...found.map((finding) => `${name}: ${finding}`));
    }
    assert.deepEqual(findings, []);
  } finally {
    idle[kind].push(reader);
  }
}

/** Axe is a script itself, so where there are none it comes when the page is there and done. */
async function open(kind, { page, session }, path) {
  const isWithout = kind === "no script";
  if (isWithout) await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(site.address(path));
  if (!isWithout && /[?&]q=/.test(path)) await searched(page);
  if (isWithout) await session.send("Emulation.setScriptExecutionDisabled", { value: false });
  const hasRun = await page.evaluate(() => "pl" in document.documentElement.dataset);
  assert.equal(hasRun, !isWithout);
}
