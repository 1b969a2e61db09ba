// The list of channels and direct messages, and who one speaks as.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { addPerson, browseChannels, createChannel } from "./people.js";
import { known, placeName, speakAs } from "./workspace.js";

const at = (id) => document.getElementById(id);
const NEW_PERSON = "new person";

/** Prepare the sidebar once; `changing()` is called before somebody else speaks. */
export function prepareSidebar(changing) {
  const speaker = at("speaker");
  speaker.addEventListener("change", () => {
    if (speaker.value === NEW_PERSON) {
      speaker.value = known.me;
      return addPerson();
    }
    changing();
    speakAs(speaker.value);
  });
  at("new-channel").append(icon("plus"));
  at("new-channel").addEventListener("click", createChannel);
  at("browse").addEventListener("click", browseChannels);
}

/** Draw it for where one is; `unread`: channels in which something is new. */
export function drawSidebar(here, go) {
  drawSpeaker();
  const places = [...known.channels.values()];
  const item = (channel) => {
    const news = channel.id === here ? 0 : channel.unread || 0;
    return el("li", {}, el("button", {
      type: "button", class: `${channel.id === here ? "here" : ""}${news ? " unread" : ""}`,
      "aria-current": channel.id === here ? "page" : null, onclick: () => go(channel.id, ""), "data-channel": channel.id,
    }, icon(channel.kind === "im" ? "talk" : channel.kind === "group" ? "lock" : "hash"), el("span", {}, placeName(channel)),
      channel.is_archived ? el("small", {}, "archived") : "",
      news ? el("b", { class: "count", "aria-label": `${news} unread` }, news > 99 ? "99+" : String(news)) : ""));
  };
  redraw(at("channels"), places.filter((place) => place.kind !== "im").sort(byName), item);
  redraw(at("directs"), places.filter((place) => place.kind === "im"), item);
}

const byName = (a, b) => a.is_archived - b.is_archived || a.name.localeCompare(b.name);

/** Keep the focus on the channel it was on. */
function redraw(list, places, item) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.channel : "";
  list.replaceChildren(...places.map(item));
  if (focused) list.querySelector(`[data-channel="${focused}"]`)?.focus({ preventScroll: true });
}

function drawSpeaker() {
  const people = [...known.users.values()].filter((user) => !user.is_bot);
  const speaker = at("speaker");
  const shows = people.map((user) => user.id + user.real_name).join();
  // Drawn anew only for new people: a list that somebody has just opened must not close.
  if (speaker.dataset.shows !== shows) {
    speaker.dataset.shows = shows;
    speaker.replaceChildren(...people.map((user) => el("option", { value: user.id }, user.real_name)), el("option", { value: NEW_PERSON }, "Add a person…"));
  }
  if (speaker.value !== known.me) speaker.value = known.me;
  at("speaker-face").textContent = (known.users.get(known.me)?.real_name || "?").slice(0, 1);
  at("speaker-face").style.setProperty("--tint", `#${known.users.get(known.me)?.colour || "888888"}`);
}

/** The channel `step` places below the one given, in the order of the list. */
export function neighbour(here, step) {
  const all = [...document.querySelectorAll("#channels button, #directs button")].map((button) => button.dataset.channel);
  return all[(all.indexOf(here) + step + all.length) % all.length];
}
