// A list of messages, drawn anew only where something changed, that stays where one reads.

import { el } from "./dom.js";
import { drawMessage } from "./message.js";
import { known } from "./workspace.js";

const JOINED_FOR = 180;
const NEAR = 80;

/** Bring a list up to date. `openThread(ts)` is null inside a thread; `unreadFrom`: the ts after which all is new. */
export function drawMessages(list, messages, { openThread = null, above = [], below = [], unreadFrom = null } = {}) {
  const old = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const wanted = [...above];
  let day = "";
  let marked = false;
  for (const [place, message] of messages.entries()) {
    const date = new Date(Number(message.ts) * 1000).toDateString();
    if (date !== day) wanted.push(reuse(old, `day ${date}`, date, () => el("li", { class: "day" }, el("span", {}, dayName(new Date(date))))));
    const before = date === day ? messages[place - 1] : null;
    day = date;
    if (unreadFrom && !marked && message.ts > unreadFrom && message.author !== known.me && place) {
      marked = true;
      wanted.push(reuse(old, "unread", unreadFrom, () => el("li", { class: "day new" }, el("span", {}, "New"))));
    }
    const joined = Boolean(before && isOneBreath(before, message));
    const status = openThread ? known.statuses.get(`${message.channel}/${message.ts}`) : null;
    const signature = `${message.version} ${joined} ${status?.status || ""} ${known.me}`;
    wanted.push(reuse(old, message.ts, signature, () => drawMessage(message, joined, openThread, status)));
  }
  wanted.push(...below);
  keepReading(list, () => arrange(list, wanted));
}

function isOneBreath(before, message) {
  return before.author === message.author && before.username === message.username && !before.deleted && !before.only_for === !message.only_for
    && !before.reply_count && Number(message.ts) - Number(before.ts) < JOINED_FOR;
}

function reuse(old, key, signature, make) {
  const kept = old.get(key);
  if (kept?.signature === signature) return kept;
  const made = make();
  made.dataset.key = key;
  made.signature = signature;
  if (kept?.contains(document.activeElement)) refocus(kept, made);
  return made;
}

/** Whoever was on a button that is drawn anew goes on from the same button, or from its message. */
function refocus(kept, made) {
  const label = (control) => `${control.tagName} ${control.dataset.action || control.getAttribute("aria-label") || control.textContent}`;
  const was = label(document.activeElement);
  requestAnimationFrame(() => {
    // Whoever has gone on to another place meanwhile stays there.
    if (document.activeElement !== document.body) return;
    const same = [...made.querySelectorAll("button, select, input, a")].find((control) => label(control) === was);
    (same || made).focus({ preventScroll: true });
  });
}

/** The children of a list become `wanted`; what stays is not touched. */
function arrange(list, wanted) {
  const staying = new Set(wanted);
  for (const item of [...list.children]) if (!staying.has(item)) item.remove();
  let at = list.firstChild;
  for (const item of wanted) {
    if (item === at) at = at.nextSibling;
    else list.insertBefore(item, at);
  }
}

/** At the end stay at the end; elsewhere keep the line one reads where it is. */
function keepReading(list, change) {
  const scroll = list.parentElement;
  const atEnd = isAtEnd(scroll);
  const edge = scroll.getBoundingClientRect().top;
  const anchor = atEnd ? null : [...list.children].find((item) => item.getBoundingClientRect().bottom > edge);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  else if (anchor?.isConnected) scroll.scrollTop += anchor.getBoundingClientRect().top - before;
}

/** Whether the end of a list is in sight. */
export const isAtEnd = (scroll) => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;

/** Go to a message and show for a moment which one it is. -> whether it is there */
export function highlight(list, ts) {
  const item = list.querySelector(`[id="m-${CSS.escape(ts)}"]`);
  if (!item) return false;
  item.scrollIntoView({ block: "center" });
  item.focus({ preventScroll: true });
  item.classList.add("found");
  setTimeout(() => item.classList.remove("found"), 3000);
  return true;
}

function dayName(date) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - date.setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : date.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
}
