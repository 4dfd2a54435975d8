// The workbench: what is typed stays on this device until it is sent, and keys decide.
import { focusOn, onKey, say } from "./core.js";

const find = (selector, within = document) => within.querySelector(selector);
const place = find("#case[data-case]");
const form = document.getElementById("decide");
const field = (name) => form?.elements.namedItem(name);
const FIELDS = ["message", "facts", "quote"];
const KEPT = "case:";

// --- what is typed: kept by case, gone when it was sent -------------------------------------------------------------------

const done = find("[data-done-case]")?.dataset.doneCase;
if (done) sessionStorage.removeItem(KEPT + done);

function keep() {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, field(name)?.value ?? ""]));
  typed.changed = FIELDS.filter((name) => field(name) && field(name).value !== field(name).defaultValue);
  if (typed.changed.length) sessionStorage.setItem(KEPT + place.dataset.case, JSON.stringify(typed));
  else sessionStorage.removeItem(KEPT + place.dataset.case);
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT + place.dataset.case) ?? "null");
  if (!kept || place.dataset.kept !== undefined) return;
  for (const name of kept.changed) {
    const one = field(name);
    if (!one) continue;
    one.value = kept[name];
    const fold = one.closest("details");
    if (fold) fold.open = true;
  }
}

if (form && place) {
  restore();
  document.addEventListener("input", ({ target }) => target.form === form && FIELDS.includes(target.name) && keep());
}

// --- drafts: only what nobody touched is replaced ---------------------------------------------------------------------------

let asked, before;
const intoMessage = (event) => event.detail.ctx?.target?.id === "message";
document.addEventListener("htmx:before:request", (event) => {
  if (intoMessage(event)) asked = field("message")?.value;
});
document.addEventListener("htmx:before:swap", (event) => {
  if (intoMessage(event)) before = { area: field("message"), had: document.activeElement === field("message") };
});
// As soon as another field stands there and before the next key: the old one holds what was typed up to the moment it went.
const message = document.getElementById("message");
const onto = () => {
  const { area, had } = before ?? {};
  const now = field("message");
  if (!area || !now || area === now) return;
  before = null;
  if (area.value === asked) return;
  now.value = area.value;
  if (had) now.focus(), now.setSelectionRange(area.selectionEnd, area.selectionEnd);
};
if (message) new MutationObserver(onto).observe(message, { childList: true, subtree: true });

// --- choosing -----------------------------------------------------------------------------------------------------------------

const radio = (selector) => find(`#id_choice input${selector}`);

function choose(one) {
  if (!one) return;
  one.checked = true;
  one.dispatchEvent(new Event("change", { bubbles: true }));
  say(find(".choice-label", one.closest("label")).textContent); // The focus stays, so that another key can choose anew.
}

function pressed() {
  for (const one of document.querySelectorAll("[data-choose]")) one.ariaPressed = String(Boolean(radio(`[value="${one.dataset.choose}"]`)?.checked));
}

document.addEventListener("click", ({ target }) => {
  const one = target.closest("[data-choose]");
  if (one) choose(radio(`[value="${one.dataset.choose}"]`));
});
// The words about a rule go with the rule, as long as nobody wrote others.
const begun = () => [...(field("rule")?.options ?? [])].map((one) => one.dataset.facts ?? "");
document.addEventListener("change", ({ target }) => {
  if (target === field("rule") && begun().includes(field("facts").value.trim())) field("facts").value = target.selectedOptions[0].dataset.facts ?? "";
  const other = radio("[data-other]");
  if (target.matches("[data-puts]") && other) {
    other.checked = true;
    window.htmx.ajax("POST", `${location.origin}${radio("").getAttribute("hx-post")}`, { source: radio(""), target: "#message", swap: "innerHTML" });
  }
  pressed();
});

// --- keys ------------------------------------------------------------------------------------------------------------------------

const step = (by) => {
  const links = [...document.querySelectorAll(".case-link")].filter((link) => link.checkVisibility());
  const here = links.findIndex((link) => link === document.activeElement);
  const from = here < 0 ? links.findIndex((link) => link.ariaCurrent) : here;
  links[Math.min(links.length - 1, Math.max(0, from + by))]?.focus();
};
const unfold = (selector, within) => {
  const fold = find(selector);
  if (!fold) return;
  if (fold.matches("details")) fold.open = true;
  (find(within, fold) ?? fold).focus();
};
onKey("j", () => step(1));
onKey("k", () => step(-1));
for (const key of ["a", "e", "w", "r"]) onKey(key, () => choose(radio(`[data-key="${key}"]`)));
onKey("s", () => unfold(".snooze", "form .btn"));
onKey("n", () => unfold("[data-note]", "textarea"));
onKey("x", () => {
  const one = find("[data-key='x']");
  if (one?.matches("details")) unfold("[data-key='x']", "form :is(select, textarea, button)");
  else one?.click();
});
onKey("o", () => (document.activeElement.matches(".case-link") ? document.activeElement : find("[data-in-place]"))?.click());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || !form) return;
  if (event.target.form && event.target.form !== form) return;
  event.preventDefault();
  form.requestSubmit(find("[data-send]"));
});
if (done) say(find(".bench-undo span").textContent), focusOn(find("#case-title"));
