// SARIF, against the schema and the validator of the Multitool, which also knows what GitHub asks.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { findingsOf, openCleanReports, openReports } from "./reports.mjs";

const reports = await openReports();
const clean = await openCleanReports();
after(() => Promise.all([reports.close(), clean.close()]));
const findings = await findingsOf(reports);

let multitool;
try {
  const require = createRequire(import.meta.url);
  multitool = dirname(require.resolve("@microsoft/sarif-multitool-linux/package.json"));
} catch {
  // It is made for one kind of machine only.
}
/** The Multitool wants a web address of the program, and it has none yet. */
const NOT_OURS = ["SARIF2005"];

const runs = multitool && process.arch === "x64" && process.platform === "linux";
const skip = runs ? false : "the Multitool does not run on this machine";

test("a log and an empty log fit the schema", { skip }, async () => {
  const schema = JSON.parse(await readFile(join(multitool, "sarif-2.1.0.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  const fits = ajv.compile(schema);
  for (const log of [await reports.report("sarif"), await clean.report("sarif")]) {
    assert.ok(fits(JSON.parse(log)), JSON.stringify(fits.errors));
  }
});

test("the Multitool finds nothing wrong, by its own rules and those of GitHub", { skip }, async () => {
  assert.deepEqual(await multitoolFindings(await reports.report("sarif")), []);
});

test("the Multitool would see a mistake", { skip }, async () => {
  const log = JSON.parse(await reports.report("sarif"));
  log.runs[0].results[0].ruleIndex += 1;
  log.runs[0].results[0].message.text = "no full stop";
  const found = await multitoolFindings(JSON.stringify(log));
  assert.notDeepEqual(found, []);
});

test("each finding is a result at its place", async () => {
  const run = JSON.parse(await reports.report("sarif")).runs[0];
  assert.equal(run.columnKind, "unicodeCodePoints");
  const levels = { error: "error", warning: "warning", info: "note" };
  const results = run.results.map((result) => {
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    return [
      result.ruleId,
      result.level,
      decodeURIComponent(artifactLocation.uri),
      [region.startLine, region.startColumn, region.endLine, region.endColumn],
    ];
  });
  assert.deepEqual(
    results,
    findings.map(({ rule, severity, path, start, end }) => [
      rule,
      levels[severity],
      path,
      [start.line, start.column, end.line, end.column],
    ]),
  );
});

test("a fix put in by its lines and columns is the fix of the stable format", async () => {
  const { results } = JSON.parse(await reports.report("sarif")).runs[0];
  let fixes = 0;
  for (const [at, finding] of findings.entries()) {
    if (!finding.fix) continue;
    const { artifactLocation, replacements } = results[at].fixes[0].artifactChanges[0];
    const path = decodeURIComponent(artifactLocation.uri);
    const text = reports.pages[path].replace(/^\ufeff/, "");
    const { deletedRegion: region, insertedContent } = replacements[0];
    const from = offset(text, region.startLine, region.startColumn);
    const to = offset(text, region.endLine, region.endColumn);
    const bytes = Buffer.from(reports.pages[path]);
    const { start_byte, end_byte, text: put } = finding.fix.edits[0];
    assert.equal([...text].slice(from, to).join(""), bytes.subarray(start_byte, end_byte).toString());
    assert.equal(insertedContent.text, put);
    fixes += 1;
  }
  assert.ok(fixes > 3, "some findings have fixes");
});

test("fingerprints tell all findings apart and outlive a moved paragraph", async () => {
  const known = async (from) => {
    const { results } = JSON.parse(await from.report("sarif")).runs[0];
    return results.map((result) => result.partialFingerprints["plainly/v1"]);
  };
  const before = await known(reports);
  assert.equal(new Set(before).size, before.length);
  const text = reports.pages["end.md"];
  const moved = await openReports({ "end.md": `New words.\n\n${text}\n` });
  const still = await openReports({ "end.md": text });
  assert.deepEqual(await known(moved), await known(still));
  await Promise.all([moved.close(), still.close()]);
});

/** The place of a line and column in `text`, in Unicode characters. */
function offset(text, line, column) {
  const lines = text.split(/(?<=\n)/);
  const before = lines.slice(0, line - 1).join("");
  return [...before].length + column - 1;
}

async function multitoolFindings(log) {
  const folder = await mkdtemp(join(tmpdir(), "plainly-sarif-"));
  const [file, out] = [join(folder, "log.sarif"), join(folder, "out.sarif")];
  await writeFile(file, log);
  const program = join(multitool, "Sarif.Multitool");
  await chmod(program, 0o755);
  const words = ["validate", file, "-o", out, "--quiet", "true", "--rule-kind", "Sarif;Gh"];
  const options = {
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  };
  await new Promise((done) => execFile(program, words, options, done));
  const [run] = JSON.parse(await readFile(out, "utf8")).runs;
  await rm(folder, { recursive: true });
  const failures = run.invocations?.flatMap((call) => call.toolExecutionNotifications ?? []) ?? [];
  return [
    ...run.results
      .filter(({ ruleId }) => !NOT_OURS.includes(ruleId))
      .map(({ ruleId, level, message }) => [ruleId, level, JSON.stringify(message)]),
    ...failures.filter(({ level }) => level === "error").map(({ message }) => message.text),
  ];
}
