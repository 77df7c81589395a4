"""What a number counts: the head noun with its premodifiers, by syntax where a parser has run, else by word
lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.read.figures.deeds import CLAUSE, VERBS
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.people import is_plural, is_singular
from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.tables import load
from hearsay.read.scan import Scan

_SKIPPED = frozenset(
    (
        "more",
        "other",
        "additional",
        "further",
        "of",
        "the",
        "his",
        "her",
        "their",
        "its",
        "our",
        "these",
        "those",
        "new",
    )
)
_BETWEEN = CLAUSE["before_elided"] - {"others", "people"}
_CLOSED = frozenset(load("clause.toml")["closed"])
"""Words of the closed classes, which end a noun phrase."""
_REACH, _FARTHEST = 6, 10
_CONDITIONS = frozenset(("dead", "wounded", "injured", "missing", "homeless"))
"""Nouns for people that as a rule describe the noun behind them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Words ``first`` … ``last`` (inclusive) name what is counted; ``people`` where they name persons."""

    first: int
    last: int
    people: bool

    def words(self, words: Scan) -> tuple[str, ...]:
        """The counted words in small letters."""
        return words.lowers[self.first : self.last + 1]


def counted_by(words: Scan, grammar: Grammar, quantity: Quantity, stop: frozenset[int]) -> Counted | None:
    """The noun phrase behind a quantity; None where it is elided ("killing 20").

    Words of outcomes end a phrase ("20 rebels surrendered"), unless a noun for people follows ("20 wounded
    civilians"); ``stop`` holds words that belong to another number or a time.
    """
    index = quantity.after
    if index < len(words) and words.words[index] == "-" and words.glued(index):
        return None
    if words.lowers[index : index + 2] in (("of", "them"), ("of", "whom"), ("of", "those")):
        index += 2
    while index < len(words) and words.lowers[index] in _SKIPPED and index not in stop:
        index += 1
    if index < len(words) and words.lowers[index] in _BETWEEN:
        return None  # "20 feared dead"
    end = _end(words, grammar, index, stop)
    if end == index:
        return None
    single = quantity.low == quantity.high == 1
    head = _people_head(words, index, end, single)
    if head is not None:
        return Counted(index, head, True)
    head = _thing_head(words, index, min(end, index + _REACH), single)
    return None if head is None else Counted(index, head, _is_demonym(words, index, head, single))


def _end(words: Scan, grammar: Grammar, index: int, stop: frozenset[int]) -> int:
    """One past the noun phrase that begins at ``index``: far where syntax shows that no verb is passed."""
    end, reach = index, _REACH
    while end < len(words) and end - index < reach and end not in stop:
        if grammar.tags[end] in ("VBD", "VBZ", "VBP", "VB", "MD"):
            break
        if grammar.known(end):
            reach = _FARTHEST
        if words.words[end] == "(" and words.words[end + 2 : end + 3] == (
            ")",
        ):  # "Popular Front (PF) guerrillas"
            end += 3
        elif is_inside(words, end):
            end += 1
        else:
            break
    return min(end, len(words))


def noun_phrase(words: Scan, index: int, single: bool) -> Counted | None:
    """The noun phrase for people that begins at ``index``, its head last; None where none does."""
    end = index
    while end < len(words) and end - index < _REACH + 4 and (is_inside(words, end) or _in_age(words, end)):
        end += 1
    head = _people_head(words, index, end, single)
    return None if head is None else Counted(index, head, True)


def _in_age(words: Scan, index: int) -> bool:
    """The number of "a 12-year-old boy"."""
    return words.kinds[index] == "number" and words.lowers[index + 1 : index + 5] == ("-", "year", "-", "old")


def is_inside(words: Scan, index: int) -> bool:
    """True for a word that can stand inside a noun phrase."""
    if words.kinds[index] != "word":
        return words.words[index] == "-" and words.glued(index)
    return words.lowers[index] not in _CLOSED


def _people_head(words: Scan, first: int, end: int, single: bool) -> int | None:
    """The last of the run of nouns for people: "20 police officers", "two army soldiers"."""
    head = None
    for index in range(first, end):
        lower = words.lowers[index]
        if lower in _CONDITIONS:
            if index == first and not _describes(words, index, end, single):
                return None
            continue
        if is_plural(lower) or (single and is_singular(lower)):
            if head is not None and index > head + 1:
                break
            head = index
        elif head is not None:
            break
    return head


def _describes(words: Scan, index: int, end: int, single: bool) -> bool:
    """ "20 wounded civilians", not "20 wounded": a noun for people stands right behind, or a word further."""
    return any(
        (is_plural(lower) or (single and is_singular(lower))) and lower not in _CONDITIONS
        for lower in words.lowers[index + 1 : min(end, index + 3)]
    )


def _thing_head(words: Scan, first: int, end: int, single: bool) -> int | None:
    """The first plural that no noun follows; for one thing the last word of the run."""
    for index in range(first, end):
        if words.lowers[index] in VERBS:
            return index - 1 if index > first else None
    if single:
        return min(end - 1, first + 2)
    for index in range(first, end):
        lower = words.lowers[index]
        if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s")) and len(lower) > 3:
            return index
    return None


def _is_demonym(words: Scan, first: int, head: int, single: bool) -> bool:
    """ "20 Palestinians", "three Europeans": a capital plural alone behind a number is a people, as a
    rule.
    """
    word = words.words[head]
    return (
        head == first
        and not single
        and word.istitle()
        and word.endswith(
            ("ans", "is", "ese", "ites", "rds", "ds", "nes", "ns", "ks", "es", "ts", "bs", "ris")
        )
    )
