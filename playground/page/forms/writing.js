// What one types into: lines, longer texts, numbers and addresses, and when the app hears of it while the form is open.

import { el } from "../dom.js";

const INPUTS = { number_input: "number", email_text_input: "email", url_text_input: "url", plain_text_input: "text" };

/** One line, or several where the element says so. `changed`: as in `control`. */
export function line(part, changed) {
  const own = { placeholder: part.placeholder?.text || "", value: part.initial_value || "", minLength: part.min_length, maxLength: part.max_length, spellcheck: true };
  const field = part.multiline ? el("textarea", { rows: 5, ...own }) : el("input", { type: INPUTS[part.type], ...own });
  if (part.type === "number_input") Object.assign(field, { step: part.is_decimal_allowed ? "any" : "1", min: part.min_value ?? "", max: part.max_value ?? "" });
  const made = { node: field, field, hint: dispatch(field, part, changed), read: () => ({ type: part.type, value: field.value || null }) };
  if (!part.max_length) return made;
  const left = el("small", { class: "left" });
  const count = () => (left.textContent = `${part.max_length - field.value.length} left`);
  field.addEventListener("input", count);
  count();
  return { ...made, node: el("div", {}, field, left) };
}

/** A rich text, written as a plain one. */
export function richText(part, changed) {
  const plain = (block) => (block?.elements || []).map((section) => (section.elements || []).map((one) => one.text || one.url || "").join("")).join("\n");
  const field = el("textarea", { rows: 5, placeholder: part.placeholder?.text || "", value: plain(part.initial_value) });
  const block = (text) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] });
  return { node: field, field, hint: dispatch(field, part, changed), read: () => ({ type: part.type, rich_text_value: field.value ? block(field.value) : null }) };
}

/** Let the app hear of Enter, or of each character, as `dispatch_action_config` says; without one of Enter. The Enter that
 * is sent to the app submits nothing. -> what stands under the field about it
 * https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
function dispatch(field, part, changed) {
  if (!changed) return "";
  const on = part.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  if (on.includes("on_character_entered")) field.addEventListener("input", () => changed());
  // In a longer text Enter begins a new line.
  if (!on.includes("on_enter_pressed") || field.tagName === "TEXTAREA") return "";
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    changed();
  });
  return "Press Enter to submit";
}
