// The form of a program shows only those fields of "when" that belong to what is chosen. Without this all are there.
const repeats = document.querySelector("[name=repeats]");
const ends = document.querySelector("[name=ends]");
const fields = { on: "ends_on", after: "ends_after" };

function fit() {
  for (const part of document.querySelectorAll(".plan-more")) {
    part.hidden = !part.dataset.for.split(" ").includes(repeats.value);
  }
  for (const [when, name] of Object.entries(fields)) {
    const field = document.querySelector(`[name=${name}]`)?.closest(".field");
    if (field) field.hidden = ends.value !== when;
  }
}
if (repeats && ends) {
  for (const choice of [repeats, ends]) choice.addEventListener("change", fit);
  fit();
}
