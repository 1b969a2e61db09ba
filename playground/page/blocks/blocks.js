// Blocks of Block Kit as elements: one renderer for each. What is not known shows as a visible placeholder.

import { el, picture } from "../dom.js";
import { element } from "../forms/elements.js";
import { markdown, mrkdwn, richText, textObject } from "../text/text.js";
import { card, carousel, container, plan, taskCard } from "./cards.js";
import { chart } from "./charts.js";
import { drawFile, fileBlock, video } from "./files.js";
import { dataTable, table } from "./tables.js";

/** Blocks as elements; `press(action_id, value, chosen)` is called for what is pressed or chosen, and may fail. */
export function drawBlocks(blocks, press) {
  return (blocks || []).map((block) => {
    const draw = BLOCKS[block?.type];
    try {
      return draw ? draw(block, press, drawBlocks) : unknown(block);
    } catch {
      return unknown(block);
    }
  });
}

const elements = (block, press) => el("div", { class: "actions" }, (block.elements || []).map((part) => element(part, press)));

const BLOCKS = {
  section: (block, press) =>
    el("div", { class: "section" },
      el("div", { class: "grow" },
        block.text ? el("div", {}, textObject(block.text)) : "",
        block.fields ? el("div", { class: "fields" }, block.fields.map((field) => el("div", {}, textObject(field)))) : ""),
      block.accessory ? element(block.accessory, press) : ""),
  header: (block) => el("h3", { class: "header" }, textObject(block.text)),
  context: (block) =>
    el("div", { class: "context" },
      block.elements.map((part) => (part.type === "image" ? picture(part.image_url, part.alt_text, "tiny") : el("span", {}, textObject(part))))),
  divider: () => el("hr"),
  actions: elements,
  context_actions: elements,
  markdown: (block) => el("div", { class: "markdown" }, markdown(block.text)),
  rich_text: (block) => richText(block.elements),
  image: (block) => el("figure", {}, block.title ? el("figcaption", {}, textObject(block.title)) : "", picture(block.image_url || block.slack_file?.url, block.alt_text, "large")),
  alert: (block) => {
    const level = ["warning", "error", "success", "info"].includes(block.level) ? block.level : "";
    return el("div", { class: `alert ${level}`, role: "note" }, level ? el("strong", {}, `${level[0].toUpperCase()}${level.slice(1)}: `) : "", el("div", {}, textObject(block.text)));
  },
  input: (block) => el("div", { class: "field" }, el("strong", {}, textObject(block.label)), element(block.element, () => {})),
  table, data_table: dataTable, data_visualization: chart, card, carousel, container, task_card: taskCard, plan, file: fileBlock, video,
};

function unknown(block) {
  return el("details", { class: "unknown" }, el("summary", {}, `[${block?.type || "something"} is not drawn here]`), el("pre", {}, JSON.stringify(block, null, 2)));
}

/** What a message says: its blocks, or its text when there are none; then its attachments and files. */
export function drawContent(message, press) {
  const own = message.bot_id && (message.blocks || []).length;
  const body = own ? drawBlocks(message.blocks, press) : message.streaming ? markdown(message.text) : mrkdwn(message.text);
  const extra = (message.attachments || []).map((one) => el("blockquote", {}, mrkdwn(one.text || one.fallback || ""), drawBlocks(one.blocks, press)));
  return [body, extra, (message.files || []).map(drawFile)];
}
