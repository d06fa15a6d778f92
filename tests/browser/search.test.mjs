// The search in the page gives what `plainly search` gives, and behaves like a part of the web.
// FULL=1 asks every judged query; without it, every fourth, since the program reads the site anew
// for each.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";

import { axeFindings } from "./axe.mjs";
import { openBrowser, SCHEMES, searched, visit, WIDTHS, withPage } from "./browser.mjs";
import { KINDS, openSite, plainly } from "./site.mjs";

/** The files of the index, and the module that reads them. */
const INDEX = /\/search\/[0-9a-f]+\/\w+\.json$/;
const TERMS = /\/search\/[0-9a-f]+\/terms\d+\.json$/;
const TITLES = /\/search\/[0-9a-f]+\/titles\d+\.json$/;
const TEXTS = /\/search\/[0-9a-f]+\/texts\d+\.json$/;
const ENGINE = /\/assets\/search\.[0-9a-f]+\.js/;

/** What readers type, from the judged searches. */
const JUDGED = new URL("../suite/search_judgements.tsv", import.meta.url);
/** What nobody judged: no results, names with marks, quotations, stop words, signs. */
const ODD = [
  "sancton",
  "sanctoin help",
  "missed appointmnet because i was ill",
  "mandatary reconsideration letter",
  "WRAG group",
  "£95",
  "25",
  "work coach's meeting",
  "“good reason”",
  '"good reason"',
  '"reason good"',
  "ESA ESA ESA",
  "the",
  "who will I have to be",
  "zzqxv",
  "???",
  "<img src=x onerror=alert(1)>",
  "--help",
];
/** How many queries the program answers at once. */
const AT_ONCE = 3;

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

test("the page finds what the program finds", async () => {
  const text = await readFile(JUDGED, "utf8");
  const lines = text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  const judged = lines.map((line) => line.split("\t")[0]);
  assert.ok(judged.length >= 150, `${judged.length} queries`);
  const queries = [...new Set([...judged.filter((_, at) => process.env.FULL || at % 4 === 0), ...ODD])];
  const waiting = queries.values();
  const printed = new Map();
  const answer = async () => {
    for (const query of waiting) {
      const json = await plainly("search", ["--format", "json", "-n", "10", "--", query]);
      printed.set(query, JSON.parse(json).results);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, answer));
  await withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/");
    const differences = [];
    let found = 0;
    let furthest = 0;
    for (const query of queries) {
      const own = await page.evaluate(bestTen, query);
      const theirs = printed.get(query);
      const both = [own, theirs].map((results) => results.map(({ url, title, excerpt }) => [url, title, excerpt]));
      if (JSON.stringify(both[0]) !== JSON.stringify(both[1])) differences.push([query, ...both]);
      else theirs.forEach(({ score }, at) => (furthest = Math.max(furthest, Math.abs(score - own[at].score))));
      if (own.length > 0) found += 1;
    }
    assert.deepEqual(differences, []);
    assert.ok(furthest <= 1e-5, `a score differs by ${furthest}`);
    console.log(`${queries.length} queries, the same pages in the same order; scores differ by ${furthest} at most`);
    assert.ok(found >= queries.length * 0.8, `${found} of ${queries.length} found something`);
  });
});

test("the page shows what the module finds, in its order", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/");
    for (const query of ODD) {
      await ask(page, query);
      const found = await page.evaluate(bestTen, query);
      assert.deepEqual(await results(page), found.map(({ url }) => url), query);
    }
  }));

for (const query of ["", "   "]) {
  test(`asking for nothing shows neither results nor a failure: ${JSON.stringify(query)}`, () =>
    withPage(browser, {}, async (page) => {
      await visit(page, site, "/search/");
      const title = await page.title();
      await ask(page, query);
      assert.ok(await page.locator("#pl-search-results").isHidden());
      assert.equal(await page.title(), title);
    }));
}

test("the form of another page leads to the search page, with the words in the box", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, KINDS.explainer);
    await ask(page, "missed appointment");
    assert.equal(page.url(), site.address("/search/?q=missed+appointment"));
    assert.equal(await page.locator("#pl-search-box").inputValue(), "missed appointment");
    assert.notEqual((await results(page)).length, 0);
  }));

