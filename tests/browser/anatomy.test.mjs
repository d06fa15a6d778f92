// What stands on a page, and in which order a person meets it.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { addressOf, htmlFiles, KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

/** The parts of an explainer, in order. */
const PARTS = [
  ".pl-skip",
  ".pl-site",
  ".pl-now",
  "header nav",
  ".pl-search",
  ".pl-breadcrumbs",
  ".pl-for",
  "h1",
  ".pl-answer",
  ".pl-contents",
  ".pl-body",
  ".pl-words",
  ".pl-trust ul",
  ".pl-checked",
  ".pl-tell",
  ".pl-neighbours",
  ".pl-help",
  ".pl-footer",
];
const risky = htmlFiles(site.files)
  .filter(([, html]) => html.includes('class="pl-crisis"'))
  .map(([file]) => addressOf(file));

test("an explainer has its parts in the order in which people need them", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    const found = await page.evaluate((parts) => {
      const all = [...document.querySelectorAll("body *")];
      const places = parts.map((part) => [all.indexOf(document.querySelector(part)), part]);
      return places.sort(([a], [b]) => a - b).map(([at, part]) => (at < 0 ? `no ${part}` : part));
    }, PARTS);
    assert.deepEqual(found, PARTS);
  }));

test("the site has pages where safety matters", () => assert.notEqual(risky.length, 0));

for (const path of risky) {
  for (const [width, height] of [[360, 640], [1280, 720]]) {
    test(`numbers to call are seen without scrolling: ${path}, ${width} px`, () =>
      withPage(browser, { viewport: { width, height } }, async (page) => {
        await visit(page, site, path);
        const lines = page.locator(".pl-crisis a[href^='tel:']");
        const bottoms = await lines.evaluateAll((all) =>
          all.map((line) => line.getBoundingClientRect().bottom),
        );
        assert.notEqual(bottoms.length, 0);
        assert.ok(Math.max(...bottoms) <= height, `${bottoms}`);
      }));
  }
}

test("help has the same place and the same numbers on every page", () => {
  const pages = htmlFiles(site.files).filter(([, html]) => !html.includes('http-equiv="refresh"'));
  const helps = pages.map(([file, html]) => {
    const [help] = /<\/main>\n<aside id="pl-help".*?<\/aside>/s.exec(html) ?? [`none on ${file}`];
    return help;
  });
  assert.equal(new Set(helps).size, 1, [...new Set(helps)].join("\n"));
  assert.ok(helps[0].includes("tel:"), helps[0]);
});

for (const [kind, path] of Object.entries(KINDS)) {
  test(`one press leads to help from the top of a page: ${kind}`, () =>
    withPage(browser, { width: 360, javaScriptEnabled: false }, async (page) => {
      await page.goto(site.address(path));
      const link = page.locator(".pl-now a");
      const { y, height } = await link.boundingBox();
      assert.ok(y + height <= 120, `it ends at ${y + height} px`);
      await link.click();
      const top = await page.locator("#pl-help").evaluate((help) => help.getBoundingClientRect().top);
      assert.ok(top < 640, `help begins at ${top} px`);
    }));
}

test("what was not clear can be told, for the page and for one sentence, without a script", () =>
  withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(site.address(KINDS.explainer));
    const links = page.locator(".pl-tell a");
    assert.equal(await links.count(), 2);
    for (const link of await links.all()) {
      const address = new URL(await link.getAttribute("href"));
      assert.equal(address.protocol, "mailto:");
      assert.equal(address.searchParams.get("subject"), "Not clear");
      const body = address.searchParams.get("body");
      assert.ok(body.startsWith(`Page: https://example.org${KINDS.explainer}\r\n`), body);
    }
    const bodies = await links.evaluateAll((all) => all.map((link) => link.href.split("body=")[1]));
    assert.notEqual(bodies[0], bodies[1]);
  }));

test("where a search finds nothing, the ways to go on stand right below", () =>
  withPage(browser, { width: 360 }, async (page) => {
    await visit(page, site, "/search/?q=zxqj");
    const gap = () => page.evaluate(() => {
      const below = document.querySelector("main > h2").getBoundingClientRect().top;
      return below - document.querySelector("#pl-search-status").getBoundingClientRect().bottom;
    });
    await page.waitForFunction(() => !("asked" in document.documentElement.dataset));
    assert.ok((await gap()) < 100, `${await gap()} px are empty`);
  }));

test("each meaning stands once on a page, and opens from its place in the list", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    const term = page.locator("button.pl-term").first();
    const meaning = page.locator(`[id="${await term.getAttribute("popovertarget")}"]`);
    const words = (await meaning.innerText()).trim();
    assert.notEqual(words, "");
    assert.equal(await page.locator(".pl-words .pl-close:visible").count(), 0);
    await term.click();
    assert.ok(await meaning.evaluate((element) => element.matches(":popover-open")));
    assert.ok((await meaning.innerText()).trim().startsWith(words));
    await meaning.getByRole("button", { name: "Close" }).click();
    assert.equal((await meaning.innerText()).trim(), words);
  }));

test("a page prints as a leaflet: no controls, addresses of links, the page's own address", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    await page.emulateMedia({ media: "print" });
    for (const gone of ["header nav", ".pl-search", ".pl-now", ".pl-contents", ".pl-tell", ".pl-footer"]) {
      assert.equal(await page.locator(gone).isVisible(), false, gone);
    }
    for (const there of ["h1", ".pl-answer", ".pl-words", ".pl-trust", ".pl-help"]) {
      assert.ok(await page.locator(there).isVisible(), there);
    }
    const address = page.locator(".pl-address");
    assert.equal(await address.innerText(), `https://example.org${KINDS.explainer}`);
    const source = page.locator(".pl-trust a").first();
    const printed = await source.evaluate((link) => getComputedStyle(link, "::after").content);
    assert.ok(printed.includes(await source.getAttribute("href")), printed);
    const colours = await page.locator(".pl-answer").evaluate((answer) => {
      const { color, backgroundColor } = getComputedStyle(answer);
      return [color, backgroundColor];
    });
    assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]);
  }));

test("a letter prints on a sheet of its own", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.letter);
    await page.emulateMedia({ media: "print" });
    const breaks = await page.locator(".pl-letter-text").evaluate((letter) => {
      const { breakBefore, breakAfter } = getComputedStyle(letter);
      return [breakBefore, breakAfter];
    });
    assert.deepEqual(breaks, ["page", "page"]);
  }));
