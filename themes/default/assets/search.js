// The search box and the search page. `search-start.js` fetches this when a reader turns to one of
// them; `search-engine.js`, which finds the pages, stands in the same file when it is sent. Every
// word that is shown stands in the templates.

import { files, open, search, suggest } from "./search-engine.js";

const SUGGESTIONS = 5;
const PAGES_SHOWN = 10;
const TYPING_MS = 150;
const SPEAKING_MS = 1_000;
const SLOW_MS = 1_500;
const TIMEOUT_MS = 20_000;
/** How much of a query is shown in headings. */
const SHOWN_CHARACTERS = 80;

// Files

/** The index: each file is fetched once, and one that failed can be asked for again. */
function openLibrary({ index, style }) {
  const address = new URL(index, location.href);
  const entry = address.pathname.split("/").pop();
  const fetched = new Map();
  let cache = "default";
  let opened;

  function read(name, priority) {
    if (!fetched.has(name)) {
      const file = fetchFile(new URL(name, address), { cache, priority });
      file.catch(() => fetched.delete(name));
      fetched.set(name, file);
    }
    return fetched.get(name);
  }

  const library = {
    open() {
      opened ??= open(read, entry);
      opened.catch(() => {
        opened = undefined;
      });
      return opened;
    },
    /** Only suggestions wait for their style; what is found must not. */
    dress: () => dress(style),
    /** The best pages for a query: with `search`, or with `suggest` while its last word is typed. */
    find: async (ask, query, limit) => ask(query, await library.open(), limit),
    /** Fetches what a small index has left, so that the next query asks the network nothing. */
    async fetchRest() {
      if (isSavingData()) return;
      library.dress();
      const names = files(await library.open()).values();
      const fetchInTurn = async () => {
        for (const name of names) await read(name, "low");
      };
      await Promise.all([fetchInTurn(), fetchInTurn(), fetchInTurn()]);
    },
    /** After a broken file: asks for all again, and past the browser's own copies. */
    forget() {
      fetched.clear();
      opened = undefined;
      cache = "reload";
    },
  };
  return library;
}

/** The JSON of a file; an error has the `kind` that the labels of the search page name. */
async function fetchFile(address, options) {
  const failure = (kind) => Object.assign(new Error(address), { kind });
  let response, text;
  try {
    response = await fetch(address, { ...options, signal: AbortSignal.timeout?.(TIMEOUT_MS) });
    text = await response.text();
  } catch {
    throw failure("Failed");
  }
  if (!response.ok) throw failure(response.status === 404 ? "Stale" : "Failed");
  return JSON.parse(text);
}

