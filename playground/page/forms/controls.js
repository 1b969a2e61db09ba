// What one fills in or chooses, in messages and in modals: each control is drawn, and read in Slack's shape.

import { el, say } from "../dom.js";
import { textObject } from "../text/text.js";
import { known, placeName } from "../workspace.js";
import { line, richText } from "./writing.js";

/** A control for an element. `changed()`, if there is one, is called when something was chosen, or typed where the app wants
 * to hear of that. -> {node, read(): its state, field: what takes the focus, hint: how it is sent} */
export function control(part, changed = null) {
  const make = CONTROLS[part.type];
  return make ? make(part, changed) : null;
}

const optionsOf = (part) => [...(part.options || []), ...(part.option_groups || []).flatMap((group) => group.options)];
const hint = (part, otherwise = "") => part.placeholder?.text || otherwise;

function staticSelect(part, changed) {
  const options = optionsOf(part);
  const option = (one) => el("option", { value: one.value, selected: part.initial_option?.value === one.value }, plainText(one.text));
  const inside = part.option_groups ? part.option_groups.map((group) => el("optgroup", { label: plainText(group.label) }, group.options.map(option))) : options.map(option);
  const field = el("select", { onchange: changed }, el("option", { value: "" }, hint(part, "Choose")), inside);
  return { node: field, field, read: () => ({ type: part.type, selected_option: options.find((one) => one.value === field.value) || null }) };
}

const plainText = (text) => text?.text || "";

/** Several of many: a line that says what is chosen, and the list below it. */
function several(part, choices, chosen, key, valueOf, changed) {
  const boxes = choices.map(([value, label, group]) => ({ value, label, group, box: el("input", { type: "checkbox", checked: chosen.includes(value), onchange: () => { tell(); changed?.(); } }) }));
  const line = el("summary", {});
  const picked = () => boxes.filter((one) => one.box.checked);
  const tell = () => {
    line.textContent = picked().map((one) => one.label).join(", ") || hint(part, "Choose");
    const full = part.max_selected_items && picked().length >= part.max_selected_items;
    for (const one of boxes) one.box.disabled = Boolean(full) && !one.box.checked;
  };
  tell();
  const filter = boxes.length > 8 ? el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter", oninput: (event) => {
    for (const one of boxes) one.box.parentElement.hidden = !one.label.toLowerCase().includes(event.target.value.toLowerCase());
  } }) : "";
  const node = el("details", { class: "several" }, line, el("div", { role: "group" }, filter, boxes.map((one, place) => [
    one.group && one.group !== boxes[place - 1]?.group ? el("strong", {}, one.group) : "", el("label", { class: "check" }, one.box, ` ${one.label}`)])));
  return { node, field: line, read: () => ({ type: part.type, [key]: picked().map((one) => valueOf(one.value)) }) };
}

function multiStatic(part, changed) {
  const options = optionsOf(part);
  const grouped = part.option_groups?.flatMap((group) => group.options.map((one) => [one.value, plainText(one.text), plainText(group.label)]));
  const choices = grouped || options.map((one) => [one.value, plainText(one.text)]);
  return several(part, choices, (part.initial_options || []).map((one) => one.value), "selected_options", (value) => options.find((one) => one.value === value), changed);
}

const KINDS = { public: "channel", private: "group", im: "im" };
/** The channels that a menu of the app's may offer to the one who looks: [id, name]. */
function channelsFor(part) {
  const kinds = (part.filter?.include || Object.keys(KINDS)).map((kind) => KINDS[kind]);
  return [...known.channels.values()].filter((place) => kinds.includes(place.kind))
    .map((place) => [place.id, place.kind === "im" ? placeName(place) : `${place.kind === "group" ? "🔒 " : "# "}${place.name}`]);
}
const OFFERED = {
  conversations: channelsFor,
  channels: () => channelsFor({ filter: { include: ["public"] } }),
  users: () => [...known.users.values()].map((user) => [user.id, user.real_name]),
};

