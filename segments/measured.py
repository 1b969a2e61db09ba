"""What the measures of purchases are called, and what of a column stands for no value of its own: quick to import."""

from __future__ import annotations

RECENCY, FREQUENCY, MONEY = "days since last purchase", "orders", "money spent"
TENURE, BASKET, PACE = "days since first purchase", "money per order", "days from one purchase to the next"
PRODUCTS, PIECES = "different products", "pieces per order"
COMPARED_BY = "Compared by"
"""How the note begins that names the measures by which segments of purchases were made."""
MISSING, OTHERS = "not given", "others"
"""Levels of a category: nothing was given, or one of the rare ones."""
LEAVING_OUT = "leaving out"
"""Before the level of those of whom a share does not count: `(leaving out “No internet service”)`."""
MENTIONS = "mentions"
"""The feature of a word: its level is the word itself."""
