// The composer: a page for writing loads it, thread.js fetches it when somebody begins. Puts its parts together; what
// typing does not need comes when it is needed.
import { onKey } from "../core.js";
import { drafts } from "./drafts.js";
import { pasting } from "./pasting.js";
import { quoting } from "./quoting.js";
import { sending } from "./sending.js";
import { grow, insert } from "./text.js";
import { toolbar } from "./toolbar.js";

const postOf = (node) => (node?.nodeType === 3 ? node.parentElement : node)?.closest?.("article.post");
const NAME = /(?<![\w@#/&.+-])@[a-z0-9_][\w-]/i;
const NEAR = 0.9; // From this share of the length on, what is left is said.
/** Fetched with their first use. Written out, because only such names become those of the collected files. */
const PARTS = {
  calling: () => import("./calling.js"),
  complete: () => import("./completing.js"),
  docking: () => import("./docking.js"),
  lookalikes: () => import("./lookalikes.js"),
  poll: () => import("./poll.js"),
  preview: () => import("./preview.js"),
  uploads: () => import("./uploads.js"),
};

/** Bring the form to life; called once. */
export function start(form) {
  const area = form.elements.body;
  const words = document.getElementById("composer-words").dataset;
  const composer = { form, area, words, ...answering(form, area) };
  composer.drafts = drafts(composer);
  const parts = {};
  /** A part, made once. */
  composer.part = (name) => (parts[name] ??= PARTS[name]().then((part) => part[name](composer)));
  composer.upload = async (files) => files.forEach(await composer.part("uploads"));
  choosing(composer);
  area.addEventListener("input", () => typed(composer));
  if (form.elements.title && form.elements.space) composer.part("lookalikes");
  toolbar(composer);
  pasting(composer);
  sending(composer);
  beside(composer);
  if (form.matches(".is-docked")) composer.part("docking");
  form.classList.add("is-ready");
  typed(composer);
  return composer;
}

/** Whom the reply answers, and quoting. */
function answering(form, area) {
  const chip = document.getElementById("answering");
  const focus = () => (area.focus(), form.scrollIntoView({ block: "nearest" }));
  return {
    focus,
    answer(post) {
      const { number, name } = post.dataset;
      form.elements.reply_to.value = number;
      chip.querySelector("b").textContent = name;
      const link = chip.querySelector("a");
      link.textContent = link.dataset.back.replace("%n", number);
      link.href = `#p-${number}`;
      chip.hidden = false;
      focus();
    },
    unanswer() {
      if (!chip) return;
      chip.hidden = true;
      form.elements.reply_to.value = "";
    },
    quote({ author, number, text }) {
      const lines = text.trim().split("\n").map((line) => `> ${line}`.trimEnd());
      const before = area.value.slice(0, area.selectionStart);
      const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
      focus();
      insert(area, `${gap}> @${author} in #${number}:\n${lines.join("\n")}\n\n`);
    },
  };
}

/** After every change of the text: its height, its length, the list under the caret, what its names will do. */
async function typed({ form, area, words, part }) {
  grow(area);
  const left = Number(form.dataset.max) - area.value.length;
  const room = document.getElementById("composer-room");
  room.textContent = left > form.dataset.max * (1 - NEAR) ? "" : words[left < 0 ? "over" : "left"].replace("%n", Math.abs(left));
  room.classList.toggle("is-bad", left < 0);
  if (NAME.test(area.value) || form.dataset.named) (await part("calling"))();
  const open = /[@#:][^\s]{0,30}$/.test(area.value.slice(0, area.selectionStart));
  if (open && document.activeElement === area && !form.dataset.plain) (await part("complete"))();
}

/** Pictures from the chooser; Write and Preview as tabs: arrows move, Enter or a click opens. */
function choosing({ form, upload, part }) {
  const chooser = document.getElementById("composer-file");
  const tabs = [...form.querySelectorAll("[role=tab]")];
  if (!tabs.length) return;
  chooser.addEventListener("change", () => (upload([...chooser.files]), (chooser.value = "")));
  tabs.forEach((tab, index) => tab.addEventListener("click", async () => (await part("preview"))(index)));
  tabs[0].parentElement.addEventListener("keydown", (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    tabs[tabs.indexOf(document.activeElement) ? 0 : 1].focus();
  });
}

/** What stands on the page beside it: Reply under each post, selected words, the keys R and Q. */
function beside(composer) {
  const { form, answer, unanswer, focus } = composer;
  const { quote, show } = quoting(composer);
  form.addEventListener("click", ({ target }) => {
    if (target.closest("[data-unanswer]")) unanswer(), focus(), composer.drafts.touch();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply]");
    if (!link || event.ctrlKey || event.metaKey || form.matches(".is-whole")) return;
    event.preventDefault();
    answer(link.closest("article.post"));
  });
  document.addEventListener("pointerup", ({ target }) => {
    if (target.closest?.("article.post .prose") && !getSelection().isCollapsed) show();
  });
  onKey("q", quote);
  onKey("r", () => {
    const post = postOf(document.activeElement) ?? postOf(getSelection().anchorNode);
    post ? answer(post) : focus();
  });
}

const whole = document.querySelector("#composer.is-whole");
if (whole) start(whole);
