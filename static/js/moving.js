// Moving about in a thread: the address follows, and opens what is folded; keys lead from post to post; the places in
// the title bar close like a menu.
import { focusOn, onKey } from "./core.js";

const posts = document.getElementById("posts");
const all = () => [...posts.querySelectorAll(".post")];
const atTop = () => all().find((post) => post.getBoundingClientRect().bottom > 120) ?? all().at(-1);

// --- where one is: after a second of rest the address names the post at the top ------------------------------------------

let rest = 0;
function resting() {
  clearTimeout(rest);
  rest = setTimeout(() => {
    const number = Number((atTop() ?? all()[0]).dataset.number);
    const page = posts.dataset.all ? "?page=all" : `${number}/`;
    if (number > 1) history.replaceState(history.state, "", `${posts.dataset.address}${page}#p-${number}`);
  }, 1000);
}
addEventListener("scroll", resting, { passive: true });
if (scrollY) resting(); // What was scrolled has brought this file.

// --- what is folded: opened by an address that points into it ---------------------------------------------------------------

const arrive = () => {
  if (location.hash === "#print") return print();
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = place?.closest("details.rest:not([open])");
  if (fold) (fold.open = true), place.scrollIntoView();
};
addEventListener("hashchange", arrive);
if (document.readyState === "complete") arrive();
else addEventListener("load", arrive);

// --- keys -------------------------------------------------------------------------------------------------------------------

const current = () => document.activeElement?.closest?.(".post") ?? atTop();
const press = (selector, within = document) => {
  const found = [...within.querySelectorAll(selector)];
  (found.find((one) => one.checkVisibility()) ?? found[0])?.click();
};
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
onKey("b", () => {
  const place = current()?.querySelector("[data-saved]");
  const link = place?.querySelector("a");
  if (link) return link.click();
  const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value };
  if (place) window.htmx.ajax("POST", `/p/${place.closest(".post").dataset.post}/save/`, { target: place, swap: "outerHTML", headers });
});
onKey("e", () => current()?.dataset.edit && location.assign(current().dataset.edit));

// --- the places in the title bar ----------------------------------------------------------------------------------------------

const places = document.querySelector(".places");
document.addEventListener("click", ({ target }) => {
  if (places?.open && (!places.contains(target) || target.closest("a"))) places.open = false;
});
places?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") (places.open = false), places.querySelector("summary").focus();
});
