// Events, interactions and calls as they happen, the newest first.

import { el } from "../dom.js";
import { folded } from "./inspector.js";

const KEPT = 200;
const KINDS = { event: "Event →", interaction: "Interaction →", call: "← Call" };
let entries = new Map();
let shown = { list: null, filter: "", kinds: new Set(Object.keys(KINDS)), paused: false, drawn: new Map() };

/** Everything the server has kept. */
export function keepEntries(all) {
  entries = new Map(all.map((entry) => [entry.n, entry]));
  shown.drawn = new Map();
  draw();
}

/** One more, or an answer to one that is known. */
export function keepEntry(entry) {
  entries.set(entry.n, entry);
  shown.drawn.delete(entry.n);
  if (entries.size > KEPT) entries.delete(entries.keys().next().value);
  if (!shown.paused) draw();
}

/** The tab: filter, kinds, pause, list. */
export function trafficTab(place) {
  shown.list = el("ol", { class: "trace" });
  const search = el("input", { type: "search", placeholder: "Filter by name or text", "aria-label": "Filter", value: shown.filter, oninput: (event) => { shown.filter = event.target.value; draw(); } });
  const kind = ([name, label]) => {
    const box = el("input", { type: "checkbox", checked: shown.kinds.has(name), onchange: () => { shown.kinds[box.checked ? "add" : "delete"](name); draw(); } });
    return el("label", {}, box, ` ${label.replace(/[←→ ]/g, "")}s`);
  };
  const pause = el("button", { type: "button", "aria-pressed": String(shown.paused), onclick: () => {
    shown.paused = !shown.paused;
    pause.setAttribute("aria-pressed", String(shown.paused));
    pause.textContent = shown.paused ? "Go on" : "Pause";
    draw();
  } }, shown.paused ? "Go on" : "Pause");
  place.append(el("div", { class: "filters" }, search, Object.entries(KINDS).map(kind), pause), shown.list);
  draw();
}

function draw() {
  if (!shown.list?.isConnected && shown.list?.parentNode === null) return;
  if (!shown.list) return;
  const wanted = [...entries.values()].reverse().filter(passes);
  shown.list.replaceChildren(...wanted.map((entry) => {
    if (!shown.drawn.has(entry.n)) shown.drawn.set(entry.n, row(entry));
    return shown.drawn.get(entry.n);
  }));
  if (!wanted.length) shown.list.append(el("li", { class: "empty" }, entries.size ? "Nothing passes the filter." : "Nothing has gone back or forth yet."));
}

function passes(entry) {
  if (!shown.kinds.has(entry.kind)) return false;
  const wanted = shown.filter.trim().toLowerCase();
  return !wanted || entry.name.toLowerCase().includes(wanted) || JSON.stringify([entry.payload, entry.answer]).toLowerCase().includes(wanted);
}

function row(entry) {
  const state = entry.ok === null ? ["waiting", "…"] : entry.ok ? ["fine", "ok"] : ["failed", entry.answer?.error || "not acknowledged"];
  const at = new Date(entry.at * 1000).toLocaleTimeString([], { hour12: false });
  return el("li", { class: state[0] },
    el("div", { class: "trace-head" }, el("span", { class: "kind" }, KINDS[entry.kind]), el("strong", {}, entry.name), el("span", { class: "state" }, state[1]),
      el("span", { class: "soft" }, entry.ms === null ? "" : `${entry.ms} ms`), el("time", { class: "soft" }, at)),
    folded(entry.kind === "call" ? "Arguments" : "Payload", entry.payload), folded("Answer", entry.answer));
}
