"""The report of an analysis as a deck, in pages that say no more than the report does."""
