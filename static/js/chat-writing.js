// Fetched when somebody begins to write in a chat room, completes names and edits one's last line by the arrow up.
import { grow } from "./composer/text.js";

export function start({ form, area, lines, ask, send, parse }) {
  let list;
  const words = { choices: form.dataset.choices };
  area.addEventListener("input", async () => {
    grow(area);
    if (!/[@#:][^\s]{0,30}$/.test(area.value.slice(0, area.selectionStart))) return;
    list ??= import("./composer/completing.js").then((part) => part.complete({ form, area, words }));
    (await list)();
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey) return;
    const last = event.key === "ArrowUp" && !area.value && [...lines.querySelectorAll(".line.is-mine[data-edit]")].at(-1);
    if (last) event.preventDefault(), edit(last);
  });

  /** The form takes the place of the line's words until it is saved or left. */
  async function edit(line) {
    const body = line.querySelector(".line-body");
    if (!body || body.querySelector("form.line-form")) return;
    const answer = await ask(line.dataset.edit);
    if (!answer) return;
    const before = [...body.childNodes];
    body.replaceChildren(parse(await answer.text()));
    const text = body.querySelector("textarea");
    line.scrollIntoView({ block: "nearest" });
    text?.focus({ preventScroll: true });
    text?.setSelectionRange(text.value.length, text.value.length);
    const leave = () => (body.replaceChildren(...before), area.focus());
    body.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") leave();
      else if (event.key === "Enter" && !event.shiftKey && event.target === body.querySelector("textarea")) event.preventDefault(), event.target.form.requestSubmit();
    });
    body.addEventListener("click", (event) => {
      if (event.target.closest("[data-leave]")) event.preventDefault(), leave();
    });
    body.addEventListener("submit", async (event) => {
      event.preventDefault();
      const saved = await send(line.dataset.edit, new FormData(event.target, event.submitter));
      const html = saved ? await saved.text() : "";
      if (saved?.ok && !saved.redirected) return line.replaceWith(parse(html)), area.focus();
      const again = parse(html);
      if (again.querySelector(".line-form")) body.replaceChildren(again);
      body.querySelector("textarea")?.focus();
    });
  }

  lines.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit-line]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest("[popover]")?.hidePopover();
    edit(link.closest(".line"));
  });
  form.classList.add("is-ready");
}
