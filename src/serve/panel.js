// The preview's panel: what the gate says of this page, beside the words, and live reload.
// It is added by `plainly serve` and is no part of the built site.
const list = async () => {
  const page = encodeURIComponent(decodeURIComponent(location.pathname));
  const answer = await fetch(`/_plainly/findings?page=${page}`);
  return answer.ok ? answer.json() : [];
};

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const show = (findings) => {
  const panel = element("details", "plainly-panel", "");
  const count = findings.length;
  const title = count === 0 ? "No findings" : count === 1 ? "1 finding" : `${count} findings`;
  panel.append(element("summary", "", title));
  panel.open = findings.some((finding) => finding.severity === "error");
  for (const finding of findings) {
    const item = element("div", `plainly-finding plainly-${finding.severity}`, "");
    item.append(
      element("strong", "", `${finding.severity}: ${finding.message}`),
      element("p", "", finding.help),
      element("code", "", `${finding.place} ${finding.rule}`),
    );
    panel.append(item);
  }
  document.body.append(panel);
};

list().then(show);

new EventSource("/_plainly/changes").onmessage = () => location.reload();
