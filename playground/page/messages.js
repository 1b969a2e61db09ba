// A list of messages, drawn anew only where something changed.

import { drawContent, drawReactions } from "./blocks/blocks.js";
import { act, known } from "./workspace.js";
import { ask, askText, el, say } from "./dom.js";
import { emoji } from "./text/text.js";

/** Bring a list element up to date. `openThread(ts)` is null inside a thread; `below` comes after the messages. */
export function drawMessages(list, messages, openThread, below = []) {
  const scroll = list.parentElement;
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const old = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const wanted = [];
  let day = "";
  for (const [place, message] of messages.entries()) {
    const date = new Date(Number(message.ts) * 1000);
    if (date.toDateString() !== day) {
      day = date.toDateString();
      wanted.push(reuse(old, `day ${day}`, day, () => el("li", { class: "day" }, dayName(date))));
    }
    const before = messages[place - 1];
    const joined = before && before.author === message.author && before.username === message.username && !before.deleted
      && Number(message.ts) - Number(before.ts) < 180 && new Date(Number(before.ts) * 1000).toDateString() === day;
    const status = openThread ? known.statuses.get(`${message.channel}/${message.ts}`) : null;
    const signature = JSON.stringify([message, joined, status, known.me]);
    wanted.push(reuse(old, message.ts, signature, () => draw(message, date, joined, openThread, status)));
  }
  wanted.push(...below);
  if (list.children.length !== wanted.length || wanted.some((item, place) => list.children[place] !== item)) list.replaceChildren(...wanted);
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

function reuse(old, key, signature, make) {
  const kept = old.get(key);
  if (kept?.signature === signature) return kept;
  const made = make();
  made.dataset.key = key;
  made.signature = signature;
  return made;
}

function dayName(date) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : date.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
}

function draw(message, date, joined, openThread, status) {
  const author = known.users.get(message.author) || { name: message.author, colour: "888888" };
  const name = message.username || author.real_name || author.name;
  const time = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (message.deleted || message.subtype === "tombstone") {
    return el("li", { class: "message gone" }, el("div", { class: "face" }, "·"), el("div", { class: "grow" }, `${name}’s message was deleted`, threadLine(message, openThread)));
  }
  const press = (actionId, value) =>
    act("press", { channel: message.channel, ts: message.ts, action_id: actionId, value }).catch((error) => say(`The app did not take this: ${error.message}.`));
  const head = joined ? "" : el("div", { class: "who" }, el("strong", {}, name), message.bot_id ? el("span", { class: "badge" }, "APP") : "", el("time", {}, time));
  return el("li", { class: `message${joined ? " joined" : ""}${message.only_for ? " ephemeral" : ""}`, id: `m-${message.ts}` },
    joined ? el("time", { class: "face quiet" }, time) : face(message, author, name),
    el("div", { class: "grow" },
      message.only_for ? el("div", { class: "soft" }, "Only visible to you") : "",
      message.broadcast && openThread ? el("div", { class: "soft" }, "also sent from a thread") : "",
      head,
      el("div", { class: "body" }, drawContent(message, press), message.streaming ? el("span", { class: "cursor" }) : "",
        message.edited ? el("span", { class: "soft" }, " (edited)") : ""),
      el("div", { class: "reactions" }, drawReactions(message, known.me, (reaction, there) => react(message, reaction, there))),
      threadLine(message, openThread),
      status ? el("div", { class: "status" }, `${known.users.get(known.bot)?.name} ${status.status}`) : ""),
    tools(message, openThread));
}

function face(message, author, name) {
  const icon = message.icons?.emoji ? emoji(message.icons.emoji.replaceAll(":", "")) : "";
  const made = el("div", { class: `face${message.bot_id ? " app" : ""}`, "aria-hidden": "true" }, icon || name.slice(0, 1).toUpperCase());
  const picture = message.icons?.image_48;
  if (picture && /^https?:/i.test(picture)) made.replaceChildren(el("img", { src: picture, alt: "", referrerPolicy: "no-referrer" }));
  made.style.background = `#${author.colour}`;
  return made;
}

function threadLine(message, openThread) {
  if (!openThread || !message.reply_count) return "";
  const last = new Date(Number(message.latest_reply) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return el("button", { type: "button", class: "thread-line", onclick: () => openThread(message.ts) },
    `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`, el("span", { class: "soft" }, ` last at ${last}`));
}

function tools(message, openThread) {
  if (message.only_for) return "";
  const mine = message.author === known.me;
  return el("div", { class: "tools" },
    openThread ? el("button", { type: "button", onclick: () => openThread(message.thread_ts || message.ts) }, "Reply") : "",
    el("button", { type: "button", onclick: () => react(message, "+1", true), "aria-label": "Thumbs up" }, "👍"),
    known.offers.shortcuts.filter((one) => one.type === "message").map((one) =>
      el("button", { type: "button", title: one.description, onclick: () => shortcut(message, one) }, one.name)),
    mine ? el("button", { type: "button", onclick: () => edit(message) }, "Edit") : "",
    mine ? el("button", { type: "button", onclick: () => remove(message) }, "Delete") : "");
}

function shortcut(message, one) {
  act("shortcut", { callback_id: one.callback_id, channel: message.channel, ts: message.ts })
    .catch((error) => say(`The app did not take this: ${error.message}.`));
}

function react(message, name, there) {
  act("react", { channel: message.channel, ts: message.ts, name, there }).catch((error) => say(error.message));
}

async function edit(message) {
  const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  const typed = message.text
    .replace(/<@([A-Z0-9]+)>/g, (whole, id) => (known.users.has(id) ? `@${known.users.get(id).name}` : whole))
    .replace(/<(https?:[^<>|]+)>/g, "$1")
    .replace(/&(lt|gt|amp);/g, (entity) => entities[entity]);
  const text = await askText("Edit your message", typed);
  if (text !== null) act("edit", { channel: message.channel, ts: message.ts, text }).catch((error) => say(error.message));
}

async function remove(message) {
  if (!(await ask("Delete this message?", "It will be gone for everybody.", "Delete", "Keep it", "danger"))) return;
  act("delete", { channel: message.channel, ts: message.ts }).catch((error) => say(error.message));
}
