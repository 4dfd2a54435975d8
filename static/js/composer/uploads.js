// Pictures and files: sent with a visible progress, put where the caret is; pictures are described in words.
import { say } from "../core.js";
import { insert } from "./text.js";

export function uploads({ form, area, words, drafts }) {
  const list = document.getElementById("composer-uploads");
  let begun = false; // until somebody has been in the text, its caret stands before the first letter
  area.addEventListener("focus", () => (begun = true), { once: true });
  const make = (tag, props) => Object.assign(document.createElement(tag), props);

  function send(file) {
    for (const refused of list.querySelectorAll(".error")) refused.parentElement.remove();
    const row = make("li", {});
    const bar = make("progress", { className: "progress", max: 1, value: 0, ariaLabel: words.uploading });
    row.append(make("span", { textContent: file.name, className: "truncate" }), bar);
    list.append(row);
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("picture", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
    request.onloadend = () => {
      const { url, markdown, is_file: isFile } = request.response ?? {};
      if (request.status === 201) return isFile ? attach(row, markdown) : describe(row, url, file);
      const text = request.response?.error ?? words.notUploaded;
      row.replaceChildren(make("span", { className: "error", textContent: `${file.name}: ${text}` }));
      say(text, true);
    };
    request.send(body);
  }

  /** In a paragraph of its own: pictures with words beside them are no gallery. */
  function put(line) {
    if (!begun) area.selectionStart = area.value.length;
    const before = area.value.slice(0, area.selectionStart);
    const breaks = before.trim() && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    insert(area, `${breaks}${line}\n\n`);
  }

  function attach(row, line) {
    put(line);
    row.remove();
    area.focus();
    say(words.attached);
  }

  function describe(row, url, file) {
    put(`![](${url})`);
    const picture = make("img", { src: url, alt: "", width: 48, height: 48 });
    const words_ = make("input", { className: "input", placeholder: words.describe, ariaLabel: `${words.describe} ${file.name}`, maxLength: 1000 });
    const done = make("button", { type: "button", className: "btn small", textContent: words.decoration });
    let written = "";
    words_.addEventListener("input", (event) => {
      event.stopPropagation();
      const alt = words_.value.replace(/[[\]\\\n]/g, " ");
      const place = area.value.indexOf(`![${written}](${url})`);
      if (place >= 0) area.setRangeText(alt, place + 2, place + 2 + written.length, "preserve");
      written = alt;
      done.textContent = alt.trim() ? words.done : words.decoration;
      drafts.touch();
    });
    done.addEventListener("click", () => (row.remove(), area.focus()));
    row.replaceChildren(picture, words_, done);
    words_.focus();
    say(words.uploaded);
  }

  return send;
}
