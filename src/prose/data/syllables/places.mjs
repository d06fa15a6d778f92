// Every letter that might begin a syllable, in every word, with the patterns around it.

import { isVowel, pattern, rank, speaksAlone, windows } from "./table.mjs";

const CODES = "abcdefghijklmnopqrstuvwxyz^$";
const WINDOWS = windows();

/**
 * The least letters to the left that a pattern for the letter at `at` must have; none if the letter
 * never begins a syllable. Consonants may in "pris-m", "rhyth-m", "Mc-Donald" and "dwind-ling".
 */
function leastLeft(bounded, at) {
  if (isVowel(bounded[at])) return 0;
  if (bounded[at] === "m" && "sh".includes(bounded[at - 1])) return 1;
  if (bounded[at] === "l" && /[bcdfgkptz]/.test(bounded[at - 1])) return 1;
  if (bounded.startsWith("^mc") && at === 2) return 2;
  return undefined;
}

/** Places are numbered, and so are patterns. */
export class Places {
  /** The word of each place, as its index. */
  word = [];
  /** What a place is where no pattern fits: 1 if it begins a syllable. */
  alone = [];
  /** A first guess at whether a place begins a syllable, as a likelihood. */
  guess = [];
  /** The first place of each word, and one past the last. */
  firsts = [0];
  /** For each place the pattern of each window; -1 where it has none or one that is its own. */
  patterns;
  /** The rank of each pattern. */
  ranks = [];
  /** The bytes of each pattern in the table, with the space after it. */
  sizes = [];
  #samples = [];

  constructor(words) {
    const bounded = [...words.keys()].map((word) => `^${word}$`);
    const spots = [];
    bounded.forEach((text, word) => {
      for (let at = 1; at < text.length - 1; at += 1) {
        const least = leastLeft(text, at);
        if (least === undefined) continue;
        spots.push({ text, at, least });
        this.word.push(word);
        this.alone.push(speaksAlone(text, at) ? 1 : 0);
        this.guess.push(firstGuess(text, at));
      }
      this.firsts.push(spots.length);
    });
    this.#numberPatterns(spots);
    this.#listPlaces();
  }

  /** The places of a pattern. */
  of(number) {
    return this.#occurrences.subarray(this.#starts[number], this.#starts[number + 1]);
  }

  /** The patterns of a place, one for each window. */
  at(place) {
    return this.patterns.subarray(place * WINDOWS.length, (place + 1) * WINDOWS.length);
  }

  /** A pattern as the table writes it. */
  written(number) {
    const { text, at, left, right } = this.#samples[number];
    return pattern(text, at, left, right);
  }

  #numberPatterns(spots) {
    const numbers = new Map();
    const found = new Int32Array(spots.length * WINDOWS.length).fill(-1);
    const uses = [];
    const firstUse = [];
    spots.forEach(({ text, at, least }, place) => {
      WINDOWS.forEach(({ left, right }, window) => {
        if (left < least || left > at || at + right >= text.length) return;
        const key = packed(text, at, left, right);
        if (!numbers.has(key)) {
          numbers.set(key, uses.length);
          firstUse.push(place * WINDOWS.length + window);
          uses.push(0);
        }
        const number = numbers.get(key);
        uses[number] += 1;
        found[place * WINDOWS.length + window] = number;
      });
    });
    // A pattern that fits one place teaches nothing about other words.
    const kept = uses.map((count, number) => (count > 1 ? this.#keep(spots, firstUse[number]) : -1));
    this.patterns = found.map((number) => (number < 0 ? -1 : kept[number]));
  }

  #keep(spots, use) {
    const { text, at } = spots[Math.floor(use / WINDOWS.length)];
    const { left, right } = WINDOWS[use % WINDOWS.length];
    this.ranks.push(rank(left, right));
    this.sizes.push(left + 1 + right + 1);
    return this.#samples.push({ text, at, left, right }) - 1;
  }

  #starts;
  #occurrences;

  #listPlaces() {
    this.#starts = new Int32Array(this.ranks.length + 1);
    for (const number of this.patterns) if (number >= 0) this.#starts[number + 1] += 1;
    for (let number = 0; number < this.ranks.length; number += 1) {
      this.#starts[number + 1] += this.#starts[number];
    }
    const next = this.#starts.slice();
    this.#occurrences = new Int32Array(this.#starts.at(-1));
    for (let place = 0; place < this.word.length; place += 1) {
      for (const number of this.at(place)) {
        if (number >= 0) this.#occurrences[next[number]++] = place;
      }
    }
  }
}

/** A pattern as one number, exact below 2^53; its first digit keeps those of other windows apart. */
function packed(text, at, left, right) {
  let key = left + 1;
  for (let spot = at - left; spot <= at + right; spot += 1) {
    key = key * 32 + CODES.indexOf(text[spot]) + 1;
  }
  return key;
}

/** How likely it is that a letter begins a syllable, before anything is learned. */
function firstGuess(text, at) {
  if (!speaksAlone(text, at)) return 0.1;
  if (text.slice(at - 2, at + 4) === "ically") return 0.3;
  return isSilentE(text, at) ? 0.3 : 0.9;
}

/** "mak-e", "mak-es", "bak-ed", "hop-eful", but neither "tab-le" nor "want-ed". */
function isSilentE(text, at) {
  const before = text.slice(1, at);
  const rest = text.slice(at);
  if (!/^e(s|d|ly|less|ness|ment|ful)?[a-z]{0,2}\$$/.test(rest)) return false;
  if (!/[aeiouy]/.test(before) || /[^aeiouylr]l$/.test(before)) return false;
  if (rest.startsWith("ed")) return !/[td]$/.test(before);
  return !(rest.startsWith("es") && /([szxcg]|[sc]h)$/.test(before));
}
