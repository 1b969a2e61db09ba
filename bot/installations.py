"""Where Segue is installed: kept sealed, served from the moment it is kept, and no longer once it is taken out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from bot.clients import SlackClients
from bot.seal import Seal, Unsealed
from bot.slack_answers import CALL_ERRORS, meaning_of
from bot.unopened import Unopened
from bot.workspaces import Workspace
from errors import SegueError
from store import erasure, installations
from store.connection import Store, Transaction
from store.installations import Installation

log = logging.getLogger("segue.installations")

HOUR, DAY = 3600.0, 86_400.0
CLOCKS_APART = 5.0
"""Seconds that Slack's clock may be behind ours."""
LEFT = {"account_inactive", "token_revoked"}
"""What Slack says of a token whose workspace took Segue out; `invalid_auth` may be a matter of where we call from."""


class Installations:
    """`seal`: None where the one token there is comes from the environment, and is not kept.

    `days`: how long what is kept of a workspace outlives that it left.
    `begun(team)` is called when a workspace is served from now on, `ended(team)` when it no longer is, `cleared()`
    when something of it was erased.
    """

    def __init__(
        self,
        store: Store,
        clients: SlackClients,
        seal: Seal | None,
        *,
        days: float,
        clock: Callable[[], float],
        begun: Callable[[str], Awaitable[None]],
        ended: Callable[[str], Awaitable[None]],
        cleared: Callable[[], Awaitable[None]],
    ) -> None:
        self._store, self._clients, self._seal, self._clock = store, clients, seal, clock
        self._begun, self._ended, self._cleared = begun, ended, cleared
        self._days, self._unopened = days, Unopened(store, days, clock)

    async def open(self) -> None:
        """Serve every workspace whose token can be read; what older keys sealed is sealed anew."""
        for team in self._clients.teams():
            address = self._clients.workspace(team)
            await self._store.write(partial(installations.serve, team_id=team, address=address))
        if self._seal is None:
            return
        for kept in await self._store.read(installations.every):
            try:
                token = self._seal.opened(kept.team_id, kept.sealed)
            except Unsealed as error:
                self._unopened.add(kept.team_id, str(error))
                continue
            await self._store.write(partial(installations.came_back, team_id=kept.team_id))
            if not self._seal.is_of_the_newest(kept.sealed):
                await self._seal_anew(kept, self._seal.sealed(kept.team_id, token))
            known = (kept.team_id, kept.bot_user, kept.bot_id, kept.address, token, kept.organisation)
            self._clients.add(self._clients.known(*known))
        await self._unopened.look(self._any_opens())

    async def install(self, workspace: Workspace, *, name: str, scopes: str, by: str) -> None:
        """Keep it, and serve it from now on. Raises StoreError."""
        if self._seal is None:
            raise RuntimeError("there is no key to seal tokens with")
        kept = Installation(
            team_id=workspace.team, name=name, address=workspace.address, bot_user=workspace.bot_user,
            bot_id=workspace.bot_id, scopes=scopes, sealed=self._seal.sealed(workspace.team, workspace.token),
            installed_by=by, installed_at=self._clock(), organisation=workspace.organisation,
        )  # fmt: skip
        await self._store.write(lambda tx: installations.keep(tx, kept))
        self._clients.add(workspace)
        self._unopened.drop(workspace.team)
        log.info("Segue was installed in %s.", workspace.team)
        await self._begun(workspace.team)

    async def uninstalled(self, team: str, when: float) -> None:
        """A workspace took Segue out at `when` (Unix seconds): its token is forgotten and no call is made there.

        What was installed again since then stays. Raises StoreError.
        """
        when = min(when, self._clock())
        if not await self._store.write(lambda tx: installations.drop(tx, team, when, slack=CLOCKS_APART)):
            return
        self._unopened.drop(team)
        if self._clients.serves(team):
            self._clients.drop(team)
            log.info("Segue was taken out of %s; its conversations rest.", team)
            await self._ended(team)

    async def heard(self, team: str) -> None:
        """Something came from a workspace that is not served: where its token cannot be read, Segue is still in it."""
        await self._unopened.heard(team)

    async def look_who_left(self) -> None:
        """Slack says it for a few minutes only: who took Segue out while nobody listened is seen by the token.

        And to which organisation each workspace belongs, which may have changed.

        Raises StoreError.
        """
        for team in self._clients.teams() if self._seal else ():
            asked_at = self._clock()
            try:
                who = await self._clients.of(team).auth_test()
            except CALL_ERRORS as error:
                if meaning_of(error).error in LEFT:
                    await self.uninstalled(team, asked_at - CLOCKS_APART)
                continue
            await self._belongs(team, who.get("enterprise_id") or "")

    async def _belongs(self, team: str, organisation: str) -> None:
        """Slack said to which organisation a workspace belongs. Raises StoreError."""
        served = self._clients.get(team)
        if served is None or served.organisation == organisation:
            return
        await self._store.write(partial(installations.belongs, team_id=team, organisation=organisation))
        if self._clients.get(team) is served:
            self._clients.add(replace(served, organisation=organisation))

    async def forget_departed(self) -> list[str]:
        """Erase all that is kept of workspaces that left so long ago, by their own word or by their silence.

        -> their ids. Raises StoreError.
        """
        before = self._clock() - self._days * DAY
        await self._unopened.look(self._any_opens())

        def forget(tx: Transaction) -> tuple[list[str], list[str]]:
            left, silent = installations.departed(tx, before), self._unopened.over(tx) if self._any_opens() else []
            for team in (*left, *silent):
                erasure.forget_workspace(tx, team)
            return left, silent

        left, silent = await self._store.write(forget)
        for team in silent:
            self._unopened.drop(team)
        for teams, why in ((left, "Segue was taken out there"), (silent, "its token opens no more and nothing came")):
            if teams:
                log.info("All that was kept of %s is erased: %s.", ", ".join(teams), why)
        if left or silent:
            await self._cleared()
        return left + silent

    def keep_forgetting(self) -> asyncio.Task[None]:
        """Look once an hour who left so long ago, and who has left since; until the task is cancelled."""

        async def keep() -> None:
            while True:
                try:
                    await self.forget_departed()
                    await self.look_who_left()
                except SegueError as error:
                    log.error("a workspace that left could not be erased: %s Trying again.", error)
                await asyncio.sleep(HOUR)

        return asyncio.create_task(keep())

    def _any_opens(self) -> bool:
        return bool(self._clients.teams())

    async def _seal_anew(self, kept: Installation, sealed: str) -> None:
        await self._store.write(lambda tx: installations.seal_anew(tx, kept.team_id, before=kept.sealed, sealed=sealed))
