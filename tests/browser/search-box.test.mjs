// The search box suggests pages while a reader types: a combobox, as the ARIA guide describes it.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { axeFindings } from "./axe.mjs";
import { openBrowser, SCHEMES, searched, visit, WIDTHS, withPage } from "./browser.mjs";
import { nuFindings } from "./nu.mjs";
import { KINDS, openSite } from "./site.mjs";

const INDEX = /\/search\/[0-9a-f]+\/\w+\.json$/;

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

/** Forced colours are the reader's own; axe sees the colours of the page in their place. */
const COLOURS = { active: ["color-contrast"] };

test("the box is a combobox with a visible label, closed until the reader types", () =>
  onPage(async ({ page, box, list }) => {
    const label = page.locator('label[for="pl-search-box"]');
    assert.ok(await label.isVisible());
    const named = page.getByRole("combobox", { name: await label.innerText() });
    assert.equal(await named.count(), 1);
    assert.deepEqual(await attributes(box), { expanded: "false", controls: null, active: null });
    assert.equal(await box.getAttribute("aria-autocomplete"), "list");
    await box.focus();
    await list.waitFor({ state: "attached" });
    assert.ok(await list.isHidden());
    assert.deepEqual(await attributes(box), { expanded: "false", controls: "pl-suggestions", active: null });
  }));

test("nothing is asked for until the reader turns to the box", () =>
  onPage(async ({ page, box, asked }) => {
    await page.waitForLoadState("networkidle");
    const search = () => asked.filter((url) => INDEX.test(url) || /\/assets\/search\./.test(url));
    assert.deepEqual(search(), []);
    await box.focus();
    await page.waitForLoadState("networkidle");
    assert.notEqual(search().length, 0);
  }));

test("typing opens a list of pages, and the arrow keys go around in it", () =>
  onPage(async ({ page, box, options }) => {
    await typed(box, options, "sanction");
    assert.deepEqual(await attributes(box), { expanded: "true", controls: "pl-suggestions", active: null });
    const count = await options.count();
    assert.ok(count > 1 && count <= 5, `${count} suggestions`);
    assert.equal(await chosen(page), -1);
    const steps = [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", count - 1], ["ArrowDown", 0]];
    for (const [key, place] of steps) {
      await page.keyboard.press(key);
      assert.equal(await chosen(page), place, key);
      const id = await options.nth(place).getAttribute("id");
      assert.equal(await box.getAttribute("aria-activedescendant"), id);
      assert.ok(await box.evaluate((element) => element === document.activeElement));
    }
    assert.equal(await box.inputValue(), "sanction");
  }));

test("Arrow up begins at the last page", () =>
  onPage(async ({ page, box, options }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("ArrowUp");
    assert.equal(await chosen(page), (await options.count()) - 1);
  }));

test("Home and End move in the text, and no page is chosen then", () =>
  onPage(async ({ page, box, options, list }) => {
    await typed(box, options, "sanction");
    for (const [key, caret] of [["Home", 0], ["End", 8]]) {
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press(key);
      assert.equal(await box.evaluate((element) => element.selectionStart), caret);
      assert.equal(await chosen(page), -1);
      assert.ok(await list.isVisible());
    }
  }));

test("Enter on a chosen page opens it", () =>
  onPage(async ({ page, box, options }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("ArrowDown");
    const href = await options.first().getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL(site.origin + href);
  }));

test("Enter with no page chosen searches for the words", () =>
  onPage(async ({ page, box, options }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("Enter");
    await page.waitForURL(site.address("/search/?q=sanction"));
  }));

test("Escape closes the list and then clears the box", () =>
  onPage(async ({ page, box, options, list }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.ok(await list.isHidden());
    assert.deepEqual(await attributes(box), { expanded: "false", controls: "pl-suggestions", active: null });
    assert.equal(await box.inputValue(), "sanction");
    await page.keyboard.press("Escape");
    assert.equal(await box.inputValue(), "");
  }));

test("Arrow down opens a closed list again at its first page, and Alt alone does not choose", () =>
  onPage(async ({ page, box, options, list }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await options.first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-selected="true"]'));
    assert.equal(await chosen(page), 0);
    await page.keyboard.press("Alt+ArrowUp");
    assert.ok(await list.isHidden());
    await page.keyboard.press("Alt+ArrowDown");
    await options.first().waitFor();
    assert.equal(await chosen(page), -1);
  }));

