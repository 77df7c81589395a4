"""Holidays by name, of the year told or the one that the tense points to.

A row of ``holidays.toml`` gives the day of each year: "MM-DD"; "MM-nWd", the nth weekday d of a month (1 is
Monday, n = -1 the last), with "+k" days on; "E+k", days from Western, and "O+k" from Orthodox Easter Sunday;
"H-MM-DD", a day of the Hebrew calendar, months counted from Nisan. A row with "moves" has no rule that can be computed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import easter, hebrew_day, moved, orthodox_easter
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import HOLIDAY_DAYS

_NTH = re.compile(r"(?P<month>\d\d)-(?P<count>-?\d)W(?P<weekday>\d)(?:\+(?P<on>\d))?\Z")
_YEARS = range(1583, 2101)
_EASTERS: dict[str, Callable[[int], date]] = {"E": easter, "O": orthodox_easter}


def holiday(story: Story, match: Match) -> Sense | None:
    """ "Christmas Eve", "Good Friday 2023", "last Thanksgiving"."""
    form, lead = HOLIDAY_DAYS[match.rule.name], story.words.lowers[match.first]
    if form == "moves":
        return Sense("DATE", None, why="moves")
    year = story.integer(match, "year")
    if year is not None:
        return Sense("DATE", day_of(form, year).isoformat()) if year in _YEARS else None
    if story.published is None:
        return Sense("DATE", f"XXXX-{form}" if re.fullmatch(r"\d\d-\d\d", form) else None)
    published = story.published
    if published.year - 1 not in _YEARS or published.year + 1 not in _YEARS:
        return Sense("DATE", None)
    days = [day_of(form, published.year + step) for step in (-1, 0, 1)]
    way = {"last": "past", "next": "future"}.get(lead) or story.way(match)
    if way == "past":
        behind = [day for day in days if day < published or (lead != "last" and day == published)]
        day = behind[-1] if behind else days[0]
    elif way == "future":
        day = next((day for day in days if day >= published), days[-1])
    else:
        day = min(days, key=lambda found: abs((found - published).days))
    return Sense("DATE", day.isoformat(), None, story.basis)


def day_of(form: str, year: int) -> date:
    """The day of a holiday in a year of the common era."""
    if form[0] in _EASTERS:
        sunday = _EASTERS[form[0]](year)
        return moved(sunday, int(form[1:])) or sunday
    if form[0] == "H":
        return hebrew_day(year, int(form[2:4]), int(form[5:7]))
    nth = _NTH.match(form)
    if nth is None:
        return date(year, int(form[:2]), int(form[3:]))
    month, count = int(nth["month"]), int(nth["count"])
    if count > 0:
        day = date(year, month, 1)
        step = (int(nth["weekday"]) - day.isoweekday()) % 7 + 7 * (count - 1)
    else:
        day = date(year, month, monthrange(year, month)[1])
        step = -((day.isoweekday() - int(nth["weekday"])) % 7)
    return moved(day, step + int(nth["on"] or 0)) or day
