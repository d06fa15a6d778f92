// Asks the program how many syllables words have, and adds up how many it gets right.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How many words were right, each once and each as often as it is used. */
export class Score {
  #words = 0;
  #right = 0;
  #uses = 0;
  #rightUses = 0;

  add(right, frequency) {
    this.#words += 1;
    this.#uses += frequency;
    if (!right) return;
    this.#right += 1;
    this.#rightUses += frequency;
  }

  toString() {
    const types = ((100 * this.#right) / this.#words).toFixed(2);
    const weighted = ((100 * this.#rightUses) / this.#uses).toFixed(2);
    return `${this.#right} of ${this.#words} right: ${types} %, weighted by use ${weighted} %`;
  }
}

/** The syllables of each word, as `plainly inspect` reports them for a page of one-word paragraphs. */
export function askPlainly(program, words) {
  const folder = mkdtempSync(join(tmpdir(), "syllables-"));
  try {
    const page = join(folder, "words.md");
    writeFileSync(page, `${words.join("\n\n")}\n`);
    const options = { encoding: "utf8", maxBuffer: 2 ** 30 };
    const report = execFileSync(program, ["inspect", "--format", "json", page], options);
    const { sentences } = JSON.parse(report);
    return new Map(sentences.map(({ text, syllables }) => [text, syllables]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
