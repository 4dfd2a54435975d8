// What every page has: saying things aloud, notices, dialogs, menus, undo, colours, focus after swaps, single keys.
const root = document.documentElement;
const words = document.getElementById("words").dataset;
const find = (selector, within = document) => within.querySelector(selector);

/** Say a sentence to people who listen to the page. Once per event; `urgent` only for failures just caused. */
export function say(text, urgent = false) {
  const place = document.getElementById(urgent ? "say-now" : "say");
  place.textContent = "";
  setTimeout(() => (place.textContent = text), 50);
}

/** Show a sentence at the top of the page; the same sentence is not shown twice. */
export function notice(text, tone = "bad") {
  const place = document.getElementById("notices");
  if ([...place.querySelectorAll("p")].some((p) => p.textContent === text)) return;
  const one = document.getElementById("notice-template").content.firstElementChild.cloneNode(true);
  one.classList.replace("bad", tone);
  find("p", one).textContent = text;
  place.append(one);
  one.scrollIntoView({ block: "nearest" });
}

/** Move focus to something that is not focusable by itself, such as a heading. */
export function focusOn(element) {
  if (element?.tabIndex < 0) element.setAttribute("tabindex", "-1");
  element?.focus({ preventScroll: false });
}

const single = new Map();

/** Let a single key run something. Off in fields, in dialogs, while composing, and for members who switched keys off. */
export const onKey = (key, run) => single.set(key, run);

/** Let single keys run what a module makes of them: `fetch` brings it with the first press, which it then gets. */
export function onKeys(keys, fetch) {
  const wait = async (event) => {
    const run = (await fetch()) && single.get(event.key);
    if (run && run !== wait) run(event);
  };
  for (const key of keys) onKey(key, wait);
}

root.classList.add("js");
// The first page of a visit has enough to fetch.
if (document.referrer.startsWith(`${location.origin}/`)) {
  addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
}

// --- clicks: dismiss, open, close, copy, search, cards --------------------------------------------------------------
const PRESSED = "[data-dismiss], [data-dialog], [data-close], [data-copy], [data-palette], [data-card], [data-menu], .mention, .menu .menu-item";
document.addEventListener("click", (event) => {
  const target = event.target.closest(PRESSED);
  const { dismiss, dialog, close, copy, palette } = target?.dataset ?? {};
  const card = target?.matches("[data-card], [data-menu], .mention");
  if (!target || ((card || palette !== undefined) && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
  const shown = target.closest("dialog[open]");
  if (dialog || copy || card || palette !== undefined || (close !== undefined && shown)) event.preventDefault();
  if (dismiss) target.closest(dismiss)?.remove();
  else if (dialog) document.getElementById(dialog)?.showModal();
  else if (close !== undefined) shown?.close();
  else if (copy) navigator.clipboard?.writeText(new URL(copy, location).href).then(() => say(words.copied));
  else if (palette !== undefined) import("./palette.js").then((it) => it.open(target.href)).catch(() => location.assign(target.href));
  else if (card) import("./cards.js").then((it) => it.open(target)).catch(() => location.assign(target.href));
  if (target.matches(".menu-item")) target.closest("[popover]")?.hidePopover();
});

// --- menus: the first entry has the focus; what keys do comes with the first one, which waits for it -------------------
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open" && target.matches(".menu")) find(".menu-item", target)?.focus({ preventScroll: true });
}, true);

// --- forms: signing out leaves no draft behind; colours are seen at once ---------------------------------------------
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.matches("[data-sign-out]")) {
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  } else if (target.matches("[data-theme-switch]")) {
    event.preventDefault();
    import("./colours.js").then((it) => it.choose(target, submitter, failed));
  }
});

// --- htmx: busy, failed, swapped ----------------------------------------------------------------------------------------
let running = 0;
const busy = (change) => root.classList.toggle("is-loading", (running += change) > 0);
document.addEventListener("htmx:before:request", (event) => {
  busy(1);
  event.detail.ctx.target?.setAttribute("aria-busy", "true");
  event.detail.ctx.patience = setTimeout(() => say(words.slow), 4000);
});
document.addEventListener("htmx:finally:request", (event) => {
  busy(-1);
  event.detail.ctx.target?.removeAttribute("aria-busy");
  clearTimeout(event.detail.ctx.patience);
});
const failed = (text) => (notice(text), say(text, true));
document.addEventListener("htmx:error", () => failed(navigator.onLine ? words.problem : words.offline));
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status === 409 || ctx.response.status === 422) return; // These are shown in their own place.
  const page = new DOMParser().parseFromString(ctx.text, "text/html");
  failed(find("[data-problem]", page)?.textContent.trim() || words.problem);
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const wanted = ctx?.target?.isConnected && find("[data-focus]", ctx.target);
  if (wanted) focusOn(wanted);
  else if (ctx?.target && ctx.sourceEvent?.type !== "load" && document.activeElement === document.body) import("./focusing.js").then((it) => it.land(ctx, focusOn));
});
focusOn(find("[data-focus]"));
const zone = find("[data-time-zone]");
if (zone) zone.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
addEventListener("offline", () => (root.classList.add("is-offline"), notice(words.offline, "warn"), say(words.offline)));
addEventListener("online", () => (root.classList.remove("is-offline"), say(words.online)));

// --- single keys ------------------------------------------------------------------------------------------------------------
const press = (selector) => [...document.querySelectorAll(selector)].find((e) => e.checkVisibility())?.click();
const places = { h: "/", i: "/inbox/", e: "/events/", p: "/people/", s: "/saved/", d: "/drafts/", m: "/moderate/", c: "/manage/programs/", j: "/manage/journeys/", t: "/manage/health/" };
const ROWS = ".row, .idea, .inbox-row, .person-row, .draft, .directory > li";
const NAME = ":is(h2, h3) a, [data-opens]";
const walk = (by) => {
  const rows = [...document.querySelectorAll(ROWS)].map((row) => find(NAME, row)).filter(Boolean);
  const here = rows.findIndex((link) => link.closest(ROWS).contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, here + by))]?.focus();
};
const TYPING = "input, textarea, select, [contenteditable], dialog, [popover]:popover-open";
let going = 0;
onKey("/", () => press("[data-palette]"));
onKey("?", () => import("./keys.js").then((it) => it.open(say)).catch(() => location.assign("/keyboard/")));
onKey("z", () => press("[data-undo]"));
onKey("c", () => find(".tabbar [href]:has(.plus)")?.click());
onKey("o", () => document.activeElement.closest(ROWS)?.querySelector(NAME)?.click());
for (const [key, by] of [["j", 1], ["k", -1]]) onKey(key, () => walk(by));
onKey("g", () => (going = Date.now()));

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu[popover]");
  if (menu) import("./menus.js").then((it) => it.move(menu, event));
  if (menu && /^(Arrow(Up|Down)|Home|End)$/.test(event.key)) event.preventDefault();
  const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (palette && find("[data-palette]")) return event.preventDefault(), press("[data-palette]");
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (root.dataset.shortcuts === "off" || event.target.closest?.(TYPING)) return;
  const led = Date.now() - going < 1500;
  const place = led && find(`.side a[href="${places[event.key.toLowerCase()]}"]`);
  going = 0;
  // A letter behind G that leads nowhere does nothing, least of all what it does alone.
  const run = led ? place && (() => place.click()) : single.get(event.key);
  if (run) event.preventDefault(), run(event);
});
