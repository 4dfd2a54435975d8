// The card of a person or a space, over the page: opened by a link to them, which itself leads on without a script.
const cards = new Map();
let pressed; // the link the open card belongs to
let putAway = false; // by the press that is going on: what it presses must not open the card again
for (const begin of ["pointerdown", "keydown"]) addEventListener(begin, () => (putAway = false), true);

/** Show the card of what a link leads to. It is asked for once; a second press puts it away. Fails if there is none. */
export async function open(link) {
  if (pressed === link && putAway) return;
  const mine = (pressed = link);
  const card = cards.get(link.href) ?? (await ask(link.href));
  cards.set(link.href, card);
  if (pressed !== mine || !link.isConnected) return;
  for (const other of document.querySelectorAll("[data-card-open]")) other.removeAttribute("data-card-open");
  link.dataset.cardOpen = "";
  card.showPopover({ source: link });
}

async function ask(address) {
  const answer = await fetch(`${address}card/`, { headers: { "HX-Request": "true" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = page.querySelector("[popover]");
  if (!answer.ok || !card) throw new Error(answer.status);
  card.addEventListener("beforetoggle", ({ newState }) => (putAway = newState === "closed"));
  document.body.append(card);
  window.htmx.process(card);
  return card;
}
