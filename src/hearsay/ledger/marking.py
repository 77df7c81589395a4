"""What a search found, marked in the words as they were written: a stretch of a text in pieces that match or do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hearsay.ledger.search import Query, Term, plain

_WORD = re.compile(r"[^\W_]+")
_LOOKED_AT = 200_000
"""Characters of a text in which words are looked for at most; of a longer one the beginning is shown."""
Place = tuple[int, int]


class Bit(NamedTuple):
    """Some of a text; ``hit``: it is what was searched."""

    words: str
    hit: bool


def marked(text: str, query: Query, longest: int | None = None) -> tuple[Bit, ...]:
    """``text`` in bits, those that the query asks for marked.

    With ``longest``, the stretch of about so many characters that has the most different terms of the query; an ellipsis
    stands where something was left out.
    """
    hits = list(_hits(text[:_LOOKED_AT], query))
    start, end = (0, len(text)) if longest is None else _stretch(text, hits, longest)
    bits: list[Bit] = [Bit("… ", False)] if start else []
    at = start
    for low, high, _ in sorted(hits):
        if low < at or high > end:
            continue
        if low > at:
            bits.append(Bit(text[at:low], False))
        bits.append(Bit(text[low:high], True))
        at = high
    if at < end:
        bits.append(Bit(text[at:end], False))
    return (*bits, Bit(" …", False)) if end < len(text) else tuple(bits)


def _hits(text: str, query: Query) -> Iterator[tuple[int, int, int]]:
    """Where each term of the query stands in the text, with its number among them."""
    words = list(_words(text))
    beginnings: dict[str, list[int]] = {}
    for place, (word, _) in enumerate(words):
        beginnings.setdefault(word, []).append(place)
    for number, term in enumerate(query.terms):
        for first in _firsts(term, beginnings, words):
            last = first + len(term.words) - 1
            if all(_fits(words, first + step, term, step) for step in range(1, len(term.words))):
                yield words[first][1][0], words[last][1][1], number


def _firsts(
    term: Term, beginnings: dict[str, list[int]], words: Sequence[tuple[str, Place]]
) -> Iterator[int]:
    if len(term.words) == 1 and term.starred:
        for word, places in beginnings.items():
            if word.startswith(term.words[0]):
                yield from places
    else:
        yield from beginnings.get(term.words[0], ())


def _fits(words: Sequence[tuple[str, Place]], place: int, term: Term, step: int) -> bool:
    if place >= len(words):
        return False
    word, wanted = words[place][0], term.words[step]
    return word.startswith(wanted) if term.starred and step == len(term.words) - 1 else word == wanted


def _words(text: str) -> Iterator[tuple[str, Place]]:
    """Each word as it is searched, and where it stands."""
    if text.isascii():
        for found in _WORD.finditer(text.lower()):
            yield found.group(), found.span()
        return
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        if letter < "\x80":
            letters.append(letter.lower())
            origins.append(place)
        else:
            for one in plain(letter):
                letters.append(one)
                origins.append(place)
    for found in _WORD.finditer("".join(letters)):
        first, last = found.span()
        end = origins[last - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield found.group(), (origins[first], end)


def _stretch(text: str, hits: Sequence[tuple[int, int, int]], longest: int) -> Place:
    """The stretch with the most different terms, the first of equal ones, cut at words."""
    if len(text) <= longest:
        return 0, len(text)
    ordered = sorted(hits)
    best, most = 0, 0
    for place, (low, _, _) in enumerate(ordered[:500]):
        there = {number for at, end, number in ordered[place : place + 60] if end <= low + longest}
        if len(there) > most:
            best, most = low, len(there)
    start = max(0, best - longest // 4)
    end = min(len(text), start + longest)
    if start:
        cut = text.find(" ", start, start + 40)
        start = cut + 1 if cut >= 0 else start
    if end < len(text):
        cut = text.rfind(" ", end - 40, end)
        end = cut if cut > start else end
    return start, end
