"""A file of customers becomes segments, in the thread: understood, asked about, analysed step by step, told."""

from flows.segmentation.graph import SEGMENTATION

__all__ = ["SEGMENTATION"]