test("back and forward move between queries and their results", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/");
    const seen = {};
    for (const query of ["sanction", "appeal"]) {
      await ask(page, query);
      seen[query] = await results(page);
    }
    assert.notDeepEqual(seen.sanction, seen.appeal);
    await page.goBack();
    await shows("sanction");
    await page.goForward();
    await shows("appeal");
    await page.locator("#pl-search-results li a").first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/search/"));
    await page.goBack();
    await shows("appeal");

    async function shows(query) {
      await searched(page, query);
      assert.equal(await page.locator("#pl-search-box").inputValue(), query);
      assert.deepEqual(await results(page), seen[query]);
    }
  }));

test("a result opens at the heading that answers", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=when+will+my+money+start+again");
    const link = page.locator('#pl-search-results li a[href*="#"]').first();
    const { pathname, hash } = new URL(await link.getAttribute("href"), page.url());
    await link.click();
    await page.waitForURL((url) => url.pathname === pathname);
    const { tag, top } = await page.evaluate((id) => {
      const target = document.getElementById(id);
      return { tag: target.localName, top: target.getBoundingClientRect().top };
    }, decodeURIComponent(hash.slice(1)));
    assert.match(tag, /^h[1-6]$|^section$/);
    assert.ok(top >= 0 && top < 800, `the heading is ${top} px down`);
  }));

test("the title and the heading say what was asked for", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=missed+appointment");
    assert.match(await page.title(), /^missed appointment – /);
    assert.match(await page.locator("#pl-search-title").innerText(), /“missed appointment”/);
    await ask(page, "sanction");
    assert.match(await page.title(), /^sanction – /);
    // The heading is where a screen reader reads on, and a keyboard on the screen goes away.
    assert.equal(await page.evaluate(() => document.activeElement.id), "pl-search-title");
    await page.goBack();
    await searched(page, "missed appointment");
    assert.match(await page.title(), /^missed appointment – /);
  }));

test("a result shows its page, the heading that answers, and the words in the text", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=when+will+my+money+start+again");
    const item = page.locator("#pl-search-list li", { has: page.locator('a[href*="#"]') }).first();
    assert.notEqual((await item.locator("a span").innerText()).trim(), "");
    await page.locator("#pl-search-list mark").first().waitFor();
    const marked = await page.locator("#pl-search-list mark").allInnerTexts();
    assert.match(marked.join(" "), /money/i);
  }));

test("ten pages are shown first, and a button shows more and moves on to them", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=benefit");
    const first = await results(page);
    assert.equal(first.length, 10);
    const said = page.locator("#pl-search-status");
    assert.equal(await said.innerText(), await label(page, "First", 10));
    await page.locator("#pl-search-more").focus();
    await page.keyboard.press("Enter");
    await page.locator("#pl-search-list li").nth(10).waitFor();
    const more = await results(page);
    assert.deepEqual(more.slice(0, 10), first);
    assert.equal(new Set(more).size, more.length);
    const focused = await page.locator(":focus").getAttribute("href");
    assert.equal(focused, site.base + more[10]);
    const isAll = await page.locator("#pl-search-more").isHidden();
    assert.equal(await said.innerText(), await label(page, isAll ? "Count" : "First", more.length));
  }));

test("a jump within the page asks nothing again", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=benefit");
    await page.locator("#pl-search-more").click();
    await page.locator("#pl-search-list li").nth(10).waitFor();
    const count = (await results(page)).length;
    await page.locator('main a[href="#pl-search-box"]').click();
    await page.waitForTimeout(300);
    assert.equal((await results(page)).length, count);
  }));

test("a slow network is said in words, and the results still come", () =>
  withPage(browser, {}, async (page) => {
    await page.route(TITLES, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await route.continue();
    });
    await page.goto(site.address("/search/?q=sanction"));
    const slow = await label(page, "Slow");
    await page.waitForFunction(
      (words) => document.getElementById("pl-search-status").textContent === words,
      slow,
    );
    await searched(page, "sanction");
    assert.notEqual((await results(page)).length, 0);
  }));

