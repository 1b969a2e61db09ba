// What one is about to write: people after @, channels after #, emoji after :, the app's commands after /.

import { el } from "./dom.js";
import { emoji, emojiNames } from "./text/emoji.js";
import { known, placeName } from "./workspace.js";

const MOST = 8;
let lists = 0;

/** Let a field complete. -> {keydown(event): whether it was the list's, close()} ; `inThread()`: no commands there */
export function completion(field, inThread) {
  const id = `completion-${++lists}`;
  const box = el("div", { class: "completion", role: "listbox", id, hidden: true, "aria-label": "Suggestions" });
  let found = [];
  let chosen = 0;
  let from = 0;
  field.after(box);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" })) field.setAttribute(name, value);

  function close() {
    found = [];
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function look() {
    const before = field.value.slice(0, field.selectionStart);
    const match = /(?:^|\s)([@#:])([\w+-]*)$/.exec(before) || /^(\/)([\w-]*)$/.exec(before);
    if (!match) return close();
    from = before.length - match[2].length - 1;
    found = entries(match[1], match[2].toLowerCase(), inThread()).slice(0, MOST);
    if (!found.length) return close();
    chosen = 0;
    draw();
  }

  function draw() {
    box.replaceChildren(...found.map((entry, place) => el("div", {
      role: "option", id: `${id}-${place}`, class: place === chosen ? "chosen" : "", "aria-selected": String(place === chosen),
      onpointerdown: (event) => { event.preventDefault(); take(entry); },
    }, el("span", {}, entry.shows), entry.hint ? el("small", {}, entry.hint) : "")));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-activedescendant", `${id}-${chosen}`);
  }

  function take(entry) {
    field.setRangeText(`${entry.writes} `, from, field.selectionStart, "end");
    close();
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  return {
    close,
    keydown(event) {
      if (!found.length) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        chosen = (chosen + step + found.length) % found.length;
        draw();
      } else if (event.key === "Enter" || event.key === "Tab") take(found[chosen]);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

function entries(sign, wanted, inThread) {
  if (sign === ":" && wanted.length < 2) return [];
  const all = {
    "@": () => [...known.users.values()].map((one) => ({ writes: `@${one.name}`, shows: `@${one.name}`, hint: one.is_bot ? "app" : one.real_name })),
    "#": () => [...known.channels.values()].filter((one) => one.kind !== "im").map((one) => ({ writes: `#${one.name}`, shows: `#${placeName(one)}` })),
    ":": () => emojiNames().map((name) => ({ writes: emoji(name), shows: `${emoji(name)} :${name}:` })),
    "/": () => known.offers.commands.map((one) => ({
      writes: one.command, shows: `${one.command} ${one.usage_hint || ""}`, hint: inThread ? "not inside threads, as in Slack" : one.description,
    })),
  }[sign]();
  const starts = (one) => one.shows.toLowerCase().slice(1).startsWith(wanted);
  return all.filter((one) => (one.shows + (one.hint || "")).toLowerCase().includes(wanted)).sort((a, b) => starts(b) - starts(a));
}
