// Reads the built files as text. The Nu checker has a test of its own, so the tags that come
// here are well formed, and a pattern finds them.

import { addressOf, fileAt, htmlFiles } from "./site.mjs";

const TAG = /<!--.*?-->|<([a-z][a-z0-9-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/gs;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'", "#x27": "'" };
const LINKS = ["href", "src", "action", "poster", "data"];

/** The elements of a page, as `{name, attributes, text}`; only scripts and titles have a text. */
export function elements(html) {
  const found = [];
  const tags = new RegExp(TAG);
  for (let match = tags.exec(html); match; match = tags.exec(html)) {
    const [whole, name, attributes] = match;
    if (!name) continue;
    const element = { name, attributes: attributesOf(attributes), text: "" };
    if (["script", "style", "title"].includes(name)) {
      const from = match.index + whole.length;
      tags.lastIndex = html.indexOf(`</${name}>`, from);
      element.text = html.slice(from, tags.lastIndex);
    }
    found.push(element);
  }
  return found;
}

function attributesOf(text) {
  const pairs = [...text.matchAll(ATTRIBUTE)];
  return Object.fromEntries(pairs.map(([, name, a, b]) => [name, decoded(a ?? b ?? "")]));
}

function decoded(text) {
  return text.replace(/&([^;\s]+);/g, (whole, name) => ENTITIES[name] ?? whole);
}

/** What is wrong with the links of a built site: a line for each. */
export function badLinks(site) {
  const pages = htmlFiles(site.files).map(([file, html]) => [file, elements(html)]);
  const ids = new Map(pages.map(([file, all]) => [file, idsOf(all)]));
  const problems = [];
  for (const [file, all] of pages) {
    const page = new URL(site.base + addressOf(file), site.baseUrl);
    for (const { name, attributes } of all) {
      for (const link of linksOf(attributes)) {
        const problem = wrongWith(new URL(link, page), name, site, ids);
        if (problem) problems.push(`${file}: <${name}> to ${link}: ${problem}`);
      }
    }
  }
  return problems;
}

function idsOf(all) {
  return new Set(all.map(({ attributes }) => attributes.id).filter(Boolean));
}

function linksOf(attributes) {
  const several = (attributes.srcset ?? "").split(",").map((part) => part.trim().split(/\s/)[0]);
  const refresh = /^\d+;\s*url=(.*)$/i.exec(attributes.content ?? "")?.[1];
  const single = LINKS.map((name) => attributes[name]);
  return [...single, ...several, refresh].filter((link) => link !== undefined && link !== "");
}

function wrongWith(url, element, site, ids) {
  const outgoing = element === "a" && ["http:", "https:", "mailto:", "tel:", "sms:"];
  if (url.origin !== new URL(site.baseUrl).origin) {
    return outgoing && outgoing.includes(url.protocol) ? null : "leaves the site";
  }
  const file = ownFile(url, site);
  if (file === null) return `outside ${site.base}/`;
  if (!site.files.has(file)) return "no such file";
  const anchor = decodeURIComponent(url.hash.slice(1));
  return !anchor || !ids.has(file) || ids.get(file).has(anchor) ? null : "no such anchor";
}

/** The file that an absolute address of the site leads to, or `null` outside the site. */
export function ownFile(address, site) {
  const url = new URL(address);
  const below = url.href.startsWith(site.baseUrl);
  return below ? fileAt(url.pathname.slice(site.base.length)) : null;
}
