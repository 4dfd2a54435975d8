// A thread that is being read: what was seen; and what is fetched when it is first needed, writing above all.
import { onKeys } from "./core.js";

const posts = document.getElementById("posts");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const all = () => [...posts.querySelectorAll(".post")];
const numberOf = (post) => Number(post.dataset.number);

// --- what was read: half of a post in sight for 1.2 s while the page is visible ------------------------------------------

let read = 0, told = 0;
const waiting = new Map();
const seen = (post) => {
  read = Math.max(read, numberOf(post));
  draw();
};

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

// How many replies of how many, in the title bar; nothing for visitors, whose reading is not remembered.
const bar = document.querySelector(".places-bar");
const count = document.querySelector(".places-read [data-words]");
function draw() {
  if (!bar) return;
  bar.max = Math.max(bar.max, posts.dataset.last - 1 - (posts.dataset.left ?? 0));
  bar.value = Math.max(bar.value, read - 1 - (posts.dataset.left ?? 0));
  count.textContent = count.dataset.words.replace("%n", bar.value).replace("%m", bar.max);
}
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());

// An address with a number but no fragment, as people share it, opens at its post too.
const target = posts.querySelector(".post.is-target");
if (target && !location.hash && performance.getEntriesByType("navigation")[0]?.type !== "reload") target.scrollIntoView();

// --- what is folded stands open on paper -----------------------------------------------------------------------------------

addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.rest:not([open])")) fold.open = fold.dataset.printed = true;
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-printed]")) (fold.open = false), delete fold.dataset.printed;
});

// --- fetched when first needed: what reactions, pictures, news and moving about need ----------------------------------------

const ready = new Set();
const [reacting, picturing] = [() => import("./reactions.js"), () => import("./pictures.js")];
const [arriving, moving] = [() => import("./arriving.js"), () => import("./moving.js").catch(() => null)];
/** Go on once a module is there; false if it is already. A module that does not come is as good as no script. */
const fetchFor = (module, goOn) => !ready.has(module) && (module().finally(() => ready.add(module)).then(goOn, goOn), true);

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("[data-reactions]");
  if (form && event.submitter?.value && fetchFor(reacting, () => form.requestSubmit(event.submitter))) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const picture = plain && event.target.closest("a.picture");
  if (picture && fetchFor(picturing, () => picture.click())) event.preventDefault();
});
const modules = { reactions: reacting, "post.created": arriving, "idea.changed": arriving, poll: arriving, missed: arriving };
document.addEventListener("talkoot:live", ({ detail }) => {
  if (modules[detail.event]) fetchFor(modules[detail.event], () => document.dispatchEvent(new CustomEvent("talkoot:live", { detail })));
});
for (const sign of ["scroll", "hashchange"]) addEventListener(sign, moving, { once: true, passive: true });
document.querySelector(".places")?.addEventListener("toggle", moving, { once: true });
onKeys("jkuUalbe", moving);
if (location.hash) moving();

document.addEventListener("htmx:after:swap", watch);
document.addEventListener("talkoot:arrived", watch);
watch();

// --- writing: the composer comes with the first press, which it then gets; what is typed meanwhile stands in the field -------

const form = document.getElementById("composer");
const fetchComposer = () => import("./composer/composer.js").then((it) => it.start(form));
let composer;
const compose = () => (composer ??= fetchComposer().catch(() => (composer = null)));

/** Into the field; a draft goes on at its end. */
function enter() {
  const { body } = form.elements;
  if (!body.selectionEnd) body.setSelectionRange(body.value.length, body.value.length);
  body.focus({ preventScroll: true });
}

/** What would come to nothing without the composer, and waits for it; all else goes on by itself. */
const waits = {
  click: ({ target, ctrlKey, metaKey }) => !ctrlKey && !metaKey && target.closest("a[data-reply], #composer [type=button]"),
  keydown: ({ target, ctrlKey, metaKey, shiftKey, key, code }) =>
    target.form === form && (ctrlKey || metaKey) && /^([bike]|Enter|Digit[89])$/.test(shiftKey ? code : key),
  pointerup: ({ target }) => target.closest?.(".post .prose") && !getSelection().isCollapsed,
};

async function begin(event) {
  const { type, target } = event;
  const held = waits[type]?.(event);
  if (form.matches(".is-ready") || (!held && !form.contains(target))) return;
  if (!held) return compose();
  event.preventDefault();
  event.stopImmediatePropagation();
  const link = target.closest?.("a[data-reply]");
  if (link) enter();
  if (await compose()) target.dispatchEvent(new event.constructor(type, event));
  else if (link) location.assign(link.href);
}

/** For R and Q: letters typed behind them are for the field; then the key finds focus and selection as they were. */
async function beginByKey() {
  const { activeElement } = document;
  const range = getSelection().rangeCount && getSelection().getRangeAt(0).cloneRange();
  enter();
  const came = await compose();
  if (came) activeElement.focus({ preventScroll: true });
  if (came && range && !range.collapsed) getSelection().addRange(range);
  return came;
}

if (form) {
  for (const type of ["focusin", "dragenter", ...Object.keys(waits)]) document.addEventListener(type, begin, true);
  onKeys("rq", beginByKey);
  // Somebody may have begun before this file was here, or on another day.
  if (form.matches(":focus-within") || localStorage.getItem(`draft:${form.dataset.member}:${form.dataset.draft}`)) compose();
}
document.addEventListener("submit", (e) => e.target.matches("[data-vote]") && (e.preventDefault(), import("./votes.js").then((it) => it.send(e.target))));
