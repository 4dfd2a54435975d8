// The workbench begins: where there is room beside the list, its first case is opened there; then keys and claims work.
// <… data-beside="/moderate/…/beside/"> is replaced by the parts that address answers; without an answer its link stays.
// A key pressed before the case is there waits for it.
import { onKeys } from "./core.js";

const rest = document.querySelector("[data-beside]");

async function open() {
  const answer = await fetch(rest.dataset.beside, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return;
  const parts = [...new DOMParser().parseFromString(await answer.text(), "text/html").body.children];
  const number = parts.find((part) => part.id === "case")?.dataset.case;
  if (!number || !rest.isConnected) return;
  rest.closest(".is-empty")?.classList.remove("is-empty");
  rest.replaceWith(...parts.map((part) => document.adoptNode(part)));
  for (const part of parts) window.htmx?.process?.(part);
  const link = document.querySelector(`.case-row[data-case="${number}"] .case-link`);
  if (link) link.ariaCurrent = "true";
}

async function begin() {
  if (rest?.checkVisibility()) await open();
  await Promise.all([import("./review.js"), import("./deciding.js"), import("./claiming.js")]);
  return true;
}

const begun = begin();
onKeys("jkaewrsnxo", () => begun);
