// Prints what search costs: bytes and requests for readers, processor time and memory for authors.
//
//   cargo build --release
//   node tests/measure/search.mjs [PAGES…]       sites that are made up: 300, 1000, 10000
//   node tests/measure/search.mjs --out FOLDER   a site that is built
//
// Bytes are those of bodies sent with brotli at its best, for somebody who comes with an empty
// cache, up to the first results: the module, the terms and the titles. First results are the best
// three, in their order, each with its title and its address; "ten" is the whole first list, and
// "all" has the excerpts too. Queries are words of titles, as readers use them.
// Processor time is that of building with one thread, less that of the gate; memory is the most
// that the whole build held, as Linux counts it.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const QUERIES = 200;
/** How many results are the first ones: readers look at three. */
const FIRST = 3;

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
function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env } });
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

/** Asks the built site in `out` and prints what that costs. */
async function ask(out) {
  const module = await moduleOf(join(out, "assets"), "search");
  const moduleBytes = await sent(module);
  const source = await readFile(module, "base64");
  const { open, search, words, STOP_WORDS } = await import(`data:text/javascript;base64,${source}`);
  const page = await readFile(join(out, "index.html"), "utf8");
  const name = /data-index="([^"]*)"/.exec(page)[1].replace(/^\//, "");
  const folder = join(out, dirname(name));
  let asked;
  const read = async (file) => {
    asked.add(file);
    return JSON.parse(await readFile(join(folder, file), "utf8"));
  };
  const titles = await titlesOf(folder);
  const telling = (text) => words(text).filter((word) => !STOP_WORDS.has(word.plain));
  console.log(`  index ${name.split("/").pop()}, module ${kilobytes(moduleBytes)}`);
  const whole = await Promise.all((await readdir(folder)).map((file) => sent(join(folder, file))));
  console.log(`  all files ${whole.length}, ${kilobytes(whole.reduce((a, b) => a + b))}`);
  for (const count of [1, 3]) {
    const costs = [];
    while (costs.length < QUERIES) {
      const likely = telling(titles[below(titles.length)]);
      if (likely.length < count) continue;
      const chosen = Array.from({ length: count }, () => likely.splice(below(likely.length), 1)[0]);
      asked = new Set();
      const index = await open(read, name.split("/").pop());
      const query = chosen.map((word) => word.plain).join(" ");
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
      costs.push(cost);
    }
    console.log(`  ${count} word${count > 1 ? "s" : ""}`);
    for (const name of ["first", "ten", "all"]) {
      const column = (key) => spread(costs.map((cost) => cost[name][key]));
      const [bytes, requests] = [column("bytes").map(kilobytes), column("requests")];
      console.log(`    ${name.padEnd(6)} ${bytes.join(" / ")} in ${requests.join(" / ")} requests`);
    }
  }
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
  for (const pages of options.length ? options.map(Number) : [300, 1000, 10_000]) {
    await measure(pages);
  }
}
