// The list under the caret: @ finds members, # tags, : emoji. The text keeps the focus; arrows, Enter, Tab, Escape.
import { say } from "../core.js";
import { insert } from "./text.js";

const TYPED = /(?:^|[\s(])([@#:])([\p{L}\p{N}_+-]{0,30})$/u;
const KINDS = { "@": ["members", 0], "#": ["tags", 1], ":": ["emoji", 2] };

export function complete({ form, area, words }) {
  const list = document.getElementById("suggestions");
  let timer, asked = 0, chosen = 0, start = 0;

  const rows = () => [...list.children];
  const close = () => {
    asked++;
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
    area.removeAttribute("aria-controls");
  };
  const mark = (index) => {
    chosen = (index + rows().length) % rows().length;
    rows().forEach((row, at) => row.setAttribute("aria-selected", at === chosen));
    rows()[chosen].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", rows()[chosen].id);
  };
  const take = (row) => {
    insert(area, `${row.dataset.insert} `, start, area.selectionStart);
    close();
  };

  async function look() {
    const typed = TYPED.exec(area.value.slice(0, area.selectionStart));
    const [kind, least] = KINDS[typed?.[1]] ?? [];
    if (!kind || typed[2].length < least || (kind === "tags" && /^\d+$/.test(typed[2]))) return close();
    start = area.selectionStart - typed[2].length - 1;
    const turn = ++asked;
    const query = new URLSearchParams({ q: typed[2], thread: form.dataset.thread, space: form.elements.space?.value ?? "" });
    const response = await fetch(`${form.dataset.complete.replace("members", kind)}?${query}`).catch(() => null);
    const html = response?.ok ? await response.text() : "";
    if (turn !== asked) return;
    list.innerHTML = html;
    if (!rows().length) return close();
    list.hidden = false;
    place();
    area.setAttribute("aria-controls", list.id);
    mark(0);
    say(`${rows().length} ${words.choices}`);
  }

  /** Under the sign that was typed, or above where there is no room: a hidden box of the same shape shows where it is. */
  function place() {
    const box = document.createElement("div");
    const style = getComputedStyle(area);
    for (const name of ["font", "lineHeight", "letterSpacing", "padding", "inlineSize"]) box.style[name] = style[name];
    Object.assign(box.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "anywhere" });
    box.textContent = area.value.slice(0, start);
    const spot = box.appendChild(document.createElement("span"));
    spot.textContent = "@";
    area.parentElement.append(box);
    const room = area.offsetWidth - list.offsetWidth - 8;
    list.style.insetInlineStart = `${Math.max(8, Math.min(spot.offsetLeft, room))}px`;
    const top = Math.min(spot.offsetTop - area.scrollTop, area.offsetHeight - spot.offsetHeight);
    const under = area.getBoundingClientRect().top + top + spot.offsetHeight;
    const above = under + list.offsetHeight > innerHeight && under - spot.offsetHeight > list.offsetHeight;
    list.style.insetBlockStart = `${above ? top - list.offsetHeight - 4 : top + spot.offsetHeight}px`;
    box.remove();
  }

  area.setAttribute("aria-autocomplete", "list");
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  };
  area.addEventListener("input", (event) => event.isComposing || soon());
  area.addEventListener("blur", () => setTimeout(close, 150));
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(chosen + step);
    else if (event.key === "Enter" || event.key === "Tab") take(rows()[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target.closest("[role=option]");
    if (row) take(row);
  });
  return soon;
}
