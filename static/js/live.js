// News while a page is open: one stream of server-sent events, which carries ids and counts only. Every message becomes
// a `talkoot:live` event on the document, with the message in `detail`; `event` says what happened, `channel` where.
// Without a stream the page asks every 45 s; those who listen then get `{event: "poll"}` and look for themselves.

const HIDDEN_MS = 60_000;
const POLL_MS = 45_000;
const EVENTS = [
  "post.created", "post.changed", "answer.changed", "reactions", "undone", "thread.moved", "inbox", "missed",
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
    stopPolling();
    // Whoever was away asks once what there is; a page that was just loaded knows.
    if (opened) say({ event: "poll" });
    opened = true;
  });
  for (const name of EVENTS) {
    stream.addEventListener(name, (event) => {
      if (event.lastEventId) last = event.lastEventId;
      say({ ...JSON.parse(event.data), event: name });
    });
  }
  // Rights have changed: this page may no longer hear all it hears. It stays as it is and asks no more.
  stream.addEventListener("closed", () => close());
  // A browser comes back by itself after a broken connection, but not after a refusal.
  stream.addEventListener("error", () => {
    if (stream?.readyState !== EventSource.CLOSED) return;
    close();
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
  if (document.visibilityState === "visible" && navigator.onLine) say({ event: "poll" });
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.visibilityState === "visible") return polling ? poll() : open();
  leaving = setTimeout(close, HIDDEN_MS);
});
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();

// --- the number beside the word Inbox -------------------------------------------------------------------------------------

const inbox = document.querySelector('meta[name="inbox-count"]')?.content;
let asking = 0;

async function count() {
  asking = 0;
  const answer = await fetch(inbox, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of ["side", "tabbar"]) {
    const link = document.querySelector(`.${place} a[href="/inbox/"]`);
    link?.querySelector("[data-count]")?.remove();
    const shown = fresh.querySelector(`[data-for="${place}"] [data-count]`);
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
  if (!pill || detail.event !== "thread.moved") return;
  moved.add(detail.thread);
  const form = new Intl.PluralRules(document.documentElement.lang || "en").select(moved.size);
  const sentence = (pill.dataset[form] ?? pill.dataset.other).replace("%n", moved.size);
  pill.querySelector("span").textContent = sentence;
  if (pill.hidden) import("./core.js").then((core) => core.say(sentence));
  pill.hidden = false;
});

// --- the title counts what came, where somebody follows the thread ---------------------------------------------------------

const posts = document.getElementById("posts");
const title = document.title;
const arrived = new Set();
document.addEventListener("talkoot:live", ({ detail }) => {
  if (posts?.dataset.followed !== "yes" || detail.event !== "post.created" || document.visibilityState === "visible") return;
  arrived.add(detail.number);
  document.title = `(${arrived.size}) ${title}`;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" || !arrived.size) return;
  arrived.clear();
  document.title = title;
});
