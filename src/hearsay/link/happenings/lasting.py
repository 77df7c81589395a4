"""Times that bound an interval: "since January" goes on to the day it is told, "by Sunday" began some time before."""

from __future__ import annotations

import re

_SINCE = re.compile(r"\bsince\s+(?:the\s+|late\s+|early\s+)?\Z", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+|late\s+|early\s+)?\Z", re.IGNORECASE)
_BACK = 16
"""Characters before a time in which "since" is looked for."""


def days_of(
    text: str, start: int, earliest: str | None, latest: str | None, published: str | None
) -> tuple[str | None, str | None, bool]:
    """First and last day of what a time dates, and whether it went on through them: the time begins at ``start``.

    Behind "since" the last day is that of publication, null where nobody knows it; behind "by" the first is null: the
    dead counted by Sunday died before. Else they are the time's own.
    """
    if _BY.search(text, max(0, start - _BACK), start):
        return None, latest, False
    if earliest is None or not _SINCE.search(text, max(0, start - _BACK), start):
        return earliest, latest, False
    told = published[:10] if published else None
    return earliest, told if told and told >= earliest[:10] else None, True
