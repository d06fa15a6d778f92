// Reads what the table of syllables is made from and measured with.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { plainLetters } from "./table.mjs";

const CMUDICT = "81917843c7f44ce2b094ac63873c2c7a4cf802040792c455ba3ca406891c3d22";
const WORDFREQ = "dffae8066b78dce0a6667cf5f58e567054f902674667090a7ac8a8a44628b05c";
const FREQUENT = 30_000;
const BESIDE = new URL("../", import.meta.url);

function checked(path, expected) {
  const bytes = readFileSync(path);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found === expected) return bytes;
  console.error(`${path} is not of the version that this script is for: its SHA-256 is ${found}.`);
  process.exit(1);
}

/** The words of CMUdict that are letters only, and the vowels of their first pronunciation. */
export function cmudict(folder) {
  const path = join(folder, "cmudict", "data", "cmudict.dict");
  const words = new Map();
  for (const line of checked(path, CMUDICT).toString("utf8").split("\n")) {
    const [word, ...sounds] = line.split("#", 1)[0].trim().split(/\s+/);
    if (!/^[a-z]+$/.test(word) || words.has(word)) continue;
    // A vowel has a digit for its stress. "hmm" has none, and is a syllable all the same.
    words.set(word, Math.max(1, sounds.filter((sound) => /\d$/.test(sound)).length));
  }
  return words;
}

/** The bands of common_words.txt: 0 for the commonest thousand, up to 5. */
export function commonBands() {
  const lines = readFileSync(new URL("common_words.txt", BESIDE), "utf8").trim().split("\n");
  return new Map(lines.map((line) => line.split(" ")).map(([word, band]) => [word, Number(band)]));
}

/** The words of hand_counted.txt and their syllables; hyphens stand between syllables. */
export function handCounted() {
  const lines = readFileSync(new URL("hand_counted.txt", BESIDE), "utf8").split("\n");
  const words = lines.filter((line) => !line.startsWith("#")).flatMap((line) => line.split(/\s+/));
  return new Map(
    words
      .filter((word) => word !== "")
      .map((word) => [plainLetters(word.replaceAll("-", "")), word.split("-").length]),
  );
}

/**
 * The 30,000 most frequent English words: of `top_n_list("en", …)` of wordfreq, in its order, the
 * first that are letters only and that CMUdict lists; each with `word_frequency`.
 */
export function frequentWords(folder, listed) {
  const path = join(folder, "wordfreq", "data", "large_en.msgpack.gz");
  const [, ...levels] = decode(gunzipSync(checked(path, WORDFREQ)));
  const frequent = new Map();
  for (const [centibels, words] of levels.entries()) {
    for (const word of words) {
      if (frequent.size === FREQUENT) return frequent;
      if (listed.has(word)) frequent.set(word, 10 ** (-centibels / 100));
    }
  }
  return frequent;
}

/** Decodes as much of MessagePack as wordfreq uses: lists, strings, short maps, small numbers. */
function decode(bytes) {
  let at = 0;
  const size = (length) => {
    const value = bytes.readUIntBE(at, length);
    at += length;
    return value;
  };
  const text = (length) => bytes.toString("utf8", at, (at += length));
  const list = (length) => Array.from({ length }, value);
  function value() {
    const kind = size(1);
    if (kind < 0x80) return kind;
    if (kind < 0x90) return Object.fromEntries(list((kind & 0x0f) * 2).map((x) => [x, x]));
    if (kind < 0xa0) return list(kind & 0x0f);
    if (kind < 0xc0) return text(kind & 0x1f);
    if (kind >= 0xd9 && kind <= 0xdb) return text(size(2 ** (kind - 0xd9)));
    if (kind === 0xdc || kind === 0xdd) return list(size(kind === 0xdc ? 2 : 4));
    throw new Error(`MessagePack of kind ${kind} is not understood.`);
  }
  return value();
}
