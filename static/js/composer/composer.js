// Loaded with every page that has a composer; fetches the rest when somebody begins to write.
import { onKey } from "../core.js";

const form = document.getElementById("composer");
let loading;
const load = () => (loading ??= import("./writing.js").then((writing) => writing.start(form)));
const selected = () => !getSelection().isCollapsed;
const postOf = (node) => (node?.nodeType === 3 ? node.parentElement : node)?.closest?.("article.post");

if (form) {
  const kept = localStorage.getItem(`draft:${form.dataset.member}:${form.dataset.draft}`);
  // Somebody may have begun before this file was here.
  if (kept || form.matches(".is-whole") || form.contains(document.activeElement)) load();
  form.addEventListener("focusin", load, { once: true });
  document.addEventListener("talkoot:quote", ({ detail }) => load().then((composer) => composer.quote(detail)));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply]");
    if (!link || event.ctrlKey || event.metaKey || form.matches(".is-whole")) return;
    event.preventDefault();
    load().then((composer) => composer.answer(link.closest("article.post")));
  });

  const bar = () => import("./quoting.js");
  document.addEventListener("pointerup", (event) => {
    if (event.target.closest?.("article.post .prose") && selected()) bar().then((quoting) => quoting.show());
  });
  onKey("q", () => bar().then((quoting) => quoting.quote()));
  onKey("r", () => {
    const post = postOf(document.activeElement) ?? postOf(getSelection().anchorNode);
    load().then((composer) => (post ? composer.answer(post) : composer.focus()));
  });
}
