"""Senses of days: dates, weekdays, today and its neighbours, the day told before."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import day_value, iso, moved, week
from hearsay.read.times.story import Sense, Story


def _with_part(day: str | None, part: object, mod: str | None, anchor: str | None) -> Sense:
    """A day, or a part of the day where one is said ("Friday night")."""
    if isinstance(part, str) and part != "MI":
        return Sense("TIME", f"{day}T{part}" if day else None, mod, anchor)
    return Sense("DATE", day, mod, anchor)


def _stage(story: Story, match: Match) -> str | None:
    for part in ("stage", "stage_noun"):
        value = story.meaning(match, part)
        if isinstance(value, str):
            return value
    return None


def date_(story: Story, match: Match) -> Sense | None:
    """ "Friday, Oct. 23, 1998", "7 August", "the 25th of March", "the night of March 3"."""
    sense = _plain_date(story, match)
    part = story.meaning(match, "part")
    if sense is None or part is None or "X" in (sense.value or ""):
        return sense
    if sense.value is None:
        return Sense("TIME", None, why=sense.why)
    return _with_part(sense.value, part, sense.mod, sense.anchor)


def _plain_date(story: Story, match: Match) -> Sense | None:
    month, number = story.meaning(match, "month", "month", "maybe_month"), story.integer(match, "day")
    if not isinstance(month, int) or number is None or _is_modal(story, match):
        return None
    year = story.integer(match, "year")
    if (
        year is None
        and match.at("which") is not None
        and story.published
        and story.words.lowers[match.last] != "year"
    ):
        return _which_day(story, match, month, number)
    if year is None and match.at("which") is not None and story.published:
        which = story.meaning(match, "which")
        year = story.published.year + (which if isinstance(which, int) and which in (-1, 0, 1) else 0)
        return _dated(story, match, month, number, year, story.basis)
    return _dated(story, match, month, number, year, None)


def _which_day(story: Story, match: Match, month: int, number: int) -> Sense:
    """ "Last Oct. 23", "this coming Sunday, March 8"."""
    published, which = story.published, story.meaning(match, "which")
    if published is None or number > monthrange(2000, month)[1]:
        return Sense("DATE", None)
    way = "past" if which == -1 else "future" if which == 1 else None
    day = nearest_day(published, month, number, way)
    if way == "past" and day and day >= published:
        day = day_value(day.year - 1, month, number)
    return Sense("DATE", iso(day), None, story.basis)


def _is_modal(story: Story, match: Match) -> bool:
    """ "He may 3 …", "march 20 miles": a small-letter may or march beside a number is no month."""
    index = match.at("month")
    return index is not None and story.words.words[index] in ("may", "march")


def _dated(
    story: Story, match: Match, month: int, number: int, year: int | None, anchor: str | None
) -> Sense | None:
    if not 1 <= number <= 31:
        return None
    if year is None:
        return _yearless(story, match, month, number)
    day = day_value(year, month, number)
    return Sense("DATE", iso(day), _stage(story, match), anchor, why=None if day else "no_such_day")


def _yearless(story: Story, match: Match, month: int, number: int) -> Sense:
    if number > monthrange(2000, month)[1]:
        return Sense("DATE", None, why="no_such_day")
    if story.published is None:
        return Sense("DATE", f"XXXX-{month:02d}-{number:02d}", _stage(story, match))
    day = nearest_day(story.published, month, number, story.way(match))
    return Sense("DATE", iso(day), _stage(story, match), story.basis)


def nearest_day(published: date, month: int, number: int, way: str | None) -> date | None:
    """The day of that name the text means: behind or ahead as ``way`` says, else the nearest."""
    days = [found for step in (-1, 0, 1) if (found := day_value(published.year + step, month, number))]
    if not days:
        return None
    near = min(days, key=lambda day: abs((day - published).days))
    if way == "past" and near > published and (near - published).days > 75:
        behind = [day for day in days if day <= published]
        return behind[-1] if behind else near
    if way == "future" and near < published and (published - near).days > 60:
        ahead = [day for day in days if day >= published]
        return ahead[0] if ahead else near
    return near


def two_days(story: Story, match: Match) -> list[Sense]:
    """ "April 24 and 25", "from 3 to 5 May": two times, each with its own words."""
    month = story.meaning(match, "month", "month", "maybe_month")
    first, second = story.integer(match, "first"), story.integer(match, "second")
    if not isinstance(month, int) or first is None or second is None or _is_modal(story, match):
        return []
    connector, at_first, at_second = (
        match.parts["first"][1] + 1,
        match.at("first") or 0,
        match.at("second") or 0,
    )
    month_at = match.at("month") or 0
    if month_at > at_first:
        connector = at_first + 1
    year = story.integer(match, "year")
    senses = [_dated(story, match, month, number, year, None) for number in (first, second)]
    if month_at < at_first:
        ranges = ((match.first, connector - 1), (connector + 1, match.last))
        if story.words.lowers[connector] in ("and", "or") and _counts(story, match.last + 1):
            return [Sense(s.type, s.value, s.mod, s.anchor, ranges[0]) for s in senses[:1] if s]
    else:
        ranges = ((match.first, at_first), (at_second, match.last))
    return [
        Sense(sense.type, sense.value, sense.mod, sense.anchor, words)
        for sense, words in zip(senses, ranges, strict=True)
        if sense
    ]


def two_dates(story: Story, match: Match) -> list[Sense] | None:
    """ "May 3 to June 5, 2023": the year behind the second is the first one's too, or the one after."""
    months = [story.meaning(match, part, "month", "maybe_month") for part in ("month", "month2")]
    days, year = [story.integer(match, part) for part in ("first", "second")], story.integer(match, "year")
    first, second = months
    if not isinstance(first, int) or not isinstance(second, int) or year is None or None in days:
        return None
    found = [day_value(year - (first > second), first, days[0] or 0), day_value(year, second, days[1] or 0)]
    starts = (match.at("month2") or 0, match.at("second") or 0)
    last = min(starts) - 1
    ranges = ((match.first, last - 1), (last + 1, match.last))
    return [
        Sense("DATE", iso(day), None, None, words, why=None if day else "no_such_day")
        for day, words in zip(found, ranges, strict=True)
    ]


