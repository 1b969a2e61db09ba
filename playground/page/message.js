// One message: who, when, what, and what can be done with it.

import { drawContent } from "./blocks/blocks.js";
import { ask, askText, el, picture, say } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { drawReactions, emojiButton, react } from "./reactions.js";
import { emoji } from "./text/emoji.js";
import { act, botName, known, user } from "./workspace.js";

const clock = (ts) => new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const exactly = (ts) => new Date(Number(ts) * 1000).toLocaleString();
const complain = (error) => say(`The app did not take this: ${error.message}.`);

/** A message as a list item. `joined`: the one above is by the same author; `openThread(ts)` is null inside a thread. */
export function drawMessage(message, joined, openThread, status) {
  const name = authorName(message);
  if (message.deleted || message.subtype === "tombstone") {
    return el("li", { class: "message gone", tabIndex: -1 }, el("div", { class: "face" }, icon("bin")),
      el("div", { class: "grow" }, `${name}’s message was deleted`, threadLine(message, openThread)));
  }
  const press = (action_id, value, chosen) =>
    act("press", { channel: message.channel, ts: message.ts, action_id, value, chosen }).catch(complain);
  const time = el("time", { title: exactly(message.ts), dateTime: new Date(Number(message.ts) * 1000).toISOString() }, clock(message.ts));
  const content = el("div", { class: "body" }, drawContent(message, press), message.streaming ? el("span", { class: "cursor" }) : "",
    message.edited && !message.bot_id ? el("span", { class: "soft", title: exactly(message.edited.ts) }, " (edited)") : "");
  return el("li", {
    class: `message${joined ? " joined" : ""}${message.only_for ? " ephemeral" : ""}`, id: `m-${message.ts}`, tabIndex: -1,
    "aria-label": joined ? `${name}, ${clock(message.ts)}` : null,
  },
    joined ? el("div", { class: "face quiet", "aria-hidden": "true" }, clock(message.ts)) : face(message, name),
    el("div", { class: "grow" },
      joined ? "" : el("div", { class: "who" }, el("strong", {}, name), badge(message), time),
      message.only_for ? el("div", { class: "soft" }, "Only visible to you") : "",
      message.broadcast ? el("div", { class: "soft" }, openThread ? "also sent from a thread" : "also sent to the channel") : "",
      content,
      drawReactions(message),
      threadLine(message, openThread),
      status ? el("div", { class: "status" }, `${botName()} ${status.status}`) : ""),
    message.only_for ? "" : tools(message, openThread));
}

/** Under which name a message stands: an app may give its own. */
export const authorName = (message) => message.username || user(message.author).real_name || user(message.author).name;

function badge(message) {
  if (!message.bot_id) return "";
  const acted = message.username && message.username !== user(message.author).real_name;
  return acted
    ? el("span", { class: "badge", title: `Written by the app ${user(message.author).name} under this name; not a person` }, "synthetic")
    : el("span", { class: "badge" }, "app");
}

function face(message, name) {
  const icons = message.icons || {};
  const sign = icons.emoji ? emoji(icons.emoji.replaceAll(":", "")) : (Array.from(name.trim())[0] || "?").toUpperCase();
  const photo = icons.image_48 || icons.image_72;
  const made = el("div", { class: `face${message.bot_id && !message.username ? " app" : ""}`, "aria-hidden": "true" }, photo ? picture(photo, "", "", sign) : sign);
  made.style.setProperty("--tint", `#${user(message.author).colour}`);
  return made;
}

function threadLine(message, openThread) {
  if (!openThread || !message.reply_count) return "";
  return el("button", { type: "button", class: "thread-line", onclick: () => openThread(message.ts) },
    `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`, el("span", { class: "soft" }, `last at ${clock(message.latest_reply)}`));
}

function tools(message, openThread) {
  const more = el("button", { type: "button", class: "bare", "aria-label": "More actions", title: "More actions" }, icon("more"));
  return el("div", { class: "tools", role: "group", "aria-label": "Message actions" },
    el("button", { type: "button", class: "bare", title: "Agree", "aria-label": "React with thumbs up", onclick: () => react(message, "+1", true) }, "👍"),
    emojiButton("Add a reaction", (name) => react(message, name, true)),
    openThread ? el("button", { type: "button", class: "bare", title: "Reply in thread", "aria-label": "Reply in thread", onclick: () => openThread(message.thread_ts || message.ts) }, icon("reply")) : "",
    menu(more, () => actions(message)));
}

function actions(message) {
  const own = message.author === known.me;
  const shortcut = ({ callback_id }) => act("shortcut", { callback_id, channel: message.channel, ts: message.ts }).catch(complain);
  return [
    ...known.offers.shortcuts.filter((one) => one.type === "message").map((one) => ({ label: one.name, hint: one.description, run: () => shortcut(one) })),
    { label: "Copy link", run: () => copy(permalink(message), "The link is copied.") },
    { label: "Copy text", run: () => copy(typed(message.text), "The text is copied.") },
    ...(own ? [{ label: "Edit message", run: () => edit(message) }, { label: "Delete message", danger: true, run: () => remove(message) }] : []),
  ];
}

/** The address of a message in this page. */
export function permalink(message) {
  const thread = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : "";
  return `${location.origin}/#${message.channel}/${thread}/${message.ts}`;
}

function copy(text, done) {
  navigator.clipboard.writeText(text).then(() => say(done), () => say(`This browser does not let pages copy. Here it is: ${text}`));
}

/** A message's text as one would type it. */
function typed(text) {
  const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  return text
    .replace(/<@([A-Z0-9]+)>/g, (whole, id) => (known.users.has(id) ? `@${known.users.get(id).name}` : whole))
    .replace(/<(https?:[^<>|]+)>/g, "$1")
    .replace(/&(lt|gt|amp);/g, (entity) => entities[entity]);
}

/** Change one's own message, in a dialog. */
export async function edit(message) {
  const text = await askText("Edit your message", typed(message.text));
  if (text !== null) act("edit", { channel: message.channel, ts: message.ts, text }).catch((error) => say(`${error.message}.`));
}

/** Delete one's own message, after asking. */
export async function remove(message) {
  if (!(await ask("Delete this message?", "It will be gone for everybody.", "Delete", "Keep it", "danger"))) return;
  act("delete", { channel: message.channel, ts: message.ts }).catch((error) => say(`${error.message}.`));
}
