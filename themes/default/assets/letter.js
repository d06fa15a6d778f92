// Adds a button to each letter that copies its words. Without this script the letter is still
// there to read, select, print and download, so the button exists only where it can work.
const labels = document.querySelector("main").dataset;

function addButton(letter) {
  const text = letter.querySelector(".pl-letter-text") ?? letter;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pl-copy";
  button.textContent = labels.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText);
      status.textContent = labels.copied;
    } catch {
      status.textContent = labels.notCopied;
    }
  });
  const line = document.createElement("p");
  line.append(button, status);
  text.after(line);
}

if (navigator.clipboard) {
  document.querySelectorAll(".pl-letter").forEach(addButton);
}