for (const [what, files] of [["index", INDEX], ["module", ENGINE]]) {
  test(`a search that cannot load says so and can be tried again: ${what}`, () =>
    withPage(browser, {}, async (page) => {
      await page.route(files, (route) => route.abort());
      await visit(page, site, "/search/?q=sanction");
      await says(page, "Failed");
      await page.unroute(files);
      await tryAgain(page);
    }));

  test(`a site that was built anew asks to load the page again: ${what}`, () =>
    withPage(browser, {}, async (page) => {
      await page.route(files, (route) => route.fulfill({ status: 404, body: "Not found" }));
      await visit(page, site, "/search/?q=sanction");
      await says(page, "Stale");
      await page.locator("#pl-search-reload").click();
      // It is still not there, so it is not the page that is old.
      await searched(page, "sanction");
      await page.waitForFunction(() => !document.getElementById("pl-search-retry").hidden);
      await says(page, "Broken");
      await page.unroute(files);
      await tryAgain(page);
    }));
}

for (const [what, files] of [["terms", TERMS], ["titles", TITLES]]) {
  test(`a file that was cut short is said in words, and is fetched anew: ${what}`, () =>
    withPage(browser, {}, async (page) => {
      await page.route(files, cutShort);
      await visit(page, site, "/search/?q=sanction");
      await says(page, "Broken");
      await page.unroute(files);
      await tryAgain(page);
    }));
}

for (const [what, files] of [["terms", TERMS], ["titles", TITLES]]) {
  test(`a file of another build is said in words, and is fetched anew: ${what}`, () =>
    calmly(async (page) => {
      await page.route(files, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), version: 2 } });
      });
      await visit(page, site, "/search/?q=sanction");
      await says(page, "Broken");
      await page.unroute(files);
      await tryAgain(page);
    }));

  // Some hosts answer every address with a page.
  for (const [kind, body] of [["a page", "<!DOCTYPE html><title>Not found</title>"], ["nothing", ""], ["other JSON", "null"]]) {
    test(`${kind} in the place of a file is said in words, and is fetched anew: ${what}`, () =>
      calmly(async (page) => {
        await page.route(files, (route) => route.fulfill({ status: 200, contentType: "text/html", body }));
        await visit(page, site, "/search/?q=sanction");
        await says(page, "Broken");
        await page.unroute(files);
        await tryAgain(page);
      }));
  }
}

test("a page in the place of the module is said in words, and is fetched anew", () =>
  withPage(browser, {}, async (page) => {
    const body = "<!DOCTYPE html><title>Not found</title>";
    await page.route(ENGINE, (route) => route.fulfill({ status: 200, contentType: "text/html", body }));
    await visit(page, site, "/search/?q=sanction");
    await says(page, "Failed");
    await page.unroute(ENGINE);
    await tryAgain(page);
  }));

test("a connection that is lost is said in words, and the search works when it is back", () =>
  calmly(async (page) => {
    await page.route(INDEX, async (route) => {
      if (TITLES.test(route.request().url())) await route.continue();
      else await route.abort("internetdisconnected");
    });
    await visit(page, site, "/search/");
    await page.context().setOffline(true);
    await ask(page, "sanction");
    await says(page, "Failed");
    assert.equal(await page.locator("#pl-search-box").inputValue(), "sanction");
    await page.context().setOffline(false);
    await page.unroute(INDEX);
    await tryAgain(page);
  }));

test("a reader who was once answered can go on asking without a connection", () =>
  calmly(async (page) => {
    await visit(page, site, "/search/?q=sanction");
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(1_000);
    await page.context().setOffline(true);
    await ask(page, "mandatary reconsideration");
    assert.notEqual((await results(page)).length, 0);
  }));