let dressed;
/** Adds the style sheet of suggestions. Without it all still works. */
function dress(style) {
  dressed ??= new Promise((done) => {
    const link = make("link", { rel: "stylesheet", href: style });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  return dressed;
}

function isSavingData() {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  return saveData || /2g/.test(effectiveType) || matchMedia("(prefers-reduced-data: reduce)").matches;
}

// Elements

/** An element; what it holds is only ever text. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// The box: a combobox with a list of pages below it

function startBox(form, library) {
  const labels = form.dataset;
  const box = form.elements.namedItem("q");
  const list = make("div", {
    id: "pl-suggestions",
    role: "listbox",
    "aria-label": labels.labelSuggestions,
    hidden: "",
  });
  const status = make("p", { role: "status" });
  let chosen = -1;
  let asked = 0;
  let typing, speaking;

  function choose(at) {
    chosen = at;
    [...list.children].forEach((option, own) => option.setAttribute("aria-selected", own === at));
    const option = list.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function toggle(isOpen) {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", isOpen);
    choose(-1);
  }

  function close() {
    asked += 1;
    clearTimeout(typing);
    clearTimeout(speaking);
    status.textContent = "";
    toggle(false);
  }

  async function suggestPages() {
    const query = box.value.trim();
    asked += 1;
    const own = asked;
    // A failure is said where it matters: on the search page.
    const results = query ? await titled(query).catch(() => []) : [];
    if (own !== asked) return;
    list.replaceChildren(
      ...results.map(({ url, title }, at) =>
        make(
          "a",
          { href: labels.base + url, id: `pl-suggestion-${at}`, role: "option", tabindex: -1 },
          title,
        ),
      ),
    );
    toggle(results.length > 0);
    clearTimeout(speaking);
    speaking = setTimeout(speak, SPEAKING_MS, results.length);
  }

  async function titled(query) {
    const [{ results }] = await Promise.all([library.find(suggest, query, SUGGESTIONS), library.dress()]);
    return Promise.all(results.map((result) => result.named()));
  }

  /** Says how many there are once the reader has stopped typing, and once how to reach them. */
  function speak(count) {
    const label = count === 1 ? labels.labelOne : labels.labelCount;
    status.textContent = count ? `${label.replace("{n}", count)} ${labels.labelKeys}` : "";
    if (count) labels.labelKeys = "";
  }

  async function move(step, isAlone) {
    if (list.hidden) await suggestPages();
    const count = list.children.length;
    if (isAlone && count) choose(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count) % count);
  }

  box.addEventListener("keydown", (event) => {
    const { key, altKey } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === "ArrowUp" && altKey) close();
    else if (key === "ArrowDown" || key === "ArrowUp") move(key === "ArrowUp" ? -1 : 1, !altKey);
    else if (key === "Enter" && chosen >= 0) list.children[chosen].click();
    else if (key === "Escape") {
      if (list.hidden) box.value = "";
      close();
    } else {
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) choose(-1);
      return;
    }
    event.preventDefault();
  });
  box.addEventListener("input", () => {
    clearTimeout(typing);
    if (!isSavingData()) typing = setTimeout(suggestPages, TYPING_MS);
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // A press must not take the focus away before the link has been followed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", close);

  box.setAttribute("aria-controls", list.id);
  form.append(list, status);
  toggle(false);
  if (box === document.activeElement) library.dress();
  // What was typed while this file was on its way.
  if (box.value && box === document.activeElement) box.dispatchEvent(new Event("input"));
}

// The page: the pages that the address asks for

function startPage(form, section, say, library) {
  const { base } = form.dataset;
  const box = form.elements.namedItem("q");
  const [title, meaning, list, retry, more] = ["title", "meaning", "list", "retry", "more"].map(
    (name) => document.getElementById(`pl-search-${name}`),
  );
  const titleOfPage = document.title;
  const question = () => new URL(location.href).searchParams.get("q") ?? "";
  let shown;
  let asked = 0;

  function show() {
    shown = question();
    const words = shorten(shown.trim());
    box.value = shown;
    document.title = words ? `${words} – ${titleOfPage}` : titleOfPage;
    title.lastElementChild.textContent = words;
    list.replaceChildren();
    meaning.hidden = more.hidden = true;
    section.hidden = !words;
    if (!words) delete document.documentElement.dataset.asked;
    asked += 1;
    if (words) find(PAGES_SHOWN);
  }

  /** Adds pages to the list until there are as many as `limit`. */
  async function find(limit) {
    asked += 1;
    const own = asked;
    say("Loading");
    const slow = setTimeout(() => own === asked && say("Slow"), SLOW_MS);
    try {
      // One more than is shown tells whether there are more.
      const found = await library.find(search, shown, limit + 1);
      const count = list.children.length;
      // On a large site titles come one by one; each page is shown in its place as soon as it is known.
      for (const result of found.results.slice(count, limit)) {
        await result.named();
        if (own !== asked) return;
        list.append(item(result));
      }
      if (own !== asked) return;
      more.hidden = found.results.length <= limit;
      const total = list.children.length;
      say(["None", "One"][total] ?? (more.hidden ? "Count" : "First"), total);
      meaning.hidden = !found.meaning;
      meaning.lastElementChild.textContent = found.meaning && shorten(found.meaning);
      if (count) list.children[count]?.querySelector("a").focus();
      const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
      whenIdle(() => library.fetchRest().catch(() => {}));
    } catch (error) {
      if (own !== asked) return;
      console.warn(error);
      const isFresh = performance.getEntriesByType("navigation")[0]?.type === "reload";
      say(error.kind === "Stale" && isFresh ? "Broken" : (error.kind ?? "Broken"));
      if (error.kind !== "Failed") library.forget();
    } finally {
      clearTimeout(slow);
      // Where nothing came, the ways to go on stand right below the words that say so.
      if (own === asked && !list.children.length) delete document.documentElement.dataset.asked;
    }
  }

  function item(result) {
    const link = make("a", { href: base + result.url }, result.title);
    const excerpt = make("p", {});
    fill(result, link, excerpt);
    return make("li", {}, link, excerpt);
  }

  /** Adds the heading that answers and the words around it, which come later than the title. */
  async function fill(result, link, excerpt) {
    try {
      const { url, heading, parts } = await result.more();
      link.href = base + url;
      if (heading) link.append(" ", make("span", {}, heading));
      for (const { text, marked } of parts) excerpt.append(marked ? make("mark", {}, text) : text);
    } catch {
      // Without them the title is enough.
    }
    if (!excerpt.textContent) excerpt.remove();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (box.value !== question()) {
      history.pushState(null, "", `?${new URLSearchParams({ q: box.value })}`);
    }
    show();
    // Also takes a keyboard on the screen away.
    title.focus();
  });
  // A jump within the page is no new question.
  addEventListener("popstate", () => shown === question() || show());
  retry.addEventListener("click", show);
  more.addEventListener("click", () => find(list.children.length + PAGES_SHOWN));
  show();
}

function shorten(text) {
  const characters = [...text];
  if (characters.length <= SHOWN_CHARACTERS) return text;
  return `${characters.slice(0, SHOWN_CHARACTERS).join("")}…`;
}

/** Begins with the form of a page, and with the section for results that the search page has. */
export function start(form, section, say) {
  const library = openLibrary(form.dataset);
  startBox(form, library);
  if (section) startPage(form, section, say, library);
  // A failure is said when it matters.
  library.open().catch(() => {});
}
