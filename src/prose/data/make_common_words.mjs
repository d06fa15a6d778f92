// Makes common_words.txt from the npm package @zxcvbn-ts/language-en 4.1.1.
//
//   npm pack @zxcvbn-ts/language-en@4.1.1 && tar xf zxcvbn-ts-language-en-4.1.1.tgz
//   node make_common_words.mjs package > common_words.txt
//
// The package lists words with the commonest first. Entries that are not letters only ('s, 'll)
// are left out, the rest are ranked again, and the first 32,000 get a band: 0 for the first
// 1,000, and one more each time the rank doubles. NOTICE names the sources and their licences.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const SHA256 = "184d8cd7ffa3a1727a1448766090daa98001d92f8e6436a7c8a8fca39cc3d441";
const FIRST_BAND = 1_000;
const KEPT = 32_000;

const folder = process.argv[2];
if (!folder) {
  console.error("Say where the unpacked package is: node make_common_words.mjs FOLDER");
  process.exit(2);
}
const bytes = readFileSync(join(folder, "src", "commonWords.json"));
const found = createHash("sha256").update(bytes).digest("hex");
if (found !== SHA256) {
  console.error(`commonWords.json is not the one of version 4.1.1: its SHA-256 is ${found}.`);
  process.exit(1);
}

const ranked = JSON.parse(bytes).filter((word) => /^[a-z]+$/.test(word));
const lines = [...new Set(ranked)].slice(0, KEPT).map((word, index) => {
  let band = 0;
  while (index >= FIRST_BAND * 2 ** band) band += 1;
  return `${word} ${band}`;
});
// The program searches the lines by halves, in the order of their bytes.
const wordOf = (line) => line.split(" ", 1)[0];
lines.sort((a, b) => (wordOf(a) < wordOf(b) ? -1 : 1));
process.stdout.write(`${lines.join("\n")}\n`);
