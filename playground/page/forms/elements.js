// Elements of Block Kit in messages and Home: what is pressed or chosen there goes to the app at once.

import { ask, el, link, picture } from "../dom.js";
import { icon } from "../icons.js";
import { menu } from "../menu.js";
import { textObject } from "../text/text.js";
import { control } from "./controls.js";

/** One element of a block; `press(action_id, value, chosen)` is called for what is pressed or chosen, and may fail. */
export function element(part, press) {
  if (part.type === "image") return picture(part.image_url, part.alt_text, "thumb");
  if (part.type === "button" && part.url) return el("span", { class: `button ${part.style || ""}` }, link(part.url, textObject(part.text)));
  if (part.type === "button") return button(part, part, textObject(part.text), press);
  if (part.type === "icon_button") return button(part, part, [icon("bin"), " ", textObject(part.text)], press);
  if (part.type === "workflow_button") return el("button", { type: "button", disabled: true, title: "Workflows run in Slack only." }, textObject(part.text));
  if (part.type === "feedback_buttons") {
    return ["positive_button", "negative_button"].map((key, place) => button(part, part[key], `${"👍👎".slice(2 * place, 2 * place + 2)} ${part[key].text.text}`, press));
  }
  if (part.type === "overflow") return overflow(part, press);
  const made = control(part, () => chosen());
  if (!made) return el("span", { class: "unknown" }, `[${part.type} is not drawn here yet]`);
  made.field?.setAttribute("aria-label", part.placeholder?.text || NAMES[part.type] || "Choose");
  if (made.field) made.field.dataset.action = part.action_id;
  const chosen = () => pressed(made.field, part, undefined, press, made.read());
  return made.node;
}

const NAMES = { datepicker: "Date", timepicker: "Time", datetimepicker: "Date and time" };

function button(part, one, label, press) {
  const made = el("button", { type: "button", class: one.style || "", "aria-label": one.accessibility_label, "data-action": `${part.action_id} ${one.value || ""}` }, label);
  made.addEventListener("click", () => pressed(made, part, one.value, press));
  return made;
}

function overflow(part, press) {
  const made = el("button", { type: "button", class: "bare", "aria-label": "More", title: "More", "data-action": part.action_id }, icon("more"));
  return menu(made, () => part.options.map((option) => ({
    label: textObject(option.text), hint: option.description?.text,
    run: () => (option.url ? open(option.url, "_blank", "noopener") : pressed(made, part, option.value, press)),
  })));
}

async function pressed(made, part, value, press, chosen) {
  const question = part.confirm;
  const plain = (text) => text?.text || "";
  if (question && !(await ask(plain(question.title), plain(question.text), plain(question.confirm), plain(question.deny), question.style))) return;
  const focused = document.activeElement === made;
  made.disabled = true;
  made.classList.add("busy");
  try {
    await press(part.action_id, value, chosen);
  } finally {
    made.disabled = false;
    made.classList.remove("busy");
    if (focused && made.isConnected && document.activeElement === document.body) made.focus({ preventScroll: true });
  }
}
