// Compares the search of the theme with that of the program.
//
//   node tests/browser/search-parity.mjs FOLDER EXPECTED.json
//
// FOLDER holds a `search/` folder as a build writes it. EXPECTED.json is
// `{"entry": NAME, "queries": {QUERY: {meaning, results: [{url, title, heading, score, excerpt,
// marked}, …]}}, "suggestions": {QUERY: …}, "stems": {WORD: STEM}, "texts": {TEXT: [WORD, …]},
// "stop": [WORD, …]}`; all after the queries may be missing. Both sides must agree in every
// character, and in every bit of a score.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const [folder, expectedPath] = process.argv.slice(2);
if (!expectedPath) {
  console.error("Use: node search-parity.mjs FOLDER EXPECTED.json");
  process.exit(2);
}
const source = await readFile(
  new URL("../../themes/default/assets/search-engine.js", import.meta.url),
  "utf8",
);
const { STOP_WORDS, files, open, search, stem, suggest, words } = await import(
  `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`
);
const expected = JSON.parse(await readFile(expectedPath, "utf8"));
const known = new Map();
const read = (name) => {
  const path = join(folder, dirname(expected.entry), name);
  if (!known.has(name)) known.set(name, readFile(path, "utf8").then(JSON.parse));
  return known.get(name);
};
const index = await open(read, expected.entry.split("/").pop());

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
if (expected.stop && [...STOP_WORDS].join() !== expected.stop.join()) {
  differences.push("the stop words differ");
}
for (const name of files(index)) await read(name);
await compare(search, expected.queries, 20);
await compare(suggest, expected.suggestions ?? {}, 5);

async function compare(ask, answers, limit) {
  for (const [query, want] of Object.entries(answers)) {
    const { results: got, meaning } = await ask(query, index, limit);
    await Promise.all(got.map((result) => result.more()));
    const asked = `${ask.name} ${JSON.stringify(query.slice(0, 100))}`;
    if (meaning !== want.meaning) differences.push(`${asked}: ${meaning}, not ${want.meaning}`);
    const text = (result) =>
      JSON.stringify([
        result.url,
        result.title,
        result.heading ?? null,
        Math.fround(result.score),
        result.excerpt,
        result.marked ?? result.parts.filter((part) => part.marked).map((part) => part.text),
      ]);
    for (let at = 0; at < Math.max(got.length, want.results.length); at += 1) {
      const pair = [got[at], want.results[at]];
      const [left, right] = pair.map((result) => (result ? text(result) : "nothing"));
      if (left !== right) differences.push(`${asked}, result ${at + 1}:\n  ${left}\n  ${right}`);
    }
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
