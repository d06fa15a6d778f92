// The repository's own site, built by the program and served as a web host would serve it.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** A day on which every figure of the content holds. */
const DATE = "2026-11-27";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};

/** One address of each kind of page. */
export const KINDS = {
  home: "/",
  section: "/esa/",
  explainer: "/esa/what-is-esa/",
  "risk explainer": "/meetings/activity-making-me-ill/",
  letter: "/letters/ask-for-adjustments/",
  term: "/glossary/esa/",
  glossary: "/glossary/",
  topics: "/topics/",
  topic: "/topics/money/",
  "a to z": "/a-to-z/",
  "a letter of it": "/a-to-z/letter-s/",
  search: "/search/?q=sanction",
  "not found": "/there/is-no-such-page/",
  about: "/about/",
  table: "/money/how-much-esa/",
  offline: "/offline/",
};

/** Runs the program on a site, this repository's own unless told, and gives what it prints. */
export async function plainly(command, more = [], root = ROOT) {
  const args = [command, "--root", root, "--date", DATE, ...more];
  try {
    const { stdout } = await promisify(execFile)(program(), args, { maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout ?? ""}`);
  }
}

function program() {
  const built = ["release", "debug"].map((profile) => join(ROOT, "target", profile, "plainly"));
  const known = process.env.PLAINLY ? [process.env.PLAINLY] : built;
  const found = known.find((path) => existsSync(path));
  if (!found) {
    const places = known.join(" or ");
    throw new Error(`plainly is not at ${places}: run "cargo build", or set PLAINLY to its path`);
  }
  return found;
}

/** A port on which nobody listens. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Builds the site for an address and serves it on this machine, below the address's path. */
export async function openSite(baseUrl = "https://example.org/", { port = 0, root = ROOT } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "plainly-site-"));
  try {
    const out = join(folder, "public");
    await plainly("build", ["--out", out, "--base-url", baseUrl], root);
    const files = await readFiles(out);
    const state = { down: false };
    const { server, outside } = await serve(files, new URL(baseUrl).pathname, state, port);
    const origin = `http://127.0.0.1:${server.address().port}`;
    const base = new URL(baseUrl).pathname.replace(/\/$/, "");
    return {
      out,
      files,
      baseUrl,
      base,
      origin,
      /** The paths that were asked for outside the site's own. */
      outside,
      /** Whether there is no connection. */
      set down(down) {
        state.down = down;
        server.closeAllConnections();
      },
      /** The full address of a path of the site. */
      address: (path) => origin + base + path,
      async close() {
        server.closeAllConnections();
        server.close();
        await rm(folder, { recursive: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
}

async function readFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map();
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
  }
  return files;
}

/** The HTML files among them, as `[path, text]`. */
export function htmlFiles(files) {
  const pages = [...files].filter(([path]) => path.endsWith(".html"));
  return pages.map(([path, bytes]) => [path, bytes.toString()]).sort();
}

/** Where a file answers, below the site's base. */
export function addressOf(file) {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}

/** The file that answers at a path below the site's base. */
export function fileAt(path) {
  return decodeURIComponent(path).replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
}

async function serve(files, base, state, port) {
  const rules = headerRules(files.get("_headers")?.toString() ?? "");
  const outside = [];
  const server = createServer((request, response) => {
    if (state.down) return request.socket.destroy();
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    for (const { pattern, name, value } of rules.filter((rule) => rule.pattern.test(pathname))) {
      if (value === undefined) response.removeHeader(name);
      else response.setHeader(name, [response.getHeader(name), value].filter(Boolean).join(", "));
    }
    if (!pathname.startsWith(base)) {
      outside.push(pathname);
      response.writeHead(404).end();
      return;
    }
    const path = fileAt(pathname.slice(base.length));
    if (files.has(`${path}/index.html`)) {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const found = files.has(path);
    const file = found ? path : "404.html";
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    const [encoding, bytes] = packed(files.get(file), extname(file), request.headers["accept-encoding"] ?? "");
    if (encoding) response.setHeader("content-encoding", encoding);
    response.setHeader("vary", "accept-encoding");
    response.writeHead(found ? 200 : 404).end(bytes);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, outside };
}

const PACKED = { br: brotliCompressSync, gzip: gzipSync };
const copies = new Map(Object.keys(PACKED).map((encoding) => [encoding, new WeakMap()]));

/** A file as a web host sends it to a browser that accepts `encodings`. */
function packed(bytes, ending, encodings) {
  const encoding = Object.keys(PACKED).find((name) => encodings.includes(name));
  if (!encoding || ending === ".png" || bytes.length < 200) return [null, bytes];
  const known = copies.get(encoding);
  if (!known.has(bytes)) known.set(bytes, PACKED[encoding](bytes));
  return [encoding, known.get(bytes)];
}

/**
 * The rules of a `_headers` file: a path, where `*` is anything, then its headers, indented. A `!`
 * takes back what an earlier rule set.
 */
function headerRules(text) {
  const rules = [];
  let pattern;
  for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    if (/^\s/.test(line)) {
      const [, name, value] = /^\s+(?:!\s*)?([^:]+)(?::\s*(.*))?$/.exec(line);
      rules.push({ pattern, name, value });
    } else {
      const escaped = line.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&");
      pattern = new RegExp(`^${escaped.replaceAll("*", ".*")}$`);
    }
  }
  return rules;
}
