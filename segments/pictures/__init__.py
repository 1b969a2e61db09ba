"""Pictures of segments, in one style, each with its words for whoever does not see it."""

from segments.pictures.all import drawn

__all__ = ["drawn"]
