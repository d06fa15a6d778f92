// Lets a reader choose how the pages look. The choices stay on the device, and nobody is told.
// The button is in the page, and shows only where scripts run; the panel opens below the header,
// so that it covers nothing.
//
// `early.js` sets the choices before a page is drawn, so that it never shows in the wrong colours.
// It writes the link to `reading.css` into the document, because a browser draws nothing before it
// has the style sheets that its parser meets. A damaged note of the choices is as good as none.

import "./search-start.js";

const KEY = "pl-reading";
/** What can be chosen, first as the page is by itself. */
const CHOICES = {
  size: ["", "large", "largest"],
  spacing: ["", "wide"],
  theme: ["", "light", "dark", "cream", "contrast"],
  view: ["", "plain"],
};

const root = document.documentElement;
const button = document.querySelector(".pl-reading");
const language = button?.closest("[lang]").lang;
let panel;

function chosen(name) {
  return root.dataset[name] ?? "";
}

function choose(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

/** Keeps what differs; where the device allows no notes, the choice holds for this page. */
function keep() {
  const names = Object.keys(CHOICES).filter(chosen);
  const choices = Object.fromEntries(names.map((name) => [name, chosen(name)]));
  try {
    if (names.length) localStorage.setItem(KEY, JSON.stringify(choices));
    else localStorage.removeItem(KEY);
  } catch {}
}

function undo() {
  for (const name of Object.keys(CHOICES)) choose(name, "");
  keep();
  panel?.querySelectorAll('input[value=""]').forEach((radio) => { radio.checked = true; });
  button.focus();
}

function group(name, words) {
  const set = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = words[`reading_${name}`];
  set.append(legend);
  for (const value of CHOICES[name]) {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name, value, checked: chosen(name) === value });
    radio.addEventListener("change", () => {
      choose(name, value);
      keep();
    });
    label.append(radio, " ", words[`reading_${name}_${value || "own"}`]);
    set.append(label);
  }
  return set;
}

/** The style sheet of what can be chosen, which is on the page already where something is. */
function dress() {
  const { css } = document.querySelector("script[data-css]").dataset;
  if (document.querySelector(`link[href="${css}"]`)) return;
  return new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: css, onload: done, onerror: done });
    document.head.append(link);
  });
}

async function build() {
  await dress();
  const words = await (await fetch(new URL(`../words/${language}.json`, import.meta.url))).json();
  panel = document.createElement("section");
  panel.id = "pl-settings";
  panel.className = "pl-settings";
  panel.setAttribute("aria-label", button.textContent);
  panel.append(...Object.keys(CHOICES).map((name) => group(name, words)));
  document.querySelector(".pl-header").append(panel);
  import(words["read-aloud.js"]).then(({ addReadAloud }) => addReadAloud(panel, words)).catch(() => {});
  button.setAttribute("aria-controls", panel.id);
}

button?.addEventListener("click", async () => {
  if (!panel) await build().catch(() => {});
  if (!panel) return;
  const opens = button.getAttribute("aria-expanded") !== "true";
  panel.hidden = !opens;
  button.setAttribute("aria-expanded", opens);
});
document.querySelector(".pl-undo")?.addEventListener("click", undo);

// An old browser cannot open what a word means as a pop-up: there, the word leads to the list.
if (!("popover" in HTMLElement.prototype)) {
  for (const term of document.querySelectorAll(".pl-term")) {
    const link = document.createElement("a");
    link.href = `#${term.getAttribute("popovertarget")}`;
    link.append(...term.childNodes);
    term.replaceWith(link);
  }
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(new URL("../sw.js", import.meta.url)).then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage(location.pathname);
  }).catch(() => {});
}
