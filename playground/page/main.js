// The page: where one is, and everything drawn from what is known.

import { drawChannel, loadOnScroll } from "./channel.js";
import { openCanvas } from "./canvas.js";
import { composer } from "./composer.js";
import { el, form, say } from "./dom.js";
import { drawModal } from "./forms/modal.js";
import { icon } from "./icons.js";
import { inspectorAfterHello, toggleInspector } from "./inspector/inspector.js";
import { authorName, edit } from "./message.js";
import { highlight } from "./messages.js";
import { newest } from "./newest.js";
import { loadAround, placeOf, shown } from "./places.js";
import { openSearch } from "./search.js";
import { drawSidebar, neighbour, prepareSidebar } from "./sidebar.js";
import { know } from "./text/text.js";
import { drawThread } from "./thread.js";
import { act, botName, countsAsUnread, known, open, placeName } from "./workspace.js";

const at = (id) => document.getElementById(id);
const here = { channel: "", thread: "", tab: "messages", unreadFrom: null, focus: null };
const mine = new Set();
const unanswered = new Set();
let planned = false;
let looking = "";
let wanted = null;

const ends = { channel: newest(at("channel-messages"), at("to-newest"), plan), thread: newest(at("thread-messages"), at("thread-to-newest"), plan) };
const calls = { go, plan, ends, prompts: suggestions, setTab: (tab) => { here.tab = tab; plan(); } };
const editLast = (thread) => (event) => {
  const own = shown(placeOf(here.channel, thread())).filter((message) => message.author === known.me && !message.deleted && !message.only_for).at(-1);
  if (own) event.preventDefault(), edit(own);
};
const inChannel = composer(at("channel-composer"), { sent: sentInChannel, editLast: editLast(() => "") });
const inThread = composer(at("thread-composer"), { sent: (_, there) => there.thread === here.thread && ends.thread.follow(), editLast: editLast(() => here.thread) });

prepareSidebar(() => {
  // A direct message is another person's after this; a thread in a channel stays open for whoever may see it.
  if (known.channels.get(here.channel)?.kind === "im") go(here.channel, "");
});
loadOnScroll(at("channel-messages").parentElement, () => (here.tab === "home" ? null : placeOf(here.channel)), plan);
loadOnScroll(at("thread-messages").parentElement, () => (here.thread ? placeOf(here.channel, here.thread) : null), plan);
for (const [id, name] of [["thread-close", "close"], ["search", "search"], ["inspect", "inspect"], ["theme", "sun"]]) at(id).prepend(icon(name));
at("thread-close").addEventListener("click", () => go(here.channel, ""));
at("search").addEventListener("click", () => openSearch(go));
at("inspect").addEventListener("click", () => toggleInspector(here));
at("theme").addEventListener("click", turnTheme);
at("keys").addEventListener("click", showKeys);
addEventListener("hashchange", readAddress);
addEventListener("focus", plan);
addEventListener("keydown", onKey);
document.documentElement.dataset.theme = localStorage.getItem("theme") || "";
open(plan, arrived);
readAddress();

/** `#channel/thread/message`; thread and message may be missing. */
function readAddress() {
  const [channel, thread = "", ts = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (channel === "docs") return showCanvas(thread);
  if (ts) wanted = { channel, thread, ts };
  if (channel) move(channel, thread);
  plan();
}

/** A canvas lies above the place one is in, which the address names again afterwards. */
function showCanvas(id) {
  if (!known.users.size) return void setTimeout(() => showCanvas(id), 50);
  history.replaceState(null, "", here.channel ? `#${here.channel}${here.thread ? `/${here.thread}` : ""}` : location.pathname);
  openCanvas(id);
}

/** Go to a channel and, with a ts, to a thread in it, and to a message of either. */
function go(channel, thread, ts = "") {
  if (ts) wanted = { channel, thread, ts };
  move(channel, thread);
  history.replaceState(null, "", `#${channel}${thread ? `/${thread}` : ""}`);
  plan();
}

function move(channel, thread) {
  if (channel !== here.channel) {
    here.tab = "messages";
    here.unreadFrom = known.channels.get(channel)?.unread ? known.channels.get(channel).last_read || "0" : null;
  }
  here.focus = thread && thread !== here.thread ? inThread : inChannel;
  Object.assign(here, { channel, thread });
}

/** One has written in a channel: a message, or (without a ts) a command. */
function sentInChannel({ ts }, there) {
  if (ts) mine.add(ts) && unanswered.add(ts);
  if (there.channel === here.channel) ends.channel.follow();
}

/** A message came in: open the thread in which the app answers what was just said here, and say it aloud. */
function arrived(message) {
  const channel = known.channels.get(message.channel);
  if (channel && message.channel !== here.channel && countsAsUnread(message)) channel.unread = (channel.unread || 0) + 1;
  if (message.channel !== here.channel) return;
  if (message.bot_id && unanswered.delete(message.thread_ts) && !here.thread) go(here.channel, message.thread_ts);
  const inSight = message.thread_ts ? message.thread_ts === here.thread : true;
  if (!inSight || message.author === known.me) return;
  if (message.thread_ts && message.thread_ts === here.thread) ends.thread.came();
  if (!message.thread_ts || message.broadcast) ends.channel.came();
  at("aloud").textContent = `${authorName(message)}: ${message.text.slice(0, 300)}`;
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
    move((places.find((place) => place.kind === "im") || places[0]).id, "");
  }
  known.here = here.channel;
  look();
  drawTop();
  drawSidebar(here.channel, go);
  drawChannel(here, calls);
  drawThread(here, calls);
  drawModal(known.modal);
  inspectorAfterHello();
  const channel = known.channels.get(here.channel);
  const refused = channel.is_archived ? "This channel is archived. Nobody can write here." : here.tab === "home" ? "" : null;
  at("channel-composer").hidden = here.tab === "home";
  const name = channel.kind === "im" ? botName() : `#${channel.name}`;
  inChannel.at({ channel: channel.id, thread: "", hint: `Message ${name}`, refused });
  inThread.at({ channel: channel.id, thread: here.thread, hint: "Reply in the thread", refused });
  here.focus?.focus();
  here.focus = null;
  if (wanted) show(wanted);
}

