// A talk, once somebody begins to write: the composer comes, and what was sent is fetched by chat.js, as all that is new.
let started;

/** Bring the form to life; called again, it does nothing more. */
export function start(form) {
  if (started) return;
  const load = () => (started ??= import("./composer/composer.js").then((it) => it.start(form)).catch(() => (started = null)));
  load();
  form.addEventListener("focusin", load); // after a try that failed
  form.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (!(ctx.response?.status < 300)) return;
    document.dispatchEvent(new CustomEvent("talkoot:live", { detail: { event: "poll" } }));
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    form.elements.body.focus();
  });
}