def _counts(story: Story, index: int) -> bool:
    """True where the word after a second day looks like what a number counts: "May 3 and 12 people"."""
    if index >= len(story.words) or story.words.kinds[index] != "word":
        return False
    word = story.words.words[index]
    return (
        len(word) > 3
        and word.islower()
        and word not in ("when", "with", "from", "after", "before", "were", "this")
    )


def weekday(story: Story, match: Match) -> Sense | None:
    """ "Friday", "last Friday", "early Tuesday", "Wednesday night", "Friday of last week"."""
    number = story.meaning(match, "wd", "weekday")
    if not isinstance(number, int) or _is_name(story, match):
        return None
    part, stage = story.meaning(match, "part"), _stage(story, match)
    if match.at("part") is not None and story.words.lowers[match.last].endswith("s"):  # "Friday nights"
        return Sense("SET", f"XXXX-WXX-{number}T{part}")
    if story.published is None:
        return _with_part(f"XXXX-WXX-{number}", part, stage, None)
    which = story.meaning(match, "which")
    if "week" in story.words.lowers[match.first : match.last + 1] and isinstance(which, int):
        step = {-1: -7, 0: 0, 1: 7}.get(which, 0)
        day = moved(story.published, number - story.published.isoweekday() + step)
    else:
        day = weekday_from(story, match, number, which)
    return _with_part(iso(day), part, stage, story.basis)


def weekday_from(story: Story, match: Match, number: int, which: object) -> date | None:
    published = story.published
    if published is None:
        return None
    behind = (published.isoweekday() - number) % 7
    ahead = (number - published.isoweekday()) % 7
    if which == -1:
        return moved(published, -(behind or 7))
    if which == 1:
        return moved(published, ahead or 7)
    if which == 0 and any(word in ("past",) for word in story.words.lowers[match.first : match.last]):
        return moved(published, -(behind or 7))
    if which == 0:
        return moved(published, number - published.isoweekday())
    if not behind:
        return published
    if "'s" in story.words.lowers[match.last + 1 : match.last + 2]:  # "Friday's ruling"
        return moved(published, -behind)
    way = story.way(match)
    if ahead == 1 and way is None:  # tomorrow's name: the same day a week ago would be "last Thursday"
        way = "future"
    return moved(published, ahead) if way == "future" else moved(published, -behind)


