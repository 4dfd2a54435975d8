// A new thread: what looks like its title, which kinds its space takes, and what it begins with.
import { beginning, grow, insert, isUntouched, post } from "./text.js";

const WORDS = 4;

export function lookalikes({ form, area, words, drafts }) {
  const { title, space, kind } = form.elements;
  const place = document.getElementById("lookalikes");
  if (!title || !space || !kind) return;
  const hint = document.getElementById("composer-kind-hint");
  let timer;

  async function look() {
    if (title.value.trim().split(/\s+/).length < WORDS) return place.replaceChildren();
    const asked = title.value;
    const response = await fetch(`${form.dataset.similar}?${new URLSearchParams({ title: asked, kind: form.elements.kind?.value ?? "" })}`).catch(() => null);
    if (response?.ok && asked === title.value) place.innerHTML = await response.text();
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 500);
  });

  place.addEventListener("click", async ({ target }) => {
    const solved = target.closest("[data-solved]");
    const different = target.closest("[data-different]");
    if (different) {
      place.replaceChildren();
      area.setSelectionRange(area.value.length, area.value.length);
      insert(area, `${area.value.trim() ? "\n\n" : ""}${words.different} (${new URL(different.dataset.different, location)}): `);
    } else if (solved) {
      // The draft is kept first: it is what this counts for, once.
      drafts.touch();
      await drafts.save();
      const response = await post(form, solved.dataset.solved, new FormData(), { headers: { "HX-Request": "true" } });
      if (response.ok) location.assign(response.headers.get("HX-Redirect"));
    }
  });

  function settle() {
    const option = space.selectedOptions[0];
    const allowed = option?.dataset.kinds?.split(" ") ?? [];
    for (const choice of kind.options) choice.hidden = choice.disabled = allowed.length > 0 && !allowed.includes(choice.value);
    if (kind.selectedOptions[0]?.disabled) kind.value = allowed[0];
    const chosen = kind.selectedOptions[0]?.dataset;
    if (chosen) [hint.textContent, title.placeholder] = [chosen.hint, chosen.title];
    const next = beginning(option, kind.selectedOptions[0]);
    // Whoever emptied the field wants it empty.
    if (next === begun || !(area.value.trim() ? isUntouched(form) : !begun)) return;
    begun = area.value = next;
    grow(area);
  }
  let begun = beginning(space.selectedOptions[0], kind.selectedOptions[0]);
  for (const choice of [space, kind]) choice.addEventListener("change", settle);
  settle();
  if (title.value) look();
}
