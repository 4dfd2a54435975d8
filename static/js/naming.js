// Names for a field that takes handles: a list under it while one is typed. Arrows, Enter, Tab, Escape, as in a text.
import { say } from "./core.js";

const TYPED = /(?:^|[\s,;])@?([\p{L}\p{N}_-]{1,30})$/u;

for (const field of document.querySelectorAll("input[data-names]")) {
  const list = document.createElement("div");
  Object.assign(list, { className: "suggestions menu", id: `${field.id}-names`, hidden: true, role: "listbox" });
  list.setAttribute("aria-label", field.dataset.label);
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let timer, asked = 0, chosen = 0;

  const rows = () => [...list.children];
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", open);
    if (open) return;
    asked++;
    list.replaceChildren(); // the list of the text below has rows of the same names
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    chosen = (index + rows().length) % rows().length;
    rows().forEach((row, at) => row.setAttribute("aria-selected", at === chosen));
    rows()[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", rows()[chosen].id);
  };
  const take = (row) => {
    const caret = field.selectionStart;
    const start = caret - TYPED.exec(field.value.slice(0, caret))[0].replace(/^[\s,;]/, "").length;
    field.setRangeText(`${row.dataset.insert}, `, start, caret, "end");
    show(false);
  };

  async function look() {
    const typed = TYPED.exec(field.value.slice(0, field.selectionStart));
    if (!typed) return show(false);
    const turn = ++asked;
    const query = new URLSearchParams({ q: typed[1] });
    const response = await fetch(`${field.dataset.names}?${query}`).catch(() => null);
    const html = response?.ok ? await response.text() : "";
    if (turn !== asked) return;
    list.innerHTML = html;
    if (!rows().length) return show(false);
    show(true);
    list.style.insetInlineStart = `${field.offsetLeft}px`;
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight + 4}px`;
    mark(0);
    say(`${rows().length} ${field.dataset.choices}`);
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(look, 120);
  });
  field.addEventListener("blur", () => setTimeout(show, 150, false));
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(chosen + step);
    else if (event.key === "Enter" || event.key === "Tab") take(rows()[chosen]);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target.closest("[role=option]");
    if (row) take(row);
  });
}
