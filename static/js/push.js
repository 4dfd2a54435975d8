// "Tell me on this device": the browser is asked only after this press. <form data-push="address of the key">
import { notice, say } from "./core.js";

const form = document.querySelector("[data-push]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

if (form && able) {
  form.hidden = false;
  document.querySelector("[data-no-push]").hidden = true;
}

const tell = (words) => (notice(words), say(words, true));
const post = (url) => fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form)) });

async function subscribe() {
  const answer = await post(form.dataset.push);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const { key } = await answer.json();
  await navigator.serviceWorker.register("/sw.js"); // the first page of a visit does not
  const worker = await navigator.serviceWorker.ready;
  // A subscription made for other keys, of before, has to go first.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if ((await Notification.requestPermission()) !== "granted") return tell(form.dataset.refused);
  try {
    const { endpoint, keys } = (await subscribe()).toJSON();
    for (const [name, value] of Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth })) form.elements[name].value = value;
    const answer = await post(form.action);
    if (answer.status === 201) return location.reload();
    tell((await answer.json()).error);
  } catch {
    tell(form.dataset.failed);
  }
});
