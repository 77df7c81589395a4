"""Quantities: numbers with the words that bound them, ranges, vague numbers, money and units.

Every number of the text is met once. Labels ("Flight 370"), dates, clock times and ages are none; "one" is
none where it is a pronoun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hearsay.read.figures.bounds import with_bound
from hearsay.read.figures.people import is_plural
from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.tables import UNITS, phrases
from hearsay.read.figures.vague import VAGUE, read_vague
from hearsay.read.numbers import LARGEST, Number
from hearsay.read.scan import Scan

_UNIT_OF = phrases(UNITS["words"])
_SIGNS: dict[str, str] = UNITS["currency_signs"]
_LISTS = {name: frozenset(words) for name, words in UNITS["lists"].items()}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_DASHES = frozenset("-–—")
TOO_LARGE = "too_large"
"""Code of the reason in ``reasons.toml`` why a quantity has no value."""
_QUARTERS = {
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
}
_TIMES_SAID = {"a": 1, "one": 1, "two": 2, "three": 3}
_ENDS = frozenset((";", ".", "and"))
_NAMES = frozenset(("9/11", "7/7", "24/7"))
"""Names written like fractions."""
_CHANGES = frozenset(UNITS["lists"]["changes"])
_RANGE = _DASHES | {"to", "or"}


def read_quantities(words: Scan, numbers: Mapping[int, Number], blocked: Sequence[bool]) -> list[Quantity]:
    """The quantities of a scan in order. ``blocked`` marks words that belong to a date, a clock time or a
    repetition.
    """
    blocked = [was or code for was, code in zip(blocked, _codes(words), strict=True)]
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity = None
        if not blocked[index]:
            number = numbers.get(index)
            if number is not None:
                quantity = _counted(words, numbers, number, blocked)
            elif words.lowers[index] in VAGUE:
                quantity = read_vague(words, index)
            elif words.kinds[index] == "number" and _is_too_large(words, index):
                last = index + 1 if _lower(words, index + 1) in _SCALES else index
                quantity = Quantity(index, last, None, None, said="refused")
        if quantity is None:
            number = numbers.get(index)
            index = number.last + 1 if number is not None else index + 1
            continue
        quantity = with_bound(words, quantity, found[-1].after if found else 0)
        found.append(quantity)
        index = quantity.after
    return found


def _is_too_large(words: Scan, index: int) -> bool:
    """Digits beyond what a count can be, alone or with their scale; not the digits of a label or an address."""
    glued = words.glued(index) or words.glued(index + 1) if index + 1 < len(words) else words.glued(index)
    if glued and not (words.words[index - 1 : index] and words.words[index - 1] in ("(", *_SIGNS)):
        behind = words.words[index + 1 : index + 2]
        if not behind or behind[0] not in ",.;:)!?":
            return False
    value = Fraction(words.words[index].replace(",", ""))
    return value * _SCALES.get(_lower(words, index + 1), 1) > LARGEST


def _lower(words: Scan, index: int) -> str:
    return words.lowers[index] if 0 <= index < len(words) else ""


def _counted(
    words: Scan, numbers: Mapping[int, Number], number: Number, blocked: Sequence[bool]
) -> Quantity | None:
    if (
        number.form == "year"
        or _is_bare_year(words, number)
        or _follows_year(words, number)
        or _is_age(words, number)
        or _is_excepted(words, number)
        or _is_label(words, number, blocked)
        or _is_pronoun(words, number)
    ):
        return None
    number = _part_of_scale(words, number)
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


def _part_of_scale(words: Scan, number: Number) -> Number:
    """ "A quarter of a million", "three quarters of a million": "a million" alone is not what is said."""
    lead = words.lowers[max(0, number.first - 2) : number.first]
    if number.form != "article" or lead[1:] != ("of",) or lead[0] not in _QUARTERS:
        return number
    first, times = number.first - 3, _TIMES_SAID.get(_lower(words, number.first - 3), 0)
    return replace(number, first=first, value=number.value * times * _QUARTERS[lead[0]]) if times else number


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


def _follows_year(words: Scan, number: Number) -> bool:
    """ "In the year 20250": no year and no count either."""
    text = words.words[number.first]
    called = words.lowers[max(0, number.first - 2) : number.first] in (("the", "year"), ("of", "year"))
    return called and text.isdigit() and len(text) >= 4 and not _names_things(words, number.last + 1)


def _is_age(words: Scan, number: Number) -> bool:
    """ "12-year-old", "52 years old", "Ada Rook, 44, said", "some as young as nine"."""
    if words.lowers[max(0, number.first - 3) : number.first] in (("as", "young", "as"), ("as", "old", "as")):
        return True
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
    if first >= 2 and words.words[first - 1] == "(" and not words.capitals:  # "Ada Rook (71)"
        named = words.words[first - 2][:1].isupper() and words.lowers[number.last + 1 : number.last + 2] == (
            ")",
        )
        return named and number.form == "digits" and number.value < 120
    if (
        behind[:1]
        and behind[0] in _ENDS
        and not words.capitals
        and first >= 3
        and words.words[first - 1] == ","
    ):
        named = all(
            words.words[at][:1].isupper() and words.kinds[at] == "word" for at in (first - 2, first - 3)
        )
        return named and number.form == "digits" and number.value < 120  # "named as Ada Rook, 9; …"
    apposed = first >= 2 and words.words[first - 1] == "," and words.words[first - 2][:1].isupper()
    return apposed and behind[:1] == (",",) and number.form == "digits" and number.value < 120


def _is_excepted(words: Scan, number: Number) -> bool:
    """ "All but four were released": how many were is not said."""
    return words.lowers[max(0, number.first - 2) : number.first] == ("all", "but")


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


def _codes(words: Scan) -> list[bool]:
    """Words of three or more numbers joined by dashes: "1-888-555-0143" is a telephone, "6-4-2" a season."""
    told = [False] * len(words)
    index = 0
    while index < len(words):
        last = index
        while _joined_number(words, last):
            last += 2
        if last - index >= 4:
            told[index : last + 1] = [True] * (last + 1 - index)
        index = last + 1
    return told


def _joined_number(words: Scan, index: int) -> bool:
    """Whether a number stands here, and a dash and another number right behind it."""
    return (
        index + 2 < len(words)
        and words.kinds[index] == words.kinds[index + 2] == "number"
        and words.words[index + 1] in _DASHES
        and words.glued(index + 1)
        and words.glued(index + 2)
    )


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
    if before[-2:] in (("anywhere", "from"), ("somewhere", "from"), ("ranging", "from"), ("ranged", "from")):
        return False
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
    if words.words[first] in _NAMES or word == "#" or (glued and word in "/\\_@"):
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
    if words.capitals and words.kinds[before] == "word":
        return False  # a capital says nothing there
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
    if not counting and _lower(words, number.first - 2) == "the" and before not in _FUNCTION:
        return True  # "the main one in the capital"
    if not counting and {"a", "an", "another"} & set(words.lowers[max(0, number.first - 4) : number.first]):
        return True  # "a safe and secure one"
    return after in ("another", "'s") or before in ("no", "any", "every", "each")
