"""Senses of what comes again and again, and of past, present and future as such."""

from __future__ import annotations

from fractions import Fraction

from hearsay.read.grammar import Match
from hearsay.read.times.lengths import amount_of, unit_of, written
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import meaning


def often(story: Story, match: Match) -> Sense | None:
    """ "Daily", "annually"."""
    value = story.meaning(match, "often")
    return Sense("SET", value) if isinstance(value, str) else None


def every_unit(story: Story, match: Match) -> Sense | None:
    """ "Every day", "each month", "every two weeks", "every other year", "once a week"."""
    unit = unit_of(story, match)
    if unit is None or unit == "TS":
        return None
    amount = amount_of(story, match) if match.at("n") is not None else None
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
    if match.at("past") is not None or match.at("long") is not None:
        value: object = "PAST_REF"
    elif match.at("future") is not None:
        value = "FUTURE_REF"
    else:
        value = story.meaning(match, "ref", "reference")
    return Sense("DATE", str(value), None, story.basis) if value else None


def present(story: Story, match: Match) -> Sense | None:
    """ "These days", "at the moment"."""
    return Sense("DATE", "PRESENT_REF", None, story.basis)
