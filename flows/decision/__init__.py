"""What the team decides, and which segmentation counts."""

from flows.decision.graph import DECISION

__all__ = ["DECISION"]