test("Tab leaves the box and closes the list, and no suggestion is a stop", () =>
  onPage(async ({ page, box, options, list }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    assert.ok(await list.isHidden());
    assert.equal(await page.locator(":focus").getAttribute("type"), "submit");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => !document.activeElement.closest("#pl-suggestions")));
  }));

test("a suggestion is the title of a page, and can be pressed", () =>
  onPage(async ({ page, box, options }) => {
    await typed(box, options, "when will my money start ag");
    const option = options.nth(1);
    assert.notEqual((await option.innerText()).trim(), "");
    const href = await option.getAttribute("href");
    await option.click();
    await page.waitForURL(site.origin + href);
  }));

test("the count is said once the reader stops typing, and the keys are said only once", () =>
  onPage(async ({ page, box, options }) => {
    const status = page.locator('.pl-search [role="status"]');
    const said = [];
    await box.focus();
    await status.waitFor({ state: "attached" });
    await page.exposeFunction("heard", (words) => said.push(words));
    await status.evaluate((element) =>
      new MutationObserver(() => element.textContent && globalThis.heard(element.textContent)).observe(
        element,
        { childList: true },
      ),
    );
    const { labelCount, labelKeys } = await page.locator(".pl-search").evaluate((form) => ({ ...form.dataset }));
    await typed(box, options, "sanction");
    await box.pressSequentially("s", { delay: 200 });
    await page.waitForTimeout(1_600);
    const count = labelCount.replace("{n}", await options.count());
    assert.deepEqual(said, [`${count} ${labelKeys}`]);
    await box.pressSequentially(" money");
    await page.waitForTimeout(1_600);
    assert.equal(said.length, 2);
    assert.ok(!said[1].includes(labelKeys), said[1]);
  }));

test("what is typed while the search is on its way is answered", () =>
  onPage(async ({ page, box, options }) => {
    await page.route(/\/assets\/search\./, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await typed(box, options, "sanction");
  }));

test("a slow answer to earlier letters does not open the list over later ones", () =>
  onPage(async ({ page, box, list }) => {
    await page.route(INDEX, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await box.pressSequentially("sanction");
    await page.waitForTimeout(200);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(1_500);
    assert.ok(await list.isHidden());
  }));

test("nothing is suggested under the browser's data saver", () =>
  onPage(async ({ page, box, list }) => {
    await page.evaluate(() =>
      Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } }),
    );
    await box.pressSequentially("sanction");
    await page.waitForTimeout(1_000);
    assert.ok(await list.isHidden());
  }));

test("where the index cannot be had, the box still works as a form", () =>
  onPage(async ({ page, box, list }) => {
    await page.route(INDEX, (route) => route.abort());
    await box.pressSequentially("sanction");
    await page.waitForTimeout(500);
    assert.ok(await list.isHidden());
    await page.keyboard.press("Enter");
    await page.waitForURL(site.address("/search/?q=sanction"));
  }));

test("the box takes a whole question and no more", () =>
  onPage(async ({ box }) => {
    await box.fill("x".repeat(298));
    await box.pressSequentially("xxxx");
    assert.equal((await box.inputValue()).length, 300);
  }));

test("what a reader types is only ever shown as text in the list", () =>
  onPage(async ({ page, box, list }) => {
    await box.fill("<img src=x onerror=alert(1)> sanction");
    await list.waitFor();
    assert.equal(await list.locator("img").count(), 0);
  }));

test("odd signs in the box suggest pages or nothing, and break nothing", () =>
  onPage(async ({ page, box, list }) => {
    const odd = ["...!?", "😀", "'", '"', "“", "عقوبة", "\u202esanction", "\u0001\u001b[31m", "the of to", "a".repeat(300)];
    for (const query of odd) {
      await box.fill(query);
      await page.waitForTimeout(400);
      const tags = await list.evaluate((element) => [...element.querySelectorAll("*")].map((own) => own.localName));
      assert.ok(tags.every((tag) => tag === "a"), `${query}: ${tags}`);
      assert.equal(await box.inputValue(), query);
    }
  }));

