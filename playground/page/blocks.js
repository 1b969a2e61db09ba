// Blocks of Block Kit as elements. What the page does not draw yet shows as a visible placeholder.

import { ask, el, link, picture } from "./elements.js";
import { emoji, markdown, mrkdwn, richText, textObject } from "./text.js";
import { known } from "./workspace.js";

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

function element(part, press) {
  if (part.type === "image") return picture(part.image_url, part.alt_text, "thumb");
  if (part.type === "button" && part.url) return el("span", { class: "button" }, link(part.url, textObject(part.text)));
  if (part.type === "button" || part.type === "icon_button") return button(part, part, textObject(part.text), press);
  if (part.type === "feedback_buttons") {
    return ["positive_button", "negative_button"].map((key) => button(part, part[key], textObject(part[key].text), press));
  }
  const options = [...(part.options || []), ...(part.option_groups || []).flatMap((group) => group.options)];
  if (options.length) return menu(part, options, press);
  return el("span", { class: "unknown" }, `[${part.type} is not drawn here yet]`);
}

function button(part, one, label, press) {
  const made = el("button", { type: "button", class: one.style || "", "aria-label": one.accessibility_label }, label);
  made.addEventListener("click", () => pressed(made, part, one.value, press));
  return made;
}

function menu(part, options, press) {
  const title = part.placeholder ? textObject(part.placeholder) : part.type === "overflow" ? "⋯" : "Choose";
  const made = el("select", { class: part.type, "aria-label": title },
    el("option", { value: "", selected: !part.initial_option }, title),
    options.map((option) => el("option", { value: option.value, selected: part.initial_option?.value === option.value }, textObject(option.text))));
  made.addEventListener("change", async () => {
    if (made.value) await pressed(made, part, made.value, press);
    if (part.type === "overflow") made.value = "";
  });
  return made;
}

async function pressed(made, part, value, press) {
  const question = part.confirm;
  if (question) {
    const plain = (text) => text?.text || "";
    if (!(await ask(plain(question.title), plain(question.text), plain(question.confirm), plain(question.deny), question.style))) return;
  }
  made.disabled = true;
  made.classList.add("busy");
  try {
    await press(part.action_id, value);
  } finally {
    made.disabled = false;
    made.classList.remove("busy");
  }
}

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

/** What a message says: its blocks, or its text when there are none. */
export function drawContent(message, press) {
  const own = message.bot_id && (message.blocks || []).length;
  const body = own ? drawBlocks(message.blocks, press) : message.streaming ? markdown(message.text) : mrkdwn(message.text);
  const extra = (message.attachments || []).map((one) => el("blockquote", {}, mrkdwn(one.text || one.fallback || ""), drawBlocks(one.blocks, press)));
  const files = (message.files || []).map((file) => el("div", { class: "file" }, `📄 ${file.name || file.title || "file"}`));
  return [body, extra, files];
}

/** Reactions under a message. */
export function drawReactions(message, me, react) {
  return (message.reactions || []).map((one) =>
    el("button", { type: "button", class: one.users.includes(me) ? "reaction mine" : "reaction", onclick: () => react(one.name, !one.users.includes(me)) },
      `${emoji(one.name)} ${one.count}`));
}
