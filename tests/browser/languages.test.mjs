// A site in two languages: each page says which words are in which, and leads to its twin.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { axeFindings } from "./axe.mjs";
import { openBrowser, WIDTHS, withPage } from "./browser.mjs";
import { badLinks } from "./crawl.mjs";
import { openSite } from "./site.mjs";

const root = fileURLToPath(new URL("two-languages", import.meta.url));
const site = await openSite("https://example.org/", { root });
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const ENGLISH = "/money/stopped/";
const WELSH = "/cy/money/stopped/";

test("every link of the site leads somewhere", () => assert.deepEqual(badLinks(site), []));

test("a page and its twin lead to each other, in words of the language they lead to", () =>
  withPage(browser, {}, async (page) => {
    await page.goto(site.address(ENGLISH));
    const toWelsh = page.getByRole("link", { name: "Cymraeg" });
    assert.equal(await toWelsh.getAttribute("lang"), "cy");
    assert.equal(await toWelsh.getAttribute("hreflang"), "cy");
    await toWelsh.click();
    assert.equal(page.url(), site.address(WELSH));
    assert.equal(await page.locator("html").getAttribute("lang"), "cy");
    const toEnglish = page.getByRole("link", { name: "English" });
    assert.equal(await toEnglish.getAttribute("lang"), "en");
    await toEnglish.click();
    assert.equal(page.url(), site.address(ENGLISH));
  }));

test("both pages name both addresses for machines", () =>
  withPage(browser, {}, async (page) => {
    for (const path of [ENGLISH, WELSH]) {
      await page.goto(site.address(path));
      const links = page.locator("link[rel=alternate][hreflang]");
      const named = await links.evaluateAll((all) => all.map(({ hreflang, href }) => [hreflang, href]));
      const expected = [["cy", `https://example.org${WELSH}`], ["en", `https://example.org${ENGLISH}`]];
      assert.deepEqual(named.sort(), expected);
    }
  }));

test("a Welsh page speaks Welsh: its frame, its dates and its figures", () =>
  withPage(browser, {}, async (page) => {
    await page.goto(site.address(WELSH));
    assert.ok(await page.getByRole("link", { name: "Ewch i’r prif destun" }).count());
    assert.match(await page.locator(".pl-trust").innerText(), /21 Tachwedd 2026/);
    assert.match(await page.locator(".pl-answer").innerText(), /£95\.55 yr wythnos/);
    const said = await page.locator("meta[name=description]").getAttribute("content");
    assert.match(said, /£95\.55 yr wythnos/);
    await page.getByRole("button", { name: "Testun a lliwiau" }).click();
    await page.getByLabel("Tywyll").waitFor();
  }));

test("words that are not Welsh say so on a Welsh page", () =>
  withPage(browser, {}, async (page) => {
    await page.goto(site.address(WELSH));
    const english = page.locator("[lang=en]");
    const said = await english.evaluateAll((all) => all.map((part) => part.innerText.trim()));
    for (const part of ["Help", "Where can I get advice?"]) assert.ok(said.includes(part), `${part} in ${said}`);
    assert.ok(said.some((part) => part.includes("Samaritans")), `${said}`);
  }));

test("a Welsh reader finds an A to Z in Welsh, which leads to the English one", () =>
  withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(site.address(WELSH));
    await page.locator("header").getByRole("link", { name: "A i Y" }).click();
    assert.equal(page.url(), site.address("/cy/a-to-z/"));
    assert.equal(await page.locator("html").getAttribute("lang"), "cy");
    const entries = page.locator("main section a");
    assert.deepEqual(await entries.allInnerTexts(), ["Mae fy arian wedi stopio. Beth wnaf i?"]);
    await page.locator("#pl-search-box").fill("arian");
    await page.locator("#pl-search-box").press("Enter");
    await page.waitForURL(site.address("/cy/a-to-z/?q=arian"));
    await page.locator("main").getByRole("link", { name: "English" }).click();
    assert.equal(page.url(), site.address("/a-to-z/"));
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator("main section a[href^='/cy/']").count(), 0);
  }));

test("the feed says the figures of a page in its language", () => {
  const feed = site.files.get("feed.xml").toString();
  const entry = feed.split("<entry ").find((part) => part.startsWith('xml:lang="cy"'));
  assert.match(entry, /<summary>.*£95\.55 yr wythnos\.<\/summary>/);
});

for (const width of WIDTHS) {
  test(`axe finds nothing in either language: ${width} px`, () =>
    withPage(browser, { width }, async (page) => {
      for (const path of [ENGLISH, WELSH, "/", "/cy/", "/cy/money/", "/a-to-z/", "/cy/a-to-z/", "/glossary/"]) {
        await page.goto(site.address(path));
        assert.deepEqual(await axeFindings(page), [], path);
      }
    }));
}
