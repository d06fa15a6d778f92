// Makes a site of any size, to measure search with.
//
//   node tests/measure/search_site.mjs FOLDER PAGES
//
// Its sentences are those of our own pages, with every fifth longer word changed: half of the new
// words belong to the page's folder, as the words of a subject do; the others are drawn from the
// list of common words, frequent ones more often. So the pages differ, the vocabulary grows with
// the site, and the pages of a folder are alike. The same numbers are drawn every time.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGES_IN_A_FOLDER = 40;
const SUBJECT_WORDS = 60;
/** How often a word of each band of the list is drawn: bands are about ten times rarer each. */
const BAND_SHARES = [0.3, 0.25, 0.2, 0.13, 0.08, 0.04];

let seed = 1;
/** A whole number below `end`. */
function below(end) {
  // A generator by Marsaglia: xorshift with 32 bits.
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % end;
}

const pick = (list) => list[below(list.length)];

async function wordBands() {
  const list = await readFile(join(ROOT, "src/prose/data/common_words.txt"), "utf8");
  const bands = [[], [], [], [], [], []];
  for (const line of list.split("\n")) {
    const [word, band] = line.split(" ");
    if (/^[a-z]{3,}$/.test(word) && bands[band]) bands[band].push(word);
  }
  return bands;
}

async function ownSentences() {
  const folder = join(ROOT, "content");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".md"));
  const sentences = [];
  const questions = [];
  for (const name of names.sort()) {
    const text = await readFile(join(folder, name), "utf8");
    const body = text.replace(/^---\n[^]*?\n---\n/, "");
    for (const line of body.split("\n")) {
      if (/^#+ /.test(line)) questions.push(line.replace(/^#+ /, ""));
      if (!/^[A-Z]/.test(line)) continue;
      const plain = line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[{}*_`[\]|<>#]/g, "");
      sentences.push(...(plain.match(/[^.?!]+[.?!]/g) ?? []).map((sentence) => sentence.trim()));
    }
  }
  return { sentences, questions: questions.filter((text) => /^[\w ',?-]+$/.test(text)) };
}

const bands = await wordBands();
const { sentences, questions } = await ownSentences();

function commonWord() {
  let share = below(1000) / 1000;
  const band = BAND_SHARES.findIndex((own) => (share -= own) < 0);
  return pick(bands[band < 0 ? 0 : band]);
}

function reworded(sentence, subject) {
  return sentence.replace(/\b[a-z]{4,}\b/g, (word) => {
    if (below(5) > 0) return word;
    return below(2) ? pick(subject) : commonWord();
  });
}

function section(subject) {
  const count = 6 + below(8);
  const text = Array.from({ length: count }, () => reworded(pick(sentences), subject));
  return `${text.slice(0, 3).join(" ")}\n\n${text.slice(3).join(" ")}`;
}

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function page(subject) {
  const title = reworded(reworded(pick(questions), subject), subject);
  const headings = Array.from({ length: 3 + below(3) }, () => reworded(pick(questions), subject));
  const search = Array.from({ length: 4 }, () => `${commonWord()} ${pick(subject)}`);
  const parts = headings.map((heading) => `## ${heading}\n\n${section(subject)}`);
  const summary = reworded(pick(sentences), subject).replace(/"/g, "'");
  const front = `title: "${title}"\nsummary: "${summary}"\nsearch: [${search.join(", ")}]`;
  return { title, text: `---\n${front}\n---\n\n${section(subject)}\n\n${parts.join("\n\n")}\n` };
}

async function make(folder, count) {
  // The terms of our own glossary have several names, which must not be free.
  const glossary = join(ROOT, "content", "glossary");
  const terms = (await readdir(glossary)).filter((name) => !name.startsWith("_"));
  await mkdir(join(folder, "content", "glossary"), { recursive: true });
  for (const name of terms) {
    const text = await readFile(join(glossary, name), "utf8");
    const bare = text.replace(/\]\([^)]*\)/g, "]").replace(/\{\{[^}]*\}\}/g, "some");
    await writeFile(join(folder, "content", "glossary", name), bare);
  }
  const taken = new Set();
  for (let made = terms.length, at = 0; made < count; at += 1) {
    const subject = Array.from({ length: SUBJECT_WORDS }, () => pick(bands[3 + below(3)]));
    const name = `${subject[0]}-${at}`;
    await mkdir(join(folder, "content", name), { recursive: true });
    for (let own = 0; own < PAGES_IN_A_FOLDER && made < count; own += 1, made += 1) {
      const { title, text } = page(subject);
      let path = `${name}/${slug(title)}`;
      while (taken.has(path)) path += "-2";
      taken.add(path);
      await writeFile(join(folder, "content", `${path}.md`), text);
    }
  }
  const settings = '[site]\ntitle = "A site to measure"\nbase-url = "https://example.org/"\n';
  await writeFile(join(folder, "site.toml"), settings);
}

const [folder, count] = process.argv.slice(2);
if (!count) {
  console.error("Use: node search_site.mjs FOLDER PAGES");
  process.exit(2);
}
await make(folder, Number(count));
