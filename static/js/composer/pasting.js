// Pasting and dropping: formatted text becomes Markdown, an address over a selection a link, a file an upload.
import { insert } from "./text.js";

const files = (data) => [...(data?.files ?? [])];

export function pasting({ form, area, upload }) {
  area.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const text = data.getData("text/plain");
    const html = data.getData("text/html");
    if (files(data).length && !text) return event.preventDefault(), upload(files(data));
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    if (chosen && /^https?:\/\/\S+$/.test(text.trim()) && !/[\n\]]/.test(chosen)) {
      event.preventDefault();
      return insert(area, `[${chosen}](${text.trim()})`);
    }
    if (!/<(a|b|strong|em|i|h[1-6]|li|blockquote|pre|code|table)\b|mso-list|font-weight/i.test(html)) return;
    event.preventDefault();
    const [start, end] = [area.selectionStart, area.selectionEnd];
    import("./markdown.js").then(({ markdown }) => insert(area, markdown(html) || text, start, end));
  });

  for (const name of ["dragover", "dragleave", "drop"])
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("is-dropping", name === "dragover");
      if (name === "drop") upload(files(event.dataTransfer));
    });
}