/** Scroll to the message of a link, loading what is around it first. */
async function show(link) {
  wanted = null;
  const list = at(link.thread && link.thread !== link.ts ? "thread-messages" : "channel-messages");
  try {
    const thread = link.thread || (await loadAround(link.channel, link.ts));
    if (thread && !link.thread) return go(link.channel, thread, link.ts);
  } catch (error) {
    return say(`${error.message}.`);
  }
  plan();
  for (let frames = 0; frames < 60; frames++) {
    await new Promise(requestAnimationFrame);
    if (highlight(list, link.ts)) return;
  }
  say("That message is not here any more.");
}

/** Whoever comes to the app's direct message, or to its home, lets the app know: as in Slack. */
function look() {
  const direct = known.channels.get(here.channel).kind === "im";
  const now = direct ? `${known.me} ${here.tab}` : "";
  if (now === looking || !known.live || !known.connected) return;
  looking = now;
  if (direct) act("open_home", { tab: here.tab }).catch(() => (looking = ""));
}

function drawTop() {
  at("notice").textContent = known.notice ? `· ${known.notice}` : "";
  const line = !known.live ? "reconnecting…" : known.connected ? `${botName()} is here` : `${botName()} is not connected`;
  if (at("connection").textContent !== line) at("connection").textContent = line;
  at("connection").className = known.live && known.connected ? "on" : "off";
  const unread = [...known.channels.values()].some((channel) => channel.unread && channel.id !== here.channel);
  document.title = `${unread ? "• " : ""}${placeName(known.channels.get(here.channel))} · Playground`;
}

/** What the app suggests to say in a thread, or ("" for the thread) first in its direct message. */
function suggestions(channel, thread) {
  const offered = channel.prompts?.[thread];
  if (!offered?.prompts?.length || (!thread && shown(placeOf(channel.id)).some((message) => mine.has(message.ts)))) return [];
  const write = async (prompt) => {
    try {
      const { ts } = await act("say", { channel: channel.id, thread_ts: thread || null, text: prompt.message });
      if (!thread) mine.add(ts);
      ends[thread ? "thread" : "channel"].follow();
    } catch (error) {
      say(`${error.message}.`);
    }
  };
  return [el("li", { class: "prompts", "data-key": "prompts" }, offered.title ? el("p", {}, offered.title) : "",
    offered.prompts.map((prompt) => el("button", { type: "button", onclick: () => write(prompt) }, prompt.title)))];
}

function onKey(event) {
  const ctrl = event.ctrlKey || event.metaKey;
  const inDialog = event.target.closest?.("dialog");
  const keys = {
    [ctrl && event.key === "k"]: () => openSearch(go),
    [ctrl && event.key === "."]: () => toggleInspector(here),
    [ctrl && event.key === "/"]: showKeys,
    [event.altKey && event.key === "ArrowDown"]: () => go(neighbour(here.channel, 1), ""),
    [event.altKey && event.key === "ArrowUp"]: () => go(neighbour(here.channel, -1), ""),
    [event.key === "Escape" && Boolean(here.thread)]: () => go(here.channel, ""),
  };
  const message = event.target.closest?.(".message, .messages");
  if (keys.true && !inDialog) {
    event.preventDefault();
    keys.true();
  } else if (message && event.target === message) amongMessages(event, message);
}

/** Arrows go from message to message; Enter goes into what can be pressed in one. */
function amongMessages(event, message) {
  const all = [...message.closest(".messages").querySelectorAll(".message")];
  const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (to) all.at(all.includes(message) ? Math.max(0, all.indexOf(message) + to) : Math.min(0, to))?.focus();
  else if (event.key === "Enter") message.querySelector(".body button, .body select, .thread-line, .tools button")?.focus();
  else return;
  event.preventDefault();
}

function turnTheme() {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--is-dark").trim() === "1";
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme ? (root.dataset.theme === "dark" ? "light" : "dark") : dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
}

function showKeys() {
  const keys = [["Ctrl K", "search, or go to a channel"], ["Alt ↑ ↓", "the channel above or below"], ["Tab, then ↑ ↓", "from message to message; Enter goes into it"],
    ["↑ in an empty field", "change what you said last"], ["Esc", "close the thread"], ["Ctrl .", "the inspector: what goes back and forth"], ["Ctrl /", "these keys"]];
  form("Keys", [el("dl", { class: "keys-list" }, keys.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]))], "");
}
