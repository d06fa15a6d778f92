// The search box and the search page. What finds the pages is `search-engine.js`; it is loaded when a
// reader first needs it.

const TIMEOUT_MS = 20_000;

/** Reads JSON files below an address, each once; a failed one can be asked for again. */
function reader(address) {
  const files = new Map();
  return (name) => {
    if (!files.has(name)) {
      const file = fetchJson(new URL(name, address));
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    return files.get(name);
  };
}

async function fetchJson(address) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(address, { signal: controller.signal });
    if (!response.ok) throw new Error(`${response.status} at ${address}`);
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
}

function start(form) {
  // Without this module the form leads to the A to Z.
  form.action = form.dataset.page;
  const section = document.getElementById("pl-search-results");
  if (section) new SearchPage(form, section);
  // Early, so that it is there when the last word is typed; a failure is said when it matters.
  else form.addEventListener("focusin", () => engineOf(form).catch(() => {}), { once: true });
}

/** The module that finds pages. */
function engineOf(form) {
  return import(new URL(form.dataset.engine, location.href));
}

/** The search page: shows what the address asks for. */
class SearchPage {
  constructor(form, section) {
    const address = new URL(form.dataset.index, location.href);
    this.form = form;
    this.read = reader(address);
    this.entry = address.pathname.split("/").pop();
    this.base = form.dataset.base;
    this.box = form.elements.namedItem("q");
    this.section = section;
    this.labels = section.dataset;
    this.status = document.getElementById("pl-search-status");
    this.list = section.querySelector("ol");
    this.retry = document.createElement("button");
    this.retry.type = "button";
    this.retry.textContent = this.labels.labelRetry;
    this.retry.addEventListener("click", () => {
      // The button goes away; the keyboard must not be left nowhere.
      this.status.tabIndex = -1;
      this.status.focus();
      this.show();
    });
    this.asked = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.box.value);
    });
    addEventListener("popstate", () => this.show());
    this.show();
  }

  /** Puts a query in the address, and shows its results. */
  ask(query) {
    const address = new URL(location.href);
    if (query !== address.searchParams.get("q")) {
      address.searchParams.set("q", query);
      address.hash = "";
      history.pushState(null, "", address);
    }
    this.show();
  }

  async show() {
    const query = new URL(location.href).searchParams.get("q") ?? "";
    this.asked += 1;
    const asked = this.asked;
    this.box.value = query;
    this.section.hidden = query.trim() === "";
    this.say("", []);
    if (this.section.hidden) return;
    this.say(this.labels.labelLoading, []);
    try {
      const { open, search } = await engineOf(this.form);
      const index = await open(this.read, this.entry);
      const results = await search(query, index);
      // A later question may have been answered first.
      if (asked !== this.asked) return;
      const { labelNone, labelOne, labelCount } = this.labels;
      const label = [labelNone, labelOne][results.length] ?? labelCount;
      this.say(label.replace("{n}", results.length), results);
    } catch (error) {
      if (asked !== this.asked) return;
      console.error(error);
      this.say(this.labels.labelFailed, []);
      this.status.after(this.retry);
    }
  }

  say(message, results) {
    this.retry.remove();
    this.status.textContent = message;
    this.list.replaceChildren(...results.map((result) => this.item(result)));
  }

  item(result) {
    const link = document.createElement("a");
    link.href = this.base + result.url;
    link.textContent = result.heading ? `${result.title} – ${result.heading}` : result.title;
    const text = document.createElement("p");
    for (const part of result.parts) {
      const piece = part.marked ? document.createElement("mark") : new Text();
      piece.textContent = part.text;
      text.append(piece);
    }
    const item = document.createElement("li");
    item.append(link, " ", text);
    return item;
  }
}

for (const form of document.querySelectorAll("form[data-pl-search]")) start(form);
