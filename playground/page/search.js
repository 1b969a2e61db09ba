// Search in everything one may see, and a quick way to a channel: Ctrl and K.

import { el } from "./dom.js";
import { mrkdwn } from "./text/text.js";
import { act, known, placeName, user } from "./workspace.js";

const PAUSE = 150;

/** Open the search; `go(channel, thread, ts)` is called for what is chosen. */
export function openSearch(go) {
  const field = el("input", { type: "search", placeholder: "Search messages, or jump to a channel", "aria-label": "Search", autocomplete: "off" });
  const results = el("div", { class: "results", "aria-live": "polite" });
  const dialog = el("dialog", { class: "search", "aria-label": "Search" }, field, results,
    el("p", { class: "soft" }, "Every word must be in it. from:@name and in:#channel narrow it down."));
  const leave = (...place) => {
    dialog.close();
    go(...place);
  };
  let asked = 0;
  let timer = 0;
  const look = async () => {
    const query = field.value.trim();
    const mine = ++asked;
    const jumps = [...known.channels.values()].filter((channel) => placeName(channel).toLowerCase().includes(query.toLowerCase().replace(/^#/, ""))).slice(0, 5)
      .map((channel) => el("button", { type: "button", class: "result", onclick: () => leave(channel.id, "") }, el("span", { class: "soft" }, "Go to "), channel.kind === "im" ? placeName(channel) : `#${channel.name}`));
    if (!query) return results.replaceChildren(...jumps);
    const answer = await act("search", { query, limit: 30 }).catch((error) => ({ found: [], said: `${error.message}.` }));
    if (mine !== asked) return;
    const total = answer.said || (answer.total === 1 ? "One message" : `${answer.total || "No"} messages`);
    results.replaceChildren(...jumps, el("p", { class: "soft" }, total), ...answer.found.map((one) => result(one, leave)));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  dialog.addEventListener("keydown", (event) => {
    const all = [field, ...results.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      all[1]?.click();
    }
    if (!step) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement) + step))].focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  look();
}

function result({ message, channel, snippet }, leave) {
  const place = known.channels.get(channel);
  const thread = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : "";
  const when = new Date(Number(message.ts) * 1000).toLocaleString([], { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return el("button", { type: "button", class: "result", onclick: () => leave(channel, thread, message.ts) },
    el("span", { class: "soft" }, `${place?.kind === "im" ? placeName(place) : `#${place?.name}`} · ${message.username || user(message.author).real_name} · ${when}`),
    el("span", {}, mrkdwn(snippet)));
}
