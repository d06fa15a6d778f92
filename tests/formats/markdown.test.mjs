// The Markdown report, drawn with the extensions that GitHub's own Markdown has.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

import { findingsOf, openCleanReports, openReports } from "./reports.mjs";

const reports = await openReports();
const clean = await openCleanReports();
after(() => Promise.all([reports.close(), clean.close()]));
const findings = await findingsOf(reports);
const FORGE = {
  GITHUB_SERVER_URL: "https://github.example",
  GITHUB_REPOSITORY: "us/site",
  GITHUB_SHA: "abc",
};
const html = draw(await reports.report("markdown", FORGE));

test("each finding is a row with its line, level, rule, message and help", () => {
  const levels = { error: "error", warning: "warning", info: "advice" };
  const rows = cells(html).filter((row) => row.length === 5);
  assert.deepEqual(
    rows.map(([line, level, rule, , help]) => [line, level, rule, help]),
    findings.map(({ rule, severity, help, start }) => [
      `${start.line}`,
      levels[severity],
      rule,
      help,
    ]),
  );
});

test("the counts of the rules add up to all findings", () => {
  const rows = cells(html).filter((row) => row.length === 3);
  assert.equal(rows.reduce((sum, row) => sum + Number(row[2]), 0), findings.length);
});

test("nothing of a page becomes a link, a picture or HTML, and nobody is called", () => {
  assert.doesNotMatch(html, /<(?:b|img|script|code|em|h1)[ >]/);
  assert.doesNotMatch(html.replace(/<[^>]*>|&\w+;/g, ""), /[@#]\w/);
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, link]) => link);
  assert.equal(links.length, findings.length);
  for (const [at, link] of links.entries()) {
    const { path, start } = findings[at];
    const [before, after] = link.split("?");
    assert.equal(after, `plain=1#L${start.line}`);
    assert.equal(decodeURIComponent(before), `https://github.example/us/site/blob/abc/${path}`);
  }
});

test("a run of GitLab links to GitLab", async () => {
  const environment = { CI_PROJECT_URL: "https://gitlab.example/us/site", CI_COMMIT_SHA: "abc" };
  const text = await reports.report("markdown", environment);
  assert.match(text, /\]\(https:\/\/gitlab\.example\/us\/site\/-\/blob\/abc\/a%20letter\.md\?/);
});

test("an address that could break out of its link is not taken", async () => {
  const text = await reports.report("markdown", { ...FORGE, GITHUB_REPOSITORY: "a) [b](c" });
  assert.doesNotMatch(text, /github\.example/);
});

test("a clean run has a line and no table", async () => {
  assert.equal(await clean.report("markdown"), "## Plainly: No problems in 1 file.\n");
});

function draw(markdown) {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** The text of the cells of each row of a body. */
function cells(text) {
  const rows = [...text.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row);
  const bodies = rows.filter((row) => !row.includes("<th"));
  return bodies.map((row) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => plain(cell)),
  );
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"' };
const plain = (text) =>
  text
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (_, name) => ENTITIES[name])
    .replaceAll("\u200b", "");
