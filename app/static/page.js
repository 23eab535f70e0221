// Everything works without this file; it only makes a few things quicker.
"use strict";

for (const field of document.querySelectorAll("[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.textContent = field.dataset.copy;
  const told = document.createElement("span");
  told.className = "quiet";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = field.dataset.copied;
    } catch {
      field.select(); // not allowed here: the reader can copy it by hand
    }
  });
  field.after(button, told);
}

for (const item of document.querySelectorAll("[data-print]")) {
  item.hidden = false;
  item.querySelector("button").addEventListener("click", () => window.print());
}

// A page that shows what is wrong takes the reader there.
const problem = document.querySelector(".problem");
if (problem) {
  problem.tabIndex = -1;
  problem.focus();
}

// Two minutes before one is signed out, the page says so, and offers to stay.
const stay = document.querySelector(".stay[data-seconds]");
if (stay) {
  const seconds = Number(stay.dataset.seconds) - 120;
  setTimeout(() => { stay.hidden = false; }, Math.max(0, seconds) * 1000);
}
