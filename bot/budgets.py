"""What a workspace may spend on models. At the limit nothing new is asked, and everything is kept.

The last tenth of a budget is for conversations that have begun: a running interview reaches its summary.
Calls that are under way when the limit is reached are still paid: at most SEGUE_MODEL_AT_ONCE of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.model_settings import amount
from errors import BudgetSpent
from store import model_calls, spending
from store.connection import Store, Transaction
from store.model_calls import PaidCall
from store.spending import Spent

SCOPES = ("day", "month", "study")
RESERVE = 0.1
"""The part of a budget that is left for conversations that have begun."""


@dataclass(frozen=True)
class Limit:
    """What may be spent; None: as much as is wanted."""

    usd: float | None = None
    tokens: float | None = None

    def reached(self, spent: Spent, share: float = 1.0) -> bool:
        """Whether that `share` of it is used up."""
        return any(
            most is not None and used >= most * share
            for most, used in ((self.usd, spent.cost_usd), (self.tokens, spent.tokens))
        )


@dataclass(frozen=True)
class Standing:
    """How much of a budget is spent. `scope`: `month` or `day`."""

    scope: str
    spent: Spent
    limit: Limit

    @property
    def is_spent(self) -> bool:
        return self.limit.reached(self.spent)

    @property
    def is_nearly_spent(self) -> bool:
        """What is left is for conversations that have begun."""
        return self.limit.reached(self.spent, 1.0 - RESERVE)


class Budgets:
    """`usd` and `tokens`: what the settings say, by scope. `unwritten` (team): calls that are paid for, and that the
    database may not have yet."""

    def __init__(
        self,
        store: Store,
        usd: Mapping[str, str],
        tokens: Mapping[str, str],
        clock: Callable[[], float],
        unwritten: Callable[[str], Sequence[PaidCall]] = lambda team: (),
    ) -> None:
        self._store, self._usd, self._tokens, self._clock = store, usd, tokens, clock
        self._unwritten = unwritten
        self._some = any(usd.values()) or any(tokens.values())

    def limits(self, team: str) -> dict[str, Limit]:
        """-> day, month, study -> what this workspace may spend."""
        return {
            scope: Limit(amount(self._usd.get(scope, ""), team), amount(self._tokens.get(scope, ""), team))
            for scope in SCOPES
        }

    async def allowed(self, team: str, conversation: str, live: bool) -> None:
        """Raises BudgetSpent when a call may not be paid for. `live`: somebody waits for it."""
        if not self._some:
            return
        limits = self.limits(team)
        coming = self._unwritten(team)
        spent, begun = await self._store.read(lambda tx: self._looked_up(tx, team, conversation, coming))
        share = 1.0 if live and begun else 1.0 - RESERVE
        for scope in SCOPES:
            if limits[scope].reached(spent.get(scope, Spent()), share):
                raise BudgetSpent(
                    f"The budget of a {scope} for language models is used up.",
                    scope=scope,
                    kept="Nothing is lost.",
                    now="Whoever runs Segue can allow more.",
                )

    async def standing(self, team: str) -> Standing | None:
        """-> the budget of this month; of today, where there is none for a month; None where there is neither."""
        limits = self.limits(team)
        scope = next((scope for scope in ("month", "day") if limits[scope] != Limit()), None)
        if scope is None:
            return None
        coming = self._unwritten(team)
        spent = await self._store.read(lambda tx: self._of_workspace(tx, team, _not_kept(tx, coming)))
        return Standing(scope, spent.get(scope, Spent()), limits[scope])

    def _looked_up(
        self, tx: Transaction, team: str, conversation: str, coming: Sequence[PaidCall]
    ) -> tuple[dict[str, Spent], bool]:
        """-> what was spent, by scope, and whether the conversation has begun"""
        left = _not_kept(tx, coming)
        study = spending.beside(tx, team, conversation) if left else frozenset()
        spent = self._of_workspace(tx, team, left)
        spent["study"] = _with(
            spending.of_study(tx, team, conversation), [each for each in left if each.conversation_id in study]
        )
        begun = any(each.conversation_id == conversation for each in left)
        return spent, begun or spending.has_begun(tx, team, conversation)

    def _of_workspace(self, tx: Transaction, team: str, left: Sequence[PaidCall]) -> dict[str, Spent]:
        now = self._clock()
        spent, today = spending.of_workspace(tx, team, now), spending.day_of(now)
        dated = [(each, spending.day_of(each.at)) for each in left]
        return {
            scope: _with(spent.get(scope, Spent()), [each for each, day in dated if day.startswith(began)])
            for scope, began in (("day", today), ("month", today[:7]))
        }


def _not_kept(tx: Transaction, coming: Sequence[PaidCall]) -> list[PaidCall]:
    return [each for each in coming if not model_calls.is_kept(tx, each)]


def _with(spent: Spent, more: Sequence[PaidCall]) -> Spent:
    return Spent(
        spent.tokens + sum(each.tokens for each in more),
        spent.cost_usd + sum(each.cost_usd or 0.0 for each in more),
    )
