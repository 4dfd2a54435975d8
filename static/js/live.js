// News while a page is open: one stream of server-sent events, which carries ids and counts only. Every message becomes
// a `talkoot:live` event on the document, with the message in `detail`; `event` says what happened, `channel` where, `at` is
// the number of the message.
// Without a stream the page asks every 45 s; those who listen then get `{event: "poll"}` and look for themselves.

const HIDDEN_MS = 60_000;
const POLL_MS = 45_000;
const EVENTS = [
  "post.created", "post.changed", "answer.changed", "reactions", "undone", "thread.moved", "inbox", "missed", "line.written",
  "line.changed", "idea.changed", "case.changed", "ama.changed", "ama.votes", "ama.asked", "ama.turned",
];

/** The stream's address: the channels of all `<meta name="live">`, each once. */
function address() {
  const channels = new Set();
  for (const { content } of document.querySelectorAll('meta[name="live"]')) {
    for (const channel of new URL(content, location).searchParams.getAll("c")) channels.add(channel);
  }
  return channels.size ? `/live/?${new URLSearchParams([...channels].slice(0, 20).map((channel) => ["c", channel]))}` : "";
}

const say = (detail) => document.dispatchEvent(new CustomEvent("talkoot:live", { detail }));
const where = address();
let stream = null;
let last = "";
let polling = 0;
let leaving = 0;
let opened = false;

function open() {
  if (!where || stream || document.visibilityState === "hidden") return;
  stream = new EventSource(last ? `${where}&since=${last}` : where);
  stream.addEventListener("open", () => {
    // Whoever was away asks once what there is; a page that was just loaded knows.
    if (opened || polling) say({ event: "poll" });
    stopPolling();
    opened = true;
  });
  for (const name of EVENTS) {
    stream.addEventListener(name, (event) => {
      if (event.lastEventId) last = event.lastEventId;
      say({ ...JSON.parse(event.data), event: name, at: event.lastEventId });
    });
  }
  // Rights have changed: this page may no longer hear all it hears. It stays as it is and asks no more.
  stream.addEventListener("closed", () => {
    close();
    stopPolling();
  });
  // A browser comes back by itself after a broken connection, but not after a refusal; until it is back the page asks.
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) close();
    polling ||= setInterval(poll, POLL_MS);
  });
}

function close() {
  stream?.close();
  stream = null;
}

function stopPolling() {
  clearInterval(polling);
  polling = 0;
}

function poll() {
  if (document.visibilityState === "hidden" || !navigator.onLine) return;
  say({ event: "poll" });
  open();
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.visibilityState === "visible") return polling ? poll() : open();
  leaving = setTimeout(close, HIDDEN_MS);
});
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();

// --- the numbers beside Inbox and Messages -------------------------------------------------------------------------------------

const inbox = document.querySelector('meta[name="inbox-count"]')?.content;
let asking = 0;

async function count() {
  asking = 0;
  const answer = await fetch(inbox, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of fresh.querySelectorAll("[data-for]")) {
    const link = document.querySelector(`.${place.dataset.for} a[href="${place.dataset.at}"]`);
    link?.querySelector("[data-count]")?.remove();
    const shown = place.querySelector("[data-count]");
    if (link && shown) link.append(document.adoptNode(shown));
  }
}

if (inbox) {
  document.addEventListener("talkoot:live", ({ detail }) => {
    // Several things at once, and many pages at once, ask one by one.
    if (["inbox", "poll", "missed"].includes(detail.event)) asking ||= setTimeout(count, 200 + Math.random() * 800);
  });
}

// --- lists of threads: nothing moves, a pill says how many have news ------------------------------------------------------

const pill = document.getElementById("new-threads");
const moved = new Set();
pill?.addEventListener("click", () => location.assign(pill.dataset.address || location.pathname + location.search));
document.addEventListener("talkoot:live", ({ detail }) => {
  if (!pill) return;
  if (detail.event === "thread.moved") drawMoved(detail.thread);
  else if (detail.event === "poll" || detail.event === "missed") lookAtList();
});

/** A pill's sentence for a number, in the plural form of the language: data-one, data-few, data-many or data-other. */
export function counted({ dataset }, number) {
  const form = new Intl.PluralRules(document.documentElement.lang || "en").select(number);
  return (dataset[form] ?? dataset.other).replace("%n", number);
}

function drawMoved(...threads) {
  for (const thread of threads) moved.add(thread);
  if (!moved.size) return;
  const sentence = counted(pill, moved.size);
  pill.querySelector("span").textContent = sentence;
  if (pill.hidden) import("./core.js").then((core) => core.say(sentence));
  pill.hidden = false;
}

/** Which threads of the list moved since the page was made. */
async function lookAtList() {
  const answer = await fetch(pill.dataset.list).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".row");
  const fresh = [...rows].filter((row) => new Date(row.querySelector("time").dateTime) > new Date(pill.dataset.since));
  drawMoved(...fresh.map((row) => Number(row.querySelector("h3 a").pathname.split("/")[2])));
}
