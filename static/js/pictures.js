// Pictures of posts open over the page, with their description; those of a gallery one after the other, also by the
// arrow keys. Escape is the browser's.
const dialog = document.getElementById("picture");
const [picture, words, file, several, place] = ["img", "figcaption > span", "a", "[data-several]", "[data-of]"].map(
  (one) => dialog.querySelector(one),
);
let row = [];
let shown;

function show(link) {
  shown = link;
  picture.src = file.href = link.href;
  picture.alt = words.textContent = link.querySelector("img").alt;
  several.hidden = row.length < 2;
  place.textContent = place.dataset.of.replace("%n", row.indexOf(link) + 1).replace("%m", row.length);
}

// Behind the last one the first one follows.
const step = (by) => row.length > 1 && show(row.at((row.indexOf(shown) + by) % row.length));

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a.picture");
  const button = event.target.closest("[data-step]");
  if (button) step(Number(button.dataset.step));
  // A press beside the picture closes it.
  if (event.target === dialog) dialog.close();
  if (!link) return;
  event.preventDefault();
  row = [...(link.closest(".gallery")?.querySelectorAll("a.picture") ?? [link])];
  show(link);
  dialog.showModal();
});
dialog.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by) step(document.dir === "rtl" ? -by : by);
});
dialog.addEventListener("close", () => {
  picture.removeAttribute("src");
  shown.focus();
});
