"""Every way to read something through Segue, as somebody would go it who knows every id and may make any payload up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot import names
from bot.library_page import LibraryPage
from bot.search_page import SearchPage
from bot.study_page import StudyPage, Tending
from flows.origins import SAY_ORIGIN
from playground.driver import DANA
from tests.security.vault import SECRET, VAULT, Reader, Vault

NAMED = {"interview_persona": "persona", "digest_resume": "digest"}
"""Buttons whose value says of what they are."""


@dataclass(frozen=True)
class Way:
    """`about`: what both logs say was denied, as `what in where`; empty where one only looks at what one may see."""

    name: str
    type: str
    payload: dict[str, Any]
    about: str = ""


def ways(vault: Vault, reader: Reader) -> Iterator[Way]:
    yield from _typed(reader)
    yield from _at_home(vault, reader)
    yield from _in_windows(vault, reader)
    yield from _on_messages(vault, reader)
    yield from _forms(vault, reader)
    yield from _forms_of_digests(vault, reader)
    yield from _of_material(vault, reader)


def _typed(reader: Reader) -> Iterator[Way]:
    for text in ("search employees", "search since:30d", "search persona:alice", "personas", "export", "digest"):
        yield _command(reader, text, "D0NOWHERE")
    yield _command(reader, "digest", VAULT, f"digest in {VAULT}")
    yield _command(reader, "interview", VAULT, f"command in {VAULT}")


def _at_home(vault: Vault, reader: Reader) -> Iterator[Way]:
    ids, dana = vault.ids, vault.bot.playground.driver.direct_channel(DANA)
    home = {"type": "home", "id": "V0HOME"}
    yield pressed(reader, f"{names.HOME_STUDY}_x", ids["study"], f"study in {ids['study']}", view=home)
    for kind in ("interview", "role_play", "persona", "decision"):
        yield pressed(reader, names.HOME_RESUME, ids[kind], f"press in {VAULT}", view=home)
    yield pressed(reader, names.OPENS_EXPORT, ids["study"], view=home)
    yield pressed(reader, names.HOME_SEARCH, "", view=home)
    yield pressed(reader, names.HOME_LIBRARY, "", view=home)
    yield pressed(reader, names.HOME_DIGEST, "", view=home)
    yield pressed(reader, names.HOME_SAMPLE, dana, f"command in {dana}", view=home)


def _in_windows(vault: Vault, reader: Reader) -> Iterator[Way]:
    ids = vault.ids
    study, page = ids["study"], StudyPage(ids["study"]).written()
    modal = view_of(names.STUDY, page)
    yield pressed(reader, f"{names.STUDY_PAGE}_1", page, f"study in {study}", view=modal)
    for act in ("show_insight", "reject_insight", "merge_insights", "rename_study", "merge_studies"):
        value = Tending(act, study, ids["insight"]).written()
        yield pressed(reader, f"{names.STUDY_ACT}_1", value, f"study in {study}", view=modal)
    pin = Tending("pin_insight", study, ids["insight"]).written()
    yield pressed(reader, f"{names.STUDY_ACT}_2", pin, f"insight in {ids['insight']}", view=modal)
    library = view_of(names.LIBRARY, LibraryPage().written())
    for act in ("whole_card", "edit_card"):
        yield pressed(reader, f"{names.LIBRARY_ACT}_1", f"{act}:{ids['persona']}", f"form in {VAULT}", view=library)
    for act in ("interview_persona", "export_card", "erase", "archive"):
        yield pressed(reader, f"{names.LIBRARY_ACT}_2", f"{act}:{ids['persona']}", f"press in {VAULT}", view=library)
    for page in (SearchPage(study=study), SearchPage(persona=ids["persona"]), SearchPage("employees", after=0)):
        window = view_of(names.SEARCH, page.written())
        yield pressed(reader, f"{names.SEARCH_PAGE}_1", page.written(), view=window)
    listed = view_of(names.DIGESTS, json.dumps({"channel": VAULT}))
    yield pressed(reader, names.DIGEST_NEW, "", view=listed)
    for act, kind in (("digest_change", "digest"), ("digest_change", "edition")):
        yield pressed(reader, f"{names.DIGEST_ACT}_1", f"{act}:{ids[kind]}", f"digest in {ids[kind]}", view=listed)
    for act in ("digest_preview", "digest_stop", "digest_delete"):
        yield pressed(reader, f"{names.DIGEST_ACT}_2", f"{act}:{ids['digest']}", f"press in {VAULT}", view=listed)
        about = f"press in {ids['edition']}"
        yield pressed(reader, f"{names.DIGEST_ACT}_2", f"{act}:{ids['edition']}", about, view=listed)
    for place in (
        {"channel": VAULT, "message_ts": vault.cards["persona"]["ts"], "action": "whole_card"},
        {"channel": VAULT, "message_ts": vault.cards["interview"]["ts"], "action": "edit"},
        {"conversation": ids["persona"], "action": "whole_card"},
    ):
        form = view_of(names.EDIT_FORM, json.dumps(place))
        yield _chosen(reader, names.CHOOSES, "P1", f"form in {VAULT}", view=form)


def _on_messages(vault: Vault, reader: Reader) -> Iterator[Way]:
    """Buttons of messages there, and the same with the reader's own channel written over it."""
    ids = vault.ids
    for kind, acts in {
        "interview": ("edit", "missing", "finish"),
        "review": ("share", "share_now", "deck", "propose_segmentation", "check_in_data"),
        "deck": ("make_deck",),
        "persona": ("whole_card", "edit_card", "interview_persona", "export_card"),
        "role_play": ("share", "choose_channel"),
        "decision": ("retire_decision",),
        "digest": ("digest_resume",),
    }.items():
        card = vault.cards[kind]
        for act in acts:
            what = "form" if act in names.OPENS_FORM else "press"
            value = ids[NAMED[act]] if act in NAMED else reader.place
            about = f"{what} in {VAULT}"
            yield pressed(reader, act, value, about, message=card, channel=VAULT)
            yield pressed(reader, act, value, about if act in NAMED else "", message=card, channel=reader.place)
    own = {"ts": "1700000000.000001"}
    for act, kind, about in (
        ("digest_change", "digest", f"digest in {ids['digest']}"),
        ("digest_mute", "digest", f"press in {VAULT}"),
        ("digest_preview", "digest", f"press in {VAULT}"),
        ("digest_preview", "edition", f"press in {ids['edition']}"),
        ("interview_persona", "persona", f"press in {VAULT}"),
        (names.DIGEST_ASK, "digest", ""),
    ):
        yield pressed(reader, act, ids[kind], about, message=own, channel=reader.place)
    for shortcut in (names.MESSAGE_SHORTCUT, names.ASK_SHORTCUT):
        about = f"command in {VAULT}" if shortcut == names.MESSAGE_SHORTCUT else ""
        message = {"ts": vault.cards["interview"]["ts"], "user": DANA, "text": "what was it?"}
        payload = {"callback_id": shortcut, "channel": {"id": VAULT}, "message": message, "action_ts": "1.1"}
        yield Way(f"shortcut {shortcut}", "message_action", _whose(reader) | payload, about)


