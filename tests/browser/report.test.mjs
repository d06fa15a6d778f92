// The report of a whole site, opened as the file that it is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { axeFindings } from "./axe.mjs";
import { openBrowser, SCHEMES, WIDTHS, withPage } from "./browser.mjs";
import { nuFindings } from "./nu.mjs";
import { plainly } from "./site.mjs";

/** Rows that say all a report can say: over the limit, short, overdue, due soon, without a date. */
const LONG = "Administrative authorities retrospectively recalculate discretionary entitlements. ";
const PAGES = {
  "hard.md": page("Is it \"hard\" & <long>?", "2026-11-01", LONG.repeat(40)),
  "soon.md": page("Is it due soon?", "2026-12-20", "Yes. Ask prior to it."),
  "undated.md": "---\ntitle: Is it dated?\n---\n\nThe claimant cannot say.\n",
};

const folder = await mkdtemp(join(tmpdir(), "plainly-report-"));
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const sample = join(folder, "sample");
await write("site.toml", '[site]\ntitle = "A <site> & more"\n');
git("init", "--quiet");
for (const [name, text] of Object.entries(PAGES)) {
  await write(`content/${name}`, text);
  git("add", "--all");
  git("commit", "--quiet", "--message", `Add ${name} <i>`);
}
const reports = join(folder, "reports");
await mkdir(reports);
await plainly("report", ["--history", "5", "--out", join(reports, "sample.html")], sample);
await plainly("report", ["--out", join(reports, "own.html")]);

test("the Nu checker finds no error and no warning", async () => {
  assert.deepEqual(await nuFindings(reports), []);
});

for (const name of ["sample", "own"]) {
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      test(`${name}, ${scheme}, ${width} px: axe finds nothing and nothing sticks out`, () =>
        withReport(name, { scheme, width }, async (page) => {
          assert.deepEqual(await axeFindings(page), []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.equal(wide, width);
        }));
    }
  }
}

test("a chart has the size of its column, and every number in it can be read at 320 px", () =>
  withReport("sample", { width: 320 }, async (page) => {
    const charts = await page.locator("figure > svg").all();
    assert.equal(charts.length, 3);
    for (const chart of charts) {
      const { width } = await chart.boundingBox();
      assert.ok(width > 250 && width <= 320, `${width}`);
      const scale = await chart.evaluate((svg) => svg.getScreenCTM().a);
      assert.ok(13 * scale >= 10, `letters of ${13 * scale} px`);
    }
  }));

test("everything that a report can say is marked in words and not by colour alone", () =>
  withReport("sample", {}, async (page) => {
    const words = await page.locator("main").innerText();
    for (const said of ["over the limit", "overdue by 26 days", "due in 23 days", "says no date", "short"]) {
      assert.ok(words.includes(said), said);
    }
  }));

function withReport(name, options, body) {
  return withPage(browser, options, async (page) => {
    await page.goto(pathToFileURL(join(reports, `${name}.html`)).href);
    return body(page);
  });
}

function page(title, reviewBy, body) {
  const front = `title: '${title}'\nreviewed: 2026-10-01\nreview_by: ${reviewBy}`;
  return `---\n${front}\n---\n\n${body}\n`;
}

async function write(path, text) {
  const file = join(sample, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Runs git with no settings but those of the repository. */
function git(...args) {
  const who = ["-c", "user.name=A Person", "-c", "user.email=person@example.org"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "nowhere", GIT_CONFIG_NOSYSTEM: "1" };
  for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]) delete env[name];
  execFileSync("git", [...who, ...args], { cwd: sample, env });
}
