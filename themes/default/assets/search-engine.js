// Finds pages in the index that `plainly build` writes, with tantivy's own formula.
//
// The Rust half is in `src/search/`. `src/search/FORMAT.md` describes the files, the algorithm and
// what this module gives to a page. A change on one side is a change on the other: tests compare
// the two. Nothing here knows of a document or of the network: `read` is the only way to a file.

const VERSION = 3;
const RESULTS = 10;
const SMALL_SITE = 300;

// Words

const MAX_WORD_CHARACTERS = 64;
// Words that stand in almost any question.
export const STOP_WORDS = new Set(
  (
    "a about am an and any are as at be been but by can could did do does for from get had has " +
    "have how i if im in into is it its ive just me my of on or our she should so some that the " +
    "their them then there these they this to us was we were what whats when where which who why " +
    "will with would you your youre"
  ).split(" "),
);
const WORD =
  /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u0300-\u036f]*(?:['’][\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u0300-\u036f]*)*/gu;
const MARKED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵẁẃẅŷỳ";
const UNMARKED = "aaaaaaceeeeiiiinooooouuuuyywwwwyy";

/** The words of a text: `{start, end, plain}`, with plain in lower case, without marks. */
export function words(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const plain = fold(match[0]);
    const length = [...plain].length;
    if (length > 0 && length <= MAX_WORD_CHARACTERS) {
      found.push({ start: match.index, end: match.index + match[0].length, plain });
    }
  }
  return found;
}

function fold(word) {
  // One character at a time: a whole word would give the Greek sigma two forms.
  const lower = Array.from(word, (character) => character.toLowerCase())
    .join("")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/’/g, "'");
  return lower
    .replace(/'s$/, "")
    .replace(/'/g, "")
    .replace(/[^\0-\x7f]/g, (letter) => {
      const at = MARKED.indexOf(letter);
      return at < 0 ? letter : UNMARKED[at];
    });
}

// Stems: the English stemmer of the Snowball project, version 3, for words without apostrophes.
// A consonant `y` is written `Y` on the way.

const WHOLE = new Map(
  Object.entries({
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli",
    only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas",
    cosmos: "cosmos", bias: "bias", andes: "andes",
  }),
);
const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/u;
const LONG_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const SHORT_SYLLABLE = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/u;
const STEP_2 = endings({
  tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize",
  ization: "ize", ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al",
  fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble",
  bli: "ble", ogist: "og", ogi: "og", fulli: "ful", lessli: "less", li: "",
});
const STEP_3 = endings({
  tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "",
  ness: "", ative: "",
});
const STEP_4 =
  /(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize|ion)$/;

function endings(replacements) {
  const pattern = new RegExp(`(?:${Object.keys(replacements).join("|")})$`);
  return { pattern, replacements };
}

const stems = new Map();

/** The stem of a word that `words` gave. */
export function stem(plain) {
  let known = stems.get(plain);
  if (known === undefined) {
    known = newStem(plain);
    stems.set(plain, known);
  }
  return known;
}

function newStem(plain) {
  if (WHOLE.has(plain)) return WHOLE.get(plain);
  if (/^.{0,2}$/u.test(plain)) return plain;
  let word = plain.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const region1 = regionStart(word, LONG_REGION.test(word) ? LONG_REGION : REGION, 0);
  const region2 = regionStart(word, REGION, region1);
  word = withoutPlural(word);
  word = withoutPastTense(word, region1);
  word = word.replace(/^(.+[^aeiouy])[yY]$/u, "$1i");
  word = step2(word, region1);
  word = step3(word, region1, region2);
  word = step4(word, region2);
  word = step5(word, region1, region2);
  return word.replace(/Y/g, "y");
}

/** Where the region begins that lies behind a vowel and a consonant; the word's end without one. */
function regionStart(word, pattern, from) {
  const match = pattern.exec(word.slice(from));
  return match ? from + match[0].length : word.length;
}

function withoutPlural(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, /^.{2,}...$/u.test(word) ? -2 : -1);
  return /[aeiouy].+s$/u.test(word) && !/[su]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPastTense(word, region1) {
  const ending = /(?:eedly|eed|ingly|ing|edly|ed)$/.exec(word);
  if (!ending) return word;
  const base = word.slice(0, ending.index);
  if (ending[0].startsWith("ee")) {
    return ending.index < region1 || /^(?:succ|proc|exc)$/.test(base) ? word : `${base}ee`;
  }
  if (ending[0] === "ing") {
    if (/^[^aeiouy]y$/u.test(base)) return `${base.slice(0, -1)}ie`;
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(base)) return word;
  }
  if (!/[aeiouy]/.test(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) {
    return /^[aeo]..$/.test(base) ? base : base.slice(0, -1);
  }
  return base.length === region1 && SHORT_SYLLABLE.test(base) ? `${base}e` : base;
}

function step2(word, region1) {
  const match = STEP_2.pattern.exec(word);
  if (!match || match.index < region1) return word;
  const base = word.slice(0, match.index);
  if (match[0] === "ogi" && !base.endsWith("l")) return word;
  if (match[0] === "li" && !/[cdeghkmnrt]$/.test(base)) return word;
  return base + STEP_2.replacements[match[0]];
}

function step3(word, region1, region2) {
  const match = STEP_3.pattern.exec(word);
  if (!match || match.index < region1) return word;
  if (match[0] === "ative" && match.index < region2) return word;
  return word.slice(0, match.index) + STEP_3.replacements[match[0]];
}

function step4(word, region2) {
  const match = STEP_4.exec(word);
  if (!match || match.index < region2) return word;
  const base = word.slice(0, match.index);
  return match[0] === "ion" && !/[st]$/.test(base) ? word : base;
}

function step5(word, region1, region2) {
  const base = word.slice(0, -1);
  if (word.endsWith("e")) {
    const gone =
      base.length >= region2 || (base.length >= region1 && !SHORT_SYLLABLE.test(base));
    return gone ? base : word;
  }
  return word.endsWith("ll") && base.length >= region2 ? base : word;
}

// The index

/**
 * Opens an index. `entry` is the name that the page has for it, which says how the files are cut;
 * `read(name)` promises the parsed JSON of a file beside it, and is asked again for each use.
 */
export async function open(read, entry) {
  const [version, pages, shards, titles, texts, vocabularies] = entry.split("-").map(Number);
  checkVersion(version);
  const index = { pages, shards, titles, texts, vocabularies, read, known: new Map() };
  // Where all titles are in one file, any answer needs it.
  if (pages && titles) title(0, index).catch(() => {});
  return index;
}

function checkVersion(version) {
  if (version !== VERSION) throw new Error(`search index version ${version}`);
}

/** The names of all files of a small site, to fetch before they are asked for; else none. */
export function files(index) {
  const { pages, shards, titles, texts, vocabularies } = index;
  if (pages > SMALL_SITE) return [];
  const names = (kind, count) => Array.from({ length: count }, (_, at) => `${kind}${at}.json`);
  return [
    ...names("terms", shards),
    ...names("titles", titles),
    ...names("texts", Math.ceil(pages / texts)),
    ...names("words", vocabularies),
  ];
}

async function file(index, kind, number) {
  const read = await index.read(`${kind}${number}.json`);
  checkVersion(read.version);
  return read;
}

/** The places of a term: a list for each field; `undefined` where the index does not know it. */
async function lookUp(term, index) {
  // A name of several words stands with its first word, whose file is asked for in any case.
  let hash = 0x811c9dc5;
  for (const unit of term.split(" ")[0]) {
    for (let at = 0; at < unit.length; at += 1) {
      hash = Math.imul(hash ^ unit.charCodeAt(at), 0x01000193);
    }
  }
  if (!index.shards) return undefined;
  const shard = await file(index, "terms", (hash >>> 0) % index.shards);
  let page = 0;
  unpack(shard.pages).forEach((step, at) => index.known.set((page += step), named(shard, at)));
  const at = shard.terms.indexOf(term);
  return at < 0 ? undefined : { shard, numbers: unpack(shard.postings[at]) };
}

/** Numbers from text: a character below 64 ends a number, others go before in base 28. */
function unpack(text) {
  const numbers = [];
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 35;
    if (digit < 64) {
      numbers.push(number * 64 + digit);
      number = 0;
    } else {
      number = number * 28 + digit - 64;
    }
  }
  return numbers;
}

// A query

const MAX_QUERY_TERMS = 32;
const LONGEST_NAME = 4;

/** What is asked: the stems, their places in the index, and the query with its spelling mended. */
async function understand(query, index) {
  const all = words(query);
  const telling = all.filter((word) => !STOP_WORDS.has(word.plain));
  const asked = new Map();
  for (const { plain } of telling.length ? telling : all) {
    if (asked.size < MAX_QUERY_TERMS && !asked.has(stem(plain))) asked.set(stem(plain), plain);
  }
  const mended = new Map();
  const found = new Map();
  const answers = [...asked].map(async ([term, plain]) => {
    const places = await lookUp(term, index);
    const near = places ? undefined : await nearest(plain, index);
    if (!near) return [[term, places]];
    mended.set(term, near);
    const meant = near.split(" ").map(stem);
    return Promise.all(meant.map(async (term) => [term, await lookUp(term, index)]));
  });
  for (const [term, places] of (await Promise.all(answers)).flat()) {
    if (found.size < MAX_QUERY_TERMS) found.set(term, places);
  }
  let meaning = null;
  for (const word of [...all].reverse()) {
    const near = asked.has(stem(word.plain)) && mended.get(stem(word.plain));
    if (!near) continue;
    meaning ??= query;
    meaning = meaning.slice(0, word.start) + near + meaning.slice(word.end);
  }
  return { terms: [...found.keys()], places: [...found.values()], meaning };
}

/** Neighbouring stems as they would stand in the index if they were a name, with a bit for each. */
function names(terms) {
  const found = [];
  terms.forEach((_, at) => {
    for (let end = at + 2; end <= Math.min(at + LONGEST_NAME, terms.length); end += 1) {
      found.push([terms.slice(at, end).sort().join(" "), ((1 << (end - at)) - 1) << at]);
    }
  });
  return found;
}

// Spelling

const SHORTEST_PART = 3;

/** The words of the index that begin like a word, with how often they occur. */
async function vocabulary(word, index) {
  if (!/^[a-z]+$/.test(word)) return [];
  const number = index.vocabularies > 1 ? word.charCodeAt(0) - 97 : 0;
  const { words: packed, counts } = await file(index, "words", number);
  const often = unpack(counts);
  let known = "";
  return Array.from(packed.matchAll(/([A-Z])([a-z]*)/g), ([, shared, rest], at) => {
    known = known.slice(0, shared.charCodeAt(0) - 65) + rest;
    return { word: known, often: often[at] };
  });
}

/** The best of some words: nearest, then most frequent, then first in the alphabet. */
function byMerit(a, b) {
  return a.distance - b.distance || b.often - a.often || (a.word < b.word ? -1 : 1);
}

/** The word, or the two words, that were most likely meant; `undefined` if none is like it. */
async function nearest(word, index) {
  const reach = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  if (!reach) return undefined;
  const all = await vocabulary(word, index);
  const near = [];
  for (const known of all) {
    if (Math.abs(known.word.length - word.length) > reach) continue;
    const distance = edits(word, known.word);
    if (distance <= reach) near.push({ ...known, distance });
  }
  // A slip is likelier than a missing space, and that is likelier than two slips.
  if (index.vocabularies === 1) near.push(...apart(word, all));
  return near.sort(byMerit)[0]?.word;
}

/** A word as two of some words, wherever it can be parted so. */
function apart(word, all) {
  const often = new Map(all.map((known) => [known.word, known.often]));
  const pairs = [];
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.some((part) => !often.has(part) || STOP_WORDS.has(part))) continue;
    const rarer = Math.min(...parts.map((part) => often.get(part)));
    pairs.push({ word: parts.join(" "), often: rarer, distance: 1.5 });
  }
  return pairs;
}

