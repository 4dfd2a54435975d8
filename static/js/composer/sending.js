// Sending: the text stays until the server has answered; what fails is said where the text is.
import { focusOn, say } from "../core.js";
import { grow } from "./text.js";

const UNDO_MS = 60_000;

export function sending(composer) {
  const { form, area, words, drafts } = composer;
  const place = document.getElementById("composer-answer");
  const posts = document.getElementById("posts");
  const buttons = [...document.querySelectorAll("#composer [data-send], [form=composer][type=submit]")];
  let busy = false;

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.preventDefault(), form.requestSubmit();
    else if (event.key === "Enter" && event.target.matches("input:not([type=hidden]), .composer-title")) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    if (busy) return event.preventDefault(), event.stopImmediatePropagation();
    if (posts?.dataset.isLast === "yes") {
      // What stands on the page has been seen, and what comes after it will be added to it.
      if (!form.elements.last) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "last" }));
      form.elements.last.value = posts.dataset.last;
      form.elements.seen.value = Math.max(form.elements.seen.value, posts.dataset.last);
    }
  }, { capture: true });

  const set = (on) => {
    busy = on;
    for (const button of buttons) {
      if (on) {
        button.style.minInlineSize = `${button.offsetWidth}px`;
        button.dataset.verb = button.textContent;
      }
      button.toggleAttribute("aria-disabled", on);
      if (on) button.setAttribute("aria-disabled", "true");
      button.textContent = on ? form.querySelector("[data-send]").dataset.busy : (button.dataset.verb ?? button.textContent);
    }
  };

  const fail = (text) => {
    const notice = document.getElementById("notice-template").content.firstElementChild.cloneNode(true);
    notice.querySelector("p").textContent = text;
    const again = Object.assign(document.createElement("button"), { type: "submit", className: "btn small", textContent: words.again });
    notice.querySelector("p").append(" ", again);
    place.replaceChildren(notice);
    say(text, true);
  };

  form.addEventListener("htmx:before:request", () => (drafts.hold(), set(true)));
  form.addEventListener("htmx:finally:request", () => set(false));
  form.addEventListener("htmx:error", (event) => {
    event.stopPropagation();
    fail(words.failed);
    drafts.touch();
  });
  form.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail;
    drafts.touch();
    if (ctx.response.status === 409 || ctx.response.status === 422) return;
    event.stopPropagation();
    const page = new DOMParser().parseFromString(ctx.text, "text/html");
    fail(page.querySelector("[data-problem]")?.textContent.trim() || words.failed);
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 300) drafts.forget();
  });
  form.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.response?.status >= 300) return;
    const { posted, said } = form.elements.key.dataset;
    if (!posted) return;
    area.value = "";
    grow(area);
    place.replaceChildren();
    document.getElementById("composer-uploads").replaceChildren();
    document.getElementById("composer-others").replaceChildren();
    document.getElementById("composer-poll")?.replaceChildren();
    composer.unanswer();
    if (posts) posts.dataset.last = posted;
    // Nobody is offered what is not possible any more.
    const bar = document.querySelector("#undo-place .undo");
    setTimeout(() => bar?.remove(), UNDO_MS);
    say(said || words.posted);
    setTimeout(() => focusOn(document.getElementById(`p-${posted}`)));
  });
}