def _forms(vault: Vault, reader: Reader) -> Iterator[Way]:
    ids, people = vault.ids, vault.bot.playground.driver
    own, danas = people.direct_channel(reader.user), people.direct_channel(DANA)
    for channel, about in ((own, f"export in {ids['study']}"), (danas, f"command in {danas}")):
        values = {"study": option(ids["study"]), "form": option("md"), "more": options("all")}
        yield sent_in(reader, names.EXPORT_FORM, {"channel": channel}, values, about)
    shown = {"channel": reader.place, "ts": "1700000000.000001", "text": f"the {SECRET[:3]}?"}
    about = f"command in {reader.place}" if reader.nowhere else f"persona in {ids['persona']}"
    yield sent_in(reader, names.ASK_FORM, shown, {"persona": option(ids["persona"])}, about)
    answer = {"text:a1": {"text": {"value": "I was here."}}}
    place = {"channel": VAULT, "message_ts": vault.cards["interview"]["ts"], "action": "edit", "key": "a1"}
    yield sent_in(reader, names.EDIT_FORM, place, answer, f"submission in {VAULT}")
    held = {"conversation": ids["persona"], "action": "edit_card", "key": "a1"}
    yield sent_in(reader, names.EDIT_FORM, held, answer, f"submission in {VAULT}")
    for act, told in (("rename_study", "mine"), ("merge_studies", "mine"), ("move_conversation", "mine")):
        metadata = Tending(act, ids["study"], other=ids["interview"]).written()
        values = {names.TEND_TEXT: {names.TEND_TEXT: {"value": told}}}
        where = told if act == "move_conversation" else ids["study"]
        yield sent_in(reader, names.TEND_FORM, metadata, values, f"study in {where}")
    there = {names.CHANNEL: {names.CHANNEL: {"selected_conversation": VAULT}}}
    yield sent_in(reader, names.START_FORM, {}, there, f"command in {VAULT}")
    file = {"id": "F1", "name": "card.yaml", "url_private": "https://elsewhere.example/x", "size": 9}
    yield sent_in(
        reader, names.IMPORT_FORM, {}, {**there, names.IMPORT_FILE: {names.IMPORT_FILE: {"files": [file]}}},
        f"command in {VAULT}",
    )  # fmt: skip


