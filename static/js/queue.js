// The queue of the team while it is open: fetched anew when a case changed, without touching what somebody works on.
// <… id="queue" data-live-list="/moderate/…"> is replaced by the element of that id on the fetched page; what is chosen
// in it stays chosen, and what has the focus keeps it. Where nothing may move, it waits until nobody is in the list; only
// who has which case open is said there at once.

const WAIT_MS = 400;
let timer = 0;
let owed = false;
const list = () => document.querySelector("[data-live-list]");
const busy = () => list()?.contains(document.activeElement) || list()?.matches(":hover");

// Who has which case open is said at once, in the place it has: nothing moves.
function say(fresh, old) {
  for (const row of old.querySelectorAll(".case-row")) {
    const now = fresh.querySelector(`.case-row[data-case="${row.dataset.case}"]`);
    const [was, is] = [row.querySelector("[data-who]"), now?.querySelector("[data-who]")];
    if (!was || !is) continue;
    row.classList.toggle("is-taken", now.classList.contains("is-taken"));
    if (was.textContent !== is.textContent) was.replaceChildren(...document.adoptNode(is.cloneNode(true)).childNodes);
    if (now.dataset.until) row.dataset.until = now.dataset.until;
    else delete row.dataset.until;
  }
}

// A claim ends by the clock, without a word from anybody.
let ends = 0;
function watchTheClock() {
  clearTimeout(ends);
  const next = Math.min(...[...(list()?.querySelectorAll("[data-until]") ?? [])].map((row) => row.dataset.until * 1000));
  if (Number.isFinite(next)) ends = setTimeout(soon, Math.max(1000, next - Date.now() + 1000));
}

async function refresh() {
  timer = 0;
  const old = list();
  if (!old) return;
  owed = false;
  const answer = await fetch(old.dataset.liveList || location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(old.id);
  if (!fresh || !old.isConnected) return;
  if (busy()) {
    owed = true;
    say(fresh, old);
    return watchTheClock();
  }
  const chosen = new Set([...old.querySelectorAll("input[name=case]:checked")].map((box) => box.value));
  for (const box of fresh.querySelectorAll("input[name=case]")) box.checked = chosen.has(box.value);
  const here = old.querySelector(".case-link[aria-current]")?.pathname;
  for (const link of fresh.querySelectorAll(".case-link")) link.ariaCurrent = link.pathname === here ? "true" : null;
  old.replaceWith(document.adoptNode(fresh));
  window.htmx?.process?.(fresh);
  watchTheClock();
}

// Many at once ask once; many pages do not ask in the same moment.
const soon = () => (timer ||= setTimeout(refresh, WAIT_MS + Math.random() * WAIT_MS));

document.addEventListener("talkoot:live", ({ detail }) => {
  if (["case.changed", "poll", "missed"].includes(detail.event)) soon();
});
watchTheClock();
for (const left of ["focusout", "pointerout"]) document.addEventListener(left, () => owed && soon());
