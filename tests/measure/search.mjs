// Prints what search costs, line by line with its target: bytes, requests and time for readers,
// processor time and memory for authors, and how many judged questions are answered.
//
//   cargo build --release && npm --prefix tests/browser ci
//   node tests/measure/search.mjs [PAGES…]       our site, and sites that are made up: 300 1000 10000
//   node tests/measure/search.mjs --out FOLDER   only the bytes and requests of a site that is built
//
// Bytes are those of bodies sent with brotli at its best, for somebody who comes with an empty
// cache, up to the first results: the module, the terms and the titles. First results are the best
// three, in their order, each with its title and its address; "ten" is the whole first list, and
// "all" has the excerpts too. Queries are words of titles, as readers use them, and the table has the
// costliest of them. Time is that of `tests/browser/search-cost.mjs` for our own site, and the table
// has the median of each kind. What indexing costs is what `cargo bench --bench search` prints.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const QUERIES = 200;
/** How many results are the first ones: readers look at three. */
const FIRST = 3;
const SMALL_SITE = 300;
const LARGE_SITE = 10_000;
const MOST_REQUESTS = 5;
const MOST_MS = 2_200;
/** Up to so many pages, the most bytes for one word and for three. */
const MOST_BYTES = [
  [SMALL_SITE, { 1: 20_000, 3: 30_000 }],
  [1000, { 1: 25_000, 3: 40_000 }],
  [LARGE_SITE, { 1: 45_000, 3: 55_000 }],
];
const MOST_SECONDS = 5;
const MOST_MEGABYTES = 400;
const LEAST_SUCCESS = 0.95;
const TIMED_QUERIES = 10;

const table = [];
/** Adds a line to the table: what is measured, its target in words, the figure, and whether it is kept. */
function line(what, target, figure, isKept) {
  table.push([what, target, figure, isKept === undefined ? "not measured" : isKept ? "kept" : "NOT KEPT"]);
}

let seed = 7;
function below(end) {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % end;
}

function program() {
  const places = [process.env.PLAINLY, join(ROOT, "target/release/plainly")];
  const found = places.find((path) => path && existsSync(path));
  if (!found) throw new Error("Build the program first, with --release, or set PLAINLY");
  return found;
}

/** Runs a program; gives what it wrote, and the most memory that it held, in kB. */
function run(command, args, env, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let peak = 0;
    let said = "";
    const look = setInterval(async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    }, 20);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      if (code === 0) resolve({ said, peak });
      else reject(new Error(`${command} ${args.join(" ")}: ${code}\n${said.slice(-2000)}`));
    });
  });
}

const sizes = new Map();
/** The size of a file as it is sent. */
async function sent(path) {
  if (!sizes.has(path)) sizes.set(path, brotliCompressSync(await readFile(path)).length);
  return sizes.get(path);
}

async function moduleOf(assets, name) {
  const names = await readdir(assets);
  const found = names.find((own) => own.startsWith(`${name}.`) && own.endsWith(".js"));
  return join(assets, found);
}

/** The search of the built site in `out`: its module, and what opens its index anew. */
async function searchOf(out) {
  const module = await moduleOf(join(out, "assets"), "search");
  const source = await readFile(module, "base64");
  const engine = await import(`data:text/javascript;base64,${source}`);
  const page = await readFile(join(out, "index.html"), "utf8");
  const name = /data-index="([^"]*)"/.exec(page)[1].replace(/^\//, "");
  const folder = join(out, dirname(name));
  const entry = name.split("/").pop();
  /** The index, as somebody has it who fetched nothing yet, and the files that were fetched. */
  const open = async () => {
    const asked = new Set();
    const read = async (file) => {
      asked.add(file);
      return JSON.parse(await readFile(join(folder, file), "utf8"));
    };
    return { index: await engine.open(read, entry), asked };
  };
  return { ...engine, open, folder, entry, moduleBytes: await sent(module) };
}

