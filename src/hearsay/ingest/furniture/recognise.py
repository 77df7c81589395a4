"""Furniture found in a text: headline, dateline, byline, and the wordings of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hearsay.ingest.furniture.dateline import find_dateline
from hearsay.ingest.furniture.grammar import LONGEST, Rule, Where, rules
from hearsay.ingest.furniture.headline import is_deck, is_headline, same_title, title_end
from hearsay.ingest.furniture.units import Unit, split_units

_SENTENCE_START = re.compile(
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[#]?[^\W\d_a-z]|@|https?:)|(?<=\n)\s*(?=\S)|(?<=[.!?]\s)-{3,}\s*"
)
_SPACES = re.compile(r"\s+")
_LAST_SENTENCES = 8
"""How many sentences at the end of a unit may be furniture."""


@dataclass(frozen=True)
class Piece:
    """One piece of furniture, ``[start, end)`` in the text; ``caught`` places what its wording tells."""

    start: int
    end: int
    kind: str
    rule: str
    status: str | None = None
    caught: dict[str, tuple[int, int]] = field(default_factory=dict)


def recognise(text: str, *, title: str | None = None, authors: tuple[str, ...] = ()) -> tuple[Piece, ...]:
    """The furniture of ``text``, in order and without overlap.

    ``title`` and ``authors`` are what the metadata says; they make a headline or a byline certain. Words
    of the story are kept in doubt: what is not clearly furniture is not marked, and a text that would be
    all furniture has none.
    """
    return _Page(text, title, authors).pieces()


class _Page:
    """The units of one text while they are sorted into furniture and story."""

    def __init__(self, text: str, title: str | None, authors: tuple[str, ...]) -> None:
        self.text, self.title, self.authors = text, title, authors
        self.units: list[Unit] = list(split_units(text))
        self.found: dict[int, list[Piece]] = {}
        self.left: dict[int, tuple[int, int]] = {i: (u.start, u.end) for i, u in enumerate(self.units)}

    def pieces(self) -> tuple[Piece, ...]:
        self._lines()
        first = self._head()
        self._datelines(first)
        self._tail()
        pieces = sorted(
            (piece for row in self.found.values() for piece in row), key=lambda piece: piece.start
        )
        return tuple(pieces) if self.left else ()

    def _mark(self, unit: int, piece: Piece) -> None:
        """Put ``piece`` down; what the unit has left shrinks, or goes."""
        self.found.setdefault(unit, []).append(piece)
        start, end = self.left[unit]
        if piece.start <= start:
            start = piece.end
        else:
            end = piece.start
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.left[unit] = (start, end)
        else:
            del self.left[unit]

    def _by_rule(self, start: int, end: int, where: tuple[Where, ...]) -> Piece | None:
        if end - start > LONGEST:
            return None
        words = self.text[start:end]
        lowered = _SPACES.sub(" ", words).lower()
        for rule in rules():
            if rule.where not in where or not rule.may_match(lowered):
                continue
            caught = rule.match(words)
            if caught is not None and self._fits(rule, start, caught):
                placed = {name: (start + a, start + b) for name, (a, b) in caught.items()}
                return Piece(start, end, rule.kind, rule.name, rule.status, placed)
        return None

    def _fits(self, rule: Rule, start: int, caught: dict[str, tuple[int, int]]) -> bool:
        if not rule.stranger:
            return True
        for catch in ("name", "persons"):
            if catch in caught:
                person = self.text[start + caught[catch][0] : start + caught[catch][1]]
                return self._is_stranger(person, start)
        return True

    def _is_stranger(self, person: str, before: int) -> bool:
        """Whether the story does not speak of this person; a byline may have."""
        last = person.split()[-1].strip(".,")
        for match in re.finditer(rf"\b{re.escape(last)}\b", self.text[:before]):
            if not any(p.start <= match.start() < p.end for row in self.found.values() for p in row):
                return False
        return True

    def _lines(self) -> None:
        """Wordings that need no place: any unit of the page."""
        for number, unit in enumerate(self.units):
            if number in self.left and (piece := self._by_rule(unit.start, unit.end, ("line", "both"))):
                self._mark(number, piece)
                following = self.left.get(number + 1)
                if following and piece.kind == "correction" and self.text[piece.end - 1] == ":":
                    self._mark(number + 1, Piece(*following, "correction", "under heading"))

    def _head(self) -> int:
        """Headline, deck, byline, dates: until the story begins. Returns the first story unit's number."""
        headline = self._headline()
        for number in range(len(self.units)):
            if number not in self.left:
                continue
            start, end = self.left[number]
            where: tuple[Where, ...] = ("head",) if headline is None else ("head", "deck")
            if piece := self._by_rule(start, end, where) or self._author_line(start, end):
                self._mark(number, piece)
            elif headline is not None and number == headline + 1 and is_deck(self.units, number, self.text):
                self._mark(number, Piece(start, end, "headline", "deck"))
            else:
                return number
        return len(self.units)

    def _headline(self) -> int | None:
        """Mark the headline, if the page has one; returns its unit's number."""
        for number, (start, end) in list(self.left.items())[:6]:
            if self.title and (stop := title_end(self.text, start, end, self.title)):
                self._mark(number, Piece(start, stop, "headline", "title"))
                return number
            if self._by_rule(start, end, ("head",)) is None:
                break
        for number in self.left:
            unit = self.units[number]
            if self._by_rule(unit.start, unit.end, ("head",)) is not None:
                continue
            if is_headline(self.units, number, self.text) and not find_dateline(
                self.text, unit.start, unit.end
            ):
                self._mark(number, Piece(unit.start, unit.end, "headline", "first line"))
                return number
            return None
        return None

    def _author_line(self, start: int, end: int) -> Piece | None:
        words = self.text[start:end]
        if self.authors and len(words) <= 200 and any(same_title(words, author) for author in self.authors):
            return Piece(start, end, "byline", "author", caught={"names": (start, end)})
        return None

    def _datelines(self, first: int) -> None:
        for number in sorted(self.left):
            start, end = self.left[number]
            opening = number <= first + 1
            found = find_dateline(self.text, start, end, opening=opening)
            if found and (found.end < end or number < len(self.units) - 1):
                self._mark(number, Piece(start, found.end, "dateline", "dateline", caught=found.caught))

    def _tail(self) -> None:
        """Biographies, credits and footers after the story's end, from the last sentence backwards."""
        self._linked_titles()
        for number in sorted(self.left, reverse=True):
            while number in self.left:
                start, end = self.left[number]
                piece = self._last_sentences(start, end)
                if piece is None or (piece.start <= start and len(self.left) == 1):
                    return
                self._mark(number, piece)

    def _last_sentences(self, start: int, end: int) -> Piece | None:
        for begin in _openings(self.text, start, end):
            if piece := self._by_rule(begin, end, ("tail", "both")):
                return piece
        return None

    def _linked_titles(self) -> None:
        """Titles of other pages under a heading such as "Related stories", at the end of the page."""
        heading = {rule.name for rule in rules() if rule.heading}
        under = [n for n, row in self.found.items() if row[0].rule in heading]
        for number in under:
            following = [n for n in self.left if n > number]
            if following and all(_is_title(self.text[slice(*self.left[n])]) for n in following):
                for n in following:
                    self._mark(n, Piece(*self.left[n], "read_more", "linked title"))


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where the last sentences of a unit begin, the last one first; its own beginning among them."""
    reach = max(start, end - LONGEST)
    starts = [
        match.end() for match in _SENTENCE_START.finditer(text, reach, end) if start < match.end() < end
    ]
    yield from _unique([*reversed(starts[-_LAST_SENTENCES:]), *([start] if reach == start else [])])


def _unique(numbers: Iterable[int]) -> Iterator[int]:
    return iter(dict.fromkeys(numbers))


def _is_title(words: str) -> bool:
    return len(words) <= 160 and words[-1] not in ".,;:"
