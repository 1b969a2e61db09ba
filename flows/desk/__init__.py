"""The desk of a study: takes up what conversations led to, and what people decide about insights, one at a time."""

from flows.desk.graph import DESK

__all__ = ["DESK"]
