// The queue of the team while it is open: fetched anew when a case changed, without touching what somebody works on.
// <… id="queue" data-live-list="/moderate/…"> is replaced by the element of that id on the fetched page; what is chosen
// in it stays chosen, and what has the focus keeps it. Where nothing may move, it waits until nobody is in the list.

const WAIT_MS = 400;
let timer = 0;
let owed = false;
const list = () => document.querySelector("[data-live-list]");
const busy = () => list()?.contains(document.activeElement) || list()?.matches(":hover");

async function refresh() {
  timer = 0;
  const old = list();
  if (!old) return;
  if (busy()) return void (owed = true);
  owed = false;
  const answer = await fetch(old.dataset.liveList || location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(old.id);
  if (!fresh || !old.isConnected) return;
  if (busy()) return void (owed = true);
  const chosen = new Set([...old.querySelectorAll("input[name=case]:checked")].map((box) => box.value));
  for (const box of fresh.querySelectorAll("input[name=case]")) box.checked = chosen.has(box.value);
  const here = old.querySelector(".case-link[aria-current]")?.pathname;
  for (const link of fresh.querySelectorAll(".case-link")) link.ariaCurrent = link.pathname === here ? "true" : null;
  old.replaceWith(document.adoptNode(fresh));
  window.htmx?.process?.(fresh);
}

// Many at once ask once; many pages do not ask in the same moment.
const soon = () => (timer ||= setTimeout(refresh, WAIT_MS + Math.random() * WAIT_MS));

document.addEventListener("talkoot:live", ({ detail }) => {
  if (["case.changed", "poll", "missed"].includes(detail.event)) soon();
});
for (const left of ["focusout", "pointerout"]) document.addEventListener(left, () => owed && soon());
