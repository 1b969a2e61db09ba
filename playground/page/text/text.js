// Slack's mrkdwn and ordinary Markdown as elements. Foreign text only ever becomes text nodes.

import { el, link } from "../dom.js";
import { emoji, withEmoji } from "./emoji.js";

let people = new Map();
let rooms = new Map();

/** Who is mentioned by which id; to be told whenever people or channels change. */
export function know(users, channels) {
  people = users;
  rooms = channels;
}

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function plain(text) {
  return withEmoji(unescape(text));
}

/** `<...>` in Slack's text: a mention, a channel, a broadcast, a date or a link. */
function mark(inside) {
  const [target, label] = [inside.split("|")[0], inside.includes("|") ? unescape(inside.slice(inside.indexOf("|") + 1)) : ""];
  if (target[0] === "@") return el("span", { class: "mention" }, `@${people.get(target.slice(1))?.name || label || target.slice(1)}`);
  if (target[0] === "#") return el("span", { class: "mention" }, `#${rooms.get(target.slice(1))?.name || label || target.slice(1)}`);
  if (target.startsWith("!date^")) return el("time", {}, label || new Date(Number(target.split("^")[1]) * 1000).toLocaleString());
  if (target[0] === "!") return el("span", { class: "mention loud" }, `@${target.slice(1).split("^")[0]}`);
  return link(unescape(target), label);
}

const SLACK_INLINE = [
  [/`([^`\n]+)`/, (m) => el("code", {}, unescape(m[1]))],
  [/<([^<>\n]+)>/, (m) => mark(m[1])],
  [/(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/, (m) => el("strong", {}, slackInline(m[1]))],
  [/(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])/, (m) => el("em", {}, slackInline(m[1]))],
  [/(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])/, (m) => el("del", {}, slackInline(m[1]))],
];
const MARKDOWN_INLINE = [
  [/\\([\\`*_[\]<>~|!#$@&.)(+=:-])/, (m) => m[1]],
  [/`([^`\n]+)`/, (m) => el("code", {}, unescape(m[1]))],
  [/!?\[([^\]\n]+)\]\(([^()\s]+)\)/, (m) => link(unescape(m[2]), unescape(m[1]))],
  [/<((?:[@#!]|https?:)[^<>\n]+)>/, (m) => mark(m[1])],
  [/\*\*([^\s*](?:.*?[^\s*])?)\*\*/, (m) => el("strong", {}, markdownInline(m[1]))],
  [/~~([^~\n]+)~~/, (m) => el("del", {}, markdownInline(m[1]))],
  [/(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/, (m) => el("em", {}, markdownInline(m[1]))],
  [/(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])/, (m) => el("em", {}, markdownInline(m[1]))],
];

function inline(text, rules) {
  const found = [];
  while (text) {
    let best = null;
    for (const [pattern, make] of rules) {
      const match = pattern.exec(text);
      if (match && (best === null || match.index < best.match.index)) best = { match, make };
    }
    if (!best) break;
    found.push(plain(text.slice(0, best.match.index)), best.make(best.match));
    text = text.slice(best.match.index + best.match[0].length);
  }
  return [...found, plain(text)];
}
const slackInline = (text) => inline(text, SLACK_INLINE);
const markdownInline = (text) => inline(text, MARKDOWN_INLINE);

/** Fenced code apart from the rest: a list of [is code, text]. */
function fences(text) {
  return text.split(/```/).map((part, place) => [place % 2 === 1, part]).filter(([, part]) => part !== "");
}

/** Slack's mrkdwn as elements. */
export function mrkdwn(text) {
  return fences(text || "").map(([code, part]) => {
    if (code) return el("pre", {}, unescape(part.replace(/^\n/, "")));
    const made = [];
    let quoted = [];
    const endQuote = () => {
      if (quoted.length) made.push(el("blockquote", {}, quoted));
      quoted = [];
    };
    for (const line of part.split("\n")) {
      const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
      if (quote) quoted.push(el("div", {}, slackInline(quote[1])));
      else {
        endQuote();
        made.push(el("div", { class: "line" }, line ? slackInline(line) : el("br")));
      }
    }
    endQuote();
    return made;
  });
}

/** Ordinary Markdown as elements: headings, lists, quotes, tables, code and what stands in a line. */
export function markdown(text) {
  return fences(text || "").map(([code, part]) => (code ? el("pre", {}, unescape(part.replace(/^[\w-]*\n/, ""))) : paragraphs(part.split("\n"))));
}