/** How many letters to add, drop, change or swap with a neighbour. */
function edits(a, b) {
  let before;
  let last;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[b.length];
}

// Scores

/** The best section of each page, best page first, from the places of stems and then of names. */
function rank(stems, names) {
  const round = Math.fround;
  // For each page: a bit for each stem that it has, the score of a section without hits of its
  // own, and that of each section.
  const pages = new Map();
  const weights = stems.map((found, at) => addScores(found, 1 << at, pages));
  for (const [found, bits] of names) addScores(found, bits, pages);
  const weigh = (bits) =>
    weights.reduce((sum, weight, at) => (bits & (1 << at) ? round(sum + weight) : sum), 0);
  const ranked = [];
  for (const [page, { bits, sums: [rest, ...own] }] of pages) {
    let section = 0;
    let score = own[0] ?? rest;
    own.forEach((sum, at) => {
      if (sum > score) [section, score] = [at, sum];
    });
    // A page that has all that was asked for is better than one that has a part of it often.
    score = round(score * round(weigh(bits) / weigh(-1)));
    ranked.push({ page, section, score });
  }
  // Pages are numbered in the order of their addresses.
  return ranked.sort((a, b) => b.score - a.score || a.page - b.page);
}

/**
 * Adds BM25 as tantivy works it out: in 32 bits, rounded after each step. Gives the weight of the
 * term in the last field that has it.
 */
