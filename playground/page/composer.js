// Where one writes: Enter sends, Shift and Enter begin a new line; drafts stay with their place.

import { act, known } from "./workspace.js";
import { el, say } from "./dom.js";

const drafts = new Map();

/** Fill `place` with a composer. -> a function to call with where it writes now: {channel, thread, hint} */
export function composer(place, sent) {
  let where = null;
  const field = el("textarea", { rows: 1, "aria-label": "Your message", enterKeyHint: "send" });
  const also = el("input", { type: "checkbox" });
  const alsoLine = el("label", { class: "also" }, also, " also send to the channel");
  const button = el("button", { type: "submit", class: "primary" }, "Send");
  const menu = el("select", { class: "offers", "aria-label": "Shortcuts and commands", onchange: () => choose() });
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); send(); } }, el("div", { class: "write" }, menu, field, button), alsoLine);
  place.replaceChildren(form);

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
  };
  field.addEventListener("input", () => {
    drafts.set(key(where), field.value);
    grow();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });

  /** What the app offers here: its shortcuts and, outside threads, its commands. */
  function offer() {
    const shortcuts = known.offers.shortcuts.filter((one) => one.type === "global").map((one) => [one.callback_id, one.name, one.description]);
    const commands = where?.thread ? [] : known.offers.commands.map((one) => [one.command, `${one.command} ${one.usage_hint}`, one.description]);
    const wanted = [...shortcuts, ...commands];
    const signature = JSON.stringify(wanted);
    menu.hidden = !wanted.length;
    // Drawn anew only for something new: a list that somebody has just opened must not close.
    if (menu.dataset.shows === signature) return;
    menu.dataset.shows = signature;
    menu.replaceChildren(el("option", { value: "" }, "⚡"), ...wanted.map(([value, name, title]) => el("option", { value, title }, name)));
  }

  function choose() {
    const wanted = menu.value;
    menu.value = "";
    if (!wanted) return;
    if (!wanted.startsWith("/")) {
      act("shortcut", { callback_id: wanted }).catch((error) => say(`The app did not take this: ${error.message}.`));
      return;
    }
    field.value = `${wanted} ${field.value}`;
    drafts.set(key(where), field.value);
    field.focus();
  }

  async function send() {
    const text = field.value;
    if (!text.trim() || !where) return;
    const there = where;
    const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
    if (command && there.thread) return say("Commands do not work inside threads, just as in Slack. Plain words do.");
    field.value = "";
    drafts.delete(key(there));
    grow();
    try {
      if (command) await act("command", { channel: there.channel, command: command[1], text: command[2] || "" });
      else sent(await act("say", { channel: there.channel, text, thread_ts: there.thread, also_to_channel: also.checked }), there);
      also.checked = false;
    } catch (error) {
      say(`${error.message}.`);
      if (!field.value) field.value = text;
      grow();
    }
  }

  return (now) => {
    const moved = key(now) !== key(where);
    where = now;
    field.placeholder = now.hint;
    alsoLine.hidden = !now.thread;
    offer();
    if (!moved) return;
    field.value = drafts.get(key(now)) || "";
    grow();
    field.focus({ preventScroll: true });
  };
}

const key = (where) => (where ? `${where.channel}/${where.thread || ""}` : "");
