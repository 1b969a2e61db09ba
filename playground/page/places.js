// The messages of a channel or a thread that this page holds: a window that is loaded page by page.

import { act } from "./live.js";

const PAGE = 50;
const MOST = 400;
const places = new Map();
let ephemeral = [];
let version = 0;

/** A channel (`thread` is "") or one of its threads: {messages by ts, more: older ones exist, newer: newer ones exist}. */
export function placeOf(channel, thread = "") {
  const key = `${channel}/${thread}`;
  if (!places.has(key)) {
    places.set(key, { channel, thread, messages: new Map(), more: false, newer: false, state: "new", loading: null });
  }
  return places.get(key);
}

/** Everything may have changed: each place is asked for anew when it is looked at. */
export function forgetPlaces(onlyForMe) {
  ephemeral = [];
  for (const message of onlyForMe) keepEphemeral(message);
  for (const [key, place] of places) {
    if (place.state === "ready") place.state = "stale";
    else if (place.state === "new") places.delete(key);
    place.loading = null;
  }
}

/** A message that came live goes where it belongs, if that is held. */
export function keepInPlaces(message) {
  if (message.only_for) return keepEphemeral(message);
  const reply = message.thread_ts && message.thread_ts !== message.ts;
  const into = reply ? [message.thread_ts] : ["", message.ts];
  if (reply && message.broadcast) into.push("");
  for (const thread of into) {
    const place = places.get(`${message.channel}/${thread}`);
    if (!place || place.state === "new" || (place.newer && !place.messages.has(message.ts))) continue;
    put(place, message);
    trim(place, "oldest");
  }
}

/** Load the newest page of a place unless it is there. */
export function ensure(place) {
  if (place.state === "ready") return Promise.resolve();
  return once(place, async () => take(place, await ask(place, null), true));
}

/** Load the page before the oldest message that is held. */
export function loadOlder(place) {
  if (!place.more) return Promise.resolve();
  return once(place, async () => {
    const oldest = ordered(place)[place.thread ? 1 : 0]?.ts || null;
    const found = await ask(place, oldest);
    for (const message of found.messages) put(place, message);
    place.more = found.more;
    trim(place, "newest");
  });
}

/** Load the page after the newest message that is held. */
export function loadNewer(place) {
  if (!place.newer || place.thread) return Promise.resolve();
  return once(place, async () => {
    const found = await act("after", { channel: place.channel, ts: ordered(place).at(-1).ts, limit: PAGE });
    for (const message of found.messages) put(place, message);
    place.newer = found.newer;
    trim(place, "oldest");
  });
}

/** Hold the messages around one, for a permalink. -> the thread it is a reply of, or "" */
export async function loadAround(channel, ts) {
  const place = placeOf(channel);
  if (place.state === "ready" && place.messages.has(ts)) return "";
  const found = await act("around", { channel, ts });
  if (found.thread_ts && found.thread_ts !== ts) return found.thread_ts;
  take(place, found, true);
  place.newer = found.newer;
  return "";
}

/** Go back to the newest messages of a place. */
export function loadNewest(place) {
  place.state = "stale";
  place.loading = null;
  return ensure(place);
}

/** What is shown of a place, oldest first, with what only this person sees. */
export function shown(place) {
  const mine = ephemeral.filter((one) => one.channel === place.channel && (one.thread_ts || "") === place.thread);
  return mine.length ? [...ordered(place), ...mine].sort(byTs) : ordered(place);
}

const byTs = (a, b) => (a.ts < b.ts ? -1 : 1);
const ordered = (place) => (place.sorted ||= [...place.messages.values()].sort(byTs));

function keepEphemeral(message) {
  ephemeral = ephemeral.filter((one) => one.ts !== message.ts);
  if (!message.deleted) ephemeral.push({ ...message, version: ++version });
}

function put(place, message) {
  place.messages.set(message.ts, { ...message, version: ++version });
  place.sorted = null;
}

/** Hold no more than a window; what falls out is loaded again when it is scrolled to. */
function trim(place, from) {
  const extra = place.messages.size - MOST;
  if (extra <= 0) return;
  const all = ordered(place).filter((message) => message.ts !== place.thread);
  const gone = from === "oldest" ? all.slice(0, extra) : place.thread ? [] : all.slice(-extra);
  for (const message of gone) place.messages.delete(message.ts);
  if (gone.length) place[from === "oldest" ? "more" : "newer"] = true;
  place.sorted = null;
}

async function ask(place, before) {
  if (!place.thread) return act("history", { channel: place.channel, before, limit: PAGE });
  const found = await act("replies", { channel: place.channel, thread_ts: place.thread, before, limit: 2 * PAGE });
  return { ...found, messages: found.parent ? [found.parent, ...found.messages] : found.messages };
}

function take(place, found, anew) {
  if (anew) place.messages = new Map();
  for (const message of found.messages) put(place, message);
  Object.assign(place, { more: found.more, newer: false, state: "ready", sorted: null });
}

/** One request of a place at a time. */
function once(place, work) {
  place.loading ||= work().finally(() => (place.loading = null));
  return place.loading;
}
