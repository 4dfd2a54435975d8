// A talk: the composer comes when somebody begins to write; what was sent is fetched by chat.js, as all that is new.
const form = document.getElementById("composer");

if (form) {
  let started;
  const start = () => (started ??= import("./composer/composer.js").then((it) => it.start(form)).catch(() => (started = null)));
  form.addEventListener("focusin", start);
  form.addEventListener("pointerdown", start);
  form.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (!(ctx.response?.status < 300)) return;
    document.dispatchEvent(new CustomEvent("talkoot:live", { detail: { event: "poll" } }));
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    form.elements.body.focus();
  });
  // What this device kept is shown at once.
  if (Object.keys(localStorage).includes(`draft:${form.dataset.member}:${form.dataset.draft}`)) start();
}