def _forms_of_digests(vault: Vault, reader: Reader) -> Iterator[Way]:
    ids = vault.ids
    question = {"question": {"question": {"value": f"What of the {SECRET[:3]}?"}}}
    for kind, where in (("digest", ids["digest"]), ("edition", ids["edition"])):
        place = {"schedule": ids[kind], "channel": reader.place, "ts": "1700000000.000001"}
        yield sent_in(reader, names.DIGEST_ASK_FORM, place, question, f"submission in {where}")
    form = {
        "every": option("week"), "weekday": option("0"), "time": {"time": {"selected_time": "09:00"}},
        "zone": {"zone": {"value": "Europe/London"}}, "scope": option(f"study:{ids['study']}"),
        "nothing": option("line"), "now": options("preview"), "alerts": options(),
    }  # fmt: skip
    form = {name: {name: next(iter(each.values()))} for name, each in form.items()}

    def at(channel: str, where: str) -> dict[str, Any]:
        place = {names.CHANNEL: {names.CHANNEL: {"selected_conversation": channel}}}
        return {**form, **place, "where": {"where": {"selected_option": {"value": where}}}}

    yield sent_in(reader, names.DIGEST_FORM, {}, at(VAULT, "channel"), f"command in {VAULT}")
    yield sent_in(reader, names.DIGEST_FORM, {}, at(VAULT, "me"), f"command in {VAULT}")
    yield sent_in(reader, names.DIGEST_FORM, {}, at(reader.place, "me"))
    changed = {"schedule": ids["digest"], "channel": reader.place}
    yield sent_in(reader, names.DIGEST_FORM, changed, at(reader.place, "channel"), f"submission in {VAULT}")
    yield sent_in(
        reader, names.DIGEST_FORM, {**changed, "schedule": ids["edition"]}, at(reader.place, "me"),
        f"submission in {ids['edition']}",
    )  # fmt: skip


def _of_material(vault: Vault, reader: Reader) -> Iterator[Way]:
    line = vault.cards["material"]
    upload = line["blocks"][1]["elements"][0]["value"]
    said = {names.ORIGIN_FROM: option("own"), names.ORIGIN_BASIS: option("agreed")}
    for channel, opens, sends in ((VAULT, f"form in {VAULT}", f"submission in {VAULT}"), (reader.place, "", "")):
        yield pressed(reader, SAY_ORIGIN, upload, opens, message=line, channel=channel)
        place = {"channel": channel, "message_ts": line["ts"], "thread_ts": line["thread_ts"], "upload": upload}
        yield sent_in(reader, names.ORIGIN_FORM, place, said, sends)


def _whose(reader: Reader) -> dict[str, Any]:
    return {
        "team": {"id": reader.team, "domain": "somewhere"},
        "user": {"id": reader.user, "username": "x", "name": "x", "team_id": reader.team},
    }


def _command(reader: Reader, text: str, channel: str, about: str = "") -> Way:
    payload = {"command": names.COMMAND, "text": text, "channel_id": channel, "team_id": reader.team}
    return Way(f"{text} in {channel}", "command", {**payload, "user_id": reader.user}, about)


_count = iter(range(1, 10**6))


def _acted(reader: Reader, action: dict[str, Any], about: str, **where: Any) -> Way:
    payload = _whose(reader) | {"actions": [{"block_id": "b", "action_ts": f"1700000001.{next(_count):06d}", **action}]}
    if "view" in where:
        view = {**where["view"], "app_installed_team_id": reader.team, "team_id": reader.team}
        payload |= {"view": view, "container": {"type": "view", "view_id": view["id"]}}
    else:
        message, channel = where["message"], where["channel"]
        container = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        payload |= {"container": container, "channel": {"id": channel}, "message": {"ts": message["ts"]}}
    place = where.get("channel") or where["view"].get("callback_id", "home")
    return Way(f"press {action['action_id']} in {place}", "block_actions", payload, about)


def pressed(reader: Reader, action_id: str, value: str, about: str = "", **where: Any) -> Way:
    return _acted(reader, {"type": "button", "action_id": action_id, "value": value}, about, **where)


def _chosen(reader: Reader, action_id: str, value: str, about: str, **where: Any) -> Way:
    chosen = {"type": "static_select", "action_id": action_id, "selected_option": {"value": value}}
    return _acted(reader, chosen, about, **where)


def view_of(callback_id: str, metadata: str) -> dict[str, Any]:
    return {"type": "modal", "id": "V0CRAFTED", "hash": "1.a", "callback_id": callback_id,
            "private_metadata": metadata, "blocks": [], "state": {"values": {}}}  # fmt: skip


def sent_in(
    reader: Reader, callback_id: str, metadata: dict[str, str] | str, values: dict[str, Any], about: str = ""
) -> Way:
    written = metadata if isinstance(metadata, str) else json.dumps(metadata)
    view = view_of(callback_id, written) | {"id": f"V{next(_count)}", "state": {"values": _named(values)}}
    view |= {"app_installed_team_id": reader.team, "team_id": reader.team}
    return Way(f"form {callback_id} with {written[:60]}", "view_submission", {**_whose(reader), "view": view}, about)


def _named(values: dict[str, Any]) -> dict[str, Any]:
    """Options under the name of their block, as our forms call both."""
    return {name: {name: each[""]} if "" in each else each for name, each in values.items()}


def option(value: str) -> dict[str, Any]:
    return {"": {"type": "static_select", "selected_option": {"value": value}}}


def options(*values: str) -> dict[str, Any]:
    return {"": {"type": "checkboxes", "selected_options": [{"value": each} for each in values]}}
