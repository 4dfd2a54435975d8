// An open menu: arrows move, Home and End jump, letters find; Escape is the browser's.
export function move(menu, { key, ctrlKey, metaKey }) {
  const items = [...menu.querySelectorAll(".menu-item")];
  const here = items.indexOf(document.activeElement);
  const step = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[key];
  const letter = key.length === 1 && !ctrlKey && !metaKey ? key.toLowerCase() : "";
  const begins = (item, at) => at > here && item.textContent.trim().toLowerCase().startsWith(letter);
  const next = step === undefined ? letter && items.find(begins) : items[(step + items.length) % items.length];
  if (next) next.focus();
}
