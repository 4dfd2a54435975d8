// The calendar of the team: items are moved by dragging, by keys, and by the strip below that asks for a date.
import { onKey, say } from "./core.js";

const grid = document.querySelector("[data-calendar]");
const strip = document.getElementById("strip");
const words = grid.dataset;
const weeks = [...grid.querySelectorAll("[data-week]")];
const START = 6; // pixels a pointer goes before it drags
const MS_DAY = 86_400_000;
let held = null; // what is lifted: item, slot, from and to as columns from 0, its day, the place it came from
let drag = null;

document.querySelector("[data-keys-hint]").hidden = false;

const column = (day) => Math.max(0, weeks.findLastIndex((week) => week.dataset.week <= day));
const spoken = (index, owner) => {
  const { says, owners } = weeks[index].dataset;
  const theirs = JSON.parse(owners)[owner];
  return theirs ? `${says}, ${theirs}` : says;
};

function lift(item) {
  const slot = item.cloneNode(false);
  slot.textContent = words.was;
  slot.classList.add("is-slot");
  for (const name of ["href", "data-move", "data-item"]) slot.removeAttribute(name);
  slot.setAttribute("aria-hidden", "true");
  const from = column(item.dataset.day);
  held = { item, slot, from, to: from, day: item.dataset.day, next: item.nextSibling, parent: item.parentNode };
  item.classList.add("is-lifted");
}

function place(to) {
  const { item, slot, next, parent } = held;
  held.to = Math.min(weeks.length - 1, Math.max(0, to));
  for (const cell of grid.querySelectorAll(".is-target")) cell.classList.remove("is-target");
  const lane = item.closest(".lane") ?? parent.closest(".lane");
  const cell = lane.querySelector(`[data-cell="${held.to + 1}"]`);
  cell.classList.add("is-target");
  const focused = document.activeElement === item;
  if (parent.matches(".bars")) {
    const was = [...item.classList].find((name) => /^c-\d+$/.test(name));
    const span = [...item.classList].find((name) => /^span-\d+$/.test(name));
    if (was) item.classList.replace(was, `c-${held.to + 1}`);
    // What would reach over the edge is drawn shorter while it is moved.
    held.span ??= span;
    const fits = Math.min(Number(held.span.slice(5)), weeks.length - held.to);
    if (span) item.classList.replace(span, `span-${fits}`);
    held.column ??= was;
  } else cell.append(item);
  if (held.to === held.from) slot.remove();
  else if (!slot.isConnected) parent.insertBefore(slot, next?.parentNode === parent ? next : null);
  if (focused) item.focus({ preventScroll: true });
}

function putBack(aloud = true) {
  if (!held) return;
  const { item, slot, next, parent } = held;
  slot.remove();
  for (const cell of grid.querySelectorAll(".is-target")) cell.classList.remove("is-target");
  if (held.column) {
    item.className = item.className.replace(/\bc-\d+\b/, held.column).replace(/\bspan-\d+\b/, held.span);
  } else parent.insertBefore(item, next?.parentNode === parent ? next : null);
  item.classList.remove("is-lifted");
  held = null;
  strip.replaceChildren();
  if (aloud) say(words.back), item.focus({ preventScroll: true });
}

/** The date that many weeks from the day of what is lifted. */
const target = () => new Date(Date.parse(`${held.day}T00:00Z`) + 7 * MS_DAY * (held.to - held.from)).toISOString().slice(0, 10);

async function show(address, options = {}) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, ...options });
    const led = answer.headers.get("HX-Redirect");
    if (led) return location.assign(led);
    if (!answer.ok && ![409, 422].includes(answer.status)) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    strip.replaceChildren(...page.body.childNodes);
    strip.scrollIntoView({ block: "nearest" });
    (strip.querySelector("[role=alert]") ?? strip.querySelector("h2"))?.focus({ preventScroll: true });
  } catch {
    putBack(false);
    say(words.failed, true);
  }
}

const open = (item) => show(item.dataset.move);
const drop = () => (held.to === held.from ? putBack() : show(`${held.item.dataset.move}?to=${target()}`));

// --- the pointer -------------------------------------------------------------------------------------------------------
grid.addEventListener("dragstart", (event) => event.preventDefault());
grid.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("[data-move]");
  if (item && event.button === 0 && !event.ctrlKey && !event.metaKey) drag = { item, x: event.clientX, moved: false };
});
addEventListener("pointermove", (event) => {
  if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) < START)) return;
  if (!drag.moved) putBack(false), lift(drag.item), (drag.moved = true);
  const over = weeks.findLastIndex((week) => week.getBoundingClientRect().left <= event.clientX);
  const began = weeks.findLastIndex((week) => week.getBoundingClientRect().left <= drag.x);
  place(held.from + over - began);
});
const dropped = () => {
  if (drag?.moved) drop(), setTimeout(() => (drag = null));
  else drag = null;
};
addEventListener("pointerup", dropped);
addEventListener("pointercancel", () => (drag?.moved && putBack(), (drag = null)));
grid.addEventListener("click", (event) => {
  const item = event.target.closest("[data-move]");
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!drag?.moved) held?.item === item ? drop() : (putBack(false), open(item));
});

// --- keys ----------------------------------------------------------------------------------------------------------------
grid.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-move]");
  if (!item) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] * (document.dir === "rtl" ? -1 : 1);
  if (event.key === " ") held?.item === item ? putBack() : (putBack(false), lift(item), say(words.lifted));
  else if (held?.item !== item) return;
  else if (step) place(held.to + step), say(spoken(held.to, item.dataset.owner));
  else if (event.key === "Enter") drop();
  else if (event.key === "Escape") putBack();
  else if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
});
onKey("m", () => document.activeElement.closest("[data-move]") && open(document.activeElement));

// --- the strip: another date is looked at, kept, or undone ------------------------------------------------------------
strip.addEventListener("click", (event) => {
  if (event.target.closest("[data-move-undo]")) event.preventDefault(), held ? putBack() : strip.replaceChildren();
});
strip.addEventListener("change", async ({ target: { name, value, form } }) => {
  if (name !== "day" || !value) return;
  const answer = await fetch(`${form.action}?to=${value}`, { headers: { "HX-Request": "true" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".move-what");
  if (answer.ok && fresh) strip.querySelector(".move-what").replaceWith(fresh);
});
strip.addEventListener("submit", (event) => {
  event.preventDefault();
  show(event.target.action, { method: "POST", body: new FormData(event.target) });
});
