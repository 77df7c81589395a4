"""Where a quantity stands, and what is made of it: handed between the rules for what became of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.read.figures.counted import Counted
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.quantity import Quantity
from hearsay.read.scan import Scan

Hit = tuple[str, int]
"""An outcome and the word that says it; an empty outcome where the words rule one out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of them, the word that says it, and how sure, how new and part of what the number is."""

    name: str | None = None
    word: int | None = None
    rule: str = ""
    certainty: str = "asserted"
    hedge: int | None = None
    scope: str | None = None
    whole: int | None = None
    """Position of the quantity that this one is a part of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One quantity in its text: the words around it, their syntax, and which words belong to other quantities."""

    words: Scan
    grammar: Grammar
    item: Quantity
    counted: Counted | None
    owner: Sequence[int]
    """For each word the position of the quantity it belongs to, -1 for none."""
    me: int

    @property
    def tail(self) -> int:
        """Index of the first word behind the quantity and what it counts."""
        return self.counted.last + 1 if self.counted is not None else self.item.after

    @property
    def head(self) -> int:
        """Index of the word that stands for the people in the syntax: the noun, else the number."""
        return self.counted.last if self.counted is not None else self.item.last

    def lower(self, index: int) -> str:
        """A word in small letters; empty outside the text."""
        return self.words.lowers[index] if 0 <= index < len(self.words) else ""

    def behind(self, size: int) -> tuple[str, ...]:
        """The words behind the quantity and what it counts, in small letters."""
        return self.words.lowers[self.tail : self.tail + size]
