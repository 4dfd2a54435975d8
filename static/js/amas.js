// An AMA while it is open: answers appear as they are saved, votes change where they stand, and nothing moves by itself.
// A new order is offered in a pill; pressing it fetches the page and puts its list in place of this one.
import { say } from "./core.js";
import { counted } from "./live.js";

const list = () => document.getElementById("ama-questions");
const pill = document.getElementById("ama-news");
const rows = () => [...(list()?.querySelectorAll(":scope > [data-question]") ?? [])];
const fresh = new Set();
const waits = new Map();

async function page(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// --- answers: each question is fetched once for all that happens to it within a moment --------------------------------------

function soon(pk) {
  const row = document.querySelector(`[data-question="${pk}"]`);
  if (!row || waits.has(pk)) return;
  waits.set(pk, setTimeout(async () => {
    waits.delete(pk);
    const body = await page(row.dataset.body);
    const place = row.querySelector("[data-body-of]");
    if (body && place) place.replaceChildren(...document.adoptNode(body.body).childNodes);
  }, Math.random() * 300));
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
async function turn() {
  turning = 0;
  const place = document.getElementById("ama-now");
  const now = (place && (await page(place.dataset.now)))?.getElementById("ama-now");
  if (!now) return;
  const another = now.dataset.phase !== place.dataset.phase;
  place.replaceWith(document.adoptNode(now));
  if (another) say(now.querySelector(".ama-phase").textContent.trim());
}

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event === "ama.changed") soon(detail.question);
  else if (detail.event === "ama.votes") votes(detail.question, detail.votes);
  else if (detail.event === "ama.asked") {
    if (!document.querySelector(`[data-question="${detail.question}"]`)) fresh.add(detail.question);
    offer();
  } else if (detail.event === "ama.turned") turning ||= setTimeout(turn, Math.random() * 400);
  else if (["poll", "missed"].includes(detail.event)) {
    for (const row of rows()) soon(Number(row.dataset.question));
    turning ||= setTimeout(turn, Math.random() * 400);
  }
});

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
