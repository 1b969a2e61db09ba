// The page: which channel, which thread, and everything drawn from what is known.

import { act, known, messagesOf, open, speakAs } from "./workspace.js";
import { composer } from "./composer.js";
import { drawBlocks } from "./blocks/blocks.js";
import { drawForm } from "./forms/inputs.js";
import { drawMessages } from "./messages.js";
import { el, say } from "./dom.js";
import { know } from "./text/text.js";

const at = (id) => document.getElementById(id);
const here = { channel: "", thread: "", tab: "messages" };
const unread = new Set();
const mine = new Set();
let planned = false;
let looking = "";

const writeInChannel = composer(at("channel-composer"), ({ ts }) => mine.add(ts));
const writeInThread = composer(at("thread-composer"), () => {});

open(plan, arrived);
at("speaker").addEventListener("change", (event) => {
  // A direct message is another person's after this; a thread in a channel stays open for whoever may see it.
  if (known.channels.get(here.channel)?.kind === "im") go(here.channel, "");
  speakAs(event.target.value);
});
at("thread-close").addEventListener("click", () => go(here.channel, ""));
window.addEventListener("hashchange", readAddress);
readAddress();

function readAddress() {
  const [channel, thread] = decodeURIComponent(location.hash.slice(1)).split("?")[0].split("/");
  const reply = new URLSearchParams(location.hash.split("?")[1] || "").get("thread_ts");
  Object.assign(here, { channel: channel || here.channel, thread: reply || thread || "" });
  plan();
}

/** Go to a channel and, with a ts, to a thread in it. */
function go(channel, thread) {
  here.tab = channel === here.channel ? here.tab : "messages";
  Object.assign(here, { channel, thread });
  history.replaceState(null, "", `#${channel}${thread ? `/${thread}` : ""}`);
  plan();
}

/** A message came in: mark its channel, and open the thread in which somebody answers what was just said here. */
function arrived(message) {
  if (message.channel !== here.channel && message.author !== known.me) unread.add(message.channel);
  const answersMe = message.bot_id && message.thread_ts && mine.has(message.thread_ts) && message.channel === here.channel;
  if (answersMe && !here.thread) go(here.channel, message.thread_ts);
}

/** Draw soon, once for many changes. */
function plan() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    if (known.users.size) draw();
  });
}

function draw() {
  know(known.users, known.channels);
  if (!known.channels.has(here.channel)) {
    const places = [...known.channels.values()];
    Object.assign(here, { channel: (places.find((place) => place.name === "customers") || places[0]).id, thread: "" });
  }
  unread.delete(here.channel);
  known.here = here.channel;
  look();
  drawTop();
  drawSide();
  drawChannel();
  drawThread();
  drawModal();
}

/** Whoever comes to the app's direct message, or to its home, lets the app know: as in Slack. */
function look() {
  const direct = known.channels.get(here.channel).kind === "im";
  const now = direct ? `${known.me} ${here.tab}` : "";
  if (now === looking || !known.live || !known.connected) return;
  looking = now;
  if (direct) act("open_home", { tab: here.tab }).catch(() => {});
}

function drawTop() {
  at("notice").textContent = known.notice ? `· ${known.notice}` : "";
  const bot = known.users.get(known.bot)?.name;
  const line = !known.live ? "reconnecting…" : known.connected ? `${bot} is here` : `${bot} is not connected`;
  at("connection").textContent = line;
  at("connection").className = known.live && known.connected ? "on" : "off";
  document.title = `${placeName(known.channels.get(here.channel))} · Playground`;
}

function drawSide() {
  const people = [...known.users.values()].filter((user) => !user.is_bot);
  const speaker = at("speaker");
  // Drawn anew only for new people: a list that somebody has just opened must not close.
  if (speaker.options.length !== people.length) {
    speaker.replaceChildren(...people.map((user) => el("option", { value: user.id }, user.real_name)));
  }
  if (speaker.value !== known.me && document.activeElement !== speaker) speaker.value = known.me;
  const item = (channel) =>
    el("li", {}, el("button", {
      type: "button",
      class: `${channel.id === here.channel ? "here" : ""}${unread.has(channel.id) ? " unread" : ""}`,
      "aria-current": channel.id === here.channel ? "page" : null,
      onclick: () => go(channel.id, ""),
    }, placeName(channel)));
  const places = [...known.channels.values()];
  at("channels").replaceChildren(...places.filter((place) => place.kind !== "im").map(item));
  at("directs").replaceChildren(...places.filter((place) => place.kind === "im").map(item));
}

