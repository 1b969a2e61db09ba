"""Pictures on a canvas: ours, of this thread, the newest; without them where Slack has none or takes no such page."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.engine import canvas_pictures
from bot.engine.canvas_pictures import written
from store.outbox import OutboxRow
from tests.engine.stage import refusal

PAGE = "# Segments\n\n![](sizes.png)\n\n![](map.png)\n\n## Next\n\n- a \\!\\[\\](map.png)\n"
BARE = "# Segments\n\n## Next\n\n- a \\!\\[\\](map.png)\n"
ROW = OutboxRow("T1", "c1", 1, "k", "canvas-1", "canvas", "C1", "1.0", "{}", "sending", 1, 0.0, 0.0, None)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas_pictures, "PAUSE", 0.0)


def picture(name: str, user: str = "UBOT", **more: str) -> dict[str, str]:
    address = f"https://acme.slack.test/files/{user}/F1/{name}{more.pop('of', '')}"
    return {"name": name, "user": user, "mimetype": "image/png", "permalink": address, **more}


class Thread:
    """Slack, which shows page after page of one thread."""

    def __init__(self, *pages: list[dict[str, Any]], wrong: str = "") -> None:
        self.pages, self.wrong, self.asked = pages, wrong, list[dict[str, Any]]()

    async def api_call(self, method: str, params: Any = None) -> dict[str, Any]:
        assert method == "conversations.replies"
        self.asked.append(dict(params))
        if self.wrong:
            raise refusal(self.wrong)
        at = int(params.get("cursor", 0))
        following = str(at + 1) if at + 1 < len(self.pages) else ""
        return {"messages": self.pages[at], "response_metadata": {"next_cursor": following}}


class Takes:
    """Writes what it is given; refuses pictures with `error`."""

    def __init__(self, error: str = "") -> None:
        self.error, self.given = error, list[str]()

    async def __call__(self, markdown: str) -> str:
        self.given.append(markdown)
        if self.error and "![](" in markdown:
            raise refusal(self.error)
        return "F9"


async def page(slack: Thread, takes: Takes | None = None, markdown: str = PAGE) -> list[str]:
    takes = takes or Takes()
    assert await written(slack, ROW, markdown, "UBOT", takes) == "F9"  # type: ignore[arg-type]
    return takes.given


async def test_each_picture_gets_the_address_of_the_newest_file_of_ours_with_its_name() -> None:
    slack = Thread(
        [{"ts": "1.0"}, {"ts": "2.0", "files": [picture("sizes.png"), picture("map.png")]}],
        [{"ts": "3.0", "files": [picture("sizes.png", of="-anew")]}],
        [{"ts": "4.0", "files": [picture("map.png", "U1"), picture("sizes.png", mimetype="text/html")]}],
    )
    assert await page(slack) == [
        PAGE.replace("](sizes.png)", "](https://acme.slack.test/files/UBOT/F1/sizes.png-anew)", 1).replace(
            "](map.png)", "](https://acme.slack.test/files/UBOT/F1/map.png)", 1
        )
    ]
    assert len(slack.asked) == 3


async def test_what_is_not_in_the_thread_goes_after_a_few_looks() -> None:
    slack = Thread([{"ts": "2.0", "files": [picture("map.png")]}])
    [told] = await page(slack)
    assert "sizes.png" not in told
    assert "/map.png)" in told
    assert len(slack.asked) == 3


async def test_a_picture_of_before_does_not_do_for_one_that_is_on_its_way() -> None:
    before = {"ts": "2.0", "files": [picture("sizes.png")]}
    slack = Thread([before])
    anew = "# Segments\n\n![](sizes-v2.png)\n\n"
    assert await page(slack, markdown=anew) == ["# Segments\n\n"]
    assert len(slack.asked) == 3

    class Late(Thread):
        async def api_call(self, method: str, params: Any = None) -> dict[str, Any]:
            if self.asked:
                self.pages = ([before, {"ts": "3.0", "files": [picture("sizes-v2.png")]}],)
            return await super().api_call(method, params)

    [told] = await page(Late([before]), markdown=anew)
    assert "/sizes-v2.png)" in told


async def test_an_address_that_would_end_the_mark_is_none() -> None:
    slack = Thread([{"ts": "2.0", "files": [picture("map.png", permalink="https://a.test/x) [y](https://b.test")]}])
    assert await page(slack) == [BARE]


@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "internal_error"])
async def test_a_thread_that_cannot_be_read_costs_only_the_pictures(error: str) -> None:
    assert await page(Thread(wrong=error)) == [BARE]


async def test_a_limit_is_waited_for() -> None:
    with pytest.raises(SlackApiError, match="ratelimited"):
        await written(Thread(wrong="ratelimited"), ROW, PAGE, "UBOT", Takes())  # type: ignore[arg-type]


@pytest.mark.parametrize("error", ["canvas_creation_failed", "canvas_editing_failed"])
async def test_a_page_that_slack_does_not_take_with_pictures_comes_without(error: str) -> None:
    slack = Thread([{"ts": "2.0", "files": [picture("sizes.png"), picture("map.png")]}])
    first, second = await page(slack, Takes(error))
    assert first != PAGE
    assert second == BARE


async def test_another_refusal_is_the_answer() -> None:
    slack = Thread([{"ts": "2.0", "files": [picture("sizes.png"), picture("map.png")]}])
    with pytest.raises(SlackApiError, match="free_team_not_allowed"):
        await page(slack, Takes("free_team_not_allowed"))


async def test_a_page_without_pictures_asks_nothing() -> None:
    slack = Thread()
    assert await page(slack, markdown=BARE) == [BARE]
    assert slack.asked == []
