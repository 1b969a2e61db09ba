"""What a file or a page is called, without the people in it: people name a file after whom it is of.

In a name a blank is often `_`, `-` or a dot, and a domain is followed by what says which kind of file it is.
"""

from __future__ import annotations

import re

from segments.privacy.kinds import Found, Kind, apart
from segments.privacy.redacting import find, replaced

_ENDING = re.compile(
    r"(?:\.(?:csv|tsv|xls[xbm]?|ods|jsonl?|ndjson|parquet|zip|gz|pdf|docx?|pptx?|md|txt|rtf|html?|ya?ml|xml|log))+\Z",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}(?:[@＠﹫]|%40)[^\W_](?:[.-]?[^\W_]){0,252}")
"""Of what stands before the sign nobody can say where in a name it begins: all of the word is taken."""
_BLANK = str.maketrans("_", " ")
_BLANKS = str.maketrans("_-.", "   ")


def called_without_people(name: str) -> str:
    """`orders_jane@acme.example.csv` -> `[e-mail].csv`"""
    ending = _ENDING.search(name)
    stem = name[: ending.start()] if ending else name
    found = [Found(Kind.EMAIL, *each.span()) for each in _ADDRESS.finditer(stem)]
    found += [*find(stem), *find(stem.translate(_BLANK))]
    found += [each for each in find(stem.translate(_BLANKS)) if each.kind is Kind.NAME]
    return replaced(stem, apart(found)) + name[len(stem) :]


def without_addresses(text: str) -> str:
    """A sentence in which names of files may stand: `left out jane@acme.example.csv` -> `left out [e-mail]`"""
    return _ADDRESS.sub(f"[{Kind.EMAIL}]", text)
