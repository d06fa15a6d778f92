// Searches the index that `plainly build` writes, with tantivy's own formula.
// The Rust half is in `src/search/`; `src/search/FORMAT.md` describes the files and the algorithm.
// A change on one side is a change on the other: tests compare the two.

const VERSION = 1;
const RESULTS = 20;

// Words

const MAX_WORD_CHARACTERS = 64;
const MAX_QUERY_TERMS = 32;
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

// Index and scores

/**
 * Opens an index. `read(name)` promises the parsed JSON of a file beside the entry file, whose
 * own name is `entry`.
 */
export async function open(read, entry) {
  const index = await read(entry);
  if (index.version !== VERSION) throw new Error(`search index version ${index.version}`);
  const stop = new Set(index.stop);
  const fields = index.fields.map((field) => ({ ...field, idf: new Map(field.idf) }));
  return { ...index, stop, fields, read };
}

/** What a query asks for: each stem once; stop words only where there is nothing else. */
export function queryTerms(query, stop) {
  const all = words(query).map((word) => word.plain);
  const telling = all.filter((plain) => !stop.has(plain));
  return [...new Set((telling.length ? telling : all).map(stem))].slice(0, MAX_QUERY_TERMS);
}

/**
 * The best pages for a query: `{url, title, heading, score, excerpt, parts}`, where `parts` is the
 * excerpt in pieces, `{text, marked}`.
 */
export async function search(query, index, limit = RESULTS) {
  const terms = queryTerms(query, index.stop);
  const postings = await Promise.all(terms.map((term) => postingsOf(term, index)));
  const ranked = bestSections(postings, index).slice(0, limit);
  return Promise.all(
    ranked.map(async ({ page, section, score }) => {
      const { url, title, sections } = await index.read(`page.${index.pages[page]}.json`);
      const [anchor, heading, text] = sections[section];
      const parts = excerpt(text || sections[0][2], terms);
      return {
        url: anchor ? `${url}#${anchor}` : url,
        title,
        heading: anchor ? heading : null,
        score,
        excerpt: parts.map((part) => part.text).join(""),
        parts,
      };
    }),
  );
}

async function postingsOf(term, index) {
  const after = index.terms.findIndex(([first]) => first > term);
  const file = index.terms[(after < 0 ? index.terms.length : after) - 1];
  if (!file) return [];
  const shard = await index.read(`terms.${file[1]}.json`);
  const found = shard.find(([known]) => known === term);
  return found ? found[1] : [];
}

function bestSections(postings, index) {
  const firsts = [];
  let documents = 0;
  for (const count of index.sections) {
    firsts.push(documents);
    documents += count;
  }
  const scores = new Float32Array(documents);
  for (const fields of postings) {
    for (const posting of fields) addScores(posting, index, firsts, scores);
  }
  const ranked = [];
  firsts.forEach((first, page) => {
    let best = first;
    for (let at = first; at < first + index.sections[page]; at += 1) {
      if (scores[at] > scores[best]) best = at;
    }
    if (scores[best] > 0) ranked.push({ page, section: best - first, score: scores[best] });
  });
  // Pages are numbered in the order of their addresses.
  return ranked.sort((a, b) => b.score - a.score || a.page - b.page);
}

/** Adds BM25 as tantivy works it out: in 32 bits, rounded after each step. */
function addScores([number, ...posting], index, firsts, scores) {
  const round = Math.fround;
  const K1 = round(1.2);
  const field = index.fields[number];
  const average = round(round(field.tokens) / round(field.documents));
  const weight = round(field.idf.get(posting.length / 3) * round(1 + K1));
  for (let at = 0, place = 0; at < posting.length; at += 3) {
    place += posting[at];
    const [count, length] = [posting[at + 1], posting[at + 2]];
    const norm = round(K1 * round(0.25 + round(round(0.75 * length) / average)));
    const score = round(weight * round(count / round(count + norm)));
    // A field of the page counts for each of its sections.
    const first = field.of_page ? firsts[place] : place;
    const end = first + (field.of_page ? index.sections[place] : 1);
    for (let document = first; document < end; document += 1) {
      scores[document] += round(field.weight * score);
    }
  }
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
