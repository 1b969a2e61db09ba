// The blocks of a message as JSON, and how near they are to Slack's limits.

import { el } from "../dom.js";
import { authorName } from "../message.js";
import { placeOf, shown } from "../places.js";
import { folded } from "./inspector.js";

const MOST_BLOCKS = 50;
const MOST_TEXT = 13200;

/** The tab: a message is picked, its blocks are shown. */
export function drawBlocksTab(place, here) {
  const messages = [...shown(placeOf(here.channel)), ...(here.thread ? shown(placeOf(here.channel, here.thread)) : [])]
    .filter((message, at, all) => message.blocks?.length && all.findIndex((one) => one.ts === message.ts) === at).reverse();
  if (!messages.length) return place.append(el("p", { class: "empty" }, "No message here has blocks yet."));
  const view = el("div", {});
  const pick = el("select", { "aria-label": "Message", onchange: () => show(messages[pick.selectedIndex]) }, messages.map((message) => el("option", {}, `${authorName(message)}: ${message.text.slice(0, 60) || message.blocks[0].type}`)));
  const show = (message) => {
    const opened = folded("Blocks", message.blocks);
    opened.open = true;
    view.replaceChildren(el("p", {}, `${message.blocks.length} of ${MOST_BLOCKS} blocks, ${letters(message.blocks)} of about ${MOST_TEXT} characters`), opened, folded("The whole message", message));
  };
  place.append(pick, view);
  show(messages[0]);
}

function letters(value) {
  if (Array.isArray(value)) return value.reduce((sum, each) => sum + letters(each), 0);
  if (!value || typeof value !== "object") return 0;
  return (typeof value.text === "string" ? value.text.length : 0) + Object.values(value).reduce((sum, each) => sum + letters(each), 0);
}
