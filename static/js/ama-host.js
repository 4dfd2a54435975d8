// The host's page: keys, a paragraph that is not lost, and the queue fetched anew when nobody types in it.
import { say } from "./core.js";

const console_ = () => document.querySelector("[data-console]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const typing = (node) => node?.closest?.("input, textarea, select, [contenteditable]");

function step(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement?.closest("[data-row]"));
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

const here = () => document.activeElement?.closest("[data-row]");
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector("[data-host-next]")?.click(),
  a: () => here()?.querySelector("[data-take]")?.click(),
  s: () => {
    const fold = here()?.querySelector("details");
    if (!fold) return;
    fold.open = true;
    fold.querySelector("input:not([type=hidden])")?.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const quiet = typing(event.target) || document.documentElement.dataset.shortcuts === "off" || document.querySelector("dialog[open]");
  if (quiet || !KEYS[event.key]) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  KEYS[event.key]();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest?.("form.host-say")?.requestSubmit();
});

// What is typed stays in this tab until it is saved, also in a field that came with a fresh queue.
const kept = (target) => target.closest?.("form[data-keep]");
function fill() {
  const form = document.querySelector("form[data-keep]");
  if (form && !form.source.value) form.source.value = sessionStorage.getItem(form.dataset.keep) ?? "";
}
fill();
document.addEventListener("input", ({ target }) => kept(target) && sessionStorage.setItem(kept(target).dataset.keep, target.form.source.value));
document.addEventListener("submit", ({ target }) => kept(target) && sessionStorage.removeItem(target.dataset.keep));

let timer = 0;
async function refresh() {
  timer = 0;
  if (typing(document.activeElement) || document.querySelector("[data-console] details[open]")) return soon(3000);
  const answer = await fetch(location.pathname.replace(/[^/]+\/$/, "host/")).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-console]");
  const at = rows().indexOf(here());
  if (!fresh || typing(document.activeElement)) return;
  console_().replaceWith(document.adoptNode(fresh));
  fill();
  if (at >= 0) rows()[Math.min(at, rows().length - 1)]?.focus();
}
const soon = (wait = 600) => (timer ||= setTimeout(refresh, wait + Math.random() * 400));

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event.startsWith("ama.") || ["poll", "missed"].includes(detail.event)) soon();
  if (detail.event === "ama.asked" && document.hidden === false) say(document.getElementById("waiting-title")?.textContent ?? "");
});
