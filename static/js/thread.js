// A thread that is being read: what was seen, where one is, what arrives meanwhile.
import { focusOn, onKey, say } from "./core.js";

const posts = document.getElementById("posts");
const pill = document.getElementById("new-replies");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const all = () => [...posts.querySelectorAll(".post")];
const numberOf = (post) => Number(post.dataset.number);
let last = Number(posts.dataset.last);

// --- what was read: half of a post in sight for 1.2 s while the page is visible ------------------------------------------

let read = 0;
let told = 0;
const waiting = new Map();
const seen = (post) => (read = Math.max(read, numberOf(post)));

const inSight = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      clearTimeout(waiting.get(target));
      const enough = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height > innerHeight / 2);
      if (enough && document.visibilityState === "visible") waiting.set(target, setTimeout(() => seen(target), 1200));
    }
  },
  { threshold: [0, 0.25, 0.5, 0.75, 1] },
);

const watch = () => {
  for (const post of all()) if (!post.dataset.watched) (post.dataset.watched = "yes"), inSight.observe(post);
};

function tell() {
  const address = posts.dataset.readAddress;
  if (!address || read <= told) return;
  told = read;
  const body = new URLSearchParams({ number: read, csrfmiddlewaretoken: token() });
  fetch(address, { method: "POST", body, keepalive: true }).catch(() => (told = 0));
}
setInterval(tell, 5000);
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());

// --- where one is: after a second of rest the address names the post at the top ------------------------------------------

const atTop = () => all().find((post) => post.getBoundingClientRect().bottom > 120) ?? all().at(-1);
let rest = 0;
addEventListener("scroll", () => {
  clearTimeout(rest);
  rest = setTimeout(() => {
    const number = numberOf(atTop() ?? all()[0]);
    if (number > 1) history.replaceState(history.state, "", `${posts.dataset.address}${number}/#p-${number}`);
  }, 1000);
}, { passive: true });

// An address with a number but no fragment, as people share it, opens at its post too.
const target = posts.querySelector(".post.is-target");
if (target && !location.hash && performance.getEntriesByType("navigation")[0]?.type !== "reload") target.scrollIntoView();

// --- keys -------------------------------------------------------------------------------------------------------------------

const current = () => document.activeElement?.closest?.(".post") ?? atTop();
const press = (selector, within = document) => [...within.querySelectorAll(selector)].find((e) => e.checkVisibility())?.click();
const step = (by) => {
  const list = all();
  const focused = document.activeElement?.closest?.(".post");
  const next = focused ? list[list.indexOf(focused) + by] : atTop();
  if (next) next.scrollIntoView({ block: "start" }), focusOn(next);
};
onKey("j", () => step(1));
onKey("k", () => step(-1));
onKey("u", () => press(".unread-jump"));
onKey("U", () => press("[data-latest]"));
onKey("a", () => press(".answer-jump"));
onKey("l", () => press(".react", current()));
onKey("e", () => current()?.querySelector("[data-edit]")?.click());

// --- reacting: what it needs is fetched with the first press, or the first news of one ----------------------------------------

let reacting = false;
const fetchReacting = (again) => !reacting && (reacting = true) && (import("./reactions.js").catch(() => {}).then(again), true);
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("[data-reactions]");
  if (form && event.submitter?.value && fetchReacting(() => form.requestSubmit(event.submitter))) event.preventDefault();
});
document.addEventListener("talkoot:live", ({ detail }) => {
  const again = () => document.dispatchEvent(new CustomEvent("talkoot:live", { detail }));
  if (detail.event === "reactions") fetchReacting(again);
});

// --- news: a pill, or the posts themselves when the end is in view and nobody is writing -------------------------------------

const writing = () => document.activeElement?.closest?.(".composer") && document.activeElement.value;
const endInView = () => posts.getBoundingClientRect().bottom < innerHeight + 80;
const shownTo = () => Math.max(0, ...all().map(numberOf));

async function fetchNew() {
  const address = posts.dataset.sinceAddress.replace(/0\/$/, `${shownTo()}/`);
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!response.ok) return;
  const fragment = document.createRange().createContextualFragment(await response.text());
  const first = fragment.querySelector(".post");
  posts.append(fragment);
  window.htmx?.process?.(posts);
  pill.hidden = true;
  watch();
  return first;
}

function arrived(count) {
  const sentence = count === 1 ? pill.dataset.one : pill.dataset.many.replace("%n", count);
  pill.querySelector("span").textContent = sentence;
  say(sentence);
  if (posts.dataset.isLast === "yes" && endInView() && !writing()) return fetchNew();
  pill.hidden = false;
}

pill.addEventListener("click", async () => {
  if (posts.dataset.isLast !== "yes") return location.assign(`${posts.dataset.address}${shownTo() + 1}/`);
  const first = await fetchNew();
  if (first) first.scrollIntoView({ block: "center" }), focusOn(first);
});

/** Without a stream, and after an absence: ask whether there is more than was told. */
async function look() {
  const response = await fetch(posts.dataset.sinceAddress.replace(/0\/$/, `${last}/`), { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!response?.ok) return;
  const found = document.createRange().createContextualFragment(await response.text()).querySelectorAll(".post");
  const newest = Math.max(0, ...[...found].map(numberOf));
  if (newest > last) (last = newest), arrived(last - shownTo());
}

document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event === "poll" || detail.event === "missed") return look();
  if (detail.channel !== `thread:${posts.dataset.thread}` || detail.event !== "post.created") return;
  if (detail.number <= last || document.getElementById(`p-${detail.number}`)) return;
  last = detail.number;
  arrived(last - shownTo());
});

document.addEventListener("htmx:after:swap", () => {
  watch();
  last = Math.max(last, shownTo());
});
watch();