/** Asks the built site in `out` and prints what that costs. */
async function ask(out) {
  const site = await searchOf(out);
  const { folder, moduleBytes } = site;
  const pages = Number(site.entry.split("-")[1]);
  const titles = await titlesOf(folder);
  console.log(`  index ${site.entry}, module ${moduleBytes} bytes`);
  const whole = await Promise.all((await readdir(folder)).map((file) => sent(join(folder, file))));
  console.log(`  all files ${whole.length}, ${kilobytes(whole.reduce((a, b) => a + b))}`);
  for (const count of [1, 3]) {
    const words = `${count} word${count > 1 ? "s" : ""}`;
    const costs = [];
    while (costs.length < QUERIES) {
      const query = queryOf(site, titles, count);
      if (query) costs.push(await costOf(query, site));
    }
    console.log(`  ${words}`);
    for (const name of ["first", "ten", "all"]) {
      const column = (key) => spread(costs.map((cost) => cost[name][key]));
      const [bytes, requests] = [column("bytes"), column("requests")];
      console.log(`    ${name.padEnd(6)} ${bytes.map(kilobytes).join(" / ")} in ${requests.join(" / ")} requests`);
      if (name !== "first") continue;
      const most = MOST_BYTES.find(([size]) => pages <= size)?.[1][count];
      const what = `to first results, ${pages} pages, ${words}`;
      if (most) line(`bytes ${what}`, `≤ ${kilobytes(most)}`, kilobytes(bytes[2]), bytes[2] <= most);
      line(`requests ${what}`, `≤ ${MOST_REQUESTS}`, requests[2], requests[2] <= MOST_REQUESTS);
    }
  }
  if (pages <= SMALL_SITE) await askAgain(site, titles, pages);
}

/** Some words of a title; nothing if it has too few. */
function queryOf({ words, STOP_WORDS }, titles, count) {
  const likely = words(titles[below(titles.length)]).filter((word) => !STOP_WORDS.has(word.plain));
  if (likely.length < count) return undefined;
  const chosen = Array.from({ length: count }, () => likely.splice(below(likely.length), 1)[0]);
  return chosen.map((word) => word.plain).join(" ");
}

async function costOf(query, { search, open, folder, moduleBytes }) {
  const { index, asked } = await open();
  const { results } = await search(query, index, 10);
  const cost = {};
  const note = async (name) => {
    cost[name] = { bytes: moduleBytes + (await total(folder, asked)), requests: 1 + asked.size };
  };
  for (const result of results.slice(0, FIRST)) await result.named();
  await note("first");
  for (const result of results) await result.named();
  await note("ten");
  for (const result of results) await result.more();
  await note("all");
  return cost;
}

/** What a second query asks of the network once the module's `files` have been fetched. */
async function askAgain(site, titles, pages) {
  const { index, asked } = await site.open();
  const fetched = new Set(site.files(index));
  for (let at = 0; at < QUERIES; at += 1) {
    const query = queryOf(site, titles, 1 + below(3));
    if (!query) continue;
    const { results } = await site.search(query, index, 10);
    for (const result of results) await result.more();
  }
  const requests = [...asked].filter((file) => !fetched.has(file)).length;
  line(`requests of a second query, ${pages} pages`, "0", requests, requests === 0);
}

/** The share of judged questions with a page that answers among the first three. */
async function judge(out) {
  const site = await searchOf(out);
  const text = await readFile(join(ROOT, "tests/suite/search_judgements.tsv"), "utf8");
  let [asked, answered] = [0, 0];
  for (const row of text.split("\n").filter((row) => row.trim() && !row.startsWith("#"))) {
    const [query, answers] = row.split("\t");
    const { index } = await site.open();
    const { results } = await site.search(query, index, FIRST);
    const found = await Promise.all(results.map((result) => result.named()));
    asked += 1;
    if (found.some(({ url }) => answers.split(" ").includes(url))) answered += 1;
  }
  const share = answered / asked;
  line(`judged questions, success@3, ${asked} of them`, `≥ ${LEAST_SUCCESS}`, share.toFixed(3), share >= LEAST_SUCCESS);
}

