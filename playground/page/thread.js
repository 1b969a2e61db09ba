// The thread beside the channel.

import { el, say } from "./dom.js";
import { beginning, typingLine } from "./channel.js";
import { drawMessages } from "./messages.js";
import { ensure, placeOf, shown } from "./places.js";
import { act, botName, known, placeName } from "./workspace.js";

const at = (id) => document.getElementById(id);

/** Draw the thread of `here`: {channel, thread}; `calls`: plan, prompts(channel, thread), ends. */
export function drawThread(here, calls) {
  at("thread-pane").hidden = !here.thread;
  document.body.classList.toggle("with-thread", Boolean(here.thread));
  if (!here.thread) return calls.ends.thread.draw(null);
  const channel = known.channels.get(here.channel);
  const place = placeOf(here.channel, here.thread);
  if (place.state !== "ready") ensure(place).then(calls.plan, (error) => known.live && say(`${error.message}.`));
  at("thread-name").textContent = channel.titles?.[here.thread] || "Thread";
  at("thread-place").textContent = channel.kind === "im" ? placeName(channel) : `#${channel.name}`;
  const messages = shown(place);
  const status = known.statuses.get(`${here.channel}/${here.thread}`);
  const typing = typingLine(here.channel, here.thread);
  const below = [...(status ? [statusLine(here, status)] : []), ...(typing ? [typing] : []), ...calls.prompts(channel, here.thread)];
  const top = beginning(place, "");
  drawMessages(at("thread-messages"), messages, { above: top && !messages.length ? [top] : [], below });
  calls.ends.thread.draw(place);
}

/** What the app is doing, with a way to stop it where it can be stopped. */
function statusLine(here, status) {
  const stop = () => act("stop", { channel: here.channel, thread_ts: here.thread }).catch((error) => say(`${error.message}.`));
  return el("li", { class: "status", "data-key": "status" }, el("span", { class: "dots" }), `${botName()} ${status.status} `,
    status.stoppable ? el("button", { type: "button", onclick: stop }, "Stop") : "");
}
