// Chromium, and the pages that the tests open in it.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export const WIDTHS = [320, 1280];
export const SCHEMES = ["light", "dark"];

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`Chromium is not at ${executablePath}: install it, or set CHROMIUM to its path`);
  }
  // No name but this machine's resolves, so that a page cannot reach anyone.
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  return chromium.launch({ executablePath, args });
}

/** A page in a context of its own. */
export async function openPage(browser, { width = 1280, scheme = "light", ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    serviceWorkers: "block",
    ...more,
  });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** Goes to an address of the site and waits until it stands, with its search results if it asks. */
export async function visit(page, site, path) {
  const response = await page.goto(site.address(path), { waitUntil: "load" });
  if (/[?&]q=/.test(path)) await searched(page);
  return response;
}

/** Waits until the search that the page's address asks for has been answered. */
export async function searched(page, query) {
  await page.waitForFunction((wanted) => {
    const asked = new URL(location.href).searchParams.get("q") ?? "";
    const section = document.querySelector("#pl-search-results");
    const status = document.querySelector("#pl-search-status");
    if (!section || !status || (wanted !== undefined && asked !== wanted)) return false;
    const said = status.textContent.trim();
    const waiting = [section.dataset.labelLoading, section.dataset.labelSlow];
    return asked.trim() === "" || (said !== "" && !waiting.includes(said));
  }, query);
}

/** Runs a test's body with a page and closes the page's context behind it. */
export async function withPage(browser, options, body) {
  const page = await openPage(browser, options);
  try {
    return await body(page);
  } finally {
    await page.context().close();
  }
}
