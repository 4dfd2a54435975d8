// Write and Preview: tabs by the pattern; arrows move, Enter or a click opens.
import { say } from "../core.js";
import { post } from "./text.js";

export function preview({ form, area, words }) {
  const tabs = [...form.querySelectorAll("[role=tab]")];
  const panels = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));

  return async function open(index) {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", at === index);
      tab.tabIndex = at === index ? 0 : -1;
      panels[at].hidden = at !== index;
    });
    form.querySelector("[role=toolbar]").hidden = index > 0;
    if (index === 0) return area.focus();
    const panel = panels[1];
    panel.textContent = words.loading;
    try {
      const response = await post(form, form.dataset.preview, new FormData(form), { headers: { "HX-Request": "true" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      panel.replaceChildren(...(response.ok ? [...page.head.childNodes, ...page.body.childNodes] : [page.querySelector("[data-problem]")?.textContent ?? words.failed]));
      say(tabs[1].textContent.trim());
    } catch {
      panel.textContent = words.failed;
    }
  };
}
