"""How a record names a person's decision as what a value rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BASIS = re.compile(r"decision (\d+) by .+", re.DOTALL)


def basis(entry: int, actor: str) -> str:
    """The ground of a value that ``actor`` set by the decision of journal entry ``entry``: ``decision 12 by Ana``."""
    return f"decision {entry} by {actor}"


def instead(words: str) -> str:
    """The ground that holds a person's own words for a value which no span of the text has."""
    return f"now {words}"


def said_instead(grounds: Iterable[object]) -> str | None:
    """The words of :func:`instead` among the grounds of a value; null where there are none."""
    found = (one for one in grounds if isinstance(one, str) and one.startswith("now "))
    return next((one.removeprefix("now ") for one in found), None)


def entry_of(ground: object) -> int | None:
    """The journal entry that a ground of ``because`` names; null where it names none."""
    read = _BASIS.fullmatch(ground) if isinstance(ground, str) else None
    return int(read[1]) if read else None
