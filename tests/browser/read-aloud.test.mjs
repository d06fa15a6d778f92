// A page can be read aloud. Browsers without a screen have no voices, so a stand-in for
// `speechSynthesis` takes their place: it tells what it was asked to say, and when to go on.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axeFindings } from "./axe.mjs";
import { openBrowser, visit, withPage } from "./browser.mjs";
import { KINDS, openSite } from "./site.mjs";

const site = await openSite();
after(() => site.close());
const browser = await openBrowser();
after(() => browser.close());

const LOCAL = { name: "Local", lang: "en-GB", localService: true };
const AWAY = { name: "Away", lang: "en-GB", localService: false };
const WELSH = { name: "Welsh", lang: "cy", localService: true };

/** Runs inside the page, before its scripts. */
function standIn({ voices, late }) {
  const events = new EventTarget();
  window.said = [];
  window.current = null;
  window.SpeechSynthesisUtterance = class {
    constructor(text) { this.text = text; }
  };
  const synthesis = {
    known: late ? [] : voices,
    getVoices() { return this.known; },
    speak(utterance) { window.said.push(utterance.text); window.current = utterance; },
    cancel() { window.current = null; },
    addEventListener: (...all) => events.addEventListener(...all),
  };
  window.endSentence = () => window.current?.onend();
  window.tellVoices = () => { synthesis.known = voices; events.dispatchEvent(new Event("voiceschanged")); };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}

async function withVoices(options, body) {
  await withPage(browser, {}, async (page) => {
    await page.addInitScript(standIn, options);
    const scripts = [];
    page.on("response", (response) => scripts.push(response.url()));
    await visit(page, site, KINDS.explainer);
    await page.getByRole("button", { name: "Text and colours" }).click();
    await page.getByRole("region", { name: "Text and colours" }).waitFor();
    await page.waitForLoadState("networkidle");
    await body(page, scripts);
  });
}

const begin = (page) => page.getByRole("button", { name: "Read this page aloud" });

test("nothing is said until a reader asks for it", () =>
  withVoices({ voices: [LOCAL] }, async (page) => {
    assert.ok(await begin(page).isVisible());
    assert.deepEqual(await page.evaluate(() => window.said), []);
  }));

test("the voice goes through the page sentence by sentence, and the mark follows", () =>
  withVoices({ voices: [AWAY, LOCAL] }, async (page) => {
    await begin(page).click();
    const title = await page.locator("h1").innerText();
    const first = () => page.evaluate(() => [window.said.at(-1), document.querySelector(".pl-spoken")?.textContent]);
    // The line that says whom the page is for stands first.
    for (let sentence = 0; (await first())[0] !== title; sentence += 1) {
      assert.ok(sentence < 5, `${await page.evaluate(() => window.said)}`);
      await page.evaluate(() => window.endSentence());
    }
    assert.equal((await first())[1], title);
    await page.evaluate(() => window.endSentence());
    const [said, block] = await first();
    assert.ok(block.includes(said), `${said} in ${block}`);
    assert.match(said, /[.!?]$/);
    const marked = await page.evaluate(() => [...CSS.highlights.get("pl-spoken")].map(String));
    assert.deepEqual(marked, [said]);
    const voice = await page.evaluate(() => window.current.voice.name);
    assert.equal(voice, "Local");
  }));

test("a pause goes on with the same sentence, and stop leaves no mark", () =>
  withVoices({ voices: [LOCAL] }, async (page) => {
    await begin(page).click();
    await page.evaluate(() => window.endSentence());
    const before = await page.evaluate(() => window.said.at(-1));
    await page.getByRole("button", { name: "Pause" }).click();
    assert.equal(await page.evaluate(() => window.current), null);
    await page.getByRole("button", { name: "Go on" }).click();
    assert.equal(await page.evaluate(() => window.said.at(-1)), before);
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole("button", { name: "Stop" }).click();
    assert.equal(await page.evaluate(() => window.current), null);
    assert.equal(await page.locator(".pl-spoken").count(), 0);
    assert.ok(await begin(page).evaluate((button) => button === document.activeElement));
  }));

test("the whole page is read to its end", () =>
  withVoices({ voices: [LOCAL] }, async (page) => {
    await begin(page).click();
    const count = await page.evaluate(() => {
      for (let steps = 0; window.current && steps < 2_000; steps += 1) window.endSentence();
      return window.said.length;
    });
    assert.ok(count > 50, `${count} sentences`);
    assert.ok(await begin(page).isVisible());
  }));

for (const [who, voices] of [["no voice", []], ["only a voice from elsewhere", [AWAY]], ["no voice in the page's language", [WELSH]]]) {
  test(`there is nothing to press on a device with ${who}`, () =>
    withVoices({ voices }, async (page) => {
      assert.equal(await begin(page).count(), 0);
    }));
}

test("a device may tell late which voices it has", () =>
  withVoices({ voices: [LOCAL], late: true }, async (page) => {
    assert.equal(await begin(page).count(), 0);
    await page.evaluate(() => window.tellVoices());
    await begin(page).waitFor();
  }));
