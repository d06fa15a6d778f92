// The search in the page gives what `plainly search` gives, and behaves like a part of the web.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, openPage, searched, visit, withPage } from "./browser.mjs";
import { KINDS, openSite, plainly } from "./site.mjs";

const QUERIES = [
  "my money has stopped",
  "they stopped my esa",
  "what is a sanction",
  "sanction",
  "sanctions",
  "sancton",
  "sanctoin help",
  "missed my appointment",
  "missed appointmnet because i was ill",
  "too ill to go to the jobcentre",
  "scared of the jobcentre",
  "can they make me work for free",
  "forced to work",
  "work placement",
  "wrag",
  "WRAG group",
  "lcwra",
  "suport group",
  "limited capability for work",
  "how many points for mental health",
  "esa assessment",
  "asessment phone call",
  "can someone come with me",
  "bring a friend to the medical",
  "they say i am fit for work",
  "how do i appeal",
  "mandatory reconsideration",
  "mandatary reconsideration letter",
  "changes at work for depression",
  "do i have to tell my boss",
  "am i disabled by law",
  "reasonable adjustments",
  "reasonble ajustments",
  "letter to the dwp",
  "universal credit",
  "sick note",
  "cannot cope",
  "free advice near me",
  "£95",
  "25",
  "work coach's meeting",
  "“good reason”",
  '"good reason"',
  "ESA ESA ESA",
  "the",
  "what is it",
  "who will I have to be",
  "zzqxv",
  "???",
  "<img src=x onerror=alert(1)>",
  "--help",
];

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const searching = await openPage(browser);
await visit(searching, site, "/search/");
const found = [];

for (const query of QUERIES) {
  test(`the page finds what the program finds: ${query}`, async () => {
    await ask(searching, query);
    const shown = await results(searching);
    const printed = await plainly("search", "--format", "json", "-n", "10", "--", query);
    const answer = JSON.parse(printed);
    assert.equal(answer.version, 1);
    assert.equal(answer.query, query);
    assert.deepEqual(shown.slice(0, 10), answer.results.map(({ url }) => url));
    if (shown.length > 0) found.push(query);
  });
}

test("most queries find something", () => {
  assert.ok(found.length >= QUERIES.length * 0.8, `${found.length} of ${QUERIES.length}`);
});

for (const query of ["", "   "]) {
  test(`asking for nothing shows neither results nor a failure: ${JSON.stringify(query)}`, () =>
    withPage(browser, {}, async (page) => {
      await visit(page, site, "/search/");
      await ask(page, query);
      assert.deepEqual(await results(page), []);
      assert.equal(await page.locator("#pl-search-results button").count(), 0);
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

test("a search that cannot load says so and can be tried again", () =>
  withPage(browser, {}, async (page) => {
    const index = /\/search\/.*\.json$/;
    await page.route(index, (route) => route.abort());
    await visit(page, site, "/search/?q=sanction");
    const status = page.locator("#pl-search-status");
    const label = page.locator("#pl-search-results");
    assert.equal(await status.innerText(), await label.getAttribute("data-label-failed"));
    assert.deepEqual(await results(page), []);
    await page.unroute(index);
    await page.locator("#pl-search-results button").click();
    await page.locator("#pl-search-results li a").first().waitFor();
    assert.equal(await page.locator("#pl-search-results button").count(), 0);
  }));

test("what a reader types is only ever shown as text", () =>
  withPage(browser, {}, async (page) => {
    const dialogs = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.dismiss()));
    const query = "<img src=x onerror=alert(1)> sanction";
    await visit(page, site, `/search/?q=${encodeURIComponent(query)}`);
    assert.equal(await page.locator("#pl-search-box").inputValue(), query);
    assert.notEqual((await results(page)).length, 0);
    assert.equal(await page.locator("#pl-search-results img").count(), 0);
    assert.equal(dialogs.length, 0);
  }));

test("where nothing is found the page says so and offers the A to Z", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=zzqxv");
    assert.deepEqual(await results(page), []);
    const said = await page.locator("#pl-search-status").innerText();
    assert.equal(said, await page.locator("#pl-search-results").getAttribute("data-label-none"));
    assert.ok(await page.locator(`main a[href="${site.base}/a-to-z/"]`).first().isVisible());
  }));

test("the number of results is told to a screen reader", () =>
  withPage(browser, {}, async (page) => {
    await visit(page, site, "/search/?q=sanction");
    const status = page.locator('#pl-search-status[role="status"]');
    assert.match(await status.innerText(), new RegExp(`\\b${(await results(page)).length}\\b`));
  }));

async function ask(page, query) {
  await page.locator("#pl-search-box").fill(query);
  await page.locator("#pl-search-box").press("Enter");
  await searched(page, query);
}

/** The addresses of the results, below the site's base. */
async function results(page) {
  const links = await page.locator("#pl-search-results li a").all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute("href")));
  return hrefs.map((href) => href.slice(site.base.length));
}
