// Charts (data_visualization) drawn as SVG, each with its numbers as a table for whoever cannot see it.

import { el } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [480, 230, 46, 34, 10];
const COLOURS = 8;

function svg(name, properties = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children.flat(9));
  return made;
}

const short = (number) => (Math.abs(number) >= 1e6 ? `${+(number / 1e6).toFixed(1)}M` : Math.abs(number) >= 1e4 ? `${+(number / 1e3).toFixed(1)}k` : `${+number.toFixed(2)}`);
const colour = (place) => `series s${(place % COLOURS) + 1}`;

export function chart(block) {
  const { chart: told } = block;
  const pie = told.type === "pie";
  const series = pie ? [{ name: block.title, data: told.segments }] : told.series;
  const categories = pie ? told.segments.map((one) => one.label) : told.axis_config?.categories || series[0].data.map((point) => point.label);
  const picture = pie ? drawPie(told.segments) : drawAxes(told, series, categories);
  const title = block.title?.text ?? block.title ?? "";
  const legend = pie ? told.segments.map((one) => `${one.label} ${share(one, told.segments)}`) : series.map((one) => one.name);
  return el("figure", { class: "chart" },
    title ? el("figcaption", {}, el("strong", {}, title)) : "",
    svg("svg", { viewBox: pie ? "0 0 220 220" : `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${told.type} chart; its numbers are in the table below`, class: pie ? "pie" : "" }, picture),
    el("ul", { class: "legend" }, legend.map((name, place) => el("li", {}, el("span", { class: colour(place) }), name))),
    el("details", {}, el("summary", { class: "soft" }, "The numbers"), numbers(series, categories, pie)));
}

const share = (one, all) => `${Math.round((100 * one.value) / (all.reduce((sum, each) => sum + each.value, 0) || 1))} %`;

function numbers(series, categories, pie) {
  const valueAt = (one, label, place) => (one.data.find((point) => point.label === label) || one.data[place])?.value ?? "";
  return el("div", { class: "wide" }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, ""), series.map((one) => el("th", { scope: "col" }, pie ? "Value" : one.name)))),
    el("tbody", {}, categories.map((label, place) => el("tr", {}, el("th", { scope: "row" }, label), series.map((one) => el("td", { class: "right" }, String(valueAt(one, label, place)))))))));
}

function drawPie(segments) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  let from = -Math.PI / 2;
  return segments.map((one, place) => {
    const to = from + (2 * Math.PI * one.value) / total;
    const at = (angle) => `${110 + 100 * Math.cos(angle)} ${110 + 100 * Math.sin(angle)}`;
    const whole = one.value / total > 0.9999;
    const shape = whole ? svg("circle", { cx: 110, cy: 110, r: 100, class: colour(place) })
      : svg("path", { d: `M110 110L${at(from)}A100 100 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}Z`, class: colour(place) });
    shape.append(svg("title", {}, `${one.label}: ${one.value}`));
    from = to;
    return shape;
  });
}

function drawAxes(told, series, categories) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values, 1e-9)];
  const step = niceStep((high - low) / 4);
  const [floor, ceiling] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const y = (value) => TOP + ((ceiling - value) / (ceiling - floor)) * (HEIGHT - BOTTOM - TOP);
  const band = (WIDTH - LEFT) / categories.length;
  const ticks = Array.from({ length: Math.round((ceiling - floor) / step) + 1 }, (_, n) => floor + n * step);
  const every = Math.ceil(categories.length / 8);
  return [
    ticks.map((tick) => [svg("line", { x1: LEFT, x2: WIDTH, y1: y(tick), y2: y(tick), class: "grid-line" }), svg("text", { x: LEFT - 6, y: y(tick) + 4, class: "tick", "text-anchor": "end" }, short(tick))]),
    categories.map((label, place) => (place % every ? [] : svg("text", { x: LEFT + band * (place + 0.5), y: HEIGHT - 12, class: "tick", "text-anchor": "middle" }, label.length > 12 ? `${label.slice(0, 11)}…` : label))),
    told.type === "bar" ? bars(series, band, y) : lines(series, band, y, told.type === "area"),
  ];
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough) || 1;
}

function bars(series, band, y) {
  const width = (band * 0.75) / series.length;
  return series.map((one, group) => one.data.map((point, place) => {
    const top = Math.min(y(point.value), y(0));
    const bar = svg("rect", { x: LEFT + band * place + band * 0.125 + width * group, y: top, width: Math.max(1, width - 1), height: Math.max(1, Math.abs(y(point.value) - y(0))), rx: 2, class: colour(group) });
    bar.append(svg("title", {}, `${one.name}, ${point.label}: ${point.value}`));
    return bar;
  }));
}

function lines(series, band, y, filled) {
  return series.map((one, group) => {
    const points = one.data.map((point, place) => `${LEFT + band * (place + 0.5)} ${y(point.value)}`);
    const area = `M${LEFT + band * 0.5} ${y(0)}L${points.join("L")}L${LEFT + band * (one.data.length - 0.5)} ${y(0)}Z`;
    return [filled ? svg("path", { d: area, class: `area ${colour(group)}` }) : [], svg("path", { d: `M${points.join("L")}`, class: `stroke ${colour(group)}` }),
      one.data.map((point, place) => svg("circle", { cx: LEFT + band * (place + 0.5), cy: y(point.value), r: 3, class: colour(group) }, svg("title", {}, `${one.name}, ${point.label}: ${point.value}`)))];
  });
}
