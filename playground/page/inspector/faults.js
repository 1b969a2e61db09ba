// The fault switch: what goes wrong on purpose between the app and this workspace.

import { el, say } from "../dom.js";

const ADDRESS = "/playground/faults";
const KINDS = [
  ["delay", "Calls answer late", "seconds"], ["rate_limit", "Calls are limited (429)"], ["error_before", "Calls fail, nothing is stored (500)"], ["error_after", "Calls are stored, then fail (500)"],
  ["reset_after", "Calls are stored, then the line breaks"], ["refuse", "Calls are refused"], ["revoke", "Tokens are revoked"], ["lose", "Events are lost on the way"], ["double", "Events come twice"],
  ["reorder", "Events overtake each other", "seconds"], ["drop", "Events are never sent"],
];

/** The tab: a slider for each kind, and the socket. */
export async function drawFaults(place) {
  const list = el("div", { class: "faults" });
  const socket = [["cut", "Cut the socket"], ["silence", "Let it fall silent"], ["disconnect", "Ask the app to reconnect"]];
  place.append(el("p", { class: "soft" }, "How often each goes wrong. What the app makes of it is seen under Traffic."), list,
    el("div", { class: "actions" }, socket.map(([deed, name]) => el("button", { type: "button", onclick: () => send({ do: deed }) }, name)),
      el("button", { type: "button", class: "danger", onclick: async () => { await fetch(ADDRESS, { method: "DELETE" }); show(); } }, "Nothing goes wrong any more")));
  const show = async () => {
    const { rules, hits } = await (await fetch(ADDRESS)).json();
    list.replaceChildren(...KINDS.map((kind) => slider(kind, rules.filter((rule) => rule.kind === kind[0]), hits[kind[0]] || 0)));
  };
  await show();
}

function slider([kind, name, unit], rules, hits) {
  const now = rules.length ? Math.round(100 * (rules.at(-1).probability ?? 1)) : 0;
  const says = el("output", {}, told(now, hits));
  const seconds = unit ? el("input", { type: "number", min: 0, step: 0.5, value: rules.at(-1)?.seconds ?? 1, "aria-label": `${name}: seconds` }) : null;
  const range = el("input", { type: "range", min: 0, max: 100, step: 5, value: now, "aria-label": name });
  const set = async () => {
    await fetch(`${ADDRESS}?kind=${kind}`, { method: "DELETE" });
    if (Number(range.value)) await send({ kind, probability: Number(range.value) / 100, ...(seconds ? { seconds: Number(seconds.value) } : {}) });
    says.textContent = told(Number(range.value), hits);
  };
  range.addEventListener("change", set);
  seconds?.addEventListener("change", set);
  return el("div", { class: "fault" }, el("span", {}, name), range, seconds ? el("span", {}, seconds, " s") : "", says);
}

const told = (percent, hits) => `${percent ? `${percent} %` : "off"}${hits ? ` · happened ${hits} ${hits === 1 ? "time" : "times"}` : ""}`;

async function send(how) {
  const answer = await fetch(ADDRESS, { method: "POST", body: JSON.stringify(how), headers: { "Content-Type": "application/json" } });
  if (!answer.ok) say((await answer.json()).error);
}
