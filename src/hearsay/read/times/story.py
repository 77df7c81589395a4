"""What a sense needs to know besides its own words: the text, the publication day, and the time last told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.numbers import Number
from hearsay.read.scan import Scan
from hearsay.read.times.calendar import bounds
from hearsay.read.times.governor import Direction, Tree
from hearsay.read.times.tense import direction
from hearsay.read.times.vocabulary import meaning

REACH_LONGER = 60
"""Words for which figures of nine months go on."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means, before it is a record.

    ``value`` is TIMEX3 or None; ``anchor`` what resolved it; ``words`` the first and last word where that is
    not the whole match.
    """

    type: str
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    words: tuple[int, int] | None = None
    ahead: bool | None = None
    """For a length told from the anchor: True for "the next two weeks", False for "the past two weeks"."""
    why: str | None = None
    """Why there is no value: one of the codes of ``reasons.toml``."""
    zone: str | None = None
    """The offset of a clock time's zone: "Z", "-05:00"; None where none is told or its letters mean several."""


@dataclass
class Story:
    """The state of one reading, carried from time to time in the order of the text."""

    words: Scan
    numbers: Mapping[int, Number]
    published: date | None
    basis: str | None
    """What ``published`` came from, as an anchor says it: "published" or "dateline"; None with no day."""
    tags: dict[int, str] | None = None
    tree: Tree | None = None
    undated: str = "no_publication_day"
    """Why there is no day to tell relative times from, where ``published`` is None."""
    told: str | None = None
    """The value of the date last told, which "a day later" moves from."""
    told_id: str | None = None
    quarter: str | None = None
    """The quarter last told, which "a year earlier" in its sentence moves from."""
    quarter_word: int = -10_000
    longer_word: int = -10_000
    """Where "the nine months" was told, which takes over from the quarter for a while."""
    day_word: int = field(default=-10_000)

    def way(self, match: Match) -> Direction | None:
        """Past or future, from the words around the match and the verb above it; None where they are at odds.

        A past told by either stands: what a report looks forward to is mostly told inside what somebody said.
        """
        near = direction(self.words, match.first, match.last, self.tags)
        if self.tree is None or near == "past":
            return near
        above = self.tree.direction(self.words.starts[match.last])
        return above if near is None or near == above else None if above else near

    def in_longer(self, match: Match) -> bool:
        """True shortly behind "the nine months", told after a quarter: figures are of these."""
        return self.quarter_word < self.longer_word and match.first - self.longer_word < REACH_LONGER

    def day(self) -> tuple[date | None, str | None]:
        """The day "that day" means, with its anchor: the last one told, else the publication day."""
        if self.told is not None:
            earliest, latest = bounds(self.told)
            if earliest is not None and earliest == latest:
                return earliest, self.told_id
        return self.published, self.basis

    def meaning(self, match: Match, part: str, *kinds: str) -> object:
        """What the part's word means in the first of the classes that has it; None where there is no such
        part.
        """
        index = match.at(part)
        if index is None:
            return None
        for kind in kinds or (part,):
            value: object = meaning(kind, self.words, index)
            if value is not None:
                return value
        return None

    def integer(self, match: Match, part: str) -> int | None:
        """The whole number that the part says, by digits, words or as an ordinal."""
        index = match.at(part)
        if index is None:
            return None
        number = self.numbers.get(index)
        if number is not None:
            return int(number.value) if number.value.denominator == 1 else None
        if self.words.kinds[index] == "ordinal":
            return int(self.words.words[index][:-2].replace(",", ""))
        value = meaning("ordinal", self.words, index)
        return value if isinstance(value, int) else None
