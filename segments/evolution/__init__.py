"""Segments over time: the frozen model and the new one side by side, who moved, what drifted, what people corrected."""
