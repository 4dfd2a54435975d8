// The buttons above the text and their keys. Ctrl is Cmd on a Mac. Tab leaves the text, as everywhere.
import { insert, nextItem, prefix, wrap } from "./text.js";

const KEYS = { b: "bold", i: "italic", k: "link", e: "code", Digit9: "quote", Digit8: "list" };

export function toolbar({ form, area, words, part }) {
  const bar = form.querySelector("[role=toolbar]");
  const acts = {
    bold: () => wrap(area, "**", "**", words.bold),
    italic: () => wrap(area, "*", "*", words.italic),
    spoiler: () => wrap(area, "||", "||", words.spoiler),
    quote: () => prefix(area, "> "),
    list: () => prefix(area, "- "),
    link() {
      wrap(area, "[", "](https://)", words.link);
      const at = area.selectionEnd + 2;
      if (area.value.slice(area.selectionStart, area.selectionEnd) !== words.link) area.setSelectionRange(at, at + 8);
    },
    code() {
      const many = area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");
      many ? wrap(area, "```\n", "\n```") : wrap(area, "`", "`", words.code);
    },
    image: () => document.getElementById("composer-file").click(),
    poll: async () => (await part("poll"))(),
    emoji: () => sign(":"),
    mention: () => sign("@"),
  };
  const sign = (mark) => {
    const before = area.value.slice(0, area.selectionStart);
    insert(area, (!before || /\s$/.test(before) ? "" : " ") + mark);
  };

  bar?.addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());
  const tools = [...(bar?.querySelectorAll("button") ?? [])];
  tools.forEach((tool, index) => (tool.tabIndex = index ? -1 : 0));
  bar?.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tools.indexOf(document.activeElement);
    const next = step ? tools[(at + step + tools.length) % tools.length] : { Home: tools[0], End: tools.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    tools.forEach((tool) => (tool.tabIndex = tool === next ? 0 : -1));
    next.focus();
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const act = KEYS[event.shiftKey ? event.code : event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      acts[act]();
    } else if (event.key === "Enter" && !event.shiftKey && !event.defaultPrevented && nextItem(area)) event.preventDefault();
  });
}
