// What a link opens over the page: the card of a person or a space, the menu of a post. Without a script it leads on.
const cards = new Map();
let pressed; // the link the open card belongs to
let putAway = false; // by the press that is going on: what it presses must not open the card again
for (const begin of ["pointerdown", "keydown"]) addEventListener(begin, () => (putAway = false), true);

/** Show the card of what a link leads to, or the menu it leads to. A card is asked for once, a menu each time; a second
    press puts either away. Fails if there is none. */
export async function open(link) {
  if (pressed === link && putAway) return;
  if (isMenu(link)) cards.get(link.href)?.remove(), cards.delete(link.href);
  const mine = (pressed = link);
  const card = cards.get(link.href) ?? (await ask(isMenu(link) ? link.href : `${link.href}card/`));
  cards.set(link.href, card);
  if (pressed !== mine || !link.isConnected) return;
  for (const other of document.querySelectorAll("[data-card-open]")) other.removeAttribute("data-card-open");
  link.dataset.cardOpen = "";
  card.showPopover({ source: link });
}

const isMenu = (link) => "menu" in link.dataset;

async function ask(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = page.querySelector("[popover]");
  if (!answer.ok || !card) throw new Error(answer.status);
  card.addEventListener("beforetoggle", ({ newState }) => (putAway = newState === "closed"));
  (document.querySelector("main") ?? document.body).append(card);
  window.htmx.process(card);
  return card;
}