test("a result whose text cannot be had still has its title", () =>
  withPage(browser, {}, async (page) => {
    await page.route(TEXTS, (route) => route.abort());
    await visit(page, site, "/search/?q=sanction");
    assert.notEqual((await results(page)).length, 0);
    assert.equal(await page.locator("#pl-search-list p").count(), 0);
    assert.ok(await page.locator("#pl-search-retry").isHidden());
  }));

test("a misspelt word is mended, and the page says so", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=mandatary+reconsideration");
    const meaning = page.locator("#pl-search-meaning");
    assert.match(await meaning.innerText(), /mandatory reconsideration/);
    await ask(page, "mandatory reconsideration");
    assert.ok(await meaning.isHidden());
  }));

test("a server that fails is said in words", () =>
  withPage(browser, {}, async (page) => {
    await page.route(INDEX, (route) => route.fulfill({ status: 503, body: "Busy" }));
    await visit(page, site, "/search/?q=sanction");
    await says(page, "Failed");
  }));

for (const query of [
  "<img src=x onerror=alert(1)> sanction",
  "sanction </bdi><script>alert(1)</script>",
  "sanction ".repeat(1_111),
  "a".repeat(10_000),
  "😀😀 sanction",
  "😀",
  "عقوبة sanction",
  "\u202esanction",
  '"',
  '"sanction',
  "“",
  "'",
  "...!?",
  "$& $1 {n}",
  "\ud800",
  "\0",
  "\0\u0001\u001b[31m sanction \u007f\u009b",
  "\u200b\u2028\ufeff",
  "\u0301\u0301\u0301",
  "العقوبات و المال",
  "שלום",
  "制裁",
  "the and of to a who am i",
  "%00%ff+%",
  "../../etc/passwd",
  "' OR 1=1 --",
  "__proto__ constructor toString",
]) {
  test(`an odd query is answered calmly, and is only ever text: ${query.slice(0, 40)}`, () =>
    onPage(async (page) => {
      await visit(page, site, `/search/?${new URLSearchParams({ q: query })}`);
      const count = (await results(page)).length;
      const labels = count > 0 ? ["One", "Count", "First"] : ["None"];
      const said = await Promise.all(labels.map((name) => label(page, name, count)));
      assert.ok(said.includes(await page.locator("#pl-search-status").innerText()));
      if (query.includes("sanction") && query.isWellFormed()) assert.notEqual(count, 0);
      const inside = page.locator("#pl-search-results");
      assert.equal(await inside.locator("img, script").count(), 0);
      assert.ok((await page.locator("#pl-search-title").innerText()).length < 120);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    }));
}

test("where nothing is found the page says so without blame and offers other ways", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=zzqxv");
    assert.deepEqual(await results(page), []);
    await says(page, "None");
    assert.ok(await page.locator(`main a[href="${site.base}/a-to-z/"]`).first().isVisible());
    assert.ok(await page.locator(`main a[href="${site.base}/help/free-advice/"]`).isVisible());
    await page.locator('main a[href="#pl-search-box"]').click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "pl-search-box");
  }));

test("the number of results is told to a screen reader", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=sanction");
    const status = page.locator('#pl-search-status[role="status"]');
    assert.match(await status.innerText(), new RegExp(`\\b${(await results(page)).length}\\b`));
  }));

test("after the first query the next asks the network nothing", () =>
  withPage(browser, {}, async (page) => {
    const asked = [];
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.responseReceived", ({ response }) => {
      if (!response.fromDiskCache && !response.fromPrefetchCache) asked.push(response.url);
    });
    await visit(page, site, "/search/?q=sanction");
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(1_000);
    asked.length = 0;
    for (const query of ["letter to the dwp", "mandatary reconsideration", "wrag"]) {
      await ask(page, query);
      assert.notEqual((await results(page)).length, 0);
    }
    assert.deepEqual(asked, []);
  }));

