"""Numbers as English writes them, read from a scan: "1,700", "2.5 million", "twenty-five", "two dozen", "5
1/2".

One number is one run of words, taken greedily from the left. Digits never join digits ("3 1,500") and a year
said in words ("nineteen ninety-six") is marked as one, because it is no count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from hearsay.read.scan import Scan, scan

_TABLE = tomllib.loads(files("hearsay.read").joinpath("numbers.toml").read_text(encoding="utf-8"))
_ONES: dict[str, int] = _TABLE["ones"]
_TENS: dict[str, int] = _TABLE["tens"]
_SCALES: dict[str, int] = _TABLE["scales"]
_SHORT: dict[str, int] = _TABLE["short_scales"]
_FRACTIONS: dict[str, Fraction] = {word: Fraction(value) for word, value in _TABLE["fractions"].items()}
_GLYPHS = frozenset(word for word in _FRACTIONS if len(word) == 1)
_STARTS = frozenset(_ONES) | frozenset(_TENS)
_OPENERS = _STARTS | _GLYPHS | {"a", "an", "half"}
_DIGITS = frozenset(("number", "fraction"))
LARGEST = 10**15
"""No count of anything in a news report is larger; a number beyond it is not read as one."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: words ``first`` to ``last`` (inclusive) of the scan and what they say."""

    first: int
    last: int
    value: Fraction
    form: str
    """``digits`` ("1,700"), ``words`` ("five"), ``mixed`` ("5 million"), ``article`` ("a hundred") or
    ``year``.
    """


def plain(value: Fraction) -> int | float:
    """The number as JSON writes it: an integer where it is one."""
    return int(value) if value.denominator == 1 else float(value)


def read_numbers(words: Scan) -> dict[int, Number]:
    """Every number in ``words``, keyed by the index of its first word. Numbers do not overlap."""
    found: dict[int, Number] = {}
    last = -1
    for index, (kind, lower) in enumerate(zip(words.kinds, words.lowers, strict=True)):
        if index > last and (kind in _DIGITS or lower in _OPENERS):
            number = _number_at(words, index)
            if number is not None:
                found[index] = number
                last = number.last
    return found


@lru_cache(maxsize=4)
def scanned(text: str) -> tuple[Scan, Mapping[int, Number]]:
    """The words and the numbers of ``text``; the last few are kept because two layers ask in turn."""
    words = scan(text)
    return words, read_numbers(words)


def _number_at(words: Scan, index: int) -> Number | None:
    kind, lower = words.kinds[index], words.lowers[index]
    if kind == "number":
        return _from_digits(words, index)
    if kind == "fraction":
        value = _ratio(lower)
        return None if value is None else Number(index, index, value, "digits")
    if kind != "word":
        return None
    if lower in _STARTS:
        return _from_words(words, index)
    if lower in ("a", "an") and _lower(words, index + 1) in _SCALES and _lower(words, index + 2) != "of":
        last, value = _scaled(words, index + 1, Fraction(1))
        return Number(index, last, value, "article")
    if lower == "half":
        return _from_half(words, index)
    if lower in _GLYPHS:
        return Number(index, index, _FRACTIONS[lower], "digits")
    return None


def _lower(words: Scan, index: int) -> str:
    return words.lowers[index] if 0 <= index < len(words) else ""


def _ratio(text: str) -> Fraction | None:
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below)) if int(below) and len(text) < 12 else None


def _from_digits(words: Scan, index: int) -> Number | None:
    text = words.lowers[index].replace(",", "")
    if len(text) > 24:
        return None
    value, last, form = Fraction(text), index, "digits"
    after = index + 1
    if after < len(words) and words.kinds[after] == "fraction":
        part = _ratio(words.lowers[after])
        if part is not None and part < 1 and value.denominator == 1:
            value, last = value + part, after
    elif _lower(words, after) in _GLYPHS:
        value, last = value + _FRACTIONS[words.lowers[after]], after
    scale = _scale_after(words, last + 1)
    if scale is not None:
        last, factor = scale
        value, form = value * factor, "mixed"
    return Number(index, last, value, form) if value <= LARGEST else None


def _scale_after(words: Scan, index: int) -> tuple[int, int] | None:
    """The scale word at ``index``: "million", "-million" and, where it is glued to the digits, "bn"."""
    at = index
    if _lower(words, at) == "-" and words.glued(at):
        at += 1
    lower = _lower(words, at)
    if lower in _SCALES:
        factor = _SCALES[lower]
        while _lower(words, at + 1) in _SCALES and _SCALES[words.lowers[at + 1]] > factor:
            at += 1
            factor *= _SCALES[words.lowers[at]]
        return at, factor
    if at == index and lower in _SHORT and (len(lower) > 1 or (words.glued(at) and _money(words, index - 1))):
        return at, _SHORT[lower]
    return None


