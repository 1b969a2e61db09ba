// Where one writes: Enter sends, Shift and Enter begin a new line; drafts stay with their place.

import { attach } from "./attachments.js";
import { completion } from "./completion.js";
import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { emojiButton } from "./reactions.js";
import { act, known } from "./workspace.js";

const TALLEST = 220;
const TYPING_EVERY = 3000;
const drafts = new Map();
const key = (where) => (where ? `${where.channel}/${where.thread || ""}` : "");

/** Fill `place` with a composer. -> {at({channel, thread, hint, refused}), focus()}; `calls`: sent({ts}, where), editLast() */
export function composer(place, calls) {
  let where = null;
  let typedAt = 0;
  const field = el("textarea", { rows: 1, enterKeyHint: "send" });
  const also = el("input", { type: "checkbox" });
  const alsoLine = el("label", { class: "also" }, also, " also send to the channel");
  const send = el("button", { type: "submit", class: "primary send", "aria-label": "Send", title: "Send (Enter)" }, icon("send"));
  const offers = menu(el("button", { type: "button", class: "bare", "aria-label": "Shortcuts and commands", title: "Shortcuts and commands" }, icon("bolt")), offered);
  const hint = el("span", { class: "keys" }, el("kbd", {}, "Shift"), " + ", el("kbd", {}, "Enter"), " for a new line");
  const written = el("div", { class: "written" }, field);
  const toolbar = el("div", { class: "toolbar" });
  const form = el("form", { class: "write", onsubmit: (event) => { event.preventDefault(); submit(); } }, written, toolbar);
  const refused = el("p", { class: "refused", hidden: true });
  toolbar.append(offers, emojiButton("Insert an emoji", (name) => insert(`:${name}: `)), hint, send);
  place.replaceChildren(refused, form, alsoLine);
  const attached = attach(form, () => grow());
  toolbar.prepend(attached.element);
  const list = completion(field, () => Boolean(where?.thread));

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
    send.classList.toggle("idle", !field.value.trim() && !attached.files().length);
  };
  field.addEventListener("input", () => {
    drafts.set(key(where), field.value);
    grow();
    if (Date.now() - typedAt > TYPING_EVERY && field.value.trim()) {
      typedAt = Date.now();
      act("typing", { channel: where.channel, thread_ts: where.thread || null }).catch(() => {});
    }
  });
  field.addEventListener("keydown", (event) => {
    if (list.keydown(event) || event.isComposing) return;
    if (event.key === "ArrowUp" && !field.value) calls.editLast?.(event);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  });

  function insert(text) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  /** What the app offers here: its shortcuts and, outside threads, its commands. */
  function offered() {
    const shortcuts = known.offers.shortcuts.filter((one) => one.type === "global").map((one) => ({
      label: one.name, hint: one.description, run: () => act("shortcut", { callback_id: one.callback_id }).catch((error) => say(`The app did not take this: ${error.message}.`)),
    }));
    const commands = where?.thread ? [] : known.offers.commands.map((one) => ({
      label: `${one.command} ${one.usage_hint || ""}`, hint: one.description, run: () => insert(`${one.command} `),
    }));
    return [...shortcuts, ...commands];
  }

  async function submit() {
    const text = field.value;
    const files = attached.files();
    if (attached.busy()) return say("A file is still on its way; it can be sent in a moment.");
    if ((!text.trim() && !files.length) || !where) return;
    const there = where;
    const command = files.length ? null : /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
    if (command && there.thread) return say("Commands do not work inside threads, just as in Slack. Plain words do.");
    list.close();
    field.value = "";
    drafts.delete(key(there));
    grow();
    try {
      calls.sent(command
        ? await act("command", { channel: there.channel, command: command[1], text: command[2] || "" })
        : await act("say", { channel: there.channel, text, thread_ts: there.thread || null, also_to_channel: also.checked, files }), there);
      also.checked = false;
      attached.clear();
    } catch (error) {
      say(`${error.message}.`);
      drafts.set(key(there), text);
      if (!field.value && key(where) === key(there)) field.value = text;
    }
    grow();
  }

  return {
    focus() {
      // A field that had the focus before a dialog takes keys again only once it has lost it.
      field.blur();
      field.focus({ preventScroll: true });
    },
    at(now) {
      const moved = key(now) !== key(where);
      where = now;
      offers.hidden = !offered().length;
      field.placeholder = now.hint;
      field.setAttribute("aria-label", now.hint);
      alsoLine.hidden = !now.thread || Boolean(now.refused);
      form.hidden = Boolean(now.refused);
      refused.hidden = !now.refused;
      refused.textContent = now.refused || "";
      if (!moved) return;
      field.value = drafts.get(key(now)) || "";
      attached.clear();
    },
  };
}