function place(part, changed) {
  const [, kind] = /^(?:multi_)?(\w+)s_select$/.exec(part.type);
  const offered = OFFERED[`${kind}s`](part);
  if (part.type.startsWith("multi_")) return several(part, offered, part[`initial_${kind}s`] || [], `selected_${kind}s`, (id) => id, changed);
  const chosen = part[`initial_${kind}`] || (part.default_to_current_conversation ? known.here : "");
  const field = el("select", { onchange: changed }, el("option", { value: "" }, hint(part, "Choose")), offered.map(([id, name]) => el("option", { value: id, selected: id === chosen }, name)));
  return { node: field, field, read: () => ({ type: part.type, [`selected_${kind}`]: field.value || null }) };
}

let groups = 0;
function boxes(part, changed) {
  const many = part.type === "checkboxes";
  const name = `group-${++groups}`;
  const chosen = (many ? part.initial_options || [] : [part.initial_option]).filter(Boolean).map((option) => option.value);
  const drawn = part.options.map((option) => [option, el("input", { type: many ? "checkbox" : "radio", name, checked: chosen.includes(option.value), onchange: changed })]);
  const node = el("div", { class: "boxes", role: many ? "group" : "radiogroup" }, drawn.map(([option, box]) =>
    el("label", { class: "check" }, box, " ", textObject(option.text), option.description ? el("small", {}, textObject(option.description)) : "")));
  const picked = () => drawn.filter(([, box]) => box.checked).map(([option]) => option);
  return { node, field: drawn[0]?.[1], read: () => (many ? { type: part.type, selected_options: picked() } : { type: part.type, selected_option: picked()[0] || null }) };
}

const PICKERS = {
  datepicker: ["date", "selected_date", (part) => part.initial_date],
  timepicker: ["time", "selected_time", (part) => part.initial_time],
};
function picker(part, changed) {
  const [type, key, initial] = PICKERS[part.type];
  const field = el("input", { type, value: initial(part) || "", title: hint(part), onchange: changed });
  return { node: field, field, read: () => ({ type: part.type, [key]: field.value || null }) };
}

function moment(part, changed) {
  const local = (seconds) => new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const field = el("input", { type: "datetime-local", value: part.initial_date_time ? local(part.initial_date_time) : "", onchange: changed });
  return { node: field, field, read: () => ({ type: part.type, selected_date_time: field.value ? Math.round(new Date(field.value).getTime() / 1000) : null }) };
}

function files(part) {
  let sent = [];
  const field = el("input", { type: "file", multiple: (part.max_files || 10) > 1, accept: (part.filetypes || []).map((type) => `.${type}`).join(",") });
  const says = el("small", {});
  field.addEventListener("change", async () => {
    sent = [];
    for (const file of [...field.files].slice(0, part.max_files || 10)) {
      says.textContent = `Uploading ${file.name}…`;
      const answer = await fetch(`/playground/upload?as=${known.me}&name=${encodeURIComponent(file.name)}`, { method: "POST", body: file })
        .then((response) => response.json()).catch(() => ({ error: "The playground cannot be reached just now" }));
      if (answer.file) sent.push(answer.file);
      else say(`${answer.error}.`);
    }
    says.textContent = sent.map((file) => file.name).join(", ");
  });
  return { node: el("div", {}, field, says), field, read: () => ({ type: part.type, files: sent }) };
}

/** The app would have to be asked for the options while one types, which this playground does not do. */
function external(part) {
  const field = el("select", { disabled: true, title: "The app gives these options while one types; the playground does not ask it." }, el("option", {}, hint(part, "Options of the app")));
  const chosen = part.type.startsWith("multi_") ? { selected_options: part.initial_options || [] } : { selected_option: part.initial_option || null };
  return { node: field, field, read: () => ({ type: part.type, ...chosen }) };
}

const CONTROLS = {
  static_select: staticSelect, multi_static_select: multiStatic, external_select: external, multi_external_select: external,
  users_select: place, conversations_select: place, channels_select: place,
  multi_users_select: place, multi_conversations_select: place, multi_channels_select: place,
  checkboxes: boxes, radio_buttons: boxes, datepicker: picker, timepicker: picker, datetimepicker: moment,
  plain_text_input: line, number_input: line, email_text_input: line, url_text_input: line, rich_text_input: richText, file_input: files,
};
