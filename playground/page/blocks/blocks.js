// Blocks of Block Kit as elements. What the page does not draw yet shows as a visible placeholder.

import { el, picture } from "../dom.js";
import { element } from "../forms/elements.js";
import { markdown, mrkdwn, richText, textObject } from "../text/text.js";

/** Blocks as elements; `press(action_id, value)` is called for what is pressed or chosen, and may fail. */
export function drawBlocks(blocks, press) {
  return (blocks || []).map((block) => {
    const draw = BLOCKS[block.type];
    return draw ? draw(block, press) : el("div", { class: "unknown" }, `[${block.type} is not drawn here yet]`);
  });
}

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
  actions: (block, press) => el("div", { class: "actions" }, block.elements.map((part) => element(part, press))),
  context_actions: (block, press) => el("div", { class: "actions" }, block.elements.map((part) => element(part, press))),
  markdown: (block) => el("div", { class: "markdown" }, markdown(block.text)),
  rich_text: (block) => richText(block.elements),
  image: (block) => el("figure", {}, block.title ? el("figcaption", {}, textObject(block.title)) : "", picture(block.image_url, block.alt_text, "large")),
  table: (block) => rows(block.rows),
  data_table: (block) => el("div", {}, el("strong", {}, block.caption), rows(block.rows)),
  alert: (block) => el("div", { class: `alert ${["warning", "error", "success", "info"].includes(block.level) ? block.level : ""}` }, textObject(block.text)),
  card,
  carousel: (block, press) => el("div", { class: "carousel" }, block.elements.map((part) => card(part, press))),
  container: (block, press) => el("div", { class: "card" }, el("strong", {}, textObject(block.title)), drawBlocks(block.child_blocks, press)),
  task_card: (block) => el("div", { class: "task" }, `${{ complete: "✓", error: "✕" }[block.status] || "…"} ${block.title}`),
  plan: (block, press) => el("div", { class: "card" }, el("strong", {}, block.title), drawBlocks(block.tasks, press)),
};

function card(block, press) {
  return el("div", { class: "card" },
    block.title ? el("strong", {}, textObject(block.title)) : "",
    block.subtitle ? el("div", { class: "soft" }, textObject(block.subtitle)) : "",
    block.body ? el("div", {}, textObject(block.body)) : "",
    block.actions ? el("div", { class: "actions" }, block.actions.map((part) => element(part, press))) : "");
}

function rows(all) {
  const [head, ...body] = all || [];
  const cell = (value) => (value.type === "rich_text" ? richText(value.elements) : String(value.text ?? value.value ?? ""));
  const row = (cells, kind) => el("tr", {}, (cells || []).map((value) => el(kind, {}, cell(value))));
  return el("div", { class: "wide" }, el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, body.map((cells) => row(cells, "td")))));
}

/** What a message says: its blocks, or its text when there are none. */
export function drawContent(message, press) {
  const own = message.bot_id && (message.blocks || []).length;
  const body = own ? drawBlocks(message.blocks, press) : message.streaming ? markdown(message.text) : mrkdwn(message.text);
  const extra = (message.attachments || []).map((one) => el("blockquote", {}, mrkdwn(one.text || one.fallback || ""), drawBlocks(one.blocks, press)));
  const files = (message.files || []).map((file) => el("div", { class: "file" }, `📄 ${file.name || file.title || "file"}`));
  return [body, extra, files];
}
