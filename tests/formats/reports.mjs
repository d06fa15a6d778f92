// A folder with pages that are hard to report on, and what the program says of them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

assert.ok(process.env.PLAINLY, "PLAINLY must name the program");

/** Each page, with what is hard about it. */
const PAGES = {
  "a letter.md": [
    "\ufeff# Your assessment\r\n\r\n",
    "You must utilise £5 🚀 in order to claim, and 漢字 in order to ask. The HCP will decide.\r\n\r\n",
    "- Ask for help [here](https://example.org/a|b).\r\n",
    "- The claimant commitment is a contract. The claimants know.\r\n",
  ].join(""),
  "hard/names & <marks> 100% 'q' `b` [l](i).md": [
    "<!-- plainly: allow <b>&amp;]]>|`x`|\"q\"'s ::error::[l](https://example.org) @name #1: why -->\n\n",
    "Press \u001b[2J\u202e now in order to go on.\n\n",
    "##[error]The WCA ]]> | `a` \u0000\u000b\uffff::warning::x is in order to help.\n",
  ].join(""),
  "empty.md": "",
  "end.md": "He did it in order to",
  "no-such-thing.txt": "Nothing is wrong with this.\n",
  "old/long.md": Array.from(
    { length: 30 },
    (_, at) => `Ask for form ${at} in order to tell the claimants of it.\n\n`,
  ).join(""),
};

/** Makes the folder; `report` tells what the program says there in a format. */
export async function openReports(pages = PAGES) {
  const folder = await mkdtemp(join(tmpdir(), "plainly-formats-"));
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const paths = Object.keys(pages);
  return {
    folder,
    pages,
    report: (format, environment = {}) => run(folder, paths, format, environment),
    close: () => rm(folder, { recursive: true }),
  };
}

/** A folder in which nothing is wrong. */
export const openCleanReports = () => openReports({ "clean.md": "You can ask for help.\n" });

/** The stable format: what the others are held against. */
export async function findingsOf(reports) {
  const { findings } = JSON.parse(await reports.report("json"));
  return findings;
}

function run(folder, paths, format, environment) {
  // Only what the machine needs: no forge may speak into the tests from outside.
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((done, failed) => {
    const options = { cwd: folder, env, maxBuffer: 1 << 26 };
    execFile(process.env.PLAINLY, ["check", "--format", format, ...paths], options, (error, out, err) => {
      if (error && error.code !== 1) failed(new Error(`${error.message}\n${err}`));
      else done(out);
    });
  });
}
