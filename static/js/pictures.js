// Pictures of posts open over the page, with their description; Escape is the browser's.
const dialog = document.getElementById("picture");
const [picture, words, file] = ["img", "figcaption span", "a"].map((one) => dialog.querySelector(one));
let opener;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a.picture");
  // A press beside the picture closes it.
  if (event.target === dialog) dialog.close();
  if (!link) return;
  event.preventDefault();
  opener = link;
  picture.src = file.href = link.href;
  picture.alt = words.textContent = link.querySelector("img").alt;
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  picture.removeAttribute("src");
  opener.focus();
});