function addScores(found, bits, pages) {
  const round = Math.fround;
  const K1 = round(1.2);
  const { shard, numbers } = found ?? { numbers: [] };
  let last = 0;
  for (let at = 0; at < numbers.length; ) {
    const [field, idf, count] = numbers.slice(at, at + 3);
    const [boost, ofPage, average] = shard.fields[field];
    last = round(shard.idf[idf]);
    const weight = round(last * round(1 + K1));
    const column = (number) => at + 3 + number * count;
    let page = 0;
    for (let entry = 0; entry < count; entry += 1) {
      page += numbers[column(0) + entry];
      const [often, length] = [numbers[column(1) + entry], lengthOf(numbers[column(2) + entry])];
      const norm = round(K1 * round(0.25 + round(round(0.75 * length) / round(average))));
      const score = round(boost * round(weight * round(often / round(often + norm))));
      const own = pages.get(page) ?? { bits: 0, sums: [0] };
      pages.set(page, own);
      own.bits |= bits;
      const { sums } = own;
      if (ofPage) {
        sums.forEach((sum, place) => {
          sums[place] = round(sum + score);
        });
      } else {
        const place = numbers[column(3) + entry] + 1;
        sums[place] = round((sums[place] ?? sums[0]) + score);
      }
    }
    at = column(ofPage ? 3 : 4);
  }
  return last;
}

