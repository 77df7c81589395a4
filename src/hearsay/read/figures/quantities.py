"""Quantities: numbers with the words that bound them, ranges, vague numbers, money and units.

Every number of the text is met once. Labels ("Flight 370"), dates, clock times and ages are none; "one" is
none where it is a pronoun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hearsay.read.figures.people import is_plural
from hearsay.read.figures.tables import BOUNDS, UNITS, phrases
from hearsay.read.numbers import Number
from hearsay.read.scan import Scan

_BEFORE = phrases(BOUNDS["before"])
_AFTER = phrases(BOUNDS["after"])
_LONGEST = max(len(phrase) for phrase in (*_BEFORE, *_AFTER))
_VAGUE: dict[str, dict[str, int]] = BOUNDS["vague"]
_UNIT_OF = phrases(UNITS["words"])
_SIGNS: dict[str, str] = UNITS["currency_signs"]
_LISTS = {name: frozenset(words) for name, words in UNITS["lists"].items()}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_DASHES = frozenset("-–—")
_CHANGES = frozenset(UNITS["lists"]["changes"])
_RANGE = _DASHES | {"to", "or"}


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
    """``number``, ``vague``, ``indefinite`` ("a soldier") or ``none`` ("no casualties")."""

    @property
    def after(self) -> int:
        """Index of the first word behind number and unit."""
        return max(self.end, self.last) + 1


def read_quantities(words: Scan, numbers: Mapping[int, Number], blocked: Sequence[bool]) -> list[Quantity]:
    """The quantities of a scan in order. ``blocked`` marks words that belong to a date, a clock time or a
    repetition.
    """
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity = None
        if not blocked[index]:
            number = numbers.get(index)
            if number is not None:
                quantity = _counted(words, numbers, number, blocked)
            elif words.lowers[index] in _VAGUE or words.lowers[index] in _SCALES:
                quantity = _vague(words, index)
        if quantity is None:
            number = numbers.get(index)
            index = number.last + 1 if number is not None else index + 1
            continue
        quantity = _with_bound(words, quantity, found[-1].after if found else 0)
        found.append(quantity)
        index = quantity.after
    return found


def _lower(words: Scan, index: int) -> str:
    return words.lowers[index] if 0 <= index < len(words) else ""


def _counted(
    words: Scan, numbers: Mapping[int, Number], number: Number, blocked: Sequence[bool]
) -> Quantity | None:
    if (
        number.form == "year"
        or _is_bare_year(words, number)
        or _is_age(words, number)
        or _is_label(words, number, blocked)
        or _is_pronoun(words, number)
    ):
        return None
    first, unit = _sign_before(words, number.first)
    quantity = Quantity(first, number.last, number.value, number.value, unit=unit)
    quantity = _with_unit(words, quantity)
    other = _range_end(words, numbers, quantity, blocked)
    if other is None:
        return None if _is_score(words, numbers, number) else quantity
    high = other.value
    if other.form == "mixed" and number.form == "digits":  # "2 to 3 million"
        scale = _scale_of(words, other)
        low = number.value * scale if number.value * scale < high else number.value
    else:
        low = number.value
    joined = replace(quantity, last=other.last, low=low, high=high, bound="between", end=-1)
    return _with_unit(words, joined) if low < high else quantity


def _is_bare_year(words: Scan, number: Number) -> bool:
    """Four digits that could be a year and count nothing that follows."""
    text = words.words[number.first]
    if (
        number.last != number.first
        or not text.isdigit()
        or not 1900 <= number.value <= 2060
        or len(text) != 4
    ):
        return False
    if number.first and words.words[number.first - 1] in _SIGNS:
        return False
    return not _names_things(words, number.last + 1)


def _is_age(words: Scan, number: Number) -> bool:
    """ "12-year-old", "52 years old", "Ada Rook, 44, said"."""
    behind = tuple(lower for lower in words.lowers[number.last + 1 : number.last + 6] if lower != "-")
    if behind[:2] in (
        ("year", "old"),
        ("years", "old"),
        ("month", "old"),
        ("months", "old"),
        ("year", "olds"),
    ):
        return True
    if behind[:3] == ("years", "of", "age"):
        return True
    first = number.first
    apposed = first >= 2 and words.words[first - 1] == "," and words.words[first - 2][:1].isupper()
    return apposed and behind[:1] == (",",) and number.form == "digits" and number.value < 120


def _is_score(words: Scan, numbers: Mapping[int, Number], number: Number) -> bool:
    """ "3-1", "24-17": two results side by side, either of which is no count."""
    first, last = number.first, number.last
    if number.form != "digits":
        return False
    ahead = last + 2 in numbers and _lower(words, last + 1) in _DASHES and words.glued(last + 1)
    behind = (
        first >= 2 and words.words[first - 1] in _DASHES and words.glued(first - 1) and words.glued(first)
    )
    return (ahead and words.glued(last + 2)) or (behind and words.kinds[first - 2] == "number")


def _scale_of(words: Scan, number: Number) -> int:
    return _SCALES.get(words.lowers[number.last], 1)


def _sign_before(words: Scan, first: int) -> tuple[int, str | None]:
    """Where the quantity begins when a currency sign stands before the digits ("US$5", "£3m")."""
    if first and words.words[first - 1] in _SIGNS:
        sign = first - 1
        unit = _SIGNS[words.words[sign]]
        if sign and words.glued(sign) and words.words[sign - 1] in ("US", "C", "A", "NZ", "HK", "S", "R"):
            sign -= 1
        return sign, unit
    return first, None


def _with_unit(words: Scan, quantity: Quantity) -> Quantity:
    """The quantity with a unit word behind it, when one stands there: "5 percent", "40-yard", "10 square
    miles".
    """
    at = quantity.last + 1
    if _lower(words, at) == "-" and words.glued(at):
        at += 1
    for skip in ("square", "cubic", "nautical"):
        if _lower(words, at) == skip:
            at += 1
    for size in (2, 1):
        phrase = tuple(words.lowers[at : at + size])
        unit = _UNIT_OF.get(phrase)
        if unit is None or (len(phrase[0]) == 1 and phrase[0].isalpha() and not words.glued(at)):
            continue
        if quantity.unit is None or unit == quantity.unit:
            return replace(quantity, unit=unit, end=at + size - 1)
    return quantity


def _range_end(
    words: Scan, numbers: Mapping[int, Number], quantity: Quantity, blocked: Sequence[bool]
) -> Number | None:
    """The second number of "10 to 15", "10-15", "between 10 and 15"; None for a score, a list or a change."""
    at = quantity.after
    connector = _lower(words, at)
    before = _lower(words, quantity.first - 1)
    between = connector == "and" and before == "between"
    if connector not in _RANGE and not between:
        return None
    nxt = at + 1
    if nxt < len(words) and words.words[nxt] in _SIGNS:
        nxt += 1
    other = numbers.get(nxt)
    if other is None or blocked[nxt]:
        return None
    if connector == "to" and _tells_change(words, quantity):
        return None
    if connector == "or" and not (quantity.low is not None and other.value - quantity.low <= 10):
        return None
    tight = connector in _DASHES and words.glued(at) and words.glued(at + 1)
    if connector in _DASHES and not tight:
        return None
    if tight and quantity.low is not None and other.value < 20 and not _names_things(words, other.last + 1):
        return None  # "a 3-5 loss"
    return other


def _tells_change(words: Scan, quantity: Quantity) -> bool:
    """ "Rose from 5 to 10", "cut its staff 5 percent to 40", "won 4 to 6": two numbers, not one between
    them.
    """
    before = words.lowers[max(0, quantity.first - 5) : quantity.first]
    return quantity.end >= 0 or not _CHANGES.isdisjoint(before)


def _names_things(words: Scan, index: int) -> bool:
    """True where a plural noun, a unit or a hyphen follows: "10-15 people", "5-10 percent", "3-5 years"."""
    lower = _lower(words, index)
    return bool(lower) and (
        lower in ("percent", "%", "-")
        or is_plural(lower)
        or (lower.endswith("s") and lower not in _STOPS)
        or (lower,) in _UNIT_OF
    )


_STOPS = frozenset(("was", "is", "as", "has", "this", "his", "its", "us", "loss", "series"))


def _is_label(words: Scan, number: Number, blocked: Sequence[bool]) -> bool:
    """ "Flight 370", "AK-47", "No. 5", "#21", "Section 8": a name, not a count."""
    first = number.first
    before = first - 1
    if before < 0 or number.form not in ("digits", "words"):
        return False
    lower, word = words.lowers[before], words.words[before]
    glued = words.glued(first)
    if word == "#" or (glued and word in "/\\_@"):
        return True
    if (
        glued
        and word in _DASHES
        and words.glued(before)
        and before
        and words.kinds[before - 1] in ("word", "code")
    ):
        return True
    if lower == "." and before and words.lowers[before - 1] in ("no", "nos", "vol", "fig"):
        return True
    if number.form == "words":
        return lower in ("chapter", "phase", "group", "act", "formula", "number") and word[0].isupper()
    if lower in _LISTS["labels"] and words.kinds[before] != "mark":
        return lower not in ("no", "line", "issue", "group", "figure") or word[0].isupper()
    if number.last == first and words.words[first].isdigit() and len(words.words[first]) < 5:
        named = word[:1].isupper() and words.kinds[before] in ("word", "code") and not blocked[before]
        return named and not _opens(words, before) and not _has_noun(words, number.last + 1)
    return False


def _opens(words: Scan, index: int) -> bool:
    """True for the first word of a sentence, whose capital says nothing."""
    return (
        index == 0
        or words.words[index - 1] in (".", "!", "?", ":", '"', "\u201c")
        or words.kinds[index - 1] == "gap"
    )


def _has_noun(words: Scan, index: int) -> bool:
    word = words.words[index] if index < len(words) else ""
    lower_case = word[:1].islower() or (word.isupper() and words.capitals)
    return word in ("%", "-") or (lower_case and len(word) > 2 and words.lowers[index] not in _FUNCTION)


_FUNCTION = frozenset(
    (
        "and",
        "the",
        "for",
        "with",
        "was",
        "were",
        "has",
        "had",
        "but",
        "from",
        "when",
        "who",
        "that",
        "which",
        "will",
        "are",
    )
)


def _is_pronoun(words: Scan, number: Number) -> bool:
    """ "One" that stands for somebody or something rather than counting: "no one", "one another", "this
    one".
    """
    if words.lowers[number.first] != "one" or number.last != number.first:
        return False
    before, after = _lower(words, number.first - 1), _lower(words, number.first + 1)
    if after == "-":
        return _lower(words, number.first + 2) in ("on", "off", "sided", "another")
    counting = number.first + 1 < len(words) and words.kinds[number.first + 1] == "word"
    counting = counting and after not in _LISTS["not_counted_by_one"]
    if before in _LISTS["before_pronoun_one"]:
        return not counting
    if not counting and {"a", "an", "another"} & set(words.lowers[max(0, number.first - 4) : number.first]):
        return True  # "a safe and secure one"
    return after in ("another", "'s") or before in ("no", "any", "every", "each")


def _vague(words: Scan, index: int) -> Quantity | None:
    """ "Dozens", "several hundred", "tens of thousands", "a few", "a number of", "a couple"."""
    lower = words.lowers[index]
    before, after = _lower(words, index - 1), _lower(words, index + 1)
    if lower in _SCALES:
        return None
    first = index
    entry = _VAGUE[lower]
    if lower in ("many", "few") and before in ("as", "how", "so", "too"):
        return None
    if lower in ("few", "handful", "couple", "number", "pair", "trio"):
        if before != "a":
            return None
        first = index - 1
        if lower in ("handful", "number", "pair", "trio") and after != "of":
            return None
    if lower in ("scores", "tens") and after != "of" and before not in ("killed", "killing", "least"):
        return None
    if lower == "number" and _lower(words, first - 1) == "in":
        return None
    last, low = index, entry.get("low")
    if after in _SCALES and lower in ("several", "few", "many", "couple"):
        last = index + 1
        low = (low or 2) * _SCALES[after]
        return Quantity(first, last, None, None, "vague", _said(words, first, last), low, said="vague")
    if (
        after == "of"
        and _lower(words, index + 2) in ("thousands", "millions", "billions")
        and low is not None
    ):
        last = index + 2
        low = {"tens": 10, "dozens": 12, "hundreds": 100, "scores": 20, "thousands": 1000}.get(lower, 1)
        low *= _VAGUE[words.lowers[last]]["low"]
        return Quantity(first, last, None, None, "vague", _said(words, first, last), low, said="vague")
    if "said" in entry:
        return Quantity(first, last, Fraction(entry["said"]), Fraction(entry["said"]), said="number")
    return Quantity(first, last, None, None, "vague", _said(words, first, last), low, said="vague")


def _said(words: Scan, first: int, last: int) -> str:
    return words.text[words.starts[first] : words.ends[last]]


def _with_bound(words: Scan, quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the words that bound it, before ("at least 20") or behind ("20 or more")."""
    first, bound = quantity.first, quantity.bound
    if bound == "between" and _lower(words, first - 1) == "between" and first > floor:
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


def implied(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """The low and high that the words imply; None is open."""
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
