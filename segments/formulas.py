"""Words for a table that a spreadsheet opens: nothing of them is worked out.

An apostrophe stands before what would begin a formula: wide signs too, which some take for the narrow ones, and behind
blanks, which some leave away. To one that splits at semicolons, as in much of Europe, our commas mean nothing and no
quotation mark holds a cell together: there one begins after each semicolon, tab and line break of the words
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import re

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would work out."""
APOSTROPHE = "'"
# A dash or a plus begins a list more often than a formula; one that can do anything calls, names a sheet or a program.
_WITHIN = re.compile(r"([;\t\r\n][\" \u00a0\u3000]*)(?=[=@＝＠]|[+\-＋－][^;\t\r\n]*[(|!])")


def inert(text: str) -> str:
    """The words of a cell, behind an apostrophe wherever they would be worked out."""
    calm = _WITHIN.sub(rf"\1{APOSTROPHE}", text)
    begins = calm.startswith(BEGINS) or calm.lstrip().startswith(BEGINS)
    return APOSTROPHE + calm if begins else calm
