// Light, dark or as the device has it: seen at once, saved by the form.

/** Take the colours a button stands for; `failed` gets the sentence if they are not saved. */
export function choose(form, chosen, failed) {
  const root = document.documentElement;
  chosen.value ? (root.dataset.theme = chosen.value) : delete root.dataset.theme;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button === chosen);
  const problem = document.getElementById("words").dataset.problem;
  fetch(form.action, { method: "POST", body: new FormData(form, chosen) }).catch(() => failed(problem));
}
