"""The guided segmentation interview: the team is asked about its customers, one adaptive question at a time."""

from __future__ import annotations

from flows.interview.graph import INTERVIEW

__all__ = ["INTERVIEW"]
