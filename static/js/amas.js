// An AMA while it is open: answers appear as they are saved, votes change where they stand, and nothing moves by itself.
// A new order is offered in a pill; pressing it fetches the page and puts its list in place of this one.
import { hold, onShow, paused, steady } from "./ama-quiet.js";
import { say } from "./core.js";
import { counted } from "./live.js";

const list = () => document.getElementById("ama-questions");
const pill = document.getElementById("ama-news");
const rows = () => [...(list()?.querySelectorAll(":scope > [data-question]") ?? [])];
const fresh = new Set();
const waits = new Map();
const SPREAD_MS = 300;
let asked = 0;

async function page(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** What a place shows, as it is since this message: as all who listen get it, or as Django says it to anybody. */
async function freshOf({ dataset }, at) {
  return (at && (await page(`${dataset.part}&at=${at}`))) || page(dataset.body);
}

// --- answers: each question is fetched once for all that happens to it within a moment --------------------------------------

function soon(pk, at) {
  const row = document.querySelector(`[data-question="${pk}"]`);
  if (!row) return;
  const waiting = waits.has(pk);
  waits.set(pk, at);
  if (waiting) return;
  setTimeout(async () => {
    const newest = waits.get(pk);
    const mine = ++asked;
    waits.delete(pk);
    const body = await freshOf(row, newest);
    const place = row.querySelector("[data-body-of]");
    if (!body || !place || mine < (place.asked ?? 0)) return; // what was asked for later is there already
    place.asked = mine;
    steady(list(), () => place.replaceChildren(...document.adoptNode(body.body).childNodes));
  }, Math.random() * SPREAD_MS);
}

// --- votes and order --------------------------------------------------------------------------------------------------------

function votes(pk, number) {
  const row = document.querySelector(`[data-question="${pk}"]`);
  const shown = row?.querySelector("[data-number]");
  if (shown && !row.querySelector("[data-vote][aria-busy]")) shown.textContent = number;
  if (!row) fresh.add(pk);
  offer();
}

const rank = (row) => Number(row.dataset.rank) + Number(row.querySelector("[data-number]")?.textContent ?? 0);

/** How many questions would stand further up, or are not on the page yet. */
function news() {
  if (list()?.dataset.show !== "wanted") return fresh.size;
  const now = rows().filter((row) => !row.classList.contains("is-on"));
  const then = [...now].sort((one, other) => rank(other) - rank(one));
  return fresh.size + now.filter((row, place) => then.indexOf(row) < place).length;
}

function offer() {
  if (!pill) return;
  const number = news();
  if (!number) return void (pill.hidden = true);
  pill.querySelector("span").textContent = counted(pill, number);
  if (pill.hidden) say(pill.textContent.trim());
  pill.hidden = false;
}

pill?.addEventListener("click", async () => {
  const whole = await page(location.href);
  const next = whole?.getElementById("ama-questions");
  if (!next || !list()) return location.reload();
  list().replaceWith(document.adoptNode(next));
  window.htmx?.process?.(list());
  fresh.clear();
  pill.hidden = true;
  list().querySelector("a")?.focus({ preventScroll: true });
});

// --- the phase, and what is on ------------------------------------------------------------------------------------------------

let turning = 0;
async function turn(at) {
  turning = 0;
  const place = document.getElementById("ama-now");
  const now = (place && (await freshOf(place, at)))?.getElementById("ama-now");
  if (!now) return;
  const another = now.dataset.phase !== place.dataset.phase;
  place.replaceWith(document.adoptNode(now));
  count("answered", now.dataset.answered);
  if (another) say(now.querySelector(".ama-phase").textContent.trim());
}
/** The number on a tab, as soon as it has one. */
function count(show, number) {
  const tab = document.querySelector(`.tabs a[href="?show=${show}"]`);
  let place = tab?.querySelector(".count");
  if (tab && !place && Number(number)) {
    place = Object.assign(document.createElement("span"), { className: "count" });
    tab.append(" ", place);
  }
  if (place) place.textContent = number;
}
const turnSoon = (at) => {
  clearTimeout(turning);
  turning = setTimeout(turn, Math.random() * SPREAD_MS, at);
};

function show(detail) {
  if (detail.event === "ama.changed") soon(detail.question, detail.at);
  else if (detail.event === "ama.votes") votes(detail.question, detail.votes);
  else if (detail.event === "ama.asked") {
    if (!document.querySelector(`[data-question="${detail.question}"]`)) fresh.add(detail.question);
    offer();
    turnSoon(detail.at);
  } else if (detail.event === "ama.turned") turnSoon(detail.at);
  else if (["poll", "missed"].includes(detail.event)) {
    for (const row of rows()) soon(Number(row.dataset.question));
    turnSoon();
  }
}

onShow(show);
document.addEventListener("talkoot:live", ({ detail }) => (paused() ? hold(detail) : show(detail)));

// --- what was asked already, while one types -------------------------------------------------------------------------------

const ask = document.getElementById("ask");
const similar = document.getElementById("similar");
let typing = 0;
ask?.question.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const found = await page(`${ask.dataset.similar}?${new URLSearchParams({ question: ask.question.value })}`);
    if (!found) return;
    similar.replaceChildren(...document.adoptNode(found.body).childNodes);
    similar.hidden = !similar.textContent.trim();
  }, 350);
});
