"""A persona is interviewed: in a thread of its own, under her own name, and what she said is summed up with quotes."""

from flows.role_play.graph import ROLE_PLAY

__all__ = ["ROLE_PLAY"]
