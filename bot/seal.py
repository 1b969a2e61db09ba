"""Tokens at rest: sealed with the newest key, opened with any of them, and each for its own workspace only.

Fernet, by the library that implements it: https://cryptography.io/en/latest/fernet/
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unsealed(Exception):
    """None of the keys opens it, or it belongs to another workspace."""


class Seal:
    """`keys`: as `new_key` makes them, the newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def sealed(self, team: str, token: str) -> str:
        return self._all.encrypt(json.dumps([team, token]).encode()).decode()

    def opened(self, team: str, sealed: str) -> str:
        """-> the token. Raises Unsealed."""
        try:
            owner, token = json.loads(self._all.decrypt(sealed.encode()))
        except (InvalidToken, ValueError) as error:
            raise Unsealed("none of the keys opens it") from error
        if owner != team:
            raise Unsealed("it was sealed for another workspace")
        return str(token)

    def is_of_the_newest(self, sealed: str) -> bool:
        """Whether older keys are no longer needed for it."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def new_key() -> str:
    return Fernet.generate_key().decode()
