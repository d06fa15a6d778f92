// What the tests ask a page from inside. Each function is sent into the page as it stands, so it
// may name nothing outside itself.


export function tooWide() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1,
  );
  return ["the page", ...wide.map((element) => element.outerHTML.slice(0, 80))];
}

/** Links and controls that a finger misses. Those in a line of text are as high as the line. */
export function smallTargets() {
  const isInLine = (target) => {
    let block = target;
    do block = block.parentElement;
    while (getComputedStyle(block).display === "inline");
    const around = block.cloneNode(true);
    around.querySelectorAll("a, button, [role=status]").forEach((link) => link.remove());
    return /[\p{L}\p{N}]/u.test(around.textContent) && getComputedStyle(block).display !== "flex";
  };
  const all = "a[href], button, input, select, summary";
  const found = [...document.querySelectorAll(all)].filter((target) => target.checkVisibility());
  return found.flatMap((target) => {
    const { width, height, right } = target.getBoundingClientRect();
    const isOffScreen = right <= 0 || target.matches(".pl-skip:not(:focus)");
    if (isOffScreen || (width >= 44 && height >= 44)) return [];
    if (target.matches("a, .pl-term") && isInLine(target)) return [];
    return [`${target.outerHTML.slice(0, 80)} ${Math.round(width)} × ${Math.round(height)}`];
  });
}

export function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}

/** Blocks with text of their own that does not fit into them. */
export function cutOff() {
  const holdsText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && holdsText(element))
    .filter((element) => {
      const { display, overflowX, clipPath } = getComputedStyle(element);
      const scrolls = ["auto", "scroll"].includes(overflowX);
      if (display === "inline" || scrolls || clipPath !== "none") return false;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    })
    .map((element) => element.outerHTML.slice(0, 80));
}

/** How many characters each line holds, without the last line of a paragraph. */
export function fullLines() {
  const range = document.createRange();
  return [...document.querySelectorAll("main p")].flatMap((paragraph) => {
    const lines = [];
    let bottom = -Infinity;
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (let at = 0; at < text.length; at += 1) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.top > bottom - box.height / 2) lines.push(0);
        bottom = Math.max(bottom, box.bottom);
        lines[lines.length - 1] += 1;
      }
    }
    return lines.slice(0, -1);
  });
}

/** What has the focus: a name, whether it is marked, and whether it can be seen. */
export function focused() {
  const control = document.activeElement;
  if (!control || control === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(control);
  const [box] = control.getClientRects();
  const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  return {
    name: control.outerHTML.slice(0, 80),
    at: [...document.querySelectorAll("*")].indexOf(control),
    isMarked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isSeen: top !== null && (control.contains(top) || top.contains(control)),
  };
}
