// Reading in peace: what comes live can be paused for this page, and nothing moves under a finger, a pointer or the focus.
import { say } from "./core.js";
import { counted } from "./live.js";

const button = document.getElementById("ama-pause");
const pill = document.getElementById("ama-held");
const held = new Map();

/** While paused, what is told is kept for later: of each kind and question the newest. */
export const paused = () => button?.getAttribute("aria-pressed") === "true";

export function hold(detail) {
  held.set(`${detail.event} ${detail.question ?? ""}`, detail);
  const isHere = ({ event, question }) => event === "ama.changed" && document.querySelector(`[data-question="${question}"]`);
  const answers = [...held.values()].filter(isHere);
  if (!pill || !answers.length) return;
  pill.querySelector("span").textContent = counted(pill, answers.length);
  if (pill.hidden) say(pill.textContent.trim());
  pill.hidden = false;
}

/** Show what was kept, now and whenever somebody asks for it: `show` takes one message. */
export function onShow(show) {
  const all = () => {
    const told = [...held.values()];
    held.clear();
    if (pill) pill.hidden = true;
    told.forEach(show);
  };
  pill?.addEventListener("click", () => {
    all();
    button.focus({ preventScroll: true });
  });
  button?.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!paused()));
    if (!paused()) all();
  });
}

/** Change the rows of a list so that the one in use, or else the first in sight, stays where it is on the screen. */
export function steady(list, act) {
  const used = list?.querySelector(":scope > :hover") ?? list?.querySelector(":scope > :focus-within");
  const anchor = used ?? [...(list?.children ?? [])].find((row) => row.getBoundingClientRect().bottom > 0);
  const before = anchor?.getBoundingClientRect().top;
  act();
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}
