// What the @names of the text will do: how many a group calls, who cannot see the space, which names stay words.
const NAMES = /(?<![\w@#/&.+-])@([A-Za-z0-9_][A-Za-z0-9_-]{0,28}[A-Za-z0-9_])(?![\w@])/g;

export function calling({ form, area }) {
  const place = document.getElementById("composer-effects");
  let timer, asked = "";

  async function ask() {
    const names = [...new Set([...area.value.matchAll(NAMES)].map((match) => match[0].toLowerCase()))].slice(0, 20);
    const space = form.elements.space?.value ?? "";
    const { thread, post } = form.dataset;
    const query = String(new URLSearchParams({ q: names.join(" "), thread, post, space }));
    if (query === asked) return;
    asked = query;
    form.dataset.named = names.length ? "yes" : "";
    if (!names.length) return place.replaceChildren();
    const response = await fetch(`${form.dataset.complete.replace("members", "names")}?${query}`).catch(() => null);
    if (!response?.ok) asked = "";
    else if (query === asked) place.innerHTML = await response.text();
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 700);
  };
  form.elements.space?.addEventListener("change", soon);
  return soon;
}