const STARTS = /^(#{1,6} |[-*+] |\d+[.)] |(?:&gt;|>) ?|\|)/;

function paragraphs(lines) {
  const made = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const take = (pattern) => {
      const taken = [];
      while (at < lines.length && pattern.test(lines[at])) taken.push(lines[at++].replace(pattern, ""));
      return taken;
    };
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (!line.trim()) at++;
    else if (heading) {
      made.push(el(`h${Math.min(6, heading[1].length + 2)}`, {}, markdownInline(heading[2])));
      at++;
    } else if (LIST.test(line)) {
      const taken = [];
      while (at < lines.length && (LIST.test(lines[at]) || /^\s{2,}\S/.test(lines[at]))) taken.push(lines[at++]);
      made.push(list(taken));
    }
    else if (/^(&gt;|>)/.test(line)) made.push(el("blockquote", {}, paragraphs(take(/^(?:&gt;|>) ?/))));
    else if (/^-{3,}$/.test(line.trim())) made.push(el("hr")) && at++;
    else if (/^\|.*\|\s*$/.test(line)) made.push(table(take(/^(?=\|)/)));
    else {
      const taken = [lines[at++]];
      while (at < lines.length && lines[at].trim() && !STARTS.test(lines[at])) taken.push(lines[at++]);
      made.push(el("p", {}, taken.map((one, place) => [place ? el("br") : "", markdownInline(one)])));
    }
  }
  return made;
}

const LIST = /^(\s*)([-*+]|\d+[.)]) (.*)$/;

/** A list whose deeper lines are lists of their own; `[x]` is a box. */
function list(lines) {
  const depth = (line) => (LIST.exec(line)?.[1] ?? line.match(/^\s*/)[0]).replaceAll("\t", "    ").length;
  const first = LIST.exec(lines[0]);
  const items = [];
  for (let at = 0; at < lines.length; ) {
    const own = LIST.exec(lines[at]);
    const text = own ? own[3] : lines[at].trim();
    const level = depth(lines[at++]);
    const below = [];
    while (at < lines.length && depth(lines[at]) > level) below.push(lines[at++]);
    const box = /^\[([ xX])\] (.*)$/.exec(text);
    const deeper = below.findIndex((line) => LIST.test(line));
    const goesOn = (deeper < 0 ? below : below.slice(0, deeper)).map((line) => ` ${line.trim()}`).join("");
    items.push(el("li", {}, box ? `${box[1] === " " ? "☐" : "☑"} ` : "", markdownInline((box ? box[2] : text) + goesOn), deeper < 0 ? "" : list(below.slice(deeper))));
  }
  return /\d/.test(first[2]) ? el("ol", { start: parseInt(first[2], 10) }, items) : el("ul", {}, items);
}

function table(lines) {
  const rows = lines.filter((line) => !/^\|[\s:|-]+\|\s*$/.test(line)).map((line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/));
  const [head, ...body] = rows;
  const row = (cells, kind) => el("tr", {}, cells.map((cell) => el(kind, {}, markdownInline(cell.trim()))));
  return el("div", { class: "wide" }, el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, body.map((cells) => row(cells, "td")))));
}

/** A text object of Block Kit. */
export function textObject(value) {
  if (!value) return "";
  return value.type === "mrkdwn" ? mrkdwn(value.text) : plain(value.text || "");
}

/** The elements of a rich_text block. */
export function richText(elements) {
  return (elements || []).map((part) => {
    const inside = () => (part.elements || []).map(richElement);
    if (part.type === "rich_text_list") {
      const items = (part.elements || []).map((item) => el("li", {}, (item.elements || []).map(richElement)));
      const start = part.offset ? { start: part.offset + 1 } : {};
      return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(8, part.indent || 0)}`, ...start }, items);
    }
    if (part.type === "rich_text_preformatted") return el("pre", {}, inside());
    if (part.type === "rich_text_quote") return el("blockquote", {}, inside());
    return el("div", { class: "rich" }, inside());
  });
}

function swatch(value) {
  const made = el("span", { class: "swatch" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) made.style.background = value;
  return made;
}

function richElement(part) {
  const style = part.style || {};
  let made = part.text || "";
  if (part.type === "user") made = mark(`@${part.user_id}`);
  else if (part.type === "channel") made = mark(`#${part.channel_id}`);
  else if (part.type === "broadcast") made = mark(`!${part.range}`);
  else if (part.type === "usergroup") made = el("span", { class: "mention" }, `@${part.usergroup_id}`);
  else if (part.type === "date") made = el("time", {}, part.fallback || new Date(part.timestamp * 1000).toLocaleString());
  else if (part.type === "color") made = el("code", {}, swatch(part.value), part.value);
  else if (part.type === "link") made = link(part.url, part.text);
  else if (part.type === "emoji") made = emoji(part.name);
  for (const [name, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "del"]]) if (style[name]) made = el(tag, {}, made);
  return made;
}
