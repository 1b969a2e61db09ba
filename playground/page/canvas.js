// A canvas: a page of Markdown, read in a panel above everything else.

import { el, say } from "./dom.js";
import { markdown } from "./text/text.js";
import { known } from "./workspace.js";

/** Show the canvas with this id, if whoever speaks here may read it. */
export async function openCanvas(id) {
  let found = {};
  try {
    const answer = await fetch(`/playground/canvas/${encodeURIComponent(id)}?as=${encodeURIComponent(known.me)}`);
    found = await answer.json();
  } catch {
    found.error = "the playground cannot be reached just now";
  }
  if (found.error) return say(`The canvas is not shown: ${found.error}.`);
  document.querySelector("dialog.canvas")?.close();
  const close = el("button", { type: "button", class: "bare", onclick: () => panel.close() }, "Close");
  const panel = el("dialog", { class: "canvas", "aria-label": found.title || "Canvas" },
    el("header", { class: "head" }, el("h1", {}, found.title || "Untitled"), close),
    el("article", { tabIndex: 0 }, markdown(found.markdown)));
  panel.addEventListener("close", () => panel.remove());
  panel.addEventListener("click", (event) => event.target.closest("a[href^='/#']") && panel.close());
  document.body.append(panel);
  panel.showModal();
}
