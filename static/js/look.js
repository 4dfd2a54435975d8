// The look page: the colour field and the code beside it say the same.
const form = document.querySelector("[data-look]");
const field = form?.querySelector("[data-colour]");
const code = form?.querySelector("[name=accent]");

field?.addEventListener("input", () => { code.value = field.value; });
code?.addEventListener("input", () => {
  if (/^#[0-9a-f]{6}$/i.test(code.value.trim())) field.value = code.value.trim().toLowerCase();
});
