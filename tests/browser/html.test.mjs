// What the built files say, read without a browser, except that Chromium parses the XML.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, withPage } from "./browser.mjs";
import { badLinks, elements, ownFile } from "./crawl.mjs";
import { nuFindings } from "./nu.mjs";
import { htmlFiles, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());

const pages = htmlFiles(site.files).map(([file, html]) => ({ file, all: elements(html) }));

test("the Nu checker finds no error and no warning in HTML, CSS and SVG", async () => {
  assert.deepEqual(unique(await nuFindings(site.out)), []);
});

test("every link leads to a file and an anchor of the site, or is a link that a reader follows", () => {
  assert.deepEqual(unique(badLinks(site)), []);
});

test("a style sheet asks for nothing outside the site", () => {
  const sheets = [...site.files].filter(([path]) => path.endsWith(".css"));
  assert.notEqual(sheets.length, 0);
  for (const [path, bytes] of sheets) {
    assert.doesNotMatch(bytes.toString(), /@import|url\(\s*["']?(?:https?:)?\/\//, path);
  }
});

test("no page has inline code or style", () => {
  const bad = each(({ name, attributes, text }) => {
    if (name === "style" || "style" in attributes) return "style";
    if (Object.keys(attributes).some((attribute) => attribute.startsWith("on"))) return "handler";
    const data = attributes.type === "application/ld+json";
    return name === "script" && text.trim() && !data ? "script" : null;
  });
  assert.deepEqual(bad, []);
});

test("every page has a language, a title, one main heading, a description and its address", () => {
  const bad = pages.flatMap(({ file, all }) => {
    const has = (name, test = () => true) => all.filter((e) => e.name === name && test(e)).length;
    const moved = has("meta", (e) => e.attributes["http-equiv"] === "refresh");
    const counts = {
      lang: has("html", (e) => e.attributes.lang),
      title: has("title", (e) => e.text.trim()),
      h1: has("h1"),
      main: has("main"),
      description: moved || has("meta", (e) => e.attributes.name === "description" && e.attributes.content),
      canonical: file === "404.html" || has("link", (e) => e.attributes.rel === "canonical"),
    };
    const wrong = Object.entries(counts).filter(([, count]) => Number(count) !== 1);
    return wrong.map(([what, count]) => `${file}: ${what}: ${count}`);
  });
  assert.deepEqual(bad, []);
});

test("no two elements of a page have the same id, and every reference to an id finds one", () => {
  const references = ["popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "for"];
  const bad = pages.flatMap(({ file, all }) => {
    const ids = all.map(({ attributes }) => attributes.id).filter(Boolean);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const wanted = all.flatMap(({ attributes }) => references.map((name) => attributes[name] ?? ""));
    const lost = wanted.flatMap((value) => value.split(/\s+/)).filter((id) => id && !ids.includes(id));
    return [...twice, ...lost].map((id) => `${file}: ${id}`);
  });
  assert.deepEqual(bad, []);
});

test("structured data is JSON about this page", () => {
  const blocks = pages.flatMap(({ file, all }) =>
    all.filter((e) => e.attributes.type === "application/ld+json").map((e) => [file, e.text]),
  );
  assert.notEqual(blocks.length, 0);
  for (const [file, text] of blocks) {
    assert.equal(JSON.parse(text)["@context"], "https://schema.org", file);
  }
});

test("the site map and the feed are XML whose addresses exist", async () => {
  const browser = await openBrowser();
  try {
    for (const name of ["sitemap.xml", "feed.xml"]) {
      const addresses = await withPage(browser, {}, (page) => xmlAddresses(page, name));
      assert.notEqual(addresses.length, 0, name);
      const bad = addresses.filter((address) => !site.files.has(ownFile(address, site)));
      assert.deepEqual(bad, [], name);
    }
  } finally {
    await browser.close();
  }
});

test("every redirect leads to a page", () => {
  const lines = site.files.get("_redirects").toString().split("\n");
  for (const line of lines.filter((line) => line.trim() && !line.startsWith("#"))) {
    const [from, to, status] = line.trim().split(/\s+/);
    assert.ok(site.files.has(ownFile(new URL(to, site.baseUrl), site)), line);
    assert.notEqual(from, to, line);
    assert.match(status, /^30[18]$/, line);
  }
});

/** The addresses in an XML file; throws where it is not well formed. */
async function xmlAddresses(page, name) {
  const text = site.files.get(name).toString();
  return page.evaluate((source) => {
    const tree = new DOMParser().parseFromString(source, "application/xml");
    const error = tree.querySelector("parsererror");
    if (error) throw new Error(error.textContent);
    const links = [...tree.querySelectorAll("link[href]")].map((link) => link.getAttribute("href"));
    return [...[...tree.querySelectorAll("loc")].map((loc) => loc.textContent), ...links];
  }, text);
}

function each(problemOf) {
  return pages.flatMap(({ file, all }) =>
    all.map(problemOf).flatMap((problem) => (problem ? [`${file}: ${problem}`] : [])),
  );
}

function unique(lines) {
  return [...new Set(lines)];
}
