// Compares the search of the theme with that of the program.
//
//   node tests/browser/search-parity.mjs FOLDER EXPECTED.json
//
// FOLDER holds a `search/` folder as a build writes it. EXPECTED.json is
// `{"queries": {QUERY: [{url, title, heading, score, excerpt}, …]}, "stems": {WORD: STEM},
// "texts": {TEXT: [WORD, …]}}`; the last two may be missing. Both sides must agree in every
// character, and in every bit of a score.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const [folder, expectedPath] = process.argv.slice(2);
if (!expectedPath) {
  console.error("Use: node search-parity.mjs FOLDER EXPECTED.json");
  process.exit(2);
}
const source = await readFile(
  new URL("../../themes/default/assets/search-engine.js", import.meta.url),
  "utf8",
);
const { open, search, stem, words } = await import(
  `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`
);
const expected = JSON.parse(await readFile(expectedPath, "utf8"));
const readJson = async (name) => JSON.parse(await readFile(join(folder, "search", name), "utf8"));
const files = await readdir(join(folder, "search"));
const entry = files.find((name) => name.startsWith("index."));
const index = await open(readJson, entry);

const differences = [];
for (const [word, want] of Object.entries(expected.stems ?? {})) {
  const got = stem(word);
  if (got !== want) differences.push(`stem of ${word}: ${got}, not ${want}`);
}
for (const [text, want] of Object.entries(expected.texts ?? {})) {
  const got = words(text).map((word) => word.plain);
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    differences.push(`words of ${JSON.stringify(text)}: ${got}, not ${want}`);
  }
}
for (const [query, want] of Object.entries(expected.queries)) {
  const got = await search(query, index, Math.max(want.length, 1));
  const text = (result) =>
    JSON.stringify([
      result.url,
      result.title,
      result.heading ?? null,
      Math.fround(result.score),
      result.excerpt,
    ]);
  for (let at = 0; at < Math.max(got.length, want.length); at += 1) {
    const [left, right] = [got[at], want[at]].map((result) => (result ? text(result) : "nothing"));
    if (left !== right) differences.push(`${query}, result ${at + 1}:\n  ${left}\n  ${right}`);
  }
}
const queries = Object.keys(expected.queries).length;
const stems = Object.keys(expected.stems ?? {}).length;
if (differences.length > 0) {
  console.error(differences.slice(0, 20).join("\n"));
  console.error(`${differences.length} differences in ${queries} queries and ${stems} words`);
  process.exit(1);
}
console.log(`${queries} queries and ${stems} words agree`);