def _money(words: Scan, index: int) -> bool:
    """True where the digits at ``index`` follow a currency sign: only then is "5m" five million, not
    metres.
    """
    return index > 0 and words.words[index - 1] in "$£€¥"


def _from_words(words: Scan, index: int) -> Number | None:
    year = _spelled_year(words, index)
    if year is not None:
        return year
    last, small = _below_hundred(words, index)
    value = Fraction(small)
    half = _and_half(words, last + 1)
    if half is not None:
        last, value = half, value + Fraction(1, 2)
    else:
        part = _denominator(words, last + 1)
        if part is not None:
            return Number(index, part, value * _FRACTIONS[words.lowers[part]], "words")
    last, value = _scaled(words, last + 1, value)
    return Number(index, last, value, "words")


def _denominator(words: Scan, index: int) -> int | None:
    """Where "two thirds", "two-thirds" ends; a bare "one third" too, but not "two quarters" of a year."""
    at = index + 1 if _lower(words, index) == "-" and words.glued(index) else index
    lower = _lower(words, at)
    fit = lower in _FRACTIONS and lower not in ("half", "quarter", "quarters") and len(lower) > 1
    return at if fit and (lower.endswith("s") or _lower(words, index - 1) == "one") else None


def _below_hundred(words: Scan, index: int) -> tuple[int, int]:
    lower = words.lowers[index]
    if lower in _ONES:
        return index, _ONES[lower]
    value, at = _TENS[lower], index + 1
    if _lower(words, at) == "-":
        at += 1
    unit = _ONES.get(_lower(words, at), 0)
    return (at, value + unit) if 0 < unit < 10 else (index, value)


def _and_half(words: Scan, index: int) -> int | None:
    """Where "and a half" or "-and-a-half" that begins at ``index`` ends."""
    at = index
    for wanted in ("and", "a", "half"):
        if _lower(words, at) == "-":
            at += 1
        if _lower(words, at) != wanted:
            return None
        at += 1
    return at - 1


def _scaled(words: Scan, index: int, value: Fraction) -> tuple[int, Fraction]:
    """Scale words and what they add from ``index`` on: "hundred and five thousand two hundred"."""
    total, current, last, at = Fraction(0), value, index - 1, index
    ceiling = LARGEST
    while True:
        word_at = (
            at + 1
            if _lower(words, at) == "-" and words.glued(at) and _lower(words, at + 1) in _SCALES
            else at
        )
        lower = _lower(words, word_at)
        if lower in _SCALES and _SCALES[lower] < ceiling:
            factor = _SCALES[lower]
            current *= factor
            last, at = word_at, word_at + 1
            if factor >= 1000:
                total, current, ceiling = total + current, Fraction(0), factor
            more = _addend(words, at)
            if more is None or factor == 12:
                break
            step, add = more
            after = _lower(words, step + 1)
            if add >= factor or (factor >= 1000 and after in _SCALES and _SCALES[after] >= factor):
                break
            if factor >= 1000:
                current = Fraction(add)
            else:
                current += add
            last, at = step, step + 1
            continue
        break
    return last, total + current


def _addend(words: Scan, index: int) -> tuple[int, int] | None:
    at = index + 1 if _lower(words, index) == "and" else index
    if _lower(words, at) in _STARTS and words.lowers[at] != "zero":
        return _below_hundred(words, at)
    return None


def _from_half(words: Scan, index: int) -> Number | None:
    """ "Half a million", "half a dozen", "half-million"; half of anything else is no number here."""
    at = index + 1
    while _lower(words, at) in ("a", "-", "an"):
        at += 1
    if at > index + 1 and _lower(words, at) in _SCALES:
        last, value = _scaled(words, at, Fraction(1, 2))
        return Number(index, last, value, "article")
    return None


def _spelled_year(words: Scan, index: int) -> Number | None:
    """ "Nineteen ninety-six": a teen or twenty, then tens, with no scale."""
    head = _ONES.get(words.lowers[index], 0) or _TENS.get(words.lowers[index], 0)
    if head not in (18, 19, 20) or _lower(words, index + 1) not in _TENS:
        return None
    last, tail = _below_hundred(words, index + 1)
    return Number(index, last, Fraction(head * 100 + tail), "year")
