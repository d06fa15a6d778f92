// GitHub's commands, against those that its own package writes, and read as its runner reads them.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import * as core from "@actions/core";

import { findingsOf, openCleanReports, openReports } from "./reports.mjs";

const reports = await openReports();
const clean = await openCleanReports();
after(() => Promise.all([reports.close(), clean.close()]));
const findings = await findingsOf(reports);
const lines = (await reports.report("github")).split("\n").slice(0, -1);
const NAMES = { error: "error", warning: "warning", info: "notice" };

test("each annotation is what GitHub's own package would write", () => {
  const commands = lines.filter((line) => / file=/.test(line) && line.startsWith("::"));
  assert.ok(commands.length > 10);
  const expected = new Set(findings.map(written));
  for (const command of commands) {
    assert.ok(expected.has(command), `${command}\nis none of\n${[...expected].join("\n")}`);
  }
});

test("no level has more annotations than GitHub shows, and the worst come first", () => {
  const names = annotations(lines).map(([name]) => name);
  for (const name of Object.values(NAMES)) {
    assert.ok(names.filter((other) => other === name).length <= 10, name);
  }
  const order = Object.values(NAMES);
  assert.deepEqual(names, names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
});

test("every finding is an annotation or a line of the log, and the count is said", () => {
  const shown = annotations(lines).filter(([, properties]) => properties.file).length;
  const from = lines.findIndex((line) => line.startsWith("::stop-commands::"));
  const to = lines.findIndex((line, at) => at > from && line.startsWith("::"));
  const listed = lines.slice(from + 1, to).length;
  assert.equal(shown + listed, findings.length);
  assert.match(lines.find((line) => line.includes("title=plainly::")), new RegExp(`::${listed} more`));
});

test("every file with findings of a level has one annotation at least", () => {
  const files = new Set(annotations(lines).map(([, { file }]) => file));
  for (const { path } of findings) assert.ok(files.has(path), path);
});

test("a runner finds no command in the words of a page", () => {
  let stopped;
  const known = new Set(["error", "warning", "notice", "group", "endgroup", "stop-commands"]);
  for (const line of lines) {
    if (stopped) {
      if (line === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const command = /^::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(line.trim());
    assert.ok(command && known.has(command[1]), line);
    if (command[1] === "stop-commands") stopped = command[3];
  }
  assert.equal(stopped, undefined, "commands are on again");
});

test("a clean run says nothing", async () => {
  assert.equal(await clean.report("github"), "");
});

/** The command that GitHub's package writes for a finding. */
function written({ rule, severity, message, help, path, start, end }) {
  const visible = (text) => text.replace(/[\u0000-\u001f\u202a-\u202e\uffff]/gu, hidden);
  const text = help ? `${visible(message)}\n${visible(help)}` : visible(message);
  const sameLine = start.line === end.line;
  const properties = {
    file: visible(path),
    startLine: start.line,
    endLine: end.line,
    ...(sameLine && { startColumn: start.column, endColumn: end.column }),
    title: rule,
  };
  return withTitleLast(captured(() => core[NAMES[severity]](text, properties)));
}

const hidden = (character) =>
  "\t\n".includes(character) ? " " : `\\u{${character.codePointAt(0).toString(16)}}`;

/** The package writes the title first, and we write it last: the order has no meaning. */
function withTitleLast(command) {
  const [, name, properties, text] = /^::(\w+) (.*?)::(.*)$/s.exec(command);
  const [title, ...rest] = properties.split(",");
  return `::${name} ${[...rest, title].join(",")}::${text}`;
}

function captured(act) {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = (chunk) => {
    text += chunk;
    return true;
  };
  try {
    act();
  } finally {
    process.stdout.write = write;
  }
  return text.trimEnd();
}

/** The annotations that a runner makes of lines: name and properties. */
function annotations(all) {
  const commands = all.map((line) => /^::(error|warning|notice) ([^:]*)::/.exec(line));
  return commands.filter(Boolean).map(([, name, properties]) => {
    const pairs = properties.split(",").map((pair) => pair.split(/=(.*)/s).slice(0, 2));
    return [name, Object.fromEntries(pairs.map(([key, value]) => [key, unescaped(value)]))];
  });
}

const unescaped = (text) =>
  text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
