// The reports of GitLab and reviewdog.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, test } from "node:test";

import Ajv from "ajv/dist/2020.js";

import { findingsOf, openCleanReports, openReports } from "./reports.mjs";

// The validator's modules for `import` name files that Node.js does not find.
const { validate } = createRequire(import.meta.url)("@umbrelladocs/rdformat-validator");

const reports = await openReports();
const clean = await openCleanReports();
after(() => Promise.all([reports.close(), clean.close()]));
const findings = await findingsOf(reports);

/** What GitLab's manual asks of a Code Quality report; it publishes no schema of its own. */
const PLACE = {
  type: "object",
  required: ["line", "column"],
  properties: { line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 } },
};
const GITLAB = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", pattern: "^[a-z-]+$" },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{32}$" },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^(?!\\./|/)." },
          lines: { type: "object", required: ["begin"], properties: { begin: { minimum: 1 } } },
          positions: { type: "object", properties: { begin: PLACE, end: PLACE } },
        },
      },
    },
  },
};

test("gitlab reports are what its manual asks for", async () => {
  const fits = new Ajv({ allErrors: true, strictRequired: false, strictTypes: false }).compile(GITLAB);
  for (const from of [reports, clean]) {
    assert.ok(fits(JSON.parse(await from.report("gitlab"))), JSON.stringify(fits.errors));
  }
  assert.deepEqual(JSON.parse(await clean.report("gitlab")), []);
});

test("gitlab has each finding at its place, with a fingerprint of its own", async () => {
  const issues = JSON.parse(await reports.report("gitlab"));
  assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, findings.length);
  const levels = { error: "major", warning: "minor", info: "info" };
  assert.deepEqual(
    issues.map(({ check_name, severity, location }) => [
      check_name,
      severity,
      location.path,
      location.lines.begin,
      location.positions.begin.column,
    ]),
    findings.map(({ rule, severity, path, start }) => [
      rule,
      levels[severity],
      path,
      start.line,
      start.column,
    ]),
  );
});

test("reviewdog's format is valid", async () => {
  for (const from of [reports, clean]) {
    const { valid, errors } = await validate(await from.report("rdjson"), { strictMode: true });
    assert.ok(valid, JSON.stringify(errors));
  }
  const wrong = JSON.parse(await reports.report("rdjson"));
  wrong.diagnostics[0].location.range.start.line = 0;
  assert.equal((await validate(wrong)).valid, false, "the validator would see a mistake");
});

test("reviewdog's columns are bytes: each range holds the words of its finding", async () => {
  const { diagnostics } = JSON.parse(await reports.report("rdjson"));
  assert.equal(diagnostics.length, findings.length);
  for (const [at, finding] of findings.entries()) {
    const { path, range } = diagnostics[at].location;
    assert.equal(path, finding.path);
    const bytes = Buffer.from(reports.pages[path]);
    assert.equal(byteOf(bytes, range.start), finding.start.byte);
    assert.equal(byteOf(bytes, range.end), finding.end.byte);
  }
});

test("reviewdog gets each fix as a suggestion", async () => {
  const { diagnostics } = JSON.parse(await reports.report("rdjson"));
  const made = diagnostics.map(({ location, suggestions }) =>
    suggestions.map(({ range, text }) => {
      const bytes = Buffer.from(reports.pages[location.path]);
      return [byteOf(bytes, range.start), byteOf(bytes, range.end), text];
    }),
  );
  const expected = findings.map(({ fix }) =>
    (fix?.edits ?? []).map(({ start_byte, end_byte, text }) => [start_byte, end_byte, text]),
  );
  assert.deepEqual(made, expected);
  assert.ok(made.flat().length > 3, "some findings have fixes");
});

/** The byte at a line and a column in bytes, both from 1. */
function byteOf(bytes, { line, column }) {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = bytes.indexOf("\n", start) + 1;
  return start + column - 1;
}
