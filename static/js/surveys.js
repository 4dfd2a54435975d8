// A survey: questions that are not asked are not shown; of anonymous ones a draft stays in this browser until it is sent.

/** What is answered to a question, as texts. */
function said(form, key) {
  return [...new FormData(form).getAll(key)].map(String);
}

/** Show a question only after the answers it is asked after. */
function follow(form) {
  for (const part of form.querySelectorAll("[data-after]")) {
    const wanted = [...part.querySelectorAll("[data-when]")].map((one) => one.value);
    part.hidden = !said(form, part.dataset.after).some((answer) => wanted.includes(answer));
  }
}

/** Where the draft of one person is kept: it goes with all drafts when they sign out. */
function place(number) {
  return `draft:survey:${number}`;
}

/** Fill in what was typed before, where nothing stands. */
function restore(form) {
  const kept = JSON.parse(localStorage.getItem(place(form.dataset.survey)) ?? "{}");
  for (const field of form.querySelectorAll("[data-question] [name]")) {
    const answers = kept[field.name] ?? [];
    if (field.type !== "radio" && field.type !== "checkbox") field.value ||= answers[0] ?? "";
    else if (!said(form, field.name).length || field.type === "checkbox") field.checked ||= answers.includes(field.value);
  }
}

function keep(form) {
  const keys = [...form.querySelectorAll("[data-question]")].map((one) => one.dataset.question);
  localStorage.setItem(place(form.dataset.survey), JSON.stringify(Object.fromEntries(keys.map((key) => [key, said(form, key)]))));
}

for (const form of document.querySelectorAll("form[data-survey]")) {
  const isDraft = "draft" in form.dataset;
  if (isDraft) restore(form);
  follow(form);
  form.addEventListener("input", () => {
    follow(form);
    if (isDraft) keep(form);
  });
}

for (const done of document.querySelectorAll("[data-answered]")) localStorage.removeItem(place(done.dataset.answered));
