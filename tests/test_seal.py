"""Tokens at rest."""

from __future__ import annotations

import pytest

from bot.seal import Seal, Unsealed, new_key

OLD, NEW = new_key(), new_key()


def test_a_token_is_opened_for_its_own_workspace_only() -> None:
    sealed = Seal([NEW]).sealed("T1", "xoxb-1")
    assert "xoxb" not in sealed
    assert Seal([NEW]).opened("T1", sealed) == "xoxb-1"
    with pytest.raises(Unsealed, match="another workspace"):
        Seal([NEW]).opened("T2", sealed)


def test_an_older_key_opens_and_the_newest_seals() -> None:
    sealed, both = Seal([OLD]).sealed("T1", "xoxb-1"), Seal([NEW, OLD])
    assert both.opened("T1", sealed) == "xoxb-1"
    assert not both.is_of_the_newest(sealed)
    assert both.is_of_the_newest(both.sealed("T1", "xoxb-1"))


@pytest.mark.parametrize("sealed", ["", "xoxb-1", "gAAAAA", Seal([OLD]).sealed("T1", "xoxb-1")])
def test_what_none_of_the_keys_opens_is_no_token(sealed: str) -> None:
    with pytest.raises(Unsealed):
        Seal([NEW]).opened("T1", sealed)
