// News of an open thread: a pill, or the posts themselves when the end is in view and nobody is writing.
import { focusOn, say } from "./core.js";
import { counted } from "./live.js";

const posts = document.getElementById("posts");
const pill = document.getElementById("new-replies");
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
  fragment?.querySelectorAll(".post").forEach((post) => document.getElementById(post.id) && post.remove());
  const first = fragment?.querySelector(".post");
  if (!first) return;
  document.getElementById("thread-counts").replaceWith(fragment.getElementById("thread-counts"));
  posts.append(fragment);
  window.htmx?.process?.(posts);
  known = shownTo();
  pill.hidden = known >= last;
  document.dispatchEvent(new CustomEvent("talkoot:arrived"));
  return first;
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

pill.addEventListener("click", async () => {
  if (!endsHere()) return location.assign(`${posts.dataset.address}${known + 1}/#p-${known + 1}`);
  const first = await show();
  if (first) first.scrollIntoView({ block: "center" }), focusOn(first);
});

/** Without a stream, and after an absence: ask whether there is more than was told. */
async function look() {
  const fragment = await after(last);
  const newest = fragment ? Math.max(0, ...numbers(fragment)) : 0;
  if (newest > last) (last = newest), arrived();
}

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event === "poll" || detail.event === "missed") return look();
  if (detail.channel !== `thread:${posts.dataset.thread}` || detail.event !== "post.created") return;
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
