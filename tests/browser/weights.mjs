// What a reader pays for a page, in bytes as gzip -9 gives them. Prints it: node weights.mjs

import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { elements } from "./crawl.mjs";
import { fileAt, htmlFiles, openSite } from "./site.mjs";

/** The scripts that search alone needs. */
const SEARCH = /\/search(-engine)?\./;

/** The weight of each explainer, lightest first render first. */
export function weights(site) {
  const pages = htmlFiles(site.files).filter(([, html]) => html.includes('class="pl-kind-explainer"'));
  return pages.map(([file, html]) => weight(site, file, html)).sort((a, b) => a.first - b.first);
}

function weight(site, file, html) {
  const all = elements(html).map(({ name, attributes }) => ({ name, ...attributes }));
  const links = all.filter(({ name }) => name === "link");
  const styles = links.filter(({ rel }) => rel === "stylesheet");
  const scripts = all.filter(({ name, src }) => name === "script" && src);
  const files = (found) => found.map(({ href, src }) => fileAt((href ?? src).slice(site.base.length)));
  const bytes = (found) => files(found).reduce((sum, file) => sum + size(site, file), 0);
  const isLate = ({ type, defer, async: later }) => type === "module" || defer !== undefined || later !== undefined;
  const blocking = [...styles.filter(({ media }) => media !== "print"), ...scripts.filter((script) => !isLate(script))];
  const late = scripts.filter(isLate);
  const icons = links.filter(({ rel }) => rel === "icon" || rel === "manifest");
  const everything = [...styles, ...scripts, ...icons];
  return {
    file,
    files: [file, ...files(everything)],
    html: size(site, file),
    style: bytes(styles.filter(({ media }) => media !== "print")),
    first: size(site, file) + bytes(blocking),
    requests: 1 + blocking.length,
    scripts: bytes(late.filter(({ src }) => !SEARCH.test(src))),
    search: bytes(late.filter(({ src }) => SEARCH.test(src))),
    whole: size(site, file) + bytes(everything),
  };
}

function size(site, file) {
  return packedSize(site.files.get(file));
}

/** How many bytes a file takes on its way to a reader. */
export function packedSize(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

/** The middle one of some numbers that are in order. */
export function middle(numbers) {
  return numbers[Math.floor(numbers.length / 2)];
}

/** The weights as a table. */
export function table(pages) {
  const columns = ["html", "style", "first", "requests", "scripts", "search", "whole"];
  const row = (cells, name) => `${cells.map((cell) => String(cell).padStart(9)).join("")}  ${name}`;
  const rows = pages.map((page) => row(columns.map((column) => page[column]), page.file));
  const inOrder = (column) => pages.map((page) => page[column]).sort((a, b) => a - b);
  const medians = row(columns.map((column) => middle(inOrder(column))), "median");
  const most = row(columns.map((column) => inOrder(column).at(-1)), "most");
  return [row(columns, "explainer"), ...rows, medians, most].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const site = await openSite();
  console.log(table(weights(site)));
  await site.close();
}
