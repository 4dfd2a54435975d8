// Sending a decision: the row leaves; whoever comes second reads in place what was decided, and keeps what they typed.
import { focusOn } from "./core.js";

const find = (selector) => document.querySelector(selector);
const form = document.getElementById("decide");

async function send(body) {
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  const next = answer?.headers.get("HX-Redirect");
  if (next) return location.assign(next);
  const late = answer?.status === 409 ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  // Refused for another reason, it is sent as without this script: the answer is the page with what is wrong.
  if (!late?.getElementById("case") || late.getElementById("decide")) return form.submit();
  for (const old of document.querySelectorAll("#decision, .bench-bar")) old.remove();
  const parts = [...late.body.children].map((part) => document.adoptNode(part));
  find("#case").replaceWith(...parts);
  for (const part of parts) window.htmx?.process?.(part);
  if (!find("#decision [data-decided]")) find(".case-row.is-leaving")?.classList.remove("is-leaving");
  focusOn(find("#case [data-problem]").closest("[data-focus]"));
}

form?.addEventListener("submit", (event) => {
  if (event.submitter?.formAction && !event.submitter.formAction.endsWith("/decide/")) return;
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  const button = find("[data-send]");
  button.ariaDisabled = "true";
  button.textContent = button.dataset.busy;
  const chosen = find("#id_choice input:checked");
  if (chosen) find(`.case-row[data-case="${find("#case").dataset.case}"]`)?.classList.add("is-leaving");
  send(new URLSearchParams(new FormData(form)));
});
addEventListener("pageshow", (event) => event.persisted && form?.dataset.sent && location.reload());
