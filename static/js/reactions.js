// Reactions change at once; if the server refuses or does not answer, they go back and say so.
import { say } from "./core.js";

/** Draw one reaction as given or taken back; returns a function that undoes it. */
function turn(form, button) {
  const shown = form.querySelector(`.react[value="${CSS.escape(button.value)}"]`);
  const choice = form.querySelector(`.react-choices [value="${CSS.escape(button.value)}"]`);
  const given = (shown ?? choice).getAttribute("aria-pressed") !== "true";
  const before = form.cloneNode(true);
  for (const one of [shown, choice]) one?.setAttribute("aria-pressed", given);
  const count = shown?.querySelector("[data-number]");
  if (count) count.textContent = Math.max(0, Number(count.textContent) + (given ? 1 : -1));
  else if (given) {
    const added = document.createElement("button");
    added.className = "react";
    added.setAttribute("aria-pressed", "true");
    added.setAttribute("aria-label", choice.getAttribute("aria-label"));
    added.textContent = `${button.value} 1`;
    form.querySelector("[popovertarget]").before(added);
  }
  return { given, undo: () => (form.replaceWith(before), before) };
}

async function send(form, button) {
  const data = new FormData(form);
  const { given, undo } = turn(form, button);
  data.set("emoji", button.value);
  data.set("wanted", given ? "yes" : "no");
  let problem = form.dataset.failed;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-reactions]");
    if (answer.ok && !answer.redirected && fresh) return replace(form, document.adoptNode(fresh), button.value);
    problem = page.querySelector("[data-problem]")?.textContent.trim() || problem;
  } catch {
    // The network is away: the words below say so.
  }
  const back = undo();
  back.querySelector("[data-error]").textContent = problem;
  say(problem, true);
  focusAgain(back, button.value);
}

function replace(form, fresh, value) {
  const focused = form.contains(document.activeElement) || document.activeElement === document.body;
  form.replaceWith(fresh);
  if (focused) focusAgain(fresh, value);
}

function focusAgain(form, value) {
  const wanted = form.querySelector(`.react[value="${CSS.escape(value)}"]`) ?? form.querySelector("[popovertarget]");
  wanted?.focus({ preventScroll: true });
}

const busy = new Set();
document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.("[data-reactions]");
  if (!form || !event.submitter?.value) return;
  event.preventDefault();
  const post = form.action;
  if (busy.has(post)) return;
  busy.add(post);
  form.querySelector("[popover]:popover-open")?.hidePopover();
  await send(form, event.submitter);
  busy.delete(post);
});

// Somebody else reacted: the buttons of that post are asked for once, a moment later, unless one is just being pressed.
const asked = new Map();
async function renew(post) {
  asked.delete(post);
  const form = document.querySelector(`[data-reactions][action="/p/${post}/react/"]`);
  if (!form || busy.has(form.action) || form.querySelector(":popover-open")) return;
  const answer = await fetch(`/p/${post}/reactions/?part=buttons`).catch(() => null);
  if (!answer?.ok || answer.redirected || !form.isConnected || busy.has(form.action)) return;
  const held = form.contains(document.activeElement) && document.activeElement.value;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-reactions]");
  if (!fresh) return;
  form.replaceWith(document.adoptNode(fresh));
  if (held !== false) focusAgain(fresh, held);
}
document.addEventListener("talkoot:live", ({ detail }) => {
  if (detail.event !== "reactions" || asked.has(detail.post)) return;
  asked.set(detail.post, setTimeout(renew, 300 + Math.random() * 1200, Number(detail.post)));
});
