// The modal the app has opened.

import { el, say } from "../dom.js";
import { act } from "../workspace.js";
import { drawForm } from "./inputs.js";

const pressIn = (view) => (actionId, value) =>
  act("press_in_view", { view_id: view.id, action_id: actionId, value }).catch((error) => say(`The app did not take this: ${error.message}.`));

/** Show the modal on top, or none. */
export function drawModal(view) {
  const dialog = document.getElementById("modal");
  const key = view ? `${view.id} ${view.hash}` : "";
  if (dialog.dataset.key === key) return;
  dialog.dataset.key = key;
  if (!view) {
    dialog.close();
    dialog.replaceChildren();
    return;
  }
  const [fields, read] = drawForm(view.blocks, pressIn(view));
  const dismiss = () => act("dismiss").catch((error) => say(error.message));
  const submit = async (event) => {
    event.preventDefault();
    for (const place of dialog.querySelectorAll(".complaint")) place.textContent = "";
    try {
      const { errors } = await act("submit", { values: read() });
      for (const [block, text] of Object.entries(errors || {})) {
        const place = [...dialog.querySelectorAll(".field")].find((field) => field.dataset.block === block);
        if (place) place.querySelector(".complaint").textContent = text;
        else say(text);
      }
    } catch (error) {
      say(`The app did not take this: ${error.message}.`);
    }
  };
  dialog.replaceChildren(el("form", { onsubmit: submit },
    el("h2", {}, view.title?.text || ""), fields,
    el("div", { class: "buttons" },
      el("button", { type: "button", onclick: dismiss }, view.close?.text || "Cancel"),
      view.submit ? el("button", { type: "submit", class: "primary" }, view.submit.text) : "")));
  dialog.oncancel = (event) => { event.preventDefault(); dismiss(); };
  if (!dialog.open) dialog.showModal();
}
