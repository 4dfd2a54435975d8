// Puts the parts of the composer together; what is not needed for typing comes when it is.
import { drafts } from "./drafts.js";
import { pasting } from "./pasting.js";
import { sending } from "./sending.js";
import { grow, insert } from "./text.js";
import { toolbar } from "./toolbar.js";

let composer;

/** Bring a composer's form to life; called again it answers the same. */
export function start(form) {
  if (composer) return composer;
  const area = form.elements.body;
  const words = document.getElementById("composer-words").dataset;
  const chip = document.getElementById("answering");
  composer = { form, area, words, focus: () => (area.focus(), form.scrollIntoView({ block: "nearest" })) };

  composer.answer = (post) => {
    if (chip && post) {
      form.elements.reply_to.value = post?.dataset.number ?? "";
      chip.querySelector("b").textContent = post.dataset.name;
      const link = chip.querySelector("a");
      link.textContent = `#${post.dataset.number}`;
      link.href = `#p-${post.dataset.number}`;
      chip.hidden = false;
    }
    composer.focus();
  };
  composer.unanswer = () => {
    if (!chip) return;
    chip.hidden = true;
    form.elements.reply_to.value = "";
  };
  composer.quote = ({ author, number, text }) => {
    const lines = text.trim().split("\n").map((line) => `> ${line}`.trimEnd());
    const before = area.value.slice(0, area.selectionStart);
    const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    composer.focus();
    insert(area, `${gap}> @${author} in #${number}:\n${lines.join("\n")}\n\n`);
  };
  form.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-unanswer]")) return;
    composer.unanswer();
    composer.focus();
    composer.drafts.touch();
  });

  composer.drafts = drafts(composer);
  const when = (part, load) => (part.ready ??= load());
  const [uploads, tabs, list] = [{}, {}, {}];
  composer.upload = async (files) => {
    const send = await when(uploads, async () => (await import("./uploads.js")).uploads(composer));
    files.forEach(send);
  };
  const chooser = document.getElementById("composer-file");
  chooser.addEventListener("change", () => {
    composer.upload([...chooser.files]);
    chooser.value = "";
  });
  const views = [...form.querySelectorAll("[role=tab]")];
  views.forEach((tab, index) =>
    tab.addEventListener("click", async () => {
      (await when(tabs, async () => (await import("./preview.js")).preview(composer, views)))(index);
    }),
  );
  views[0].parentElement.addEventListener("keydown", (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    views[views.indexOf(document.activeElement) ? 0 : 1].focus();
  });
  area.addEventListener("input", async () => {
    grow(area);
    if (/[@#:][^\s]{0,30}$/.test(area.value.slice(0, area.selectionStart)))
      (await when(list, async () => (await import("./completing.js")).complete(composer)))?.();
  });
  if (form.elements.title && form.elements.space) import("./lookalikes.js").then((part) => part.lookalikes(composer));
  toolbar(composer);
  pasting(composer);
  sending(composer);
  grow(area);
  form.classList.add("is-ready");
  return composer;
}
