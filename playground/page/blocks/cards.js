// Boxes: cards, carousels, containers, plans and their tasks.

import { el, link, picture } from "../dom.js";
import { element } from "../forms/elements.js";
import { icon } from "../icons.js";
import { richText, textObject } from "../text/text.js";

export function card(block, press) {
  return el("div", { class: "card" },
    block.hero_image ? picture(block.hero_image.image_url, block.hero_image.alt_text, "hero") : "",
    el("div", { class: "card-head" },
      block.icon ? picture(block.icon.image_url, block.icon.alt_text, "small") : "",
      el("div", {}, block.title ? el("strong", {}, textObject(block.title)) : "", block.subtitle ? el("div", { class: "soft" }, textObject(block.subtitle)) : "")),
    block.body ? el("div", {}, textObject(block.body)) : "",
    block.actions ? el("div", { class: "actions" }, block.actions.map((part) => element(part, press))) : "");
}

export function carousel(block, press) {
  const row = el("div", { class: "carousel", tabIndex: 0, role: "group", "aria-label": `${block.elements.length} cards` }, block.elements.map((part) => card(part, press)));
  if (block.elements.length < 2) return row;
  const move = (way) => row.scrollBy({ left: way * row.clientWidth * 0.8, behavior: "smooth" });
  const arrow = (way, name) => el("button", { type: "button", class: `bare turn${way}`, "aria-label": name, onclick: () => move(way) }, icon("down"));
  return el("div", {}, row, el("div", { class: "turns" }, arrow(-1, "Cards before"), arrow(1, "Cards after")));
}

export function container(block, press, drawBlocks) {
  const title = block.rich_text_title ? richText(block.rich_text_title.elements) : textObject(block.title);
  const head = [block.icon ? picture(block.icon.image_url, block.icon.alt_text, "small") : "", el("strong", {}, title), block.subtitle ? el("span", { class: "soft" }, textObject(block.subtitle)) : ""];
  const inside = drawBlocks(block.child_blocks, press);
  const lined = block.has_header_divider ? " lined" : "";
  if (block.is_collapsible) return el("details", { class: `card${lined}`, open: !block.default_collapsed }, el("summary", {}, head), inside);
  return el("div", { class: `card${lined}` }, el("div", { class: "card-head" }, head), inside);
}

const STATES = { complete: ["✓", "done"], error: ["✕", "failed"], in_progress: ["◐", "under way"], pending: ["○", "not begun"] };

export function taskCard(block) {
  const [sign, said] = STATES[block.status] || STATES.pending;
  const more = [block.details && richText(block.details.elements), block.output && richText(block.output.elements),
    block.sources?.length ? el("div", { class: "context" }, block.sources.map((one) => link(one.url, one.text || one.url))) : ""].filter(Boolean);
  const title = [el("span", { class: `sign ${block.status}`, title: said }, sign), el("span", { class: "unseen" }, `${said}: `), block.title];
  return more.length ? el("details", { class: "task" }, el("summary", {}, title), more) : el("div", { class: "task" }, title);
}

export function plan(block) {
  return el("div", { class: "card" }, el("strong", {}, block.title), (block.tasks || []).map(taskCard));
}
