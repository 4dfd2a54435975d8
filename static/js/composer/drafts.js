// Drafts: on this device 0.4 s after the last key, on the server after 3 s, on leaving a field, and with the page.
import { isUntouched, post } from "./text.js";

const NAMES = ["body", "title", "tags", "kind", "space", "reply_to"];

export function drafts({ form, area, words }) {
  const { member, draft, save, saved } = form.dataset;
  const place = `draft:${member}:${draft}`;
  const status = document.getElementById("composer-status");
  const version = form.elements.draft_version;
  const others = document.getElementById("composer-others");
  let soon, later, sending, again, clean = true;

  const say = (text) => (status.textContent = text);
  const value = (name) => form.elements[name]?.value ?? "";
  const typed = () => ({ ...Object.fromEntries(NAMES.map((name) => [name, value(name)])), body: isUntouched(form) ? "" : area.value });

  function keepHere() {
    const now = typed();
    try {
      if (now.body.trim() || now.title) localStorage.setItem(place, JSON.stringify({ ...now, at: Date.now() }));
      else localStorage.removeItem(place);
    } catch {} // A full or forbidden store: the server still has it.
  }

  async function keepThere(more) {
    clearTimeout(later);
    if (clean) return;
    if (!save) return void (keepHere(), (clean = true), say(area.value.trim() ? words.kept : "")); // These stay on the device.
    if (sending && !more) return void (again = true);
    clean = true;
    sending = true;
    say(words.saving);
    try {
      const response = await post(form, save, new FormData(form), more);
      const answer = await response.json();
      if (response.ok) version.value = answer.version;
      say(answer.words ?? answer.error ?? words.device);
      answer.others?.forEach(showOther);
      for (const pre of others.querySelectorAll("pre")) if (area.value.includes(pre.textContent.trim())) pre.closest("details").remove();
    } catch {
      clean = false;
      say(words.device);
    }
    sending = false;
    if (again) (again = false), keepThere();
  }

  function touch() {
    clean = false;
    clearTimeout(soon);
    clearTimeout(later);
    soon = setTimeout(keepHere, 400);
    later = setTimeout(keepThere, 3000);
  }

  function showOther(text) {
    if (area.value.includes(text.trim()) || [...others.querySelectorAll("pre")].some((pre) => pre.textContent === text)) return;
    others.append(document.getElementById("other-version").content.cloneNode(true));
    others.lastElementChild.querySelector("pre").textContent = text;
  }

  /** What this device kept and the server does not have: the newer one is shown, the older one stays beside it. */
  function restore() {
    let here;
    try {
      here = JSON.parse(localStorage.getItem(place));
    } catch {}
    if (!here?.body || here.body === area.value) return;
    if (here.at / 1000 > (Number(saved) || 0)) {
      const there = area.value;
      for (const name of NAMES) if (here[name] && form.elements[name] && name !== "reply_to") form.elements[name].value = here[name];
      showOther(there);
      touch();
    } else showOther(here.body);
  }

  form.addEventListener("input", ({ target }) => target.name && touch());
  form.addEventListener("change", ({ target }) => target.name && touch());
  form.addEventListener("focusout", ({ target }) => target.name && keepThere());
  addEventListener("online", () => keepThere());
  addEventListener("pagehide", () => {
    if (!clean) keepHere(), keepThere({ keepalive: true });
  });
  form.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-use-other]")) return;
    const pre = target.closest("details").querySelector("pre");
    const text = pre.textContent;
    pre.textContent = area.value;
    area.value = text;
    area.focus();
    touch();
  });
  restore();
  if (area.value !== area.defaultValue) touch(); // Typed while this was on its way.

  return {
    touch,
    save: keepThere,
    /** Nothing is saved while the text is on its way. */
    hold: () => (clearTimeout(soon), clearTimeout(later), keepHere(), (clean = true)),
    forget() {
      clearTimeout(soon);
      clearTimeout(later);
      clean = true;
      localStorage.removeItem(place);
      version.value = 0;
      say("");
    },
  };
}
