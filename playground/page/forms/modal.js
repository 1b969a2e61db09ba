// The modal on top: drawn, updated without losing what was typed, submitted, closed.

import { el, say } from "../dom.js";
import { textObject } from "../text/text.js";
import { act } from "../workspace.js";
import { drawForm } from "./inputs.js";

let shown = null;
let last = null;
const failed = (error) => say(`The app did not take this: ${error.message}.`);

/** Show the modal on top, or none. */
export function drawModal(view) {
  const dialog = document.getElementById("modal");
  const key = view ? `${view.id} ${view.hash}` : "";
  if ((dialog.dataset.key || "") === key) return;
  dialog.dataset.key = key;
  if (!view) {
    shown = null;
    dialog.close();
    dialog.replaceChildren();
    return;
  }
  const again = shown?.id === view.id;
  const kept = again ? shown.read() : view.state?.values;
  const marked = again && dialog.contains(document.activeElement) ? markedIn(document.activeElement) : null;
  const press = (action_id, value, chosen, values) => act("press_in_view", { view_id: view.id, action_id, value, chosen, values }).catch(failed);
  const [fields, read] = drawForm(view.blocks, press, kept);
  shown = { id: view.id, read };
  const dismiss = () => act("dismiss").catch(failed);
  const send = el("button", { type: "submit", class: "primary" }, view.submit?.text || "");
  const form = el("form", { noValidate: true }, el("h2", { id: "modal-title" }, textObject(view.title)), el("div", { class: "fields-list" }, fields),
    el("div", { class: "buttons" }, el("button", { type: "button", onclick: dismiss }, view.close?.text || (view.previous_view_id ? "Back" : "Cancel")), view.submit ? send : ""));
  form.addEventListener("submit", (event) => submit(event, form, read, send));
  form.addEventListener("focusin", (event) => (last = spotOf(form, event.target)));
  dialog.setAttribute("aria-labelledby", "modal-title");
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => {
    event.preventDefault();
    dismiss();
  };
  if (!dialog.open) dialog.showModal();
  const control = (again && last && found(form, last)) || form.querySelector(`.field :is(${CONTROLS})`);
  control?.focus();
  if (marked) control?.setSelectionRange?.(...marked);
  // A line that came filled in is replaced by what one types, and kept by whoever moves within it.
  else if (!again && control?.tagName === "INPUT" && markedIn(control)) control.select();
}

/** What is marked of what one types into, or where the caret stands; null where there is none. */
const markedIn = ({ selectionStart, selectionEnd, selectionDirection }) =>
  Number.isInteger(selectionStart) ? [selectionStart, selectionEnd, selectionDirection] : null;

const CONTROLS = "input, textarea, select, summary";

/** Where the focus is, so that it is found again in the form as the app draws it anew: a field, or the nth button of a kind. */
function spotOf(form, control) {
  const field = control.closest(".field");
  const selector = field ? `[data-block="${CSS.escape(field.dataset.block)}"] :is(${CONTROLS})` : control.dataset.action ? `[data-action="${CSS.escape(control.dataset.action)}"]` : "";
  return selector && { selector, nth: [...form.querySelectorAll(selector)].indexOf(control) };
}

const found = (form, { selector, nth }) => [...form.querySelectorAll(selector)].slice(0, nth + 1).at(-1);

async function submit(event, form, read, send) {
  event.preventDefault();
  if (!send.isConnected) return;
  for (const field of form.querySelectorAll(".field")) complain(field, "");
  const wrong = [...form.querySelectorAll(".field")].filter((field) => {
    const control = field.querySelector("input, textarea");
    if (control?.validity && !control.validity.valid) complain(field, control.validationMessage);
    return control?.validity && !control.validity.valid;
  });
  if (wrong.length) return wrong[0].querySelector("input, textarea").focus();
  send.disabled = true;
  try {
    const { errors } = await act("submit", { values: read() });
    const fields = [...form.querySelectorAll(".field")];
    let first = null;
    for (const [block, text] of Object.entries(errors || {})) {
      const field = fields.find((one) => one.dataset.block === block);
      if (field) complain(field, text);
      else say(text);
      first ||= field;
    }
    first?.querySelector("input, textarea, select, summary")?.focus();
  } catch (error) {
    failed(error);
  } finally {
    send.disabled = false;
  }
}

function complain(field, text) {
  field.querySelector(".complaint").textContent = text;
  for (const control of field.querySelectorAll("input, textarea, select")) {
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
