// What this page knows of the workspace, as one person sees it, kept up to date over the line.

import { act, connect, reconnect } from "./live.js";
import { forgetPlaces, keepInPlaces } from "./places.js";

export { act };

export const known = {
  me: sessionStorage.getItem("speaker") || "",
  bot: "",
  notice: "",
  connected: 0,
  live: false,
  users: new Map(),
  channels: new Map(),
  statuses: new Map(),
  typing: new Map(),
  offers: { shortcuts: [], commands: [] },
  modal: null,
  home: null,
  here: "",
};

const TYPING_FOR = 4000;
let changed = () => {};
let arrived = () => {};
const others = new Map();

/** Connect, and call `onChange` whenever anything is new, `onMessage` for every message that arrives live. */
export function open(onChange, onMessage) {
  changed = onChange;
  arrived = onMessage;
  connect({ as: () => known.me, frame: take, lost });
}

/** Call `how(frame)` for frames of a type that is not the workspace's own. */
export function on(type, how) {
  others.set(type, how);
}

/** Speak as somebody else from now on. */
export function speakAs(user) {
  sessionStorage.setItem("speaker", user);
  known.me = user;
  // What is known until the new line greets is still the other's.
  known.live = false;
  reconnect();
}

/** A person or app by id, as far as known. */
export const user = (id) => known.users.get(id) || { id, name: id, real_name: id, colour: "888888" };
export const botName = () => known.users.get(known.bot)?.name || "The app";

/** Whether a new message counts beside its channel: what is said in a thread does only where it mentions one, or was sent to the channel too. */
export function countsAsUnread(message) {
  if (message.author === known.me || message.only_for) return false;
  return !message.thread_ts || message.thread_ts === message.ts || message.broadcast || message.text.includes(`<@${known.me}>`);
}

/** How a channel is called in lists. */
export function placeName(channel) {
  if (!channel) return "";
  return channel.kind === "im" ? botName() : channel.name;
}

function lost(greeted) {
  known.live = false;
  // Somebody who is not in this workspace (it was begun anew): speak as whoever is there.
  if (!greeted && known.me && navigator.onLine) {
    sessionStorage.removeItem("speaker");
    known.me = "";
  }
  changed();
}

function take(frame) {
  (FRAMES[frame.type] || others.get(frame.type))?.(frame);
  changed();
}

const byId = (all) => new Map(all.map((one) => [one.id, one]));

const FRAMES = {
  hello(frame) {
    const { me, bot, notice, connected, offers, modal, home } = frame;
    Object.assign(known, { me, bot, notice, connected, offers, modal, home, live: true });
    known.users = byId(frame.users);
    known.channels = byId(frame.channels);
    known.statuses = new Map(frame.statuses.map((one) => [`${one.channel}/${one.thread_ts}`, one.status]));
    forgetPlaces(frame.ephemeral);
  },
  message({ message, new: isNew }) {
    keepInPlaces(message);
    known.typing.delete(`${message.channel}/${message.thread_ts || ""}/${message.author}`);
    if (isNew) arrived(message);
  },
  status({ channel, thread_ts: ts, status }) {
    if (status?.status) known.statuses.set(`${channel}/${ts}`, status);
    else known.statuses.delete(`${channel}/${ts}`);
  },
  typing({ user: who, channel, thread_ts: ts }) {
    const key = `${channel}/${ts || ""}/${who}`;
    clearTimeout(known.typing.get(key));
    known.typing.set(key, setTimeout(() => known.typing.delete(key) && changed(), TYPING_FOR));
  },
  users: (frame) => (known.users = byId(frame.users)),
  channels: (frame) => (known.channels = byId(frame.channels)),
  connection: (frame) => (known.connected = frame.connected),
  view: (frame) => Object.assign(known, { modal: frame.modal, home: frame.home }),
};
