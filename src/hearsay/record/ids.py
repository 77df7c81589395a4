"""Ids: a layer's letter and a short hash of the anchor, so that reading again names things the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Literal, Protocol

Letter = Literal["e", "t", "p", "f", "a", "v", "c", "r", "h", "i", "l", "s"]
"""entity, time, place, figure, attribution, event, claim, report; across reports: happening, incident, edge, family"""

ID = re.compile(r"[etpfavcr]-[0-9a-f]{10}")
"""What an id looks like; use with ``fullmatch``."""


class _Spanlike(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def words(self) -> str: ...


def make_id(letter: Letter, spans: Iterable[_Spanlike | tuple[int, int, str]]) -> str:
    """``letter`` and ten hexadecimal digits of a SHA-256 over the spans, e.g. ``t-3f2a9c1b0d``.

    The order of the spans does not matter; labels, scores and counters do not enter.
    """
    rows = sorted(span if isinstance(span, tuple) else (span.start, span.end, span.words) for span in spans)
    return hashed_id(letter, (f"{start}:{end}:{words}" for start, end, words in rows))


def hashed_id(letter: Letter, parts: Iterable[str]) -> str:
    """``letter`` and ten hexadecimal digits of a SHA-256 over ``parts`` in their order."""
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass"))
    return f"{letter}-{digest.hexdigest()[:10]}"
