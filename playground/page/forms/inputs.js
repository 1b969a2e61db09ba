// Fields of a modal: drawn, and read when it is submitted.

import { drawBlocks } from "../blocks/blocks.js";
import { el } from "../dom.js";
import { textObject } from "../text/text.js";
import { control } from "./controls.js";

let fields = 0;

/** Fields as elements, and a way to read them: [elements, () => values]. `kept`: what was typed before, by block and action. */
export function drawForm(blocks, press, kept = {}) {
  const readers = [];
  const values = () => Object.fromEntries(readers.map(([block, action, read]) => [block, { [action]: read() }]));
  const drawn = (blocks || []).map((block) => {
    if (block.type !== "input") return drawBlocks([block], (action, value, chosen) => press(action, value, chosen, values()));
    const part = restored(block.element, kept[block.block_id]?.[block.element.action_id]);
    const send = () => press(part.action_id, undefined, made.read(), values());
    const made = control(part, block.dispatch_action ? send : null);
    if (!made) return el("div", { class: "unknown" }, `[${part.type} is not drawn here yet]`);
    readers.push([block.block_id, part.action_id || "input", made.read]);
    return field(block, made);
  });
  return [drawn, values];
}

function field(block, made) {
  const id = `field-${++fields}`;
  const grouped = made.node.getAttribute("role");
  const label = el(grouped ? "span" : "label", { id: `${id}-label` }, textObject(block.label), block.optional ? el("small", {}, " optional") : "");
  if (grouped || made.field?.tagName === "SUMMARY") made.node.setAttribute("aria-labelledby", `${id}-label`);
  else Object.assign(made.field, { id }) && (label.htmlFor = id);
  made.field?.setAttribute("aria-describedby", `${made.hint ? `${id}-sends ` : ""}${id}-says`);
  return el("div", { class: "field", "data-block": block.block_id }, label, made.node, made.hint ? el("small", { id: `${id}-sends` }, made.hint) : "",
    block.hint ? el("small", {}, textObject(block.hint)) : "", el("small", { class: "complaint", id: `${id}-says` }));
}

/** The element beginning with what somebody had put in, where the app has drawn its view anew. */
function restored(part, state) {
  if (!state || state.type !== part.type) return part;
  const now = { ...part };
  for (const [key, value] of Object.entries(state)) {
    if (key === "value" || key === "rich_text_value") now.initial_value = value ?? "";
    else if (key.startsWith("selected_")) now[key.replace("selected_", "initial_")] = value ?? undefined;
  }
  return now;
}
