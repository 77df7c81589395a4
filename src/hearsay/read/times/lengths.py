"""Senses of lengths: "three months", "a decade", "the past two weeks"."""

from __future__ import annotations

from fractions import Fraction

from hearsay.read.grammar import Match
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import LISTS, meaning

_LONGER = {"F": ("W", 2), "E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "Q": ("M", 3), "S": ("M", 6)}
SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "W": ("D", 7), "M": ("W", 4)}
_MODS = {
    "at least": "EQUAL_OR_MORE",
    "more than": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "not more than": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE",
    "no fewer than": "EQUAL_OR_MORE",
    "just over": "MORE_THAN",
    "well over": "MORE_THAN",
    "just under": "LESS_THAN",
    "more": "EQUAL_OR_MORE",
    "longer": "EQUAL_OR_MORE",
}


def mod_of(story: Story, match: Match) -> str | None:
    """The TIMEX3 mod that "at least", "nearly", "or so" give a length."""
    span = match.parts.get("fuzzy")
    if span is None:
        tail = story.words.lowers[max(match.first, match.last - 2) : match.last + 1]
        return "APPROX" if "so" in tail else None
    phrase = " ".join(story.words.lowers[span[0] : span[1] + 1])
    if phrase in _MODS:
        return _MODS[phrase]
    if phrase.startswith("as"):
        return "EQUAL_OR_LESS"
    value = meaning("fuzzy", story.words, span[0])
    return value if isinstance(value, str) else None


def written(amount: Fraction, unit: str) -> str | None:
    """A TIMEX3 duration: 2 W is P2W, 5 1/2 hours PT5H30M, a decade P10Y; None past a thousand millennia."""
    unit, factor = _LONGER.get(unit, (unit, 1))
    amount *= factor
    if amount > 1_000_000 or amount < 0:
        return None
    whole, rest = divmod(amount, 1)
    parts = [(int(whole), unit)] if whole else []
    if rest and unit in SMALLER:
        smaller, each = SMALLER[unit]
        if (rest * each).denominator != 1:
            return f"P{'T' if unit[0] == 'T' else ''}{float(amount):g}{unit[-1]}"
        parts.append((int(rest * each), smaller))
    if not parts:
        return None
    days = "".join(f"{count}{code}" for count, code in parts if code[0] != "T")
    clock = "".join(f"{count}{code[1]}" for count, code in parts if code[0] == "T")
    return f"P{days}{'T' + clock if clock else ''}"


def unknown_length(unit: str) -> str:
    """Several of a unit: PXY, PTXH, PXE."""
    return f"PT{'X'}{unit[1]}" if unit[0] == "T" else f"PX{unit}"


def amount_of(story: Story, match: Match) -> Fraction | None:
    """How many: a number, "a"; with "and a half". None where it is vague."""
    index = match.at("n")
    extra = Fraction(1, 2) if match.at("half") is not None else Fraction(0)
    if index is not None:
        return story.numbers[index].value + extra
    if match.at("article") is not None or _has(story, match, "another"):
        return 1 + extra
    return extra or None


def _has(story: Story, match: Match, word: str) -> bool:
    return word in story.words.lowers[match.first : match.last + 1]


def unit_of(story: Story, match: Match) -> str | None:
    for part in ("unit", "units"):
        value = story.meaning(match, part, "unit", "units")
        if isinstance(value, str):
            return value
    return None


def duration(story: Story, match: Match) -> Sense | list[Sense] | None:
    """ "Three months", "at least 20 more years", "a few days", "weeks"; "44-year-old" is an age and no
    time.
    """
    unit = unit_of(story, match)
    if unit is None:
        return None
    aged = (
        match.at("old") is not None
        and set(story.words.lowers[match.last + 1 : match.last + 4]) & LISTS["aged"]
    )
    if (match.at("old") is not None and not aged) or _is_age(story, match) or _is_title(story, match):
        return []
    if unit == "TS" and match.at("n") is None and match.at("units") is None:
        return None  # "a second bomb"
    amount = amount_of(story, match)
    if match.at("vague") is not None or amount is None:
        lower = story.words.lowers[match.at("vague") or match.first]
        if lower == "couple":
            amount = Fraction(2)
        elif match.at("n") is None:
            return Sense("DURATION", unknown_length(unit), mod_of(story, match))
    ahead = True if _lies_ahead(story, match) else None
    basis = story.basis if ahead else None
    return Sense("DURATION", written(amount or Fraction(0), unit), mod_of(story, match), basis, None, ahead)


def _lies_ahead(story: Story, match: Match) -> bool:
    """ "Will vote in two weeks": what is told lies at the end of the length."""
    return match.first > 0 and story.words.lowers[match.first - 1] == "in" and story.way(match) == "future"


def _is_age(story: Story, match: Match) -> bool:
    """ "52 years old", "aged 9 months", "10 years of age"."""
    lowers = story.words.lowers
    after = lowers[match.last + 1 : match.last + 3]
    before = lowers[match.first - 1] if match.first else ""
    return (
        after[:1] in (("old",), ("older",), ("younger",))
        or after == ("of", "age")
        or before in ("aged", "age")
    )


