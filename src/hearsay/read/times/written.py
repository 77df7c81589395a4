"""Senses of dates in figures: ISO 8601 forms, "3/25/2024", "25.3.2024", "16-Jan-2023"."""

from __future__ import annotations

import re
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import day_value, iso, week
from hearsay.read.times.story import Sense, Story

_STAMP = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?\Z|24:00(:00)?\Z")


def stamp(story: Story, match: Match) -> Sense | None:
    """ "2024-03-05", "2024-03-05T14:30Z"."""
    found = _STAMP.match(story.words.words[match.first])
    if found is None:
        return None
    day, clock = day_value(int(found["year"]), int(found["month"]), int(found["day"])), found["clock"]
    if day is None:
        return Sense("TIME" if clock else "DATE", None, why="no_such_day")
    if not clock:
        return Sense("DATE", day.isoformat())
    if not _CLOCK.match(clock):
        return Sense("TIME", None, why="no_such_hour")
    zone = found["zone"] or ""
    zone = zone if len(zone) < 5 or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return Sense("TIME", f"{day}T{clock}{zone}", zone=zone or None)


def compact(story: Story, match: Match) -> Sense | None:
    """ "20240305", the ISO basic form."""
    text = story.words.words[match.first]
    day = day_value(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Sense("DATE", day.isoformat()) if day else None


def slashed(story: Story, match: Match) -> Sense | None:
    """ "3/25/2024", "25.3.2024": read where only one order of day and month is a date.

    With full stops the day is first, as wherever they are used; two-digit years are within 1970-2069.
    """
    text = story.words.words[match.first]
    numbers = [int(part) for part in re.split(r"[/.]", text)]
    if numbers[0] > 31:
        return _day(*numbers)
    first, second, year = numbers
    return _day(year, second, first) if "." in text else _either(first, second, year)


def dashed(story: Story, match: Match) -> Sense | None:
    """ "16-01-2023", "16-Jan-2023"; a word joined to other figures is none."""
    words = story.words
    if not all(words.glued(index) for index in range(match.first + 1, match.last + 1)):
        return None
    year = story.integer(match, "year")
    month = story.meaning(match, "month", "month", "maybe_month")
    first = story.integer(match, "first")
    if first is None or year is None:
        return None
    if isinstance(month, int):
        return _day(year, month, first)
    second = story.integer(match, "second")
    return None if second is None or len(words.words[match.first]) > 2 else _either(first, second, year)


def _either(first: int, second: int, year: int) -> Sense:
    if year < 100:
        year += 1900 if year >= 70 else 2000
    if first <= 12 and second <= 12 and first != second:
        return Sense("DATE", None, why="day_or_month")
    return _day(year, min(first, second), max(first, second))


def _day(year: int, month: int, day: int) -> Sense:
    found = day_value(year, month, day)
    return Sense("DATE", iso(found), why=None if found else "no_such_day")


def iso_month(story: Story, match: Match) -> Sense | list[Sense] | None:
    """ "2024-03", and years in a row: "1998-2003", "1998-99" are two times."""
    words, year = story.words, story.integer(match, "year")
    index = match.at("second") or match.last
    text = words.words[index]
    if year is None or not text.isdigit() or len(text) not in (2, 4):
        return None
    second = int(text) if len(text) == 4 else year // 100 * 100 + int(text)
    if not (words.glued(index) and words.glued(index - 1)):
        return None
    if words.words[index - 1] == "-" and len(text) == 2 and 1 <= int(text) <= 12 and second != year + 1:
        return Sense("DATE", f"{year:04d}-{text}")
    if not 1880 <= year < second <= 2100:
        return None
    return [
        Sense("DATE", f"{year:04d}", words=(match.first, match.first)),
        Sense("DATE", f"{second:04d}", words=(index, index)),
    ]


def iso_week(story: Story, match: Match) -> Sense | None:
    """ "2024-W10"."""
    year, code = story.integer(match, "year"), story.words.words[match.last]
    if year is None or not code[1:].isdigit():
        return None
    number = int(code[1:])
    try:
        return Sense("DATE", week(date.fromisocalendar(year, number, 1)))
    except ValueError:
        return Sense("DATE", None, why="no_such_day")


def no_day(story: Story, match: Match) -> Sense | None:
    """ "32 May", "on May 45, 2020": a number no month has, so the whole has no value."""
    number = story.integer(match, "n")
    month = story.meaning(match, "month", "month", "maybe_month")
    if number is None or not 32 <= number <= 99 or not isinstance(month, int):
        return None
    if not story.words.words[match.at("month") or 0][:1].isupper():
        return None
    return Sense("DATE", None, why="no_such_day")