def _is_name(story: Story, match: Match) -> bool:
    """ "Black Friday", "Bloody Sunday", "Joe Friday": a weekday right after a capital word inside a
    sentence.
    """
    index = match.at("wd") or 0
    before = story.words.lowers[index - 1] if index else ""
    return before in ("black", "bloody", "super", "cyber", "ruby", "joe")


def weekday_day(story: Story, match: Match) -> Sense | None:
    """ "Tuesday the 5th": the nearest such day."""
    number, day = story.meaning(match, "wd", "weekday"), story.integer(match, "day")
    if not isinstance(number, int) or day is None or story.published is None:
        return Sense("DATE", None)
    for step in sorted(range(-40, 41), key=abs):
        found = moved(story.published, step)
        if found and found.day == day and found.isoweekday() == number:
            return Sense("DATE", found.isoformat(), None, story.basis)
    return Sense("DATE", None)


def deictic(story: Story, match: Match) -> Sense | None:
    """ "Yesterday", "tonight", "this morning", "last night", "tomorrow evening", "the day before
    yesterday".
    """
    part = story.meaning(match, "part")
    step = story.meaning(match, "deictic")
    if match.at("last") is not None:
        step = -1
        if part not in ("NI", "EV"):
            part = part or "NI"
    elif match.at("before") is not None:
        step = -2
    elif match.at("after") is not None:
        step = 2
    elif step is None:
        step = 0
    index = match.at("deictic")
    if index is not None and story.words.lowers[index] == "tonight":
        part = part or "NI"
    day = moved(story.published, step) if story.published and isinstance(step, int) else None
    return _with_part(iso(day), part, _stage(story, match), story.basis if day else None)


def part_told(story: Story, match: Match) -> Sense | None:
    """ "In the afternoon", "before dawn": of the day last told nearby."""
    if match.first - story.day_word > 60 or goes_on_as_name(story, match.last + 1):
        return None
    part, (day, anchor) = story.meaning(match, "part", "part_of_day", "edge_of_day"), story.day()
    return _with_part(iso(day), part, None, anchor) if day else None


def goes_on_as_name(story: Story, index: int) -> bool:
    """ "In the Morning Star", "in the evening news": the part of a day is no time of its own."""
    if index >= len(story.words) or story.words.kinds[index] != "word":
        return False
    after = story.words.words[index]
    tag = story.tags.get(story.words.starts[index]) if story.tags else None
    return after[:1].isupper() or (tag or "").startswith("NN")


def overnight(story: Story, match: Match) -> Sense | None:
    """ "Overnight": the night that ends on the publication day."""
    day = story.published
    return Sense("TIME", f"{day.isoformat()}TNI" if day else None, None, story.basis if day else None)


def narrative_day(story: Story, match: Match) -> Sense | None:
    """ "The next day", "the previous night", "that day": from the day last told."""
    index = match.at("step")
    if index == match.last and index != match.first and goes_on(story, match.last + 1):
        return None
    word = story.words.lowers[index] if index is not None else "same"
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "before": -1}.get(word, 0)
    day, anchor = story.day()
    found = moved(day, step) if day else None
    if found is None:
        return Sense("DATE", None)
    return _with_part(found.isoformat(), story.meaning(match, "part"), _stage(story, match), anchor)


def goes_on(story: Story, index: int) -> bool:
    """ "The day before" what comes next, rather than before the day last told."""
    return (
        index < len(story.words) and story.words.kinds[index] == "word" and story.words.lowers[index] != "and"
    )


def week_of(story: Story, match: Match) -> Sense | None:
    """ "The week of March 6"."""
    sense = date_(story, match)
    if sense is None or sense.value is None or "X" in sense.value:
        return Sense("DATE", None)
    return Sense("DATE", week(date.fromisoformat(sense.value)), None, sense.anchor)
