// Saves pictures of each kind of page, for people to look at: node screenshots.mjs FOLDER

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { openBrowser, SCHEMES, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Use: node screenshots.mjs FOLDER");
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const site = await openSite();
const browser = await openBrowser();
for (const width of [360, 1280]) {
  for (const scheme of SCHEMES) {
    await withPage(browser, { width, scheme }, async (page) => {
      for (const [kind, path] of Object.entries(KINDS)) {
        await visit(page, site, path);
        const name = `${kind.replaceAll(" ", "-")}-${width}-${scheme}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true });
      }
    });
  }
}
await browser.close();
await site.close();
