// A canvas: a page of Markdown, read in a panel above everything else.

import { el, link, picture, say } from "./dom.js";
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
    el("article", { tabIndex: 0 }, drawn(found.markdown || "")));
  panel.addEventListener("close", () => panel.remove());
  panel.addEventListener("click", (event) => event.target.closest("a[href^='/#']") && panel.close());
  document.body.append(panel);
  panel.showModal();
}

/** The page's Markdown; `![](address)` alone on a line shows the file or page it leads to, as far as whoever looks may see it. */
function drawn(text) {
  return text.split(/^!\[\]\((https?:[^\s()]+)\)$/m).map((part, place) => (place % 2 ? unfurled(part) : markdown(part)));
}

function unfurled(address) {
  const own = address.startsWith(`${location.origin}/files-pri/`) && /\.(png|jpe?g|gif|webp)$/i.test(address);
  const shown = own ? picture(`${address}?as=${encodeURIComponent(known.me)}`, address.split("/").pop(), "unfurled", "This file is not shared with you.") : link(address);
  return el("p", {}, shown);
}
