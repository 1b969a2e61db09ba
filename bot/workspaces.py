"""The workspaces Segue is installed in, and who it is in each."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True)
class Workspace:
    """One installation. `address`: of the workspace, with which permalinks begin.

    `organisation`: the id of the one it belongs to (E…); empty where it belongs to none, None while that is not known.
    """

    team: str
    bot_user: str
    bot_id: str
    address: str
    token: str
    client: AsyncWebClient
    organisation: str | None = None

    def __repr__(self) -> str:
        return f"Workspace({self.team!r})"


class Workspaces:
    """By team. What is asked of another team is answered as Slack answers a token that it has taken back."""

    def __init__(self) -> None:
        self._by_team: dict[str, Workspace] = {}

    def add(self, workspace: Workspace) -> None:
        """Another one, or the same with a new token."""
        self._by_team[workspace.team] = workspace

    def drop(self, team: str) -> None:
        """No call is made there any more."""
        self._by_team.pop(team, None)

    def get(self, team: str) -> Workspace | None:
        return self._by_team.get(team)

    def of(self, team: str) -> Workspace:
        """Raises SlackApiError (`account_inactive`) where Segue is not installed."""
        if workspace := self._by_team.get(team):
            return workspace
        raise SlackApiError(  # type: ignore[no-untyped-call]
            "Segue is not installed there.", {"ok": False, "error": "account_inactive"}
        )

    def teams(self) -> list[str]:
        return list(self._by_team)
