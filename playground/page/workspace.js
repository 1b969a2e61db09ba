// What this page knows of the workspace, kept up to date over one websocket, and what it can do there.

export const known = {
  me: sessionStorage.getItem("speaker") || "",
  bot: "",
  notice: "",
  connected: 0,
  live: false,
  users: new Map(),
  channels: new Map(),
  messages: new Map(),
  statuses: new Map(),
  offers: { shortcuts: [], commands: [] },
  modal: null,
  home: null,
  here: "",
};

let socket = null;
let changed = () => {};
let arrived = () => {};
let number = 0;
const waiting = new Map();

/** Connect, and call `onChange` whenever anything is new, `onMessage` for every message that arrives live. */
export function open(onChange, onMessage) {
  changed = onChange;
  arrived = onMessage;
  connect();
}

/** Speak as somebody else from now on. */
export function speakAs(user) {
  sessionStorage.setItem("speaker", user);
  known.me = user;
  socket?.close();
}

/** Do something; resolves to the server's answer, rejects with its complaint. */
export function act(what, details = {}) {
  return new Promise((resolve, reject) => {
    if (socket?.readyState !== WebSocket.OPEN) return reject(new Error("The playground is not reachable just now."));
    const id = ++number;
    waiting.set(id, { resolve, reject });
    socket.send(JSON.stringify({ id, do: what, ...details }));
  });
}

function connect() {
  const as = known.me ? `?as=${encodeURIComponent(known.me)}` : "";
  const mine = new WebSocket(`ws://${location.host}/playground/live${as}`);
  socket = mine;
  let greeted = false;
  mine.onmessage = ({ data }) => {
    greeted = true;
    take(JSON.parse(data));
  };
  mine.onclose = () => {
    known.live = false;
    for (const { reject } of waiting.values()) reject(new Error("The line to the playground broke."));
    waiting.clear();
    // Somebody who is not in this workspace (it was begun anew): speak as whoever is there.
    if (!greeted && known.me) {
      sessionStorage.removeItem("speaker");
      known.me = "";
    }
    changed();
    setTimeout(connect, greeted ? 150 : 1000);
  };
}

function take(frame) {
  const how = FRAMES[frame.type];
  if (how) how(frame);
  changed();
}

const FRAMES = {
  hello(frame) {
    Object.assign(known, { me: frame.me, bot: frame.bot, notice: frame.notice, connected: frame.connected, live: true, offers: frame.offers });
    Object.assign(known, { modal: frame.modal, home: frame.home, messages: new Map(), statuses: new Map() });
    known.users = new Map(frame.users.map((user) => [user.id, user]));
    known.channels = new Map(frame.channels.map((channel) => [channel.id, channel]));
    for (const message of [...frame.messages, ...frame.ephemeral]) keep(message);
    for (const one of frame.statuses) known.statuses.set(`${one.channel}/${one.thread_ts}`, one.status);
  },
  message({ message }) {
    const before = known.messages.get(message.channel)?.get(message.ts);
    keep(message);
    if (!before && !message.deleted) arrived(message);
  },
  status({ channel, thread_ts: ts, status }) {
    if (status?.status) known.statuses.set(`${channel}/${ts}`, status);
    else known.statuses.delete(`${channel}/${ts}`);
  },
  channels: (frame) => (known.channels = new Map(frame.channels.map((channel) => [channel.id, channel]))),
  connection: (frame) => (known.connected = frame.connected),
  view: (frame) => Object.assign(known, { modal: frame.modal, home: frame.home }),
  done({ id, error, ...answer }) {
    const { resolve, reject } = waiting.get(id) || {};
    waiting.delete(id);
    if (error) reject?.(new Error(error));
    else resolve?.(answer);
  },
};

function keep(message) {
  if (!known.messages.has(message.channel)) known.messages.set(message.channel, new Map());
  known.messages.get(message.channel).set(message.ts, message);
}

/** The messages of a channel, oldest first; without `thread` the top level, with it that thread. */
export function messagesOf(channel, thread) {
  const all = [...(known.messages.get(channel)?.values() || [])].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
  if (thread) return all.filter((message) => message.ts === thread || (isReply(message) && message.thread_ts === thread));
  return all.filter((message) => !isReply(message) || message.broadcast);
}
