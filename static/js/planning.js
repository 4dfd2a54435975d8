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

// What belongs to another sort of the same kind stays away, unless something in it is to be corrected.
const sort = document.querySelector("[name=own-sort]");
function sift() {
  for (const part of document.querySelectorAll("[data-sort]")) part.hidden = part.dataset.sort !== sort.value;
}
if (sort) sort.addEventListener("change", sift), sift();

// When it would be, in words and dates, follows what is chosen.
const form = document.querySelector(".plan-form");
let asked = 0;
async function show() {
  const mine = ++asked;
  const said = new FormData(form);
  said.set("do", "preview");
  const answer = await fetch(location.href, { method: "POST", body: said, headers: { "HX-Request": "true" } }).catch(() => null);
  const words = answer?.ok ? await answer.text() : "";
  if (words && mine === asked) document.getElementById("preview").innerHTML = words;
}
form?.addEventListener("change", show);

if (repeats && ends) {
  for (const choice of [repeats, ends]) choice.addEventListener("change", fit);
  fit();
}
