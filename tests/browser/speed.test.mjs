// The pages on an old phone: a processor six times slower than this one, and a small screen.
// Prints how long scripts ran.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const SLOWER = 6;
/** What a page may move what is already there; above 0.1 people notice. */
const MOST_SHIFT = 0.01;
/** How long all scripts of a page may run. Another program on this machine makes them slower. */
const MOST_SCRIPT_MS = 600;

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

for (const [kind, path] of Object.entries(KINDS)) {
  test(`nothing moves while a page loads, and scripts are soon done: ${kind}`, () =>
    withPage(browser, { width: 360 }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await session.send("Performance.enable");
      await page.addInitScript(watch);
      await visit(page, site, path);
      await page.waitForLoadState("networkidle");
      const shifts = await page.evaluate(() => globalThis.shifts);
      const { metrics } = await session.send("Performance.getMetrics");
      const seconds = metrics.find(({ name }) => name === "ScriptDuration").value;
      console.log(`${kind}: scripts ran for ${Math.round(seconds * 1000)} ms`);
      const sum = shifts.reduce((sum, { value }) => sum + value, 0);
      assert.ok(sum <= MOST_SHIFT, JSON.stringify(shifts));
      assert.ok(seconds * 1000 <= MOST_SCRIPT_MS, `scripts ran for ${seconds} s`);
    }));
}

/** Notes what moves; it runs inside the page, before everything else. */
function watch() {
  globalThis.shifts = [];
  const note = (list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName);
      globalThis.shifts.push({ value, what });
    }
  };
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
}
