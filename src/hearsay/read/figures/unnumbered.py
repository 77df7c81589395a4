"""Counts without a number: "a soldier was wounded", "both were killed", "no casualties", "nobody was hurt".

They are only candidates: one stays where something became of the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hearsay.read.figures.counted import Counted, is_inside, noun_phrase
from hearsay.read.figures.outcome import VERBS
from hearsay.read.figures.people import is_plural, is_singular
from hearsay.read.figures.quantities import Quantity
from hearsay.read.scan import Scan

KEPT = frozenset(("killed", "wounded", "casualties", "captured", "kidnapped", "missing"))
"""Outcomes that make an indefinite a figure."""
_INDEFINITE = frozenset(("a", "an", "another"))
_NOBODY = frozenset(("nobody", "none"))
_HARM = frozenset(
    (
        "casualties",
        "casualty",
        "deaths",
        "death",
        "injuries",
        "injury",
        "fatalities",
        "fatality",
        "arrests",
        "victims",
    )
)


def read_unnumbered(words: Scan, blocked: Sequence[bool]) -> list[tuple[Quantity, Counted | None]]:
    """Candidates in order, each with the noun phrase it counts."""
    found: list[tuple[Quantity, Counted | None]] = []
    for index, lower in enumerate(words.lowers):
        if blocked[index]:
            continue
        hit: tuple[Quantity, Counted | None] | None = None
        if lower in _INDEFINITE:
            hit = _indefinite(words, index)
        elif lower == "both":
            hit = _both(words, index)
        elif lower in ("no", "any") or lower in _NOBODY:
            hit = _nobody(words, index)
        if hit is not None:
            found.append(hit)
    return found


def _indefinite(words: Scan, index: int) -> tuple[Quantity, Counted | None] | None:
    counted = noun_phrase(words, index + 1, single=True)
    if (
        counted is None
        or is_plural(words.lowers[counted.last])
        or not is_singular(words.lowers[counted.last])
    ):
        return None
    if _is_named(words, index, counted) or _goes_on(words, counted.last + 1):
        return None
    one = Fraction(1)
    return Quantity(index, index, one, one, said="indefinite"), counted


def _goes_on(words: Scan, index: int) -> bool:
    """ "A rebel offensive": the noun for a person only qualifies the one behind it."""
    return index < len(words) and is_inside(words, index) and words.lowers[index] not in VERBS


def _is_named(words: Scan, index: int, counted: Counted) -> bool:
    """True where the clause names the person: "a baker, Ada Rook, was …", "Ada Rook, a baker, …", "a baker
    named …".
    """
    after = words.words[counted.last + 1 : counted.last + 3]
    if words.capitals or not after:
        return False
    if words.lowers[counted.last + 1] in ("named", "called", "identified"):
        return True
    if after[0] == "," and len(after) > 1 and after[1][:1].isupper():
        return True
    if after[0][:1].isupper():
        return True
    before = words.words[max(0, index - 2) : index]
    return len(before) == 2 and before[1] == "," and before[0][:1].isupper()


def _both(words: Scan, index: int) -> tuple[Quantity, Counted | None] | None:
    counted = noun_phrase(words, index + 1, single=False)
    behind = words.lowers[index + 1 : index + 2]
    if counted is None and behind not in (("were",), ("was",), ("died",), ("of",), ("are",), ("have",)):
        return None
    if "and" in words.lowers[index + 1 : index + 6]:  # "both the mayor and his son"
        return None
    two = Fraction(2)
    return Quantity(index, index, two, two, said="indefinite"), counted


def _nobody(words: Scan, index: int) -> tuple[Quantity, Counted | None] | None:
    lower = words.lowers[index]
    zero = Fraction(0)
    if lower == "any":
        if index == 0 or words.lowers[index - 1] != "without":
            return None
        counted = noun_phrase(words, index + 1, single=False)
        return None if counted is None else (Quantity(index - 1, index, zero, zero, said="none"), counted)
    if lower in _NOBODY:
        return Quantity(index, index, zero, zero, said="none"), None
    if words.lowers[index + 1 : index + 2] == ("one",):
        return Quantity(index, index + 1, zero, zero, said="none"), None
    at = index + 1
    while at < len(words) and words.lowers[at] in (
        "immediate",
        "reported",
        "known",
        "serious",
        "civilian",
        "further",
        "reports",
        "of",
    ):
        at += 1
    if at < len(words) and words.lowers[at] in _HARM:
        return Quantity(index, index, zero, zero, said="none"), Counted(at, at, True)
    counted = noun_phrase(words, index + 1, single=False) or noun_phrase(words, index + 1, single=True)
    return None if counted is None else (Quantity(index, index, zero, zero, said="none"), counted)
