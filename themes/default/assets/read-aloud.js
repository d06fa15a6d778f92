// Reads a page aloud with a voice that is on the device, so that no words leave it. It never begins
// by itself. Where the device has no such voice in the page's language, there is nothing to press.

const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td";
const MARK = "pl-spoken";
/** How the sentence that is read looks. Checkers of style sheets do not know the selector yet. */
const LOOK = `::highlight(${MARK}) { background-color: #ffd83d; color: #1d2327; }`;

/** Adds the buttons to `panel`, now or when the device has told which voices it has. */
export function addReadAloud(panel, words) {
  const { speechSynthesis } = window;
  if (!speechSynthesis) return;
  if (window.CSS?.highlights) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    document.adoptedStyleSheets.push(sheet);
  }
  const language = document.documentElement.lang;
  const voice = () =>
    speechSynthesis
      .getVoices()
      .find(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language));
  const add = () => {
    if (!voice() || panel.querySelector(".pl-aloud")) return;
    panel.append(controls(reader(speechSynthesis, voice()), words));
  };
  add();
  speechSynthesis.addEventListener?.("voiceschanged", add);
}

function controls(voice, words) {
  const set = document.createElement("fieldset");
  set.className = "pl-aloud";
  const legend = document.createElement("legend");
  legend.textContent = words.reading_aloud;
  const [start, pause, stop] = ["start", "pause", "stop"].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[`reading_aloud_${name}`];
    return button;
  });
  const show = (state) => {
    start.hidden = state !== "silent";
    pause.hidden = stop.hidden = state === "silent";
    pause.textContent = words[state === "paused" ? "reading_aloud_go_on" : "reading_aloud_pause"];
  };
  voice.tell = show;
  start.addEventListener("click", () => {
    voice.start();
    pause.focus();
  });
  pause.addEventListener("click", () => voice.pauseOrGoOn());
  stop.addEventListener("click", () => {
    voice.stop();
    start.focus();
  });
  show("silent");
  set.append(legend, start, pause, stop);
  return set;
}

/** Reads sentence after sentence. A pause takes the sentence from its beginning again, because not
    every device can go on inside one. */
function reader(synthesis, voice) {
  let sentences = [];
  let at = 0;
  let state = "silent";
  const self = { tell: () => {}, start, pauseOrGoOn, stop };

  function change(next) {
    state = next;
    if (next !== "reading") synthesis.cancel();
    if (next === "silent") mark(null);
    self.tell(next);
  }

  function start() {
    sentences = sentencesOf(document.querySelector("main"));
    at = 0;
    change("reading");
    speak();
  }

  function pauseOrGoOn() {
    change(state === "reading" ? "paused" : "reading");
    if (state === "reading") speak();
  }

  function stop() {
    change("silent");
  }

  function speak() {
    const sentence = sentences[at];
    if (!sentence) return stop();
    mark(sentence);
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    Object.assign(utterance, { voice, lang: voice.lang });
    utterance.onend = () => {
      if (state !== "reading" || sentences[at] !== sentence) return;
      at += 1;
      speak();
    };
    synthesis.speak(utterance);
  }

  addEventListener("pagehide", stop);
  return self;
}

/** The sentences of a part of the page that are seen, each with its place. */
function sentencesOf(part) {
  const blocks = [...part.querySelectorAll(BLOCKS)].filter(
    (block) => !block.querySelector(BLOCKS) && block.getClientRects().length > 0 && !block.closest("nav"),
  );
  return blocks.flatMap((block) =>
    split(block.textContent).map(({ from, text }) => ({ block, from, text })),
  );
}

/** A text in sentences, with the place of each. */
function split(text) {
  const parts = Intl.Segmenter
    ? [...new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" }).segment(text)]
    : [...text.matchAll(/[^.!?]+[.!?]*\s*/g)].map(({ 0: segment, index }) => ({ segment, index }));
  return parts
    .map(({ segment, index }) => ({ from: index, text: segment.trimEnd() }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** Shows which sentence is read, and brings it into view if it is not. */
function mark(sentence) {
  document.querySelector(`.${MARK}`)?.classList.remove(MARK);
  window.CSS?.highlights?.delete(MARK);
  if (!sentence) return;
  const { block, from, text } = sentence;
  block.classList.add(MARK);
  block.scrollIntoView({ block: "nearest" });
  if (window.CSS?.highlights) CSS.highlights.set(MARK, new Highlight(range(block, from, from + text.length)));
}

function range(block, from, to) {
  const found = document.createRange();
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const after = before + text.length;
    if (from >= before && from < after) found.setStart(text, from - before);
    if (to > before && to <= after) found.setEnd(text, to - before);
    before = after;
  }
  return found;
}
