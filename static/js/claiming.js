// A case stays claimed while somebody is at work on it; the seconds to undo go by.
const find = (selector) => document.querySelector(selector);
const place = find("#case[data-case]");
const form = document.getElementById("decide");

const CLAIM_EVERY = 240000; // milliseconds; a claim lasts ten minutes
let worked = Date.now();
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, () => (worked = Date.now()), { passive: true });

async function claim() {
  if (document.hidden || !place.checkVisibility() || Date.now() - worked > 2 * CLAIM_EVERY) return;
  const headers = { "HX-Request": "true", "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value };
  const answer = await fetch(place.dataset.claim, { method: "POST", headers }).catch(() => null);
  const free = find("[data-free]");
  if (answer?.ok && free) free.textContent = find("[data-claimed]").dataset.claimed;
  if (answer?.status === 409) location.assign(`/moderate/${place.dataset.case}/`);
}
if (place?.dataset.acts !== undefined && form) setInterval(claim, CLAIM_EVERY);

const seconds = find("[data-seconds]");
const ticking = seconds && setInterval(() => {
  const left = Math.ceil(Number(seconds.dataset.seconds) - Date.now() / 1000);
  if (left > 0) return void (seconds.textContent = seconds.textContent.replace(/\d+/, Math.min(left, 30)));
  clearInterval(ticking);
  seconds.remove();
}, 1000);
