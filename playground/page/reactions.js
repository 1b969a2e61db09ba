// Reactions: those under a message, and the picker for another one.

import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { put } from "./menu.js";
import { emoji, emojiNames } from "./text/emoji.js";
import { act, known, user } from "./workspace.js";

/** Add or take back a reaction. */
export function react(message, name, there) {
  act("react", { channel: message.channel, ts: message.ts, name, there }).catch((error) => say(`${error.message}.`));
}

/** The reactions under a message. */
export function drawReactions(message) {
  if (!message.reactions?.length) return "";
  return el("div", { class: "reactions" }, message.reactions.map((one) => {
    const mine = one.users.includes(known.me);
    const who = one.users.map((id) => user(id).name).join(", ");
    return el("button", {
      type: "button", class: `reaction${mine ? " mine" : ""}`, title: `${who} · :${one.name}:`, "aria-pressed": String(mine),
      "aria-label": `${one.name}, ${one.count}: ${who}`, onclick: () => react(message, one.name, !mine),
    }, emoji(one.name), el("span", {}, String(one.count)));
  }));
}

/** A button that opens the picker; `chosen(name)` is called with what was picked. */
export function emojiButton(label, chosen) {
  const button = el("button", { type: "button", class: "bare", "aria-label": label, title: label }, icon("smile"));
  button.addEventListener("click", () => openPicker(button, chosen));
  return button;
}

function openPicker(button, chosen) {
  const field = el("input", { type: "search", placeholder: "Find an emoji", "aria-label": "Find an emoji" });
  const grid = el("div", { class: "grid" });
  const box = el("dialog", { class: "picker", "aria-label": "Emoji" }, field, grid);
  const pick = (name) => {
    box.close();
    chosen(name);
  };
  const fill = () => {
    const wanted = field.value.trim().toLowerCase().replaceAll(":", "");
    const names = emojiNames().filter((name) => name.includes(wanted)).slice(0, 80);
    grid.replaceChildren(...names.map((name) =>
      el("button", { type: "button", class: "bare", title: `:${name}:`, "aria-label": name, onclick: () => pick(name) }, emoji(name))));
    if (!names.length) grid.replaceChildren("No emoji of that name here.");
  };
  field.addEventListener("input", fill);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // Else the key would press the button that has the focus once the picker is gone.
    event.preventDefault();
    grid.querySelector("button")?.click();
  });
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  fill();
  document.body.append(box);
  box.showModal();
  put(box, button);
}
