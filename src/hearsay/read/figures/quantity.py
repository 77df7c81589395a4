"""A quantity as a text says it, and the range that its words imply."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as said: words ``first`` … ``last`` (inclusive) with their bound, and ``end``, the last
    word of its unit.
    """

    first: int
    last: int
    low: Fraction | None
    high: Fraction | None
    bound: str = "exact"
    vague: str | None = None
    vague_low: int | None = None
    unit: str | None = None
    end: int = -1
    said: str = "number"
    """``number``, ``vague``, ``indefinite`` ("a soldier"), ``none`` ("no casualties") or ``refused`` (more than can be)."""

    @property
    def after(self) -> int:
        """Index of the first word behind number and unit."""
        return max(self.end, self.last) + 1


def implied(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """The low and high that the words imply; None is open."""
    if quantity.said == "vague" and quantity.bound in ("at_most", "less_than"):
        return None, None
    if quantity.low is None or quantity.high is None:
        return (None if quantity.vague_low is None else Fraction(quantity.vague_low)), None
    step = (
        1 if quantity.unit is None and quantity.low.denominator == 1 and quantity.high.denominator == 1 else 0
    )
    if quantity.bound == "at_least":
        return quantity.low, None
    if quantity.bound == "more_than":
        return quantity.low + step, None
    if quantity.bound == "at_most":
        return None, quantity.high
    if quantity.bound == "less_than":
        return None, quantity.high - step
    return quantity.low, quantity.high
