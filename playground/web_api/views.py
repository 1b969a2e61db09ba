"""Opening and changing modals, and the Home tab."""

from __future__ import annotations

from typing import Any

from playground.block_limits import plain, string
from playground.blocks import IN_VIEW, faults_of
from playground.modals import View
from playground.web_api.calls import Call, Refusal, method
from playground.web_api.content import with_ids

LARGEST_BYTES = 250_000


@method("views.open")
def open_(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/views.open"""
    return _shown(call, on_top=False)


@method("views.push")
def push(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/views.push"""
    return _shown(call, on_top=True)


@method("views.update")
def update(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/views.update"""
    definition = _definition(call, "modal")
    view = call.server.modals.find(call.text("view_id"), call.text("external_id"))
    if view is None:
        raise Refusal("not_found")
    _check_hash(call, view)
    call.server.modals.redefine(view, definition)
    return {"view": view.as_slack()}


@method("views.publish")
def publish(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/views.publish"""
    definition = _definition(call, "home")
    if (user := call.required("user_id")) not in call.workspace.users:
        raise Refusal("user_not_found")
    if home := call.server.modals.homes.get(user):
        _check_hash(call, home)
    return {"view": call.server.modals.publish(user, definition).as_slack()}


def _shown(call: Call, *, on_top: bool) -> dict[str, Any]:
    definition = _definition(call, "modal")
    modals = call.server.modals
    try:
        user = modals.exchange(call.required("trigger_id"))
        return {"view": modals.open(user, definition, on_top=on_top).as_slack()}
    except KeyError:
        raise Refusal("invalid_trigger_id") from None
    except TimeoutError:
        raise Refusal("expired_trigger_id") from None
    except PermissionError:
        raise Refusal("exchanged_trigger_id") from None
    except OverflowError:
        raise Refusal("push_limit_reached") from None


def _check_hash(call: Call, view: View) -> None:
    if (wanted := call.text("hash")) and wanted != view.hash:
        raise Refusal("hash_conflict")


def _definition(call: Call, kind: str) -> dict[str, Any]:
    """The view a call defines, checked: https://docs.slack.dev/reference/views"""
    try:
        view = call.data("view")
    except ValueError:
        raise Refusal("invalid_arguments", "view must be an object") from None
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", "missing required field: view")
    found = definition_faults(view, kind)
    if found:
        raise Refusal("invalid_arguments", *found)
    if len(str(view).encode()) > LARGEST_BYTES:
        raise Refusal("view_too_large")
    return view | {"blocks": with_ids(view["blocks"])}


def definition_faults(view: dict[str, Any], kind: str) -> list[str]:
    """What Slack would not take about a view's definition."""
    found = faults_of(view.get("blocks"), most=IN_VIEW, view=True)
    if view.get("type") != kind:
        found.append(f"must be {kind} [json-pointer:/view/type]")
    if kind == "modal":
        found += plain(view.get("title"), "/view/title", 24)
        for key in ("submit", "close"):
            if view.get(key) is not None:
                found += plain(view[key], f"/view/{key}", 24)
        has_input = any(isinstance(b, dict) and b.get("type") == "input" for b in view.get("blocks") or [])
        if has_input and view.get("submit") is None:
            found.append("a view with input blocks needs submit [json-pointer:/view/submit]")
    for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if view.get(key) is not None:
            found += string(view[key], f"/view/{key}", most)
    return found