test("nothing is fetched in advance under the browser's data saver", () =>
  withPage(browser, {}, async (page) => {
    await page.addInitScript(() =>
      Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } }),
    );
    const asked = [];
    page.on("request", (request) => INDEX.test(request.url()) && asked.push(request.url()));
    await visit(page, site, "/search/?q=sanction");
    const first = asked.length;
    await page.waitForTimeout(1_500);
    assert.equal(asked.length, first);
  }));

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    for (const forcedColors of ["none", "active"]) {
      const colours = forcedColors === "active" ? ", forced colours" : "";
      for (const [what, query] of [["results", "benefit"], ["nothing found", "zzqxv"]]) {
        test(`axe finds nothing: ${what}, ${width} px, ${scheme}${colours}`, () =>
          withPage(browser, { width, scheme, forcedColors }, async (page) => {
            await visit(page, site, `/search/?q=${query}`);
            const without = forcedColors === "active" ? ["color-contrast"] : [];
            assert.deepEqual(await axeFindings(page, without), []);
          }));
      }
    }
  }
  test(`axe finds nothing where the search failed: ${width} px`, () =>
    withPage(browser, { width }, async (page) => {
      await page.route(INDEX, (route) => route.abort());
      await visit(page, site, "/search/?q=sanction");
      assert.deepEqual(await axeFindings(page), []);
    }));
}

/** Runs a test's body with a page that may run nothing but the site's own scripts. */
async function onPage(body) {
  await withPage(browser, {}, async (page) => {
    const broken = [];
    page.on("dialog", (dialog) => broken.push(dialog.message()) && dialog.dismiss());
    page.on("pageerror", (error) => broken.push(String(error)));
    page.on("console", (message) => message.type() === "error" && broken.push(message.text()));
    await body(page);
    assert.deepEqual(broken, []);
  });
}

/** The same where files are missing: a browser says so itself, but our own scripts break nowhere. */
async function calmly(body) {
  await withPage(browser, {}, async (page) => {
    const broken = [];
    page.on("pageerror", (error) => broken.push(String(error)));
    page.on("console", (message) => {
      const isOwn = message.type() === "error" && !/^Failed to load resource/.test(message.text());
      if (isOwn) broken.push(message.text());
    });
    await body(page);
    assert.deepEqual(broken, []);
  });
}

/** What the page says in a case, as its template has it. */
async function label(page, name, count) {
  const words = await page.locator("#pl-search-results").getAttribute(`data-label-${name.toLowerCase()}`);
  return words.replace("{n}", count);
}

/** The page says that something failed, and offers the one thing that helps. */
async function says(page, name) {
  assert.equal(await page.locator("#pl-search-status").innerText(), await label(page, name));
  assert.deepEqual(await results(page), []);
  const buttons = await page.locator("#pl-search-results button:visible").evaluateAll((all) =>
    all.map(({ id }) => id),
  );
  const helps = { Failed: ["pl-search-retry"], Broken: ["pl-search-retry"], Stale: ["pl-search-reload"] };
  assert.deepEqual(buttons, helps[name] ?? []);
}

async function tryAgain(page) {
  await page.locator("#pl-search-retry").focus();
  await page.keyboard.press("Enter");
  await page.locator("#pl-search-list a").first().waitFor();
  assert.ok(await page.locator("#pl-search-retry").isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), "pl-search-title");
}

async function ask(page, query) {
  await page.locator("#pl-search-box").fill(query);
  await page.locator("#pl-search-box").press("Enter");
  await searched(page, query);
}

async function cutShort(route) {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
}

/** The addresses of the results, below the site's base, once their texts are there. */
async function results(page) {
  await page.waitForFunction(() => !document.querySelector("#pl-search-list p:empty"));
  const links = await page.locator("#pl-search-results li a").all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute("href")));
  return hrefs.map((href) => href.slice(site.base.length));
}

// This runs inside the page.

/** The best ten, as the module finds them. */
async function bestTen(query) {
  const form = document.querySelector("form[data-pl-search]");
  const { open, search } = await import(form.dataset.module);
  const address = new URL(form.dataset.index, location.href);
  const read = async (name) => (await fetch(new URL(name, address))).json();
  const index = await open(read, address.pathname.split("/").pop());
  const { results } = await search(query, index, 10);
  const whole = await Promise.all(results.map((result) => result.more()));
  return whole.map(({ url, title, score, excerpt }) => ({ url, title, score, excerpt }));
}
