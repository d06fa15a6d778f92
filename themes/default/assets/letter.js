// Puts a button after each letter that copies its words. Without this file the letter is still
// there to read, select and print, so the button exists only where it can work.
const labels = { copy: "Copy this letter", done: "Copied. Now you can paste it.", failed: "That did not work. Select the words and copy them." };

function addButton(letter) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pl-copy";
  button.textContent = labels.copy;
  const status = document.createElement("span");
  status.className = "pl-copy-status";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const words = (letter.querySelector("pre") ?? letter).textContent;
    try {
      await navigator.clipboard.writeText(words);
      status.textContent = labels.done;
    } catch {
      status.textContent = labels.failed;
    }
  });
  letter.after(button, status);
}

if (navigator.clipboard) {
  document.querySelectorAll(".pl-letter").forEach(addButton);
}
