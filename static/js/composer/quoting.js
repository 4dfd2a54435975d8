// Quoting: words selected inside one post get a bar with Quote and Copy link; Q quotes them, or the whole post.
import { say } from "../core.js";

const postOf = (node) => (node?.nodeType === 3 ? node.parentElement : node)?.closest?.("article.post");

/** The selection, if it lies inside the words of one post. */
function selection() {
  const range = getSelection();
  const text = range.toString().trim();
  const post = postOf(range.anchorNode);
  return text && post && post === postOf(range.focusNode) ? { post, text, range: range.getRangeAt(0) } : null;
}

/** The bar and the act, for one composer. */
export function quoting(composer) {
  const { words } = composer;
  let bar;
  const hide = () => (bar?.remove(), (bar = null));

  function tell(post, text) {
    hide();
    getSelection().removeAllRanges();
    composer.quote({ ...post.dataset, text });
  }

  /** Quote the selection, or the whole post that has the focus or is in view. */
  function quote() {
    const found = selection();
    if (found) return tell(found.post, found.text);
    const posts = [...document.querySelectorAll("article.post")];
    const post = postOf(document.activeElement) ?? posts.find((one) => one.getBoundingClientRect().bottom > 80);
    const text = post?.querySelector(".prose")?.innerText;
    if (text) tell(post, text);
  }

  function button(text, run) {
    const one = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    one.addEventListener("click", run);
    bar.append(one);
  }

  /** Show the bar below the selection; with a finger it is pinned above the reply bar. */
  function show() {
    hide();
    const found = selection();
    if (!found) return;
    bar = Object.assign(document.createElement("div"), { className: "quote-bar", ariaLabel: words.quote, role: "toolbar" });
    button(words.quote, () => tell(found.post, found.text));
    button(words.copy, () => {
      const link = found.post.querySelector("a.post-time").href;
      navigator.clipboard?.writeText(link).then(() => say(words.copied));
      hide();
    });
    document.body.append(bar);
    const box = found.range.getBoundingClientRect();
    const touch = matchMedia("(pointer: coarse)").matches;
    bar.classList.toggle("is-pinned", touch);
    if (touch) return;
    bar.style.insetBlockStart = `${box.bottom + scrollY + 6}px`;
    bar.style.insetInlineStart = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - bar.offsetWidth - 8))}px`;
  }

  document.addEventListener("selectionchange", () => bar && !selection() && hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  return { quote, show };
}
