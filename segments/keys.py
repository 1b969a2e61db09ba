"""A customer's number becomes a key by which nobody is known: HMAC-SHA256 (RFC 2104) with a salt of the workspace."""

from __future__ import annotations

import hmac


def hashed(key: str, salt: bytes) -> str:
    """A customer's number as it may leave the machine: the same key is the same hash, and nobody without the salt can
    try out keys. The salt is the workspace's own and stays on the machine."""
    if not salt:
        raise ValueError("A hash without a salt hides nothing")
    return hmac.digest(salt, key.encode("utf-8", "surrogatepass"), "sha256").hex()
