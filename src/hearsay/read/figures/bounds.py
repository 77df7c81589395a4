"""Words that bound a number, before it ("at least 20") or behind it ("20 or more")."""

from __future__ import annotations

from dataclasses import replace

from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.tables import BOUNDS, phrases
from hearsay.read.scan import Scan

_BEFORE = phrases(BOUNDS["before"])
_AFTER = phrases(BOUNDS["after"])
_LONGEST = max(len(phrase) for phrase in (*_BEFORE, *_AFTER))


def with_bound(words: Scan, quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the words that bound it, before ("at least 20") or behind ("20 or more")."""
    first, bound = quantity.first, quantity.bound
    if bound == "between" and first > floor and words.lowers[first - 1] == "between":
        return replace(quantity, first=first - 1)
    anchor = first
    for skip in (("a", "total", "of"), ("the",), ("an", "additional"), ("another",), ("a", "further")):
        size = len(skip)
        if tuple(words.lowers[max(0, first - size) : first]) == skip and _phrase_before(
            words, first - size, floor
        ):
            anchor = first - size
    hit = _phrase_before(words, anchor, floor)
    if hit is not None:
        size, told = hit
        if told == "about" and words.lowers[anchor - 1] == "some" and quantity.low is None:
            return quantity
        if quantity.bound == "between" and told in ("about", "more_than"):
            return replace(quantity, first=anchor - size)
        return replace(quantity, first=anchor - size, bound=told)
    return _bound_behind(words, quantity)


def _phrase_before(words: Scan, index: int, floor: int) -> tuple[int, str] | None:
    for size in range(min(_LONGEST, index - floor), 0, -1):
        told = _BEFORE.get(tuple(words.lowers[index - size : index]))
        if told is not None:
            return size, told
    return None


def _bound_behind(words: Scan, quantity: Quantity) -> Quantity:
    for at in (quantity.last + 1, quantity.after):
        for size in (3, 2, 1):
            told = _AFTER.get(tuple(words.lowers[at : at + size]))
            if told is None or (quantity.said == "vague" and told == "about"):
                continue
            if words.lowers[at] == "plus" and not words.glued(at):
                continue
            return replace(quantity, last=at + size - 1, bound=told)
    return quantity
