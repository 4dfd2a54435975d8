// News of an open thread: a pill, or the posts themselves when the end is in view and nobody is writing; and what became
// of an idea, as a line between them and in its head.
import { focusOn, say } from "./core.js";
import { counted } from "./live.js";

const posts = document.getElementById("posts");
const pill = document.getElementById("new-replies");
const NEWS = ".post, [id^=change-]";
const numbers = (within) => [...within.querySelectorAll(".post")].map((post) => Number(post.dataset.number));
const shownTo = () => Math.max(0, ...numbers(posts));
const endsHere = () => posts.dataset.isLast === "yes";
const writing = () => document.activeElement?.closest?.(".composer") && document.activeElement.value;
const endInView = () => posts.getBoundingClientRect().bottom < innerHeight + 80;
let known = Number(posts.dataset.last); // The newest post the reader has here, or had when the page was made.
let last = known; // The newest there is.
let saying = 0;

async function after(number) {
  const address = posts.dataset.sinceAddress.replace(/0\/$/, `${number}/`);
  const response = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  return response?.ok ? document.createRange().createContextualFragment(await response.text()) : null;
}

async function show() {
  const fragment = await after(shownTo());
  // Two answers that were under way at once hold the same posts.
  fragment?.querySelectorAll(NEWS).forEach((one) => document.getElementById(one.id) && one.remove());
  const first = fragment?.querySelector(NEWS);
  if (!first) return;
  heads(fragment);
  posts.append(fragment);
  window.htmx?.process?.(posts);
  known = shownTo();
  pill.hidden = known >= last;
  document.dispatchEvent(new CustomEvent("talkoot:arrived"));
  return first;
}

/** Counts and status in the head, as they are now. */
function heads(fragment) {
  for (const id of ["thread-counts", "idea-now"]) {
    const fresh = fragment.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
}

/** Something became of the idea: the head says so, and so does a line at the end, unless somebody is writing below it. */
function became(fragment) {
  const line = [...fragment.querySelectorAll("[id^=change-]")].find((one) => !document.getElementById(one.id));
  if (!line) return;
  say(line.querySelector("b").textContent);
  if (endsHere() && !writing() && (known >= last || endInView())) return show();
  heads(fragment);
  if (!pill.hidden) return;
  pill.querySelector("span").textContent = pill.dataset.status;
  pill.hidden = false;
}

function arrived() {
  posts.dataset.last = last;
  for (const link of document.querySelectorAll("[data-latest]")) link.href = `${posts.dataset.address}${last}/#p-${last}`;
  const sentence = counted(pill, last - known);
  pill.querySelector("span").textContent = sentence;
  // Said once for all that comes together.
  clearTimeout(saying);
  saying = setTimeout(() => say(sentence), 600);
  if (endsHere() && endInView() && !writing()) return show();
  pill.hidden = false;
}

/** The first post that came, or the last one there is, below which the line stands. */
function nextUnseen() {
  const number = Math.min(known + 1, last);
  return `${posts.dataset.address}${number}/#p-${number}`;
}

pill.addEventListener("click", async () => {
  if (!endsHere()) return location.assign(nextUnseen());
  const first = await show();
  if (first) first.scrollIntoView({ block: "center" }), focusOn(first);
});

/** Without a stream, and after an absence: ask whether there is more than was told. */
async function look() {
  const fragment = await after(last);
  const newest = fragment ? Math.max(0, ...numbers(fragment)) : 0;
  if (newest > last) (last = newest), arrived();
  else if (fragment) became(fragment);
}

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event === "poll" || detail.event === "missed") return look();
  if (detail.channel !== `thread:${posts.dataset.thread}`) return;
  if (detail.event === "idea.changed") return look();
  if (detail.event !== "post.created") return;
  if (detail.number <= last || document.getElementById(`p-${detail.number}`)) return;
  last = detail.number;
  arrived();
});

// One's own reply stands here already.
document.addEventListener("htmx:after:swap", () => {
  if (endsHere()) known = Math.max(known, shownTo());
  last = Math.max(last, known);
  if (known >= last) pill.hidden = true;
});

// --- the title counts what came, where somebody follows the thread ---------------------------------------------------------

const title = document.title;
const unseen = new Set();
document.addEventListener("talkoot:live", ({ detail }) => {
  if (posts.dataset.followed !== "yes" || detail.event !== "post.created" || document.visibilityState === "visible") return;
  unseen.add(detail.number);
  document.title = `(${unseen.size}) ${title}`;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" || !unseen.size) return;
  unseen.clear();
  document.title = title;
});
