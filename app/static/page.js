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

// How long a text is, while it is being written; the longest is said by the form.
for (const form of document.querySelectorAll("form[data-most]")) {
  for (const field of form.querySelectorAll("textarea")) {
    const told = document.createElement("p");
    told.className = "quiet count";
    const count = () => {
      // As the service counts: by characters, not by the halves that some of them are made of.
      told.textContent = `${[...field.value].length} / ${form.dataset.most}`;
    };
    field.addEventListener("focus", count);
    field.addEventListener("input", count);
    field.addEventListener("blur", () => { told.textContent = ""; });
    field.after(told);
  }
}

// What was typed and not saved stays in this window until it is: the network may fail, or the page be left.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const place = `typed ${location.pathname}`;
  const fields = () => [...form.elements].filter((field) => field.name && form.elements[`seen:${field.name}`] && !field.readOnly);
  const seen = (field) => form.elements[`seen:${field.name}`];
  const held = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(place)) || {};
    } catch {
      return {}; // not allowed here, or not ours
    }
  };
  const keep = (typed) => {
    try {
      if (Object.keys(typed).length) sessionStorage.setItem(place, JSON.stringify(typed));
      else sessionStorage.removeItem(place);
    } catch {
      // not allowed here: the page is as it would be without this
    }
  };
  const plain = (field, text) => (field.inputMode === "decimal" ? text.replace(",", ".") : text).trim().replace(/\s+/g, " ");
  const served = (field) => {
    if (field.type === "checkbox") return String(field.defaultChecked);
    if (field.tagName !== "SELECT") return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) || field.options[0]).value;
  };
  // A page that says what is wrong was served with what was typed, and that is not saved.
  const refused = Boolean(document.querySelector(".problem"));
  const before = read(), typed = {};
  let back = false;
  for (const field of fields()) {
    const was = before[field.name];
    if (!was) continue;
    const there = plain(field, was.value) === plain(field, served(field));
    if (there && refused) typed[field.name] = { value: was.value, seen: seen(field).value };
    if (there || refused) continue;
    if (field.type === "checkbox") field.checked = was.value === "true";
    else field.value = was.value;
    // Where somebody else saved meanwhile, the service finds out by this and asks whose is to be kept.
    seen(field).value = was.seen;
    typed[field.name] = was;
    back = true;
  }
  keep(typed);
  if (back) {
    const told = document.createElement("p");
    told.className = "notice";
    told.setAttribute("role", "status");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "link";
    drop.textContent = form.dataset.drop;
    drop.addEventListener("click", () => { keep({}); location.replace(location.pathname); });
    told.append(`${form.dataset.keep} `, drop);
    form.before(told);
  }
  form.addEventListener("input", ({ target }) => {
    if (!target.name || !form.elements[`seen:${target.name}`]) return;
    typed[target.name] = { value: held(target), seen: seen(target).value };
    keep(typed);
  });
  form.addEventListener("submit", () => {
    for (const taken of form.querySelectorAll('input[name^="take:"][value="theirs"]:checked')) {
      delete typed[taken.name.slice("take:".length)];
    }
    keep(typed);
  });
}

// Things in order can be dragged; the buttons do the same, and are what the keyboard uses.
for (const list of document.querySelectorAll("[data-order]")) {
  const form = document.getElementById(list.dataset.order) || list.closest("form");
  const things = () => [...list.querySelectorAll(":scope > [data-thing]")];
  let dragged = null;
  const clear = () => { for (const thing of things()) thing.classList.remove("drop-before", "drop-after"); };
  const after = (thing, y) => y > thing.getBoundingClientRect().top + thing.offsetHeight / 2;
  for (const thing of things().length > 1 ? things() : []) {
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.draggable = true;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    thing.querySelector(".head").prepend(handle);
    handle.addEventListener("dragstart", (event) => {
      dragged = thing;
      thing.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(thing, 10, 10);
    });
    handle.addEventListener("dragend", () => { thing.classList.remove("dragged"); clear(); dragged = null; });
    thing.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      clear();
      if (thing !== dragged) thing.classList.add(after(thing, event.clientY) ? "drop-after" : "drop-before");
    });
    thing.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const others = things().filter((one) => one !== dragged);
      const next = after(thing, event.clientY) ? others[others.indexOf(thing) + 1] : thing;
      if (thing === dragged) return;
      const said = document.createElement("button");
      said.hidden = true;
      said.name = "do";
      said.value = `before:${dragged.dataset.thing}:${next ? next.dataset.thing : ""}`;
      form.append(said);
      form.requestSubmit(said);
    });
  }
}
