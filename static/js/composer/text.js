// Writing into a text area so that the browser's own undo still works.

/** Replace a part of the text (the selection by default) and leave the caret behind it. */
export function insert(area, text, start = area.selectionStart, end = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(start, end);
  if (text ? document.execCommand("insertText", false, text) : start === end || document.execCommand("delete")) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Put marks around the selection, or around words to be replaced; marks that are there already go away. */
export function wrap(area, before, after = before, words = "") {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const marked = value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after;
  const text = value.slice(start, end) || (marked ? "" : words);
  if (marked) insert(area, text, start - before.length, end + after.length);
  else insert(area, before + text + after);
  const at = marked ? start - before.length : start + before.length;
  area.setSelectionRange(at, at + text.length);
}

/** Put a mark before every line of the selection, or take it away. */
export function prefix(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const stop = area.value.indexOf("\n", area.selectionEnd);
  const end = stop < 0 ? area.value.length : stop;
  const lines = area.value.slice(start, end).split("\n");
  const off = lines.every((line) => line.startsWith(mark));
  insert(area, lines.map((line) => (off ? line.slice(mark.length) : mark + line)).join("\n"), start, end);
}

const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})([.)])|(>))(\s+)(\[[ x]\]\s+)?/;

/** On Enter inside a list or a quote: begin the next item, or end the list after an empty one. */
export function nextItem(area) {
  const { selectionStart: at, selectionEnd, value } = area;
  if (at !== selectionEnd) return false;
  const start = value.lastIndexOf("\n", at - 1) + 1;
  const line = value.slice(start, at);
  const item = ITEM.exec(line);
  if (!item) return false;
  const [all, space, bullet, number, dot, quote, gap, box] = item;
  if (line.length === all.length) insert(area, "", start, at);
  else insert(area, `\n${space}${bullet ?? quote ?? Number(number) + 1 + dot}${gap}${box ? "[ ] " : ""}`);
  return true;
}

/** Let the area be as tall as its text, where the browser does not do it by itself. */
export function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${Math.min(area.scrollHeight + 2, innerHeight * 0.6)}px`;
}

/** What a thread begins with, by the chosen space and kind. */
export const beginning = (space, kind) => JSON.parse(space?.dataset.beginnings || "{}")[kind?.value] ?? kind?.dataset.prompt ?? "";

/** Whether the field holds nothing that was typed: nothing at all, or what some thread begins with. */
export function isUntouched({ elements: { body, space, kind } }) {
  const text = body.value.trim();
  const all = kind && space?.options ? [...space.options].flatMap((one) => [...kind.options].map((of) => beginning(one, of).trim())) : [];
  return !text || all.includes(text);
}

/** Send fields of a form with its token; answers with the response. */
export function post(form, address, body = new FormData(), more = {}) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, ...more });
}
