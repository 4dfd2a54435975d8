// While pages are viewed as somebody else: Escape leaves, unless it closes something or clears a field first.
const field = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (event.target.closest?.(field) || document.querySelector("dialog[open], :popover-open, details.menu[open]")) return;
  document.querySelector("[data-leave-view]")?.requestSubmit();
});
