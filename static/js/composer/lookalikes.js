// A new thread: what looks like its title, which kinds its space takes, and the space's template.
import { insert, post } from "./text.js";

const WORDS = 4;

export function lookalikes({ form, area, words, drafts }) {
  const { title, space, kind } = form.elements;
  const place = document.getElementById("lookalikes");
  if (!title || !space || !kind) return;
  let timer, template = space.selectedOptions[0]?.dataset.template ?? "";

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
      drafts.touch();
      const sent = new FormData();
      sent.set("key", form.elements.key.value);
      const response = await post(form, solved.dataset.solved, sent, { headers: { "HX-Request": "true" } });
      if (response.ok) location.assign(response.headers.get("HX-Redirect"));
    }
  });

  function settle() {
    const option = space.selectedOptions[0];
    const allowed = option?.dataset.kinds?.split(" ") ?? [];
    for (const choice of kind.options) choice.hidden = choice.disabled = allowed.length > 0 && !allowed.includes(choice.value);
    if (kind.selectedOptions[0]?.disabled) kind.value = allowed[0];
    const next = option?.dataset.template ?? "";
    if (area.value.trim() === template.trim() && next !== template) area.value = next;
    template = next;
  }
  space.addEventListener("change", settle);
  settle();
  if (title.value) look();
}
