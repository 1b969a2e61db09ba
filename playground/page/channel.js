// The channel one is in: its head, its messages or the app's home, and what is loaded when one scrolls.

import { drawBlocks } from "./blocks/blocks.js";
import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessages, isAtEnd } from "./messages.js";
import { showMembers } from "./people.js";
import { ensure, loadNewer, loadOlder, placeOf, shown } from "./places.js";
import { act, botName, known, placeName } from "./workspace.js";

const at = (id) => document.getElementById(id);
const EDGE = 300;

/** Load more when somebody scrolls near an end; `planDraw` draws what came. `current()` -> the place shown in `scroll` */
export function loadOnScroll(scroll, current, planDraw) {
  const more = () => {
    const place = current();
    if (!place || place.state !== "ready" || place.loading) return;
    const load = scroll.scrollTop < EDGE && place.more ? loadOlder : scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < EDGE && place.newer ? loadNewer : null;
    load?.(place).then(planDraw, () => {});
  };
  scroll.addEventListener("scroll", more, { passive: true });
}

/** What stands above the messages: how it began, or that there is more. */
export function beginning(place, words) {
  if (place.state !== "ready") return el("li", { class: "empty", "data-key": "loading" }, "Loading…");
  if (place.more) return el("li", { class: "empty", "data-key": "more" }, "Loading what was said before…");
  return words ? el("li", { class: "beginning", "data-key": "beginning" }, words) : null;
}

/** Draw the channel. `here`: {channel, thread, tab, unreadFrom}; `calls`: go, setTab, plan, prompts(channel, thread), ends. */
export function drawChannel(here, calls) {
  const channel = known.channels.get(here.channel);
  drawHead(channel, here, calls);
  const list = at("channel-messages");
  const onHome = channel.kind === "im" && here.tab === "home";
  list.classList.toggle("home", onHome);
  if (onHome) {
    calls.ends.channel.draw(null);
    return drawHome(list);
  }
  const place = placeOf(channel.id);
  if (place.state !== "ready") ensure(place).then(calls.plan, (error) => known.live && say(`${error.message}.`));
  const messages = shown(place);
  const top = beginning(place, emptyText(channel));
  const typing = typingLine(channel.id, "");
  const below = [...calls.prompts(channel, ""), ...(typing ? [typing] : [])];
  drawMessages(list, messages, { openThread: (ts) => calls.go(channel.id, ts), above: top && (place.more || !messages.length || place.state === "ready") ? [top] : [], below, unreadFrom: here.unreadFrom });
  calls.ends.channel.draw(place);
  read(channel, here, place, list.parentElement);
}

/** Whoever sees the newest message of a channel, and its open thread, has read them. */
function read(channel, here, place, scroll) {
  const last = [...place.messages.keys()].at(-1);
  if (!last || place.newer || !document.hasFocus() || !known.live || !isAtEnd(scroll)) return;
  const thread = here.thread ? shown(placeOf(channel.id, here.thread)).at(-1)?.ts || "" : "";
  const top = shown(place).at(-1)?.ts || last;
  const newest = thread > top ? thread : top;
  if (newest <= (channel.last_read || "") || channel.marking === newest) return;
  channel.marking = newest;
  act("mark", { channel: channel.id, ts: newest }).catch(() => {});
}

function drawHead(channel, here, calls) {
  const named = el("span", {}, icon(channel.kind === "im" ? "talk" : channel.kind === "group" ? "lock" : "hash"), placeName(channel));
  if (at("channel-name").textContent !== named.textContent) at("channel-name").replaceChildren(named);
  at("channel-topic").textContent = channel.is_archived ? "archived" : channel.topic;
  const tabs = channel.kind === "im" ? ["messages", "home"] : [];
  const names = { messages: "Messages", home: "Home" };
  const key = `${channel.id} ${here.tab} ${channel.members?.length} ${channel.has_bot}`;
  if (at("tabs").dataset.key === key) return;
  at("tabs").dataset.key = key;
  at("tabs").replaceChildren(...tabs.map((tab) =>
    el("button", { type: "button", class: here.tab === tab ? "here" : "", "aria-pressed": String(here.tab === tab), onclick: () => calls.setTab(tab) }, names[tab])),
    tabs.length ? "" : el("button", { type: "button", class: "bare", "aria-label": `Members: ${channel.members?.length}`, title: "Who is in this channel", onclick: () => showMembers(known.channels.get(channel.id)) }, icon("people"), String(channel.members?.length ?? "")));
}

function drawHome(list) {
  const view = known.home;
  const key = view ? `home ${view.id} ${view.hash}` : "home none";
  if (list.firstChild?.dataset?.key === key && list.children.length === 1) return;
  const press = (action_id, value, chosen) => act("press_in_view", { view_id: view.id, action_id, value, chosen }).catch((error) => say(`The app did not take this: ${error.message}.`));
  list.replaceChildren(view
    ? el("li", { class: "page", "data-key": key }, drawBlocks(view.blocks, press))
    : el("li", { class: "empty", "data-key": key }, `${botName()} has not drawn its home yet.`));
}

function emptyText(channel) {
  if (channel.kind === "im") return `This is where you and ${botName()} talk in private.`;
  if (!channel.has_bot) return `This is the beginning of #${channel.name}. ${botName()} is not in it, and hears nothing said here.`;
  return `This is the beginning of #${channel.name}. Write @${botName()} and what you want, and it answers in a thread.`;
}

/** Who is writing just now, in words; null when nobody is. */
export function typingLine(channel, thread) {
  const names = [...known.typing.keys()].filter((key) => key.startsWith(`${channel}/${thread}/`)).map((key) => known.users.get(key.split("/")[2])?.name).filter(Boolean);
  if (!names.length) return null;
  return el("li", { class: "status", "data-key": "typing" }, `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing`);
}
