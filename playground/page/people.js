// Channels and who is in them: made, joined, left and archived by hand, by Slack's rules.

import { ask, el, form, say } from "./dom.js";
import { act, known, user } from "./workspace.js";

const people = () => [...known.users.values()].filter((one) => !one.is_bot);
const failed = (error) => say(`${error.message}.`);

/** A new channel. */
export async function createChannel() {
  const name = el("input", { name: "name", maxLength: 80, required: true, placeholder: "for example pricing", autocomplete: "off" });
  const hidden = el("input", { type: "checkbox" });
  const invited = [...known.users.values()].filter((one) => one.id !== known.me).map((one) => [one.id, el("input", { type: "checkbox", checked: one.id === known.bot })]);
  await form("A new channel", [
    el("label", { class: "field" }, el("span", {}, "Name"), name, el("small", {}, "Small letters, numbers and hyphens.")),
    el("label", { class: "check" }, hidden, " Private: only members see it"),
    el("fieldset", {}, el("legend", {}, "Who is in it besides you"), invited.map(([id, box]) => el("label", { class: "check" }, box, ` ${user(id).real_name}`))),
  ], "Create", () => act("create_channel", {
    name: name.value.trim().toLowerCase().replace(/\s+/g, "-"), private: hidden.checked, invite: invited.filter(([, box]) => box.checked).map(([id]) => id),
  }));
}

/** Public channels one is not in yet. */
export async function browseChannels() {
  const { channels } = await act("browse").catch((error) => failed(error) || { channels: [] });
  const join = (channel) => act("join", { channel: channel.id }).catch(failed);
  await form("Channels you are not in", channels.length
    ? channels.map((channel) => el("p", { class: "row" }, el("span", {}, `# ${channel.name}`), el("button", { type: "button", onclick: (event) => { event.target.disabled = true; join(channel); } }, "Join")))
    : [el("p", {}, "There are none: you are in every public channel.")], "");
}

/** Somebody new in the workspace, to speak as. */
export async function addPerson() {
  const name = el("input", { maxLength: 80, required: true, autocomplete: "off" });
  await form("Add a person", [el("label", { class: "field" }, el("span", {}, "Full name"), name, el("small", {}, "You can speak as this person at once; #customers is where they begin."))],
    "Add", () => act("add_person", { real_name: name.value.trim() }));
}

/** Who is in a channel: add, remove, leave, archive. */
export async function showMembers(channel) {
  const inside = channel.members.map(user);
  const outside = [...known.users.values()].filter((one) => !channel.members.includes(one.id));
  const deed = (what, details) => (event) => {
    event.target.closest("dialog").close();
    act(what, { channel: channel.id, ...details }).catch(failed);
  };
  const leave = async (event) => {
    const sure = channel.kind !== "group" || (await ask("Leave this private channel?", "You can come back only when somebody invites you.", "Leave", "Stay", "danger"));
    if (sure) deed("leave", {})(event);
  };
  await form(`Who is in #${channel.name}`, [
    inside.map((one) => el("p", { class: "row" }, el("span", {}, one.real_name, one.is_bot ? " · app" : "", one.id === known.me ? " · you" : ""),
      one.id === known.me ? el("button", { type: "button", onclick: leave }, "Leave") : el("button", { type: "button", onclick: deed("remove", { user: one.id }) }, "Remove"))),
    outside.length ? el("h3", {}, "Not in it") : "",
    outside.map((one) => el("p", { class: "row" }, el("span", {}, one.real_name, one.is_bot ? " · app" : ""), el("button", { type: "button", onclick: deed("invite", { user: one.id }) }, "Invite"))),
    el("p", { class: "row" }, el("span", {}, channel.is_archived ? "Archived: nobody can write here." : ""),
      el("button", { type: "button", onclick: deed("archive", { archived: !channel.is_archived }) }, channel.is_archived ? "Bring it back" : "Archive the channel")),
  ], "");
}
