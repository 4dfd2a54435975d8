// Opening a notification marks it read, also in another tab; the link itself stays a link.
const opened = (event) => {
  const link = event.target.closest?.("[data-opens]");
  const form = link?.closest(".inbox-row")?.querySelector("[data-read]");
  if (!form || event.button > 1) return;
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => {});
  link.closest(".inbox-row").classList.remove("is-new");
};
document.addEventListener("click", opened);
document.addEventListener("auxclick", opened);
