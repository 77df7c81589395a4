"""Senses of lengths and repetitions: durations, "ago" and "later", sets, and past, present, future as
such.
"""

from __future__ import annotations

from fractions import Fraction

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds
from hearsay.read.times.periods import shifted
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import meaning

_LONGER = {"F": ("W", 2), "E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "Q": ("M", 3), "S": ("M", 6)}
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "W": ("D", 7), "M": ("W", 4)}
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
    if rest and unit in _SMALLER:
        smaller, each = _SMALLER[unit]
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


def _amount(story: Story, match: Match) -> Fraction | None:
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


def _unit(story: Story, match: Match) -> str | None:
    for part in ("unit", "units"):
        value = story.meaning(match, part, "unit", "units")
        if isinstance(value, str):
            return value
    return None


def duration(story: Story, match: Match) -> Sense | list[Sense] | None:
    """ "Three months", "at least 20 more years", "a few days", "weeks"; "44-year-old" is an age and no
    time.
    """
    unit = _unit(story, match)
    if unit is None:
        return None
    if match.at("old") is not None or _is_age(story, match) or _is_title(story, match):
        return []
    if unit == "TS" and match.at("n") is None and match.at("units") is None:
        return None  # "a second bomb"
    amount = _amount(story, match)
    if match.at("vague") is not None or amount is None:
        lower = story.words.lowers[match.at("vague") or match.first]
        if lower == "couple":
            amount = Fraction(2)
        elif match.at("n") is None:
            return Sense("DURATION", unknown_length(unit), mod_of(story, match))
    return Sense("DURATION", written(amount or Fraction(0), unit), mod_of(story, match))


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
    unit = _unit(story, match)
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
    unit = _unit(story, match)
    if unit is None:
        return None
    plural = meaning("units", story.words, match.first) is not None
    return Sense("DURATION", unknown_length(unit) if plural else written(Fraction(1), unit))


def stretch(story: Story, match: Match) -> Sense | None:
    """ "The past two weeks", "the next few days", "the first nine months"."""
    unit = _unit(story, match)
    if unit is None:
        return None
    if match.at("n") is None and meaning("unit", story.words, match.last) is not None:
        if unit[0] == "T" or "past" not in story.words.lowers[match.first : match.last]:
            return None
        return Sense("DURATION", written(Fraction(1), unit), mod_of(story, match), story.basis, None, False)
    amount = _amount(story, match)
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
    unit = _unit(story, match)
    if unit is None or _is_age(story, match):
        return None
    return Sense("DURATION", unknown_length(unit), mod_of(story, match))


def some_time(story: Story, match: Match) -> Sense | None:
    """ "For a while"."""
    return Sense("DURATION", "PXX")


def offset(story: Story, match: Match) -> Sense | None:
    """ "Two weeks ago" from the publication day; "a day later", "a year earlier" from the day last told."""
    unit = _unit(story, match)
    if unit is None:
        return None
    back = story.words.lowers[match.at("ago") or match.last]
    amount = _amount(story, match)
    vague = match.at("vague")
    lower = story.words.lowers[vague] if vague is not None else ""
    if lower == "couple":
        amount = Fraction(2)
    if amount is None and back != "ago" and back != "from":
        return Sense("DURATION", unknown_length(unit), None, None, (match.first, match.last - 1))
    if amount is None:
        return Sense(
            "DATE",
            "PAST_REF" if back in ("ago", "earlier", "previously") else "FUTURE_REF",
            None,
            story.basis,
        )
    mod = mod_of(story, match)
    mod = {"LESS_THAN": "APPROX", "MORE_THAN": "BEFORE" if back == "ago" else None}.get(mod or "", mod)
    if mod not in (None, "APPROX", "BEFORE"):
        mod = None
    if unit[0] == "T":
        return (
            Sense("DURATION", written(amount, unit), None)
            if back not in ("ago", "from")
            else Sense("TIME", None, mod)
        )
    if unit == "Y" and amount == 1 and story.quarter is not None and match.first - story.quarter_word < 150:
        return Sense("DATE", f"{int(story.quarter[:4]) - 1:04d}{story.quarter[4:]}", mod, story.basis)
    return _moved(story, amount, unit, back, mod)


def _moved(story: Story, amount: Fraction, unit: str, back: str, mod: str | None) -> Sense:
    sign = -1 if back in ("ago", "earlier", "previously") else 1
    base, anchor = story.published, story.basis
    if back not in ("ago", "from", "hence") and story.told is not None:
        earliest, latest = bounds(story.told)
        if earliest is not None:
            base, anchor = earliest, story.told_id
            if unit in ("D", "W") and earliest != latest:
                return Sense("DATE", None, mod)
    if base is None:
        return Sense("DATE", None, mod)
    if amount.denominator != 1:
        smaller, each = _SMALLER.get(unit, ("D", 1))
        if smaller[0] == "T" or (amount * each).denominator != 1:
            return Sense("DATE", None, mod)
        unit, amount = smaller, amount * each
        if unit == "M" and amount > 24:
            unit, amount = "Y", Fraction(round(amount / 12))
    if amount > 10_000:
        return Sense("DATE", None, mod)
    value = shifted(base, unit, sign * int(amount))
    return Sense("DATE", value, mod, anchor if value else None)


def often(story: Story, match: Match) -> Sense | None:
    """ "Daily", "annually"."""
    value = story.meaning(match, "often")
    return Sense("SET", value) if isinstance(value, str) else None


def every_unit(story: Story, match: Match) -> Sense | None:
    """ "Every day", "each month", "every two weeks", "every other year", "once a week"."""
    unit = _unit(story, match)
    if unit is None or unit == "TS":
        return None
    amount = _amount(story, match) if match.at("n") is not None else None
    if match.at("other") is not None:
        amount = Fraction(2)
    count = story.integer(match, "ord")
    return Sense("SET", written(amount or Fraction(count or 1), unit))


def every_named(story: Story, match: Match) -> Sense | None:
    """ "Every Thursday", "each July", "on Sundays", "Monday nights"."""
    number = story.meaning(match, "wd", "weekday", "weekdays")
    part = story.meaning(match, "part") or story.meaning(match, "part2", "part")
    last = story.words.lowers[match.last]
    if part is None and match.last > match.first:
        part = meaning("part", story.words, match.last)
    tail = part if isinstance(part, str) and part != "MI" else ""
    if isinstance(number, int):
        return Sense("SET", f"XXXX-WXX-{number}" + (f"T{tail}" if tail else ""))
    month = story.meaning(match, "month", "month", "maybe_month")
    if isinstance(month, int):
        return Sense("SET", f"XXXX-{month:02d}")
    season = story.meaning(match, "season")
    if isinstance(season, str):
        return Sense("SET", f"XXXX-{season}")
    return Sense("SET", "XXXX-WXX-WE" if last == "weekend" else f"XXXX-XX-XXT{tail}")


def reference(story: Story, match: Match) -> Sense | None:
    """ "Now", "recently", "the future", "soon"."""
    if match.at("past") is not None:
        value: object = "PAST_REF"
    elif match.at("future") is not None:
        value = "FUTURE_REF"
    else:
        value = story.meaning(match, "ref", "reference")
    return Sense("DATE", str(value), None, story.basis) if value else None


def present(story: Story, match: Match) -> Sense | None:
    """ "These days", "at the moment"."""
    return Sense("DATE", "PRESENT_REF", None, story.basis)
