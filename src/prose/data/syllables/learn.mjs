// Learns the table of syllables from words whose syllables are known.

import { Table, windows } from "./table.mjs";

/** The bytes that the table may have; the program may give it 12 KB. */
const TABLE_BYTES = 12_200;
/** How much a word counts, by its band; the last is for words that are not common. */
const WEIGHTS = [6, 6, 6, 6, 5, 4, 1];
/** A pattern must mend this much more weight than it spoils. */
const LEAST_GAIN = 2;
/** How often the guess at which letters begin syllables is made better. */
const ROUNDS = 6;
/** The windows from narrow to wide by which that guess is made, as letters left and right. */
const NARROW_TO_WIDE = ["0 0", "0 1", "1 0", "1 1", "1 2", "2 1", "2 2", "2 3", "3 3"];

/** Which of `folds` parts of CMUdict a word is in: FNV-1a, mixed. */
export function foldOf(word, folds) {
  let hash = 2166136261;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 16777619);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) % folds;
}

/**
 * Learns patterns from the words that `isKnown` takes, then lists the common ones among them that
 * the patterns get wrong; `byHand` are words whose counts stand whatever CMUdict says.
 */
export function makeTable({ words, places, bands }, isKnown, byHand) {
  const table = new Table();
  const known = [...words].map(([word, count]) => (isKnown(word) ? count : undefined));
  const { speaks, isUsed } = findSyllables(places, known);
  const weights = [...words.keys()].map((word, index) => (isUsed[index] ? weightOf(word) : 0));
  learnPatterns(table, places, speaks, weights);
  for (const [word, count] of byHand) {
    if (table.count(word) !== count) table.counts.set(word, count);
  }
  const wrong = [...words].filter(
    ([word, count]) => isKnown(word) && !byHand.has(word) && table.count(word) !== count,
  );
  listWords(table, wrong, bands);
  return table;

  function weightOf(word) {
    return WEIGHTS[bands.get(word) ?? WEIGHTS.length - 1];
  }
}

/**
 * Finds which letters begin the syllables of each word: as many as it has syllables, and those
 * that do so most often in the same surroundings. Words without a letter for each are not used,
 * nor are words of one vowel, which have a syllable in any case.
 */
function findSyllables(places, known) {
  const chain = NARROW_TO_WIDE.map((sides) =>
    windows().findIndex(({ left, right }) => `${left} ${right}` === sides),
  );
  const speaks = Uint8Array.from(places.guess, (guess) => (guess > 0.5 ? 1 : 0));
  const range = (word) => [places.firsts[word], places.firsts[word + 1]];
  let isUsed = known.map((count, word) => {
    const [first, end] = range(word);
    return count !== undefined && speaks.subarray(first, end).reduce((a, b) => a + b, 0) === count;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const likely = likelihood(places, speaks, isUsed, chain);
    isUsed = known.map((count, word) => {
      const [first, end] = range(word);
      const order = Array.from({ length: end - first }, (_, index) => first + index);
      const chance = new Map(order.map((place) => [place, likely(place)]));
      order.sort((a, b) => chance.get(b) - chance.get(a) || a - b);
      order.forEach((place, index) => (speaks[place] = index < count ? 1 : 0));
      return count !== undefined && count <= order.length && order.length > 1;
    });
  }
  return { speaks, isUsed };
}

/** How likely a place is to begin a syllable; wider surroundings correct narrower ones. */
function likelihood(places, speaks, isUsed, chain) {
  const all = new Float64Array(places.ranks.length);
  const speaking = new Float64Array(places.ranks.length);
  for (let place = 0; place < speaks.length; place += 1) {
    if (!isUsed[places.word[place]]) continue;
    const patterns = places.at(place);
    for (const window of chain) {
      const number = patterns[window];
      if (number < 0) continue;
      all[number] += 1;
      speaking[number] += speaks[place];
    }
  }
  return (place) => {
    const patterns = places.at(place);
    return chain.reduce((chance, window) => {
      const number = patterns[window];
      return number < 0 ? chance : (speaking[number] + 2 * chance) / (all[number] + 2);
    }, places.guess[place]);
  };
}

/** Takes the pattern that mends the most, over and over, until none mends enough. */
function learnPatterns(table, places, speaks, weights) {
  const now = Uint8Array.from(places.alone);
  const decider = new Uint8Array(now.length);
  // What a pattern mends where it makes letters silent, and where it makes them speak.
  const gains = [new Float64Array(places.ranks.length), new Float64Array(places.ranks.length)];
  const tally = (place, sign) => {
    const weight = weights[places.word[place]];
    if (weight === 0) return;
    const gain = sign * (now[place] === speaks[place] ? -weight : weight);
    const gained = gains[1 - now[place]];
    for (const number of places.at(place)) {
      if (number >= 0 && places.ranks[number] > decider[place]) gained[number] += gain;
    }
  };
  for (let place = 0; place < now.length; place += 1) tally(place, 1);
  for (;;) {
    const { number, makes, gain } = bestOf(gains);
    if (gain < LEAST_GAIN) return;
    (makes === 1 ? table.spoken : table.silent).add(places.written(number));
    for (const place of places.of(number)) {
      if (decider[place] >= places.ranks[number]) continue;
      tally(place, -1);
      now[place] = makes;
      decider[place] = places.ranks[number];
      tally(place, 1);
    }
  }
}

function bestOf(gains) {
  const best = { number: -1, makes: 0, gain: 0 };
  for (let number = 0; number < gains[0].length; number += 1) {
    for (let makes = 0; makes < 2; makes += 1) {
      if (gains[makes][number] > best.gain) Object.assign(best, { number, makes, gain: gains[makes][number] });
    }
  }
  return best;
}

/** Lists the words that the patterns get wrong, the commonest and then the shortest first. */
function listWords(table, wrong, bands) {
  const ranked = wrong
    .map(([word, count]) => ({ word, count, band: kinBand(word, bands) }))
    .filter(({ band }) => band !== undefined)
    .sort((a, b) => a.band - b.band || a.word.length - b.word.length || (a.word < b.word ? -1 : 1));
  let room = TABLE_BYTES - Buffer.byteLength(table.text());
  for (const { word, count } of ranked) {
    room -= word.length + 1;
    if (room < 0) return;
    table.counts.set(word, count);
  }
}

/** The band of a word; for one that is not common itself, a late band by the word it comes from. */
function kinBand(word, bands) {
  if (bands.has(word)) return bands.get(word);
  for (let cut = 1; cut <= 4 && word.length - cut >= 4; cut += 1) {
    const stem = word.slice(0, -cut);
    const kin = [stem, `${stem}e`, `${stem}y`].find((form) => bands.has(form));
    if (kin) return WEIGHTS.length + bands.get(kin);
  }
  return undefined;
}