/** How long our own readers wait, in Chromium. */
async function time(out) {
  const what = (words) => `time to first results at 400 kbit/s, 400 ms, ${words}`;
  const target = `≤ ${MOST_MS / 1000} s`;
  try {
    const script = join(ROOT, "tests/browser/search-cost.mjs");
    const { said } = await run(process.execPath, [script, out, String(TIMED_QUERIES)]);
    console.log(said.trimEnd());
    const [one, three] = [...said.matchAll(/^time, ms\s+(\d+)\s+(\d+)/gm)];
    for (const [words, [, median, worst]] of [["1 word", one], ["3 words", three]]) {
      line(what(words), target, `${median / 1000} s, worst ${worst / 1000} s`, median <= MOST_MS);
    }
  } catch (error) {
    console.log(error.message);
    line(what("1 and 3 words"), target, "needs Chromium and tests/browser/node_modules");
  }
}

/** What indexing and export alone cost; this compiles the bench. */
async function bench(folder, pages) {
  const { said } = await run(process.env.CARGO ?? "cargo", ["bench", "--bench", "search", "--", folder], {}, ROOT);
  const [, seconds, megabytes] = /^both\s+([\d.]+) CPU s\s+(\d+) MB/m.exec(said);
  const isKept = seconds <= MOST_SECONDS && megabytes <= MOST_MEGABYTES;
  const target = `≤ ${MOST_SECONDS} CPU s, ≤ ${MOST_MEGABYTES} MB`;
  line(`indexing and export, ${pages} pages`, target, `${seconds} CPU s, ${megabytes} MB`, isKept);
}

/** All titles: those of a large site stand with the texts. */
async function titlesOf(folder) {
  const names = (await readdir(folder)).filter((name) => /^(titles|texts)/.test(name));
  const files = await Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
  return files.flatMap((file) => JSON.parse(file).titles ?? []);
}

async function total(folder, files) {
  const all = await Promise.all([...files].map((file) => sent(join(folder, file))));
  return all.reduce((sum, size) => sum + size, 0);
}

/** The median, the value that nine in ten do not exceed, and the greatest. */
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.9, 1].map((share) => sorted[Math.ceil(share * sorted.length) - 1]);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

async function measure(pages) {
  const folder = await mkdtemp(join(tmpdir(), "plainly-search-"));
  try {
    const maker = join(ROOT, "tests/measure/search_site.mjs");
    await run(process.execPath, [maker, folder, String(pages)]);
    const out = join(folder, "public");
    const args = ["build", "--root", folder, "--warn-only", "--quiet", "--timings"];
    const { said, peak } = await run(program(), args, { RAYON_NUM_THREADS: "1" });
    const seconds = said.split("\n").find((line) => /\bsearch\b/.test(line));
    console.log(`${pages} pages: ${seconds?.trim()}, build ${Math.round(peak / 1000)} MB`);
    await ask(out);
    if (pages === LARGE_SITE) await bench(folder, pages);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Our own site: what readers wait for, and whether they find what they asked for. */
async function measureOwn() {
  const folder = await mkdtemp(join(tmpdir(), "plainly-search-"));
  try {
    const out = join(folder, "public");
    const address = ["--base-url", "https://example.org/"];
    await run(program(), ["build", "--root", ROOT, "--out", out, "--quiet", ...address]);
    console.log("our own site");
    await ask(out);
    await judge(out);
    await time(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const options = process.argv.slice(2);
console.log("median / nine in ten / greatest");
if (options[0] === "--out") {
  await stat(options[1]);
  await ask(options[1]);
} else {
  await measureOwn();
  for (const pages of options.length ? options.map(Number) : [SMALL_SITE, 1000, LARGE_SITE]) {
    await measure(pages);
  }
  line("Cranfield, nDCG@10", "≥ 0.39; 0.25 misspelt", "see tests/measure/search_quality.py");
}
const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => String(row[column]).length)));
console.log(`\nload of this machine ${loadavg()[0].toFixed(1)}`);
for (const row of table) {
  console.log(row.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join("  "));
}
