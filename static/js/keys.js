// The list of keys, over the page somebody reads, with the switch that turns single keys off.
const root = document.documentElement;
let dialog, tell;

/** Show the list; fails if it cannot be fetched, so that its page opens instead. `say` speaks to those who listen. */
export async function open(say) {
  tell = say;
  if (document.querySelector("dialog[open]")) return;
  if (!dialog?.isConnected) {
    dialog = await draw(await fetch("/keyboard/", { headers: { "HX-Request": "true" } }));
    document.body.append(dialog);
    dialog.addEventListener("submit", turn);
  }
  dialog.showModal();
}

async function draw(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("dialog");
  if (!answer.ok || !found) throw new Error(answer.status);
  return document.adoptNode(found);
}

/** Turn single keys off or on again; without an answer the form goes its own way. */
async function turn(event) {
  event.preventDefault();
  const { target: form } = event;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
    const fresh = await draw(answer);
    dialog.replaceChildren(...fresh.childNodes);
  } catch {
    return form.submit();
  }
  const place = dialog.querySelector("[data-keys]");
  root.dataset.shortcuts = place.dataset.keys;
  dialog.querySelector("[data-keys] button").focus();
  tell(place.querySelector("p").textContent);
}
