// The inspector: what goes back and forth, the blocks of a message, and the fault switch.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { act, known, on } from "../workspace.js";
import { drawBlocksTab } from "./json.js";
import { drawFaults } from "./faults.js";
import { keepEntries, keepEntry, trafficTab } from "./traffic.js";

const TABS = { traffic: "Traffic", blocks: "Blocks", faults: "Faults" };
let pane = null;
let tab = "traffic";
let where = null;
let wasLive = false;

on("trace", ({ entry }) => keepEntry(entry));

/** Open or close the inspector; `here`: {channel, thread} as the page has it. */
export function toggleInspector(here) {
  if (pane) return close();
  where = here;
  pane = el("aside", { class: "pane inspector", "aria-label": "Inspector" });
  pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.body.append(pane);
  document.body.classList.add("with-inspector");
  draw();
  pane.querySelector("[role=tab][aria-selected=true]").focus();
  watch();
}

/** After the line broke and came back, ask to be shown everything again. */
export function inspectorAfterHello() {
  if (pane && known.live && !wasLive) watch();
  wasLive = known.live;
}

function watch() {
  wasLive = true;
  act("inspect", { on: true }).then(({ entries }) => keepEntries(entries), () => {});
}

function close() {
  act("inspect", { on: false }).catch(() => {});
  pane.remove();
  pane = null;
  document.body.classList.remove("with-inspector");
  document.getElementById("inspect").focus();
}

function draw() {
  const choose = (name) => {
    tab = name;
    draw();
    pane.querySelector("[role=tab][aria-selected=true]").focus();
  };
  const names = Object.keys(TABS);
  const tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "Inspector" }, names.map((name) =>
    el("button", { type: "button", role: "tab", "aria-selected": String(name === tab), tabIndex: name === tab ? 0 : -1, class: name === tab ? "here" : "", onclick: () => choose(name) }, TABS[name])));
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) choose(names[(names.indexOf(tab) + step + names.length) % names.length]);
  });
  const body = el("div", { class: "scroll", role: "tabpanel", tabIndex: 0, "aria-label": TABS[tab] });
  pane.replaceChildren(
    el("div", { class: "head" }, el("h2", {}, "Inspector"), tabs, el("button", { type: "button", class: "bare", "aria-label": "Close the inspector", onclick: close }, icon("close"))), body);
  ({ traffic: trafficTab, blocks: (place) => drawBlocksTab(place, where), faults: drawFaults })[tab](body);
}

/** A value as JSON, folded, with a way to copy it. */
export function folded(title, value) {
  if (value === null || value === undefined) return "";
  const text = JSON.stringify(value, null, 2);
  const copy = el("button", { type: "button", class: "bare copy", onclick: () => {
    navigator.clipboard.writeText(text).then(() => (copy.textContent = "Copied"), () => (copy.textContent = "Cannot copy"));
  } }, "Copy");
  return el("details", {}, el("summary", {}, title), copy, el("pre", { tabIndex: 0, role: "region", "aria-label": title }, text));
}