function placeName(channel) {
  if (!channel) return "";
  if (channel.kind === "im") return known.users.get(known.bot)?.name || "";
  return `${channel.kind === "group" ? "🔒 " : "# "}${channel.name}`;
}

function drawChannel() {
  const channel = known.channels.get(here.channel);
  const bot = known.users.get(known.bot)?.name;
  at("channel-name").textContent = placeName(channel);
  at("channel-topic").textContent = channel.is_archived ? "archived" : channel.topic;
  const tabs = channel.kind === "im" ? ["messages", "home"] : [];
  at("tabs").replaceChildren(...tabs.map((tab) =>
    el("button", { type: "button", class: here.tab === tab ? "here" : "", onclick: () => { here.tab = tab; plan(); } }, tab === "home" ? "Home" : "Messages")));
  const list = at("channel-messages");
  if (tabs.length && here.tab === "home") {
    const item = known.home
      ? el("li", { class: "home" }, drawBlocks(known.home.blocks, pressIn(known.home)))
      : el("li", { class: "empty" }, `${bot} has not drawn its home yet.`);
    list.replaceChildren(item);
  } else {
    const messages = messagesOf(channel.id);
    const prompts = messages.some((message) => mine.has(message.ts)) ? [] : suggestions(channel, "");
    if (messages.length || prompts.length) drawMessages(list, messages, (ts) => go(channel.id, ts), prompts);
    else list.replaceChildren(el("li", { class: "empty" }, emptyText(channel, bot)));
  }
  const hint = channel.kind === "im" ? `Message ${bot}` : `Message ${placeName(channel)}. @${bot} calls the app`;
  writeInChannel({ channel: channel.id, thread: null, hint });
}

function emptyText(channel, bot) {
  if (channel.kind === "im") return `This is where you and ${bot} talk in private. Say hello.`;
  if (!channel.has_bot) return `${bot} is not in this channel, and hears nothing said here.`;
  return `Nothing has been said here yet. Write @${bot} and what you want, and it answers in a thread.`;
}

function drawThread() {
  at("thread-pane").hidden = !here.thread;
  document.body.classList.toggle("with-thread", Boolean(here.thread));
  if (!here.thread) return;
  const list = at("thread-messages");
  const messages = messagesOf(here.channel, here.thread);
  const channel = known.channels.get(here.channel);
  at("thread-name").textContent = channel.titles?.[here.thread] || "Thread";
  const below = [];
  const status = known.statuses.get(`${here.channel}/${here.thread}`);
  if (status) below.push(statusLine(status));
  drawMessages(list, messages, null, [...below, ...suggestions(channel, here.thread)]);
  writeInThread({ channel: here.channel, thread: here.thread, hint: "Reply in the thread" });
}

function statusLine(status) {
  const place = { channel: here.channel, thread_ts: here.thread };
  const stop = () => act("stop", place).catch((error) => say(error.message));
  return el("li", { class: "status", "data-key": "status" }, `${known.users.get(known.bot)?.name} ${status.status} `,
    status.stoppable ? el("button", { type: "button", onclick: stop }, "Stop") : "");
}

/** What the app suggests to say in a thread, or ("" for the thread) first in its direct message. */
function suggestions(channel, thread) {
  const shown = channel.prompts?.[thread];
  if (!shown?.prompts?.length) return [];
  const write = async (prompt) => {
    try {
      const { ts } = await act("say", { channel: channel.id, thread_ts: thread || null, text: prompt.message });
      if (!thread) mine.add(ts);
    } catch (error) {
      say(error.message);
    }
  };
  return [el("li", { class: "actions", "data-key": "prompts" }, shown.title ? el("span", { class: "soft" }, shown.title) : "",
    shown.prompts.map((prompt) => el("button", { type: "button", onclick: () => write(prompt) }, prompt.title)))];
}

const pressIn = (view) => (actionId, value) =>
  act("press_in_view", { view_id: view.id, action_id: actionId, value }).catch((error) => say(`The app did not take this: ${error.message}.`));

function drawModal() {
  const dialog = at("modal");
  const view = known.modal;
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
