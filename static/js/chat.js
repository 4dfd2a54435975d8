// A chat room: lines go out at once and arrive by themselves; nothing jumps unless the end is in view.
import { focusOn, say } from "./core.js";
import { counted } from "./live.js";

const lines = document.getElementById("lines");
const form = document.getElementById("write-form");
const area = document.getElementById("write-body");
const pill = document.getElementById("new-lines");
const room = lines.dataset.address;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const isLast = lines.dataset.isLast === "yes";
const all = () => [...lines.querySelectorAll(".line[data-line]")];
const idOf = (line) => Number(line.dataset.line);
const shownTo = () => Math.max(Number(lines.dataset.last), ...all().map(idOf));
const ask = (address, more) => fetch(address, { headers: { "HX-Request": "true" }, ...more }).catch(() => null);
const send = (address, body) => ask(address, { method: "POST", body });
const parse = (html) => document.createRange().createContextualFragment(html);
const place = document.getElementById("write");
const below = () => lines.getBoundingClientRect().bottom + place.offsetHeight + 16 - innerHeight;
const endInView = () => below() < 60;
const toEnd = () => scrollBy({ top: below(), behavior: "instant" });
let told = shownTo(), waiting = new Set(), asking = false;

/** Put fetched lines behind those that are there, each once; a day is named once too. */
function add(html, sent) {
  const stay = !sent && !endInView();
  sent?.remove();
  const fresh = parse(html);
  for (const one of fresh.querySelectorAll(".line[data-line]")) {
    document.getElementById(one.id) ? one.remove() : (one.classList.add("is-arriving"), waiting.delete(idOf(one)));
  }
  for (const day of fresh.querySelectorAll(".lines-day")) if (lines.querySelector(`[data-day="${day.dataset.day}"]`)) day.remove();
  document.getElementById("lines-empty")?.remove();
  const pending = lines.querySelector(".is-sending");
  pending ? pending.before(fresh) : lines.append(fresh);
  window.htmx?.process?.(lines);
  told = Math.max(told, shownTo());
  if (!stay) toEnd();
  read();
}

/** Ask for what came since, one question at a time; what arrives meanwhile is asked for afterwards. */
async function fetchNew() {
  if (asking) return;
  asking = true;
  for (let before = -1; before < shownTo() && (before < 0 || shownTo() < told); ) {
    before = shownTo();
    const answer = await ask(`${room}since/${before}/`);
    if (!answer?.ok) break;
    add(await answer.text());
  }
  asking = false;
}

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event === "poll" || detail.event === "missed") return isLast && fetchNew();
  if (detail.channel !== lines.dataset.channel) return;
  if (detail.event === "line.changed") return refresh(detail.line);
  if (detail.event !== "line.written" || detail.line <= shownTo() || waiting.has(detail.line)) return;
  told = Math.max(told, detail.line);
  waiting.add(detail.line);
  if (isLast && (endInView() || document.activeElement === area)) return fetchNew();
  pill.querySelector("span").textContent = counted(pill, waiting.size);
  pill.hidden = false;
});
pill.addEventListener("click", async () => {
  if (!isLast) return location.assign(`${room}#lines-end`);
  pill.hidden = true;
  await fetchNew(), toEnd();
  if (all().length) focusOn(lines);
});
addEventListener("scroll", () => {
  if (pill.hidden || !isLast || !endInView()) return;
  pill.hidden = true;
  fetchNew();
}, { passive: true });
async function refresh(id) {
  const line = document.querySelector(`#m-${id}:not(:has(.line-form))`);
  const answer = line && await ask(`${room}lines/${id}/`);
  if (answer?.status === 404) line.remove();
  else if (answer?.ok) line.replaceWith(parse(await answer.text()));
}

// --- what was read: the end of the lines in sight while the page is visible -------------------------------------------------
let mark = 0, later = 0;
function read() {
  clearTimeout(later);
  later = setTimeout(() => {
    const last = shownTo();
    if (!lines.dataset.read || document.visibilityState !== "visible" || last <= mark || !endInView()) return;
    mark = last;
    send(lines.dataset.read, new URLSearchParams({ line: last, csrfmiddlewaretoken: token() })).then((it) => it?.ok || (mark = 0));
  }, 1200);
}
addEventListener("scroll", read, { passive: true }), document.addEventListener("visibilitychange", read);

// --- writing -------------------------------------------------------------------------------------------------------------------
const problem = (text, notice = Object.assign(document.createElement("p"), { className: "notice warn", textContent: text })) => {
  document.getElementById("write-problem").replaceChildren(...(text ? [notice] : []));
  if (text) say(text, true);
};
const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}`.replace(/\W/g, "");
let turn = Promise.resolve();
function write(event) {
  event.preventDefault();
  const text = area.value.trim(), body = new FormData(form, event.submitter); // A button may ask for a moderator.
  if (!text) return area.focus();
  form.elements.key.value = newKey();
  const sent = Object.assign(document.createElement("div"), { className: "line is-sending", title: form.dataset.sending });
  sent.append(Object.assign(document.createElement("div"), { className: "line-body", textContent: text }));
  lines.append(sent);
  area.value = "", problem(""), toEnd();
  turn = turn.then(() => deliver(text, body, sent)); // One after the other, in the order in which they were written.
}

async function deliver(text, body, sent) {
  body.set("last", shownTo());
  const answer = await send(form.action, body);
  if (answer?.ok && !answer.redirected) return add(await answer.text(), sent);
  // Nothing is lost: the words go back. If only the answer was lost, the same key makes one line of both tries.
  sent.remove();
  if (!answer && !area.value) form.elements.key.value = body.get("key");
  area.value = [text, area.value].filter(Boolean).join("\n");
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  // What a rule stopped comes with its reasons, and with a button that asks a moderator.
  problem(page?.querySelector("[data-problem]")?.textContent ?? form.dataset.failed, page?.querySelector(".notice:has(.rule-reasons)") ?? undefined);
}

if (form) {
  let keys;
  const load = () => (keys ??= import("./chat-writing.js").then((part) => part.start({ form, area, lines, ask, send, parse })));
  form.addEventListener("submit", write);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    form.requestSubmit();
  });
  for (const part of [form, lines]) part.addEventListener("focusin", load, { once: true });
}

// A talk has the composer of all other texts; it comes when somebody begins to write, or has words of before on this device.
const composer = document.getElementById("composer");
const begin = () => import("./messages.js").then((part) => part.start(composer));
for (const sign of composer ? ["focusin", "pointerdown"] : []) composer.addEventListener(sign, begin, { once: true });
if (composer && `draft:${composer.dataset.member}:${composer.dataset.draft}` in localStorage) begin();

// --- where the page opens -------------------------------------------------------------------------------------------------------
const unread = document.getElementById("unread");
if (!location.hash && lines.dataset.asked === "no") unread ? unread.scrollIntoView({ block: "center" }) : toEnd();
read();
