"""The language models behind one seam: the only place that imports `openai`."""
