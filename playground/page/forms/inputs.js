// Fields of a modal: drawn, and read when it is submitted.

import { drawBlocks } from "../blocks/blocks.js";
import { el } from "../dom.js";
import { textObject } from "../text/text.js";
import { known } from "../workspace.js";

/** Fields of a modal as elements, and a way to read them: [elements, () => values]. */
export function drawForm(blocks, press) {
  const readers = [];
  const drawn = (blocks || []).map((block) => {
    if (block.type !== "input") return drawBlocks([block], press);
    const [field, read] = input(block.element);
    readers.push([block.block_id, block.element.action_id || "input", read]);
    return el("label", { class: "field", "data-block": block.block_id },
      el("span", {}, textObject(block.label), block.optional ? " (optional)" : ""), field,
      block.hint ? el("small", {}, textObject(block.hint)) : "", el("small", { class: "complaint" }));
  });
  return [drawn, () => Object.fromEntries(readers.map(([block, action, read]) => [block, { [action]: read() }]))];
}

function input(part) {
  const options = [...(part.options || []), ...(part.option_groups || []).flatMap((group) => group.options)];
  if (options.length) {
    const many = part.type === "checkboxes" || part.type.startsWith("multi_");
    const chosen = (part.initial_options || [part.initial_option]).filter(Boolean).map((option) => option.value);
    const field = el("select", { multiple: many }, many ? "" : el("option", { value: "" }, "Choose"),
      options.map((option) => el("option", { value: option.value, selected: chosen.includes(option.value) }, textObject(option.text))));
    const selected = () => options.filter((option) => [...field.selectedOptions].some((one) => one.value === option.value));
    return [field, () => (many ? { type: part.type, selected_options: selected() } : { type: part.type, selected_option: selected()[0] || null })];
  }
  if (PLACES[part.type]) return placeInput(part);
  const types = { number_input: "number", email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };
  const properties = { placeholder: part.placeholder?.text || "", value: part.initial_value || part.initial_date || part.initial_time || "" };
  const field = part.multiline ? el("textarea", { rows: 4, ...properties }) : el("input", { type: types[part.type] || "text", ...properties });
  if (part.max_length) field.maxLength = part.max_length;
  const key = { datepicker: "selected_date", timepicker: "selected_time" }[part.type] || "value";
  return [field, () => ({ type: part.type, [key]: field.value || null })];
}

const KINDS = { public: "channel", private: "group", im: "im" };
const PLACES = {
  conversations_select: ["selected_conversation", "initial_conversation", channelsFor],
  channels_select: ["selected_channel", "initial_channel", () => channelsFor({ filter: { include: ["public"] } })],
  users_select: ["selected_user", "initial_user", () => [...known.users.values()].map((user) => [user.id, user.real_name])],
};

/** The channels that a menu of the app's may offer to the one who looks: [id, name]. */
function channelsFor(part) {
  const kinds = (part.filter?.include || Object.keys(KINDS)).map((kind) => KINDS[kind]);
  return [...known.channels.values()].filter((place) => kinds.includes(place.kind))
    .map((place) => [place.id, place.kind === "im" ? known.users.get(known.bot)?.name || "" : `${place.kind === "group" ? "🔒 " : "# "}${place.name}`]);
}

function placeInput(part) {
  const [key, initial, offered] = PLACES[part.type];
  const chosen = part[initial] || (part.default_to_current_conversation ? known.here : "");
  const field = el("select", {}, el("option", { value: "" }, "Choose"),
    offered(part).map(([id, name]) => el("option", { value: id, selected: id === chosen }, name)));
  return [field, () => ({ type: part.type, [key]: field.value || null })];
}
