// Passkeys: the device makes or uses a key, and the form around it sends the answer. <form data-passkey="create|use|sign-in">
import { notice, say } from "./core.js";

const able = () => window.PublicKeyCredential?.parseCreationOptionsFromJSON && navigator.credentials;
const given = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function create() {
  const { publicKey } = given().creation_options;
  // The key is kept on the device and opened by its owner, so that it can sign in by itself.
  publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
}

async function use(options) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
}

async function signIn(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return use((await answer.json()).request_options);
}

const ways = { create, use: () => use(given().request_options), "sign-in": signIn };

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!able()) form.hidden = form.dataset.passkey === "sign-in";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const credential = await ways[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      notice(form.dataset.refused);
      say(form.dataset.refused, true);
    }
  });
}
