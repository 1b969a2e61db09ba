// Elements of Block Kit that are pressed or chosen: buttons and menus.

import { ask, el, link, picture } from "../dom.js";
import { textObject } from "../text/text.js";

/** One element of a block; `press(action_id, value)` is called for what is pressed or chosen, and may fail. */
export function element(part, press) {
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