/** The length that a number stands for: exact to 40, then in steps that grow. */
function lengthOf(number) {
  return number < 40 ? number : 24 + ((8 | (number & 7)) << (((number - 40) >> 3) + 1));
}

// Results

const PHRASE_PAGES = 40;

/**
 * The best pages for a query, and what it was taken to mean if its spelling was mended, else
 * `null`: `{results: [{url, title, heading, score, excerpt, parts, named, more}], meaning}`.
 *
 * A result has its score at once. `named()` promises the same object with its address and title;
 * `more()` also with the place on the page, the heading, and the excerpt, whole and in `parts`,
 * `{text, marked}`.
 */
export async function search(query, index, limit = RESULTS) {
  const { terms, places, meaning } = await understand(query, index);
  const also = names(terms).map(async ([name, bits]) => [await lookUp(name, index), bits]);
  const ranked = rank(places, await Promise.all(also));
  const phrases = quoted(meaning ?? query);
  const exact = phrases.length ? await holding(phrases, ranked, index) : ranked;
  if (ranked.length && !exact.length) {
    const open = query.replace(/["“”]/g, "");
    const answer = await search(open, index, limit);
    return { ...answer, meaning: answer.meaning ?? open };
  }
  return { results: exact.slice(0, limit).map((found) => result(found, terms, index)), meaning };
}

/** The same while someone types: the last word is taken to be the beginning of one. */
export async function suggest(query, index, limit = RESULTS) {
  const last = words(query).pop();
  const begun = last && last.end === query.length ? last.plain : "";
  const known = begun.length > 1 ? await vocabulary(begun, index) : [];
  const likely = known
    .filter(({ word }) => word.startsWith(begun) && !STOP_WORDS.has(word))
    .map((known) => ({ ...known, distance: known.word === begun ? 0 : 1 }))
    .sort(byMerit)
    .slice(0, 3);
  if (!likely.length) return search(query, index, limit);
  const whole = likely.map(({ word }) => word).join(" ");
  return search(query.slice(0, last.start) + whole, index, limit);
}

/** What stands in quotation marks. */
function quoted(query) {
  const inside = Array.from(query.matchAll(/["“”]([^"“”]+)["“”]/g), ([, text]) => inARow(text));
  return inside.filter((phrase) => phrase.trim());
}

/** The stems of a text between spaces, so that a part of it is a run of whole words. */
function inARow(text) {
  return ` ${words(text).map((word) => stem(word.plain)).join(" ")} `;
}

/** Those of the best pages that hold all phrases, each at a section that holds the first. */
async function holding(phrases, ranked, index) {
  const checked = ranked.slice(0, PHRASE_PAGES).map(async (found) => {
    const own = inARow((await title(found.page, index)).title);
    const read = await sectionsOf(found.page, index);
    const texts = read.map(([, heading, text]) => inARow(heading) + inARow(text));
    if (!phrases.every((phrase) => [own, ...texts].some((text) => text.includes(phrase)))) return [];
    if (texts[found.section].includes(phrases[0])) return [found];
    const section = texts.findIndex((text) => text.includes(phrases[0]));
    return [section < 0 ? found : { ...found, section }];
  });
  return (await Promise.all(checked)).flat();
}

async function title(page, index) {
  if (index.known.has(page)) return index.known.get(page);
  if (index.titles) return named(await file(index, "titles", 0), page);
  return named(await textsOf(page, index), page % index.texts);
}

/** Address and title of an entry of a file. */
function named({ urls, titles }, at) {
  const plain = words(titles[at]).map((word) => word.plain);
  return { url: urls[at].replace("*", `${plain.join("-")}/`), title: titles[at] };
}

function textsOf(page, index) {
  return file(index, "texts", Math.floor(page / index.texts));
}

async function sectionsOf(page, index) {
  const { pages } = await textsOf(page, index);
  return pages[page % index.texts];
}

function result({ page, section, score }, terms, index) {
  const shown = { url: null, title: null, heading: null, score, excerpt: "", parts: [] };
  const naming = async () => Object.assign(shown, await title(page, index));
  const more = async () => {
    const { url } = await naming();
    const sections = await sectionsOf(page, index);
    const [anchor, heading, text] = sections[section];
    const parts = excerpt(text || sections[0][2], terms);
    return Object.assign(shown, {
      url: anchor ? `${url}#${anchor}` : url,
      heading: anchor ? heading : null,
      excerpt: parts.map((part) => part.text).join(""),
      parts,
    });
  };
  return Object.assign(shown, { named: naming, more });
}

// Excerpts

const EXCERPT_WORDS = 30;
const WORDS_BEFORE = 6;

/** The part of a text with the most different terms, in pieces. */
export function excerpt(text, terms) {
  const all = words(text);
  const hits = all.map((word) => terms.indexOf(stem(word.plain)));
  let best = 0;
  let most = 0;
  hits.forEach((hit, at) => {
    if (hit < 0) return;
    const reach = hits.slice(at, at + EXCERPT_WORDS - WORDS_BEFORE);
    const different = new Set(reach.filter((other) => other >= 0)).size;
    if (different > most) [best, most] = [at, different];
  });
  const latest = Math.max(0, all.length - EXCERPT_WORDS);
  const start = Math.min(Math.max(0, best - WORDS_BEFORE), latest);
  const end = Math.min(start + EXCERPT_WORDS, all.length);
  let from = start > 0 ? all[start].start : 0;
  const to = end < all.length ? all[end - 1].end : text.length;
  const parts = start > 0 ? [{ text: "…", marked: false }] : [];
  for (let at = start; at < end; at += 1) {
    if (hits[at] < 0) continue;
    parts.push({ text: text.slice(from, all[at].start), marked: false });
    parts.push({ text: text.slice(all[at].start, all[at].end), marked: true });
    from = all[at].end;
  }
  parts.push({ text: text.slice(from, to) + (end < all.length ? "…" : ""), marked: false });
  return parts.filter((part) => part.text !== "");
}

