// A poll beside the text: its fields come when somebody asks for them, and go when they are not wanted.
export function poll({ form, area }) {
  const place = document.getElementById("composer-poll");
  const button = form.querySelector("[data-do=poll]");

  place.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-no-poll]")) return;
    place.replaceChildren();
    area.focus();
  });

  return async () => {
    if (!place.firstElementChild) {
      const response = await fetch(button.dataset.fields).catch(() => null);
      if (!response?.ok || response.redirected) return button.dispatchEvent(new CustomEvent("htmx:error", { bubbles: true }));
      place.innerHTML = await response.text();
    }
    place.querySelector("input, textarea").focus();
    place.scrollIntoView({ block: "nearest" });
  };
}
