// The table of syllables: how it is written, and how it counts. src/prose/syllable.rs counts alike.

import { readFileSync } from "node:fs";

const COLUMNS = 100;
const VOWELS = new Set("aeiouy");

/** The most letters of a pattern, the ends of the word included. */
export const LONGEST = 7;

export const isVowel = (letter) => VOWELS.has(letter);

/** Whether a letter of a bounded word begins a syllable where no pattern says otherwise. */
export const speaksAlone = (bounded, at) => isVowel(bounded[at]) && !isVowel(bounded[at - 1]);

/** Lower case without accents; an accented e is spoken, so it becomes an i. */
export function plainLetters(word) {
  return word
    .toLowerCase()
    .replace(/[è-ëì-ï]/g, "i")
    .replace(/[à-å]/g, "a")
    .replace(/[ò-ö]/g, "o")
    .replace(/[ù-ü]/g, "u");
}

/** Which of the patterns that fit a letter decides: the longest, then the one furthest right. */
export const rank = (left, right) => (left + 1 + right) * (LONGEST + 1) + right;

export class Table {
  /** Patterns whose capital begins a syllable. */
  spoken = new Set();
  /** Patterns whose capital does not. */
  silent = new Set();
  /** Words that the patterns get wrong, with their syllables. */
  counts = new Map();

  static read() {
    const table = new Table();
    let section = "";
    const text = readFileSync(new URL("../syllables.txt", import.meta.url), "utf8");
    for (const entry of text.split(/\s+/).filter((entry) => entry !== "")) {
      if (entry.startsWith("=")) section = entry.slice(1);
      else if (section === "spoken" || section === "silent") table[section].add(entry);
      else table.counts.set(entry, Number(section));
    }
    return table;
  }

  text() {
    const sections = [
      ["spoken", this.spoken],
      ["silent", this.silent],
    ];
    for (const count of [...new Set(this.counts.values())].sort((a, b) => a - b)) {
      sections.push([count, [...this.counts.keys()].filter((w) => this.counts.get(w) === count)]);
    }
    return sections.map(([name, entries]) => `=${name}\n${filled([...entries].sort())}`).join("");
  }

  count(word) {
    const known = this.counts.get(word);
    if (known !== undefined) return known;
    if (![...word].some(isVowel)) return word.length + 2 * (word.split("w").length - 1);
    const bounded = `^${word}$`;
    let count = 0;
    for (let at = 1; at <= word.length; at += 1) count += this.#speaks(bounded, at) ? 1 : 0;
    return Math.max(1, count);
  }

  #speaks(bounded, at) {
    let best = 0;
    let speaks = speaksAlone(bounded, at);
    for (const { left, right } of windows()) {
      if (left > at || at + right >= bounded.length || rank(left, right) <= best) continue;
      const found = pattern(bounded, at, left, right);
      if (!this.spoken.has(found) && !this.silent.has(found)) continue;
      best = rank(left, right);
      speaks = this.spoken.has(found);
    }
    return speaks;
  }
}

/** Every way to look at a letter with some letters to its left and right. */
export function windows() {
  const side = LONGEST - 2;
  const sides = Array.from({ length: side + 1 }, (_, letters) => letters);
  return sides
    .flatMap((left) => sides.map((right) => ({ left, right })))
    .filter(({ left, right }) => left + 1 + right <= LONGEST);
}

/** The letters around the one at `at`, which becomes a capital. */
export function pattern(bounded, at, left, right) {
  const before = bounded.slice(at - left, at);
  return before + bounded[at].toUpperCase() + bounded.slice(at + 1, at + right + 1);
}

/** Words side by side in lines of at most a hundred columns. */
function filled(entries) {
  let text = "";
  let column = 0;
  for (const entry of entries) {
    const fits = column > 0 && column + 1 + entry.length <= COLUMNS;
    text += column === 0 ? entry : `${fits ? " " : "\n"}${entry}`;
    column = (fits ? column + 1 : 0) + entry.length;
  }
  return `${text}\n`;
}
