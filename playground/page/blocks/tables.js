// Tables, and data tables that can be sorted and leafed through.

import { el } from "../dom.js";
import { richText } from "../text/text.js";

const PAGE = 20;
const plain = (cell) => String(cell?.value ?? cell?.text ?? (cell?.elements ? cell.elements.map((part) => (part.elements || []).map((one) => one.text || "").join("")).join(" ") : ""));
const drawn = (cell) => (cell?.type === "rich_text" ? richText(cell.elements) : cell?.type === "raw_number" ? (cell.text ?? Number(cell.value).toLocaleString()) : plain(cell));

/** Cells of a row; how a column stands is told by `column_settings`. */
function row(cells, kind, settings = []) {
  return el("tr", {}, (cells || []).map((cell, place) => {
    const how = settings[place] || {};
    const side = how.align || (cell?.type === "raw_number" ? "right" : "left");
    return el(kind, { class: `${["left", "center", "right"].includes(side) ? side : "left"}${how.is_wrapped === false ? " nowrap" : ""}`, scope: kind === "th" ? "col" : null }, drawn(cell));
  }));
}

export function table(block) {
  const [head, ...body] = block.rows || [];
  return el("div", { class: "wide", tabIndex: 0, role: "group", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(head, "th", block.column_settings)), el("tbody", {}, body.map((cells) => row(cells, "td", block.column_settings)))));
}

export function dataTable(block) {
  const [head, ...all] = block.rows || [];
  let sorted = all;
  let by = -1;
  let up = true;
  let page = 0;
  const body = el("tbody", {});
  const says = el("span", { class: "soft", role: "status" });
  const heads = (head || []).map((cell, place) => el("th", { scope: "col" }, el("button", { type: "button", class: "bare", onclick: () => sort(place) }, plain(cell), el("span", { class: "arrow", "aria-hidden": "true" }))));
  const turn = (way, name) => el("button", { type: "button", onclick: () => { page += way; show(); } }, name);
  const [back, on] = [turn(-1, "Back"), turn(1, "More")];

  function sort(place) {
    up = by === place ? !up : true;
    by = place;
    const key = (cells) => cells[place];
    const numeric = all.every((cells) => !Number.isNaN(Number(plain(key(cells)).replace(/[ ,%]/g, ""))));
    const compare = numeric
      ? (a, b) => Number(plain(a).replace(/[ ,%]/g, "")) - Number(plain(b).replace(/[ ,%]/g, ""))
      : (a, b) => plain(a).localeCompare(plain(b), undefined, { numeric: true });
    sorted = [...all].sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b)));
    page = 0;
    show();
  }

  function show() {
    heads.forEach((cell, place) => {
      cell.setAttribute("aria-sort", place !== by ? "none" : up ? "ascending" : "descending");
      cell.querySelector(".arrow").textContent = place !== by ? "↕" : up ? "↑" : "↓";
    });
    body.replaceChildren(...sorted.slice(page * PAGE, (page + 1) * PAGE).map((cells) => row(cells, "td")));
    back.disabled = page === 0;
    on.disabled = (page + 1) * PAGE >= all.length;
    says.textContent = `${page * PAGE + 1} to ${Math.min((page + 1) * PAGE, all.length)} of ${all.length}`;
  }

  show();
  return el("div", {},
    el("div", { class: "wide", tabIndex: 0, role: "group", "aria-label": block.caption || "Table" }, el("table", { class: "data" }, el("caption", {}, block.caption), el("thead", {}, el("tr", {}, heads)), body)),
    all.length > PAGE ? el("div", { class: "leaf" }, back, on, says) : "");
}
