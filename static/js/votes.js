// A vote changes at once; if the server refuses or does not answer, it goes back and says so.
import { say } from "./core.js";

/** Draw the vote as given or taken back; returns a function that undoes it. */
function turn(form) {
  const before = form.cloneNode(true);
  const button = form.querySelector("button");
  const number = form.querySelector("[data-number]");
  const given = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", given);
  number.textContent = Math.max(0, Number(number.textContent) + (given ? 1 : -1));
  form.querySelector("[data-error]").textContent = "";
  return () => (form.replaceWith(before), before);
}

const busy = new Set();

/** Send a form of `_vote.html`, drawn ahead of the answer. */
export async function send(form) {
  const { action } = form;
  if (busy.has(action)) return;
  busy.add(action);
  const data = new FormData(form);
  const undo = turn(form);
  let problem = form.dataset.failed;
  try {
    const answer = await fetch(action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-vote]");
    if (answer.ok && !answer.redirected && fresh) {
      form.replaceWith(document.adoptNode(fresh));
      const left = page.getElementById("votes-left");
      if (left) document.getElementById("votes-left")?.replaceWith(document.adoptNode(left));
      fresh.querySelector("button").focus({ preventScroll: true });
      return;
    }
    problem = (page.querySelector("[data-error]") ?? page.querySelector("[data-problem]"))?.textContent.trim() || problem;
  } catch {
    // The network is away: the words below say so.
  } finally {
    busy.delete(action);
  }
  const back = undo();
  back.querySelector("[data-error]").textContent = problem;
  say(problem, true);
  back.querySelector("button").focus({ preventScroll: true });
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-vote]")) return;
  event.preventDefault();
  send(event.target);
});