for (const width of [320, 360, 1280]) {
  for (const doubled of [false, true]) {
    test(`the list moves nothing, hides no box and fits: ${width} px${doubled ? ", doubled text" : ""}`, () =>
      onPage({ width }, async ({ page, box, list, options }) => {
        if (doubled) {
          const session = await page.context().newCDPSession(page);
          await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
        }
        const main = page.locator("main");
        await box.focus();
        const before = await main.boundingBox();
        await typed(box, options, "sanction");
        assert.deepEqual(await main.boundingBox(), before);
        const form = await page.locator(".pl-search").boundingBox();
        const popup = await list.boundingBox();
        assert.ok(popup.y >= form.y + form.height, "it covers the box");
        assert.ok(popup.x >= 0 && popup.x + popup.width <= width, JSON.stringify(popup));
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
        for (const option of await options.all()) {
          const { height } = await option.boundingBox();
          assert.ok(height >= 44, `${height} px high`);
        }
      }));
  }
}

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    for (const forcedColors of ["none", "active"]) {
      const colours = forcedColors === "active" ? ", forced colours" : "";
      test(`axe finds nothing in the open list: ${width} px, ${scheme}${colours}`, () =>
        onPage({ width, scheme, forcedColors }, async ({ page, box, options }) => {
          await typed(box, options, "sanction");
          await page.keyboard.press("ArrowDown");
          assert.deepEqual(await axeFindings(page, COLOURS[forcedColors]), []);
        }));
    }
  }
}

test("the Nu checker finds nothing where scripts have opened the list and shown results", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plainly-nu-"));
  try {
    await onPage(async ({ page, box, options }) => {
      await typed(box, options, "sanction");
      await page.keyboard.press("ArrowDown");
      await writeFile(join(folder, "list.html"), await page.content());
      await visit(page, site, "/search/?q=sanction");
      await page.locator("#pl-search-list mark").first().waitFor();
      await writeFile(join(folder, "results.html"), await page.content());
    });
    // The checker asks for `aria-owns`, as before ARIA 1.2; a combobox has `aria-controls`.
    const findings = (await nuFindings(folder)).filter((finding) => !finding.includes("aria-activedescendant"));
    assert.deepEqual(findings, []);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the chosen page is marked in forced colours", () =>
  onPage({ forcedColors: "active" }, async ({ page, box, options }) => {
    await typed(box, options, "sanction");
    await page.keyboard.press("ArrowDown");
    const { outlineStyle, outlineWidth } = await options.first().evaluate((option) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(option);
      return { outlineStyle, outlineWidth };
    });
    assert.notEqual(outlineStyle, "none");
    assert.ok(parseFloat(outlineWidth) >= 2);
  }));

test("the search is usable by keyboard alone, from the box to the answer", () =>
  onPage(async ({ page }) => {
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await page.locator(":focus").getAttribute("id")) === "pl-search-box") break;
    }
    await page.keyboard.type("missed appointment");
    await page.keyboard.press("Enter");
    await searched(page, "missed appointment");
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.closest("#pl-search-list"))) break;
    }
    const href = await page.locator(":focus").getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL(site.origin + href);
  }));

/** Runs a test's body on an explainer, with everything that it asks of the network. */
async function onPage(options, body) {
  if (!body) return onPage({}, options);
  return withPage(browser, options, async (page) => {
    const asked = [];
    const broken = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => broken.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) broken.push(message.text());
    });
    await visit(page, site, KINDS.explainer);
    const list = page.locator("#pl-suggestions");
    const box = page.locator("#pl-search-box");
    await body({ page, box, list, options: list.locator('[role="option"]'), asked });
    assert.deepEqual(broken, []);
  });
}

async function typed(box, options, words) {
  await box.pressSequentially(words);
  await options.first().waitFor();
}

async function attributes(box) {
  const [expanded, controls, active] = await Promise.all(
    ["expanded", "controls", "activedescendant"].map((name) => box.getAttribute(`aria-${name}`)),
  );
  return { expanded, controls, active };
}

/** The place of the chosen suggestion; -1 without one. */
function chosen(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('#pl-suggestions [role="option"]')].findIndex(
      (option) => option.getAttribute("aria-selected") === "true",
    ),
  );
}
