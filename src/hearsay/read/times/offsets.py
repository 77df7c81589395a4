"""Senses of days told by their distance: "two weeks ago", "a day later", "the year before", "a week from Tuesday"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds, iso, moved
from hearsay.read.times.days import goes_on
from hearsay.read.times.lengths import SMALLER, amount_of, mod_of, unit_of, unknown_length, written
from hearsay.read.times.periods import shifted, told_day
from hearsay.read.times.quarters import in_quarter, longer_before, year_before
from hearsay.read.times.story import Sense, Story

_BACK = frozenset(("ago", "earlier", "previously", "before"))


def offset(story: Story, match: Match) -> Sense | None:
    """ "Two weeks ago" from the publication day; "a day later", "a year earlier" from the day last told."""
    unit = unit_of(story, match)
    if unit is None:
        return None
    back = story.words.lowers[match.at("ago") or match.last]
    amount = amount_of(story, match)
    vague = match.at("vague")
    lower = story.words.lowers[vague] if vague is not None else ""
    if lower == "couple":
        amount = Fraction(2)
    if amount is None and back != "ago" and back != "from":
        return Sense("DURATION", unknown_length(unit), None, None, (match.first, match.last - 1))
    if amount is None:
        return Sense(
            "DATE",
            "PAST_REF" if back in _BACK else "FUTURE_REF",
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
            else Sense("TIME", None, mod, why="no_clock")
        )
    if unit == "Y" and amount == 1 and story.quarter is not None and in_quarter(story, match):
        return Sense("DATE", year_before(story.quarter), mod, story.basis)
    if unit == "Y" and amount == 1 and back != "later" and story.in_longer(match):
        return replace(longer_before(story), mod=mod)
    return _moved(story, amount, unit, back, mod)


def _moved(story: Story, amount: Fraction, unit: str, back: str, mod: str | None) -> Sense:
    sign = -1 if back in _BACK else 1
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
        smaller, each = SMALLER.get(unit, ("D", 1))
        if smaller[0] == "T" or (amount * each).denominator != 1:
            return Sense("DATE", None, mod)
        unit, amount = smaller, amount * each
        if unit == "M" and amount > 12:
            months = shifted(base, "M", sign * int(amount))
            return Sense("DATE", months and months[:4], mod, anchor if months else None)
    if amount > 10_000:
        return Sense("DATE", None, mod)
    value = shifted(base, unit, sign * int(amount))
    return Sense("DATE", value, mod, anchor if value else None)


def offset_before(story: Story, match: Match) -> Sense | None:
    """ "Two years before" from the day last told; "two years before the war" is a length."""
    if goes_on(story, match.last + 1):
        return None
    return offset(story, match)


def unit_before(story: Story, match: Match) -> Sense | None:
    """ "The year before", "the month before": one before the one last told; not before what comes next."""
    unit = unit_of(story, match)
    if unit not in ("W", "M", "Q", "Y", "E") or goes_on(story, match.last + 1):
        return None
    base, anchor = told_day(story)
    value = shifted(base, unit, -1) if base else None
    return Sense("DATE", value, None, anchor if value else None)


def weekday_offset(story: Story, match: Match) -> Sense | None:
    """ "A week from Tuesday", "a week ago Friday"."""
    unit, amount = unit_of(story, match), amount_of(story, match)
    number = story.meaning(match, "wd", "weekday")
    if (
        unit not in ("D", "W", "F")
        or amount is None
        or amount.denominator != 1
        or not isinstance(number, int)
    ):
        return None
    ago = match.at("ago") is not None
    if unit == "D" and (ago or amount < 7):
        return None
    if story.published is None or amount > 100:
        return Sense("DATE", None)
    days = int(amount) * {"D": 1, "W": 7, "F": 14}[unit]
    near = (number - story.published.isoweekday()) % 7
    start = near - 7 if ago and near else near
    day = moved(story.published, start - days if ago else start + days)
    return Sense("DATE", iso(day), None, story.basis)