def _is_title(story: Story, match: Match) -> bool:
    """ "60 Minutes" is a programme, "three-quarters" a fraction."""
    index = match.at("unit") or match.at("units") or match.last
    if story.words.lowers[index].startswith("quarter") and story.words.words[index - 1] == "-" and index >= 2:
        number = story.numbers.get(index - 2)
        if number is not None and number.value in (1, 3) and match.at("n") == number.first:
            return story.words.lowers[index] != "quarter"
    return story.words.words[index].istitle() and match.at("n") is not None and match.first < index


def one_unit(story: Story, match: Match) -> Sense | None:
    """ "A day" after a price or a count is how often; "a second bomb" is no second; elsewhere it is one day
    long.
    """
    unit = unit_of(story, match)
    if unit is None or unit == "TS":
        return None
    if "of" in story.words.lowers[match.last + 1 : match.last + 2] and unit in ("Q", "TM"):
        return None
    if unit == "Q":
        return None
    if _has(story, match, "another") or match.last - match.first > 1 or match.at("fuzzy") is not None:
        return Sense("DURATION", written(Fraction(1), unit), mod_of(story, match))
    before = story.words.lowers[match.first - 1] if match.first else ""
    if before in ("is", "was", "such", "what", "be", "'s", "on", "as", ",", "of") and unit == "D":
        return None
    rated = (
        before in _RATED
        or (before[-1:] == "s" and len(before) > 3)
        or (match.first > 0 and (match.first - 1) in story.numbers)
    )
    return Sense("SET" if rated else "DURATION", written(Fraction(1), unit))


_RATED = frozenset(
    ("share", "barrel", "percent", "%", "million", "billion", "times", "once", "twice", "thousand")
)


def long(story: Story, match: Match) -> Sense | None:
    """ "Day-long", "decades-long"."""
    unit = unit_of(story, match)
    if unit is None:
        return None
    plural = meaning("units", story.words, match.first) is not None
    return Sense("DURATION", unknown_length(unit) if plural else written(Fraction(1), unit))


def stretch(story: Story, match: Match) -> Sense | None:
    """ "The past two weeks", "the next few days", "the first nine months"."""
    unit = unit_of(story, match)
    if unit is None:
        return None
    if match.at("n") is None and meaning("unit", story.words, match.last) is not None:
        if unit[0] == "T" or not {"past", "last"} & set(story.words.lowers[match.first : match.last]):
            return None
        if "last" in story.words.lowers[match.first : match.last] and match.rule.name == "stretch":
            return None
        return Sense("DURATION", written(Fraction(1), unit), mod_of(story, match), story.basis, None, False)
    amount = amount_of(story, match)
    value = unknown_length(unit) if amount is None else written(amount, unit)
    lowers = story.words.lowers[match.first : match.last + 1]
    ahead = (
        True
        if "next" in lowers or "coming" in lowers
        else False
        if "past" in lowers or "last" in lowers
        else None
    )
    return Sense(
        "DURATION", value, mod_of(story, match), story.basis if ahead is not None else None, None, ahead
    )


def unclear_duration(story: Story, match: Match) -> Sense | None:
    """ "Two to three weeks", "12 to 18 months": a length nobody fixed."""
    unit = unit_of(story, match)
    if unit is None or _is_age(story, match):
        return None
    return Sense("DURATION", unknown_length(unit), mod_of(story, match))


def some_time(story: Story, match: Match) -> Sense | None:
    """ "For a while"."""
    return Sense("DURATION", "PXX")


def long_word(story: Story, match: Match) -> Sense | None:
    """ "A weeklong strike"."""
    value = story.meaning(match, "length", "long_word")
    return Sense("DURATION", value) if isinstance(value, str) else None


def sum_of(story: Story, match: Match) -> Sense | None:
    """ "2 hours and 30 minutes", "two years and three months": one length where the second unit is smaller."""
    large, small = (
        story.meaning(match, "unit", "unit", "units"),
        story.meaning(match, "unit2", "unit", "units"),
    )
    index = match.at("n2")
    if not isinstance(large, str) or not isinstance(small, str) or index is None:
        return None
    if small not in _BELOW.get(large, ()) or _is_age(story, match):
        return None
    parts = (
        written(amount_of(story, match) or Fraction(0), large),
        written(story.numbers[index].value, small),
    )
    if parts[0] is None or parts[1] is None:
        return None
    tail = parts[1][1:]
    if "T" in parts[0]:
        tail = tail.removeprefix("T")
    return Sense("DURATION", parts[0] + tail, mod_of(story, match))


_BELOW = {
    "Y": ("M", "W", "D"), "M": ("W", "D"), "W": ("D",), "D": ("TH", "TM"), "TH": ("TM", "TS"), "TM": ("TS",),
}  # fmt: skip


def fraction(story: Story, match: Match) -> Sense | None:
    """ "A quarter of a century", "half a decade"; "a quarter" of a year is three months."""
    unit = unit_of(story, match)
    halved = "half" in story.words.lowers[match.first : match.last]
    if unit not in ("C", "E", "Y", "L") or (unit == "Y" and not halved):
        return None
    share = Fraction(1, 2) if halved else Fraction(1, 4)
    index = match.at("n")
    return Sense("DURATION", written(share * (story.numbers[index].value if index is not None else 1), unit))


def whole_unit(story: Story, match: Match) -> Sense | None:
    """ "All day", "the whole week"."""
    unit = unit_of(story, match)
    return Sense("DURATION", written(Fraction(1), unit)) if unit in ("D", "W", "M", "Y", "E") else None
