"""A report's story as words that can be compared: folded, hashed, those in quotation marks and numbers marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hearsay.record import Report

Hashes = NDArray[np.uint32]
Flags = NDArray[np.uint8]

QUOTED = 1
NUMBER = 2
_FLAGS_AT = 32
"""Bit of a word's code at which its flags begin; below it stands the hash."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|``.*?(?:''|$)|\"[^\"]*(?:\"|$)", re.DOTALL)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n[^\S\n]{2,}")
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_NUMBERS = {word: str(value) for value, word in enumerate(_UNITS)}
_NUMBERS |= {
    word: f"{value}0"
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_NUMBERS |= {
    word: word
    for word in [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "dozen",
        "dozens",
    ]
}
_NUMBERS |= {word: word for word in ["scores", "several"]}


def story(report: Report) -> Iterator[tuple[int, int]]:
    """The stretches ``[start, end)`` of the text that are story: the body without the furniture in it."""
    start, end = report.body or (0, len(report.text or ""))
    for piece in sorted(report.furniture, key=lambda piece: piece.start):
        if piece.end <= start or piece.start >= end:
            continue
        if piece.start > start:
            yield start, piece.start
        start = max(start, piece.end)
    if start < end:
        yield start, end


def hashed_words(report: Report) -> tuple[Hashes, Flags]:
    """One hash and one set of flags a word of the story: ``QUOTED`` between quotation marks, ``NUMBER`` a number.

    Letters in either case, both forms of the apostrophe, and a number in words and in digits are the same. A
    quotation ends with its paragraph at the latest, so that a mark left out does not turn the rest of the story
    into one.
    """
    text = report.text or ""
    codes: list[int] = []
    for start, end in story(report):
        place = start
        for begin, stop in _quotations(text, start, end):
            codes += map(_code, _WORD.findall(text, place, begin))
            codes += [_code(word) | QUOTED << _FLAGS_AT for word in _WORD.findall(text, begin, stop)]
            place = stop
        codes += map(_code, _WORD.findall(text, place, end))
    packed = np.array(codes, np.uint64)
    return packed.astype(np.uint32), (packed >> np.uint64(_FLAGS_AT)).astype(np.uint8)


def word_places(report: Report) -> list[tuple[int, int]]:
    """[start, end) in the text of each word of :func:`hashed_words`, in its order."""
    text = report.text or ""
    places: list[tuple[int, int]] = []
    for start, end in story(report):
        place = start
        cuts = [cut for quotation in _quotations(text, start, end) for cut in quotation]
        for stop in (*cuts, end):
            places += [found.span() for found in _WORD.finditer(text, place, stop)]
            place = stop
    return places


@lru_cache(maxsize=1 << 17)
def _code(written: str) -> int:
    """A word's hash, and its flags above it."""
    word = written.casefold().replace("’", "'")
    number = word[0].isdecimal() or word in _NUMBERS
    if number:
        word = _NUMBERS.get(word) or word.replace(",", "")
    return crc32(word.encode("utf-8", "surrogatepass")) | (NUMBER * number) << _FLAGS_AT


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations of a stretch, in order."""
    found = []
    edges = [start, *(gap.end() for gap in _PARAGRAPH.finditer(text, start, end)), end]
    for begin, stop in pairwise(edges):
        found += [quotation.span() for quotation in _QUOTATION.finditer(text, begin, stop)]
    return found
