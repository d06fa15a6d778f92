// Makes the search box of every page ready, and fetches `search.js` when a reader turns to it. The
// search page fetches that at once, and says in words if it cannot. `reading.js`, which each page
// has in any case, takes this file in, so that it costs no request.

const SLOW_SEARCH_MS = 1_500;

function prepareSearch(form) {
  const { module, page } = form.dataset;
  const box = form.elements.namedItem("q");
  const section = document.getElementById("pl-search-results");
  const [status, retry, reload] = ["status", "retry", "reload"].map((name) =>
    document.getElementById(`pl-search-${name}`),
  );
  const isAsked = section && new URL(location.href).searchParams.get("q")?.trim();
  let attempts = 0;
  let loading;

  async function load() {
    if (isAsked) {
      section.hidden = false;
      say("Loading");
    }
    const slow = setTimeout(() => isAsked && say("Slow"), SLOW_SEARCH_MS);
    try {
      // A browser may remember that a module failed, so each attempt has an address of its own.
      const search = await import(attempts ? `${module}?${attempts}` : module);
      clearTimeout(slow);
      search.start(form, section, say);
    } catch (error) {
      console.warn(error);
      clearTimeout(slow);
      attempts += 1;
      loading = undefined;
      if (isAsked) say(await failure());
    }
  }

  /** The error does not say why a module cannot be had; asking for the file does. */
  async function failure() {
    const file = await fetch(module, { cache: "reload" }).catch(() => ({}));
    const isFresh = performance.getEntriesByType("navigation")[0]?.type === "reload";
    return file.status !== 404 ? "Failed" : isFresh ? "Broken" : "Stale";
  }

  /** Says how the search goes, and offers what helps. */
  function say(label, count) {
    status.textContent = section.dataset[`label${label}`].replace("{n}", count);
    retry.hidden = label !== "Failed" && label !== "Broken";
    reload.hidden = label !== "Stale";
  }

  const start = () => (loading ??= load());
  // Without scripts the form leads to the A to Z.
  form.action = page;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  form.addEventListener("focusin", start);
  retry?.addEventListener("click", () => {
    // The button goes away; the keyboard must not be left nowhere.
    document.getElementById("pl-search-title").focus();
    start();
  });
  reload?.addEventListener("click", () => location.reload());
  if (section) start();
}

document.querySelectorAll("form[data-pl-search]").forEach(prepareSearch);
