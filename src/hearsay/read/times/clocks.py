"""Senses of clock times, on the day told beside them or before."""

from __future__ import annotations

from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import iso
from hearsay.read.times.days import date_, deictic, weekday, weekday_from
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import meaning

_SAME_DAY = 150
"""Words for which a bare clock time is of the day last told."""

_BARE_HOURS = frozenset(("hour in the morning", "half past", "quarter past"))
_AT = frozenset(
    (
        "at",
        "about",
        "around",
        "by",
        "until",
        "till",
        "before",
        "after",
        "since",
        "from",
        "to",
        "nearly",
        "almost",
        "past",
    )
)


def date_clock(story: Story, match: Match) -> Sense | None:
    """ "March 3, 2024, at 5 p.m. GMT"."""
    sense, text = date_(story, match), _clock_text(story, match)
    if sense is None or text is None or sense.value is None:
        return sense
    zone = _zone(story, match)
    return Sense("TIME", _written(sense.value, text, zone), None, sense.anchor, zone=zone)


def clock(story: Story, match: Match) -> Sense | None:
    """ "5 p.m. EST Tuesday", "noon Thursday", "10:35", "1400 GMT": on the day told beside it, else the day
    last told.
    """
    if match.rule.name in _BARE_HOURS and not _is_hour(story, match):
        return None
    if match.first > 0 and story.words.words[match.first - 1] == ":" and match.at("hour") == match.first:
        return None  # the minutes of "a: 15 pm"
    text = _clock_text(story, match)
    if text is None:
        told = any(match.at(part) is not None for part in ("meridiem", "hhmm", "wd"))
        return Sense("TIME", None, why="no_such_hour") if told or _is_at(story, match) else None
    day, anchor = _day_beside(story, match)
    fuzzy = match.at("fuzzy")
    mod = "APPROX" if fuzzy is not None and meaning("fuzzy", story.words, fuzzy) else None
    zone = _zone(story, match)
    value = _written(day or "XXXX-XX-XX", text, zone)
    return Sense("TIME", value, mod, anchor if day else None, zone=zone)


def bare_clock(story: Story, match: Match) -> Sense | None:
    """ "At 2230": four digits that can be no year of our time."""
    index = match.at("hhmm")
    if index is None or 1700 <= int(story.words.words[index]) <= 2100:
        return None
    return clock(story, match)


def two_clocks(story: Story, match: Match) -> list[Sense] | None:
    """ "From 8 to 9 p.m. Monday", "between 8:30 and 10 a.m.": two times on one day."""
    index, sense = match.at("hour1"), clock(story, match)
    if index is None or sense is None or sense.value is None:
        return None
    own = match.at("meridiem1")
    meridiem = match.at("meridiem") if own is None else own
    if meridiem is None:
        return None
    first, late = story.words.words[index], story.words.lowers[meridiem].startswith("p")
    text = _hours(first, late=late, early=not late)
    if text is None:
        return None
    day, _, rest = sense.value.partition("T")
    if own is None and text > rest[:5]:  # "from 11 to 2 p.m."
        text = _hours(first, late=False, early=True) or text
    last = index if own is None else own
    zone = sense.zone
    return [
        Sense("TIME", _written(day, text, zone), None, sense.anchor, (match.first, last), zone=zone),
        Sense("TIME", sense.value, sense.mod, sense.anchor, (last + 2, match.last), zone=zone),
    ]


def small_hours(story: Story, match: Match) -> Sense | None:
    """ "The early hours of Tuesday", "the small hours of 5 March"."""
    sense = weekday(story, match) if match.at("wd") is not None else date_(story, match)
    if sense is None or sense.value is None:
        return sense
    return Sense("TIME", f"{sense.value.partition('T')[0]}TMO", "START", sense.anchor)


def _is_hour(story: Story, match: Match) -> bool:
    """ "At five in the morning", "a quarter to ten"; not "hurt 5 in the morning", "a quarter to ten percent"."""
    if match.at("half") is not None or match.at("quarter") is not None:
        after = match.last + 1
        return match.at("part") is not None or after >= len(story.words) or story.words.kinds[after] != "word"
    return match.first > 0 and story.words.lowers[match.first - 1] in _AT


def _is_at(story: Story, match: Match) -> bool:
    return match.first > 0 and story.words.lowers[match.first - 1] in ("at", "until", "from", "by")


def _written(day: str, text: str, zone: str | None) -> str:
    """The TIMEX3 value: universal time keeps its Z; the offset of another zone stands in the EDTF alone."""
    return f"{day}T{text}{'Z' if zone == 'Z' else ''}"


def _zone(story: Story, match: Match) -> str | None:
    for index in range(match.first, match.last + 1):
        value = meaning("zone", story.words, index)
        if isinstance(value, str):
            return value or None
    return None


def _clock_text(story: Story, match: Match) -> str | None:
    """ "HH:MM" of the clock part, with am or pm told; None where there is no such hour."""
    noon = story.meaning(match, "noon")
    if isinstance(noon, str):
        return noon
    for part in ("clock", "hour", "hhmm"):
        index = match.at(part)
        if index is None:
            continue
        text = story.words.words[index]
        number, minute = story.numbers.get(index), match.at("minute")
        if number is not None and number.form == "words":
            text = str(int(number.value))
        if minute is not None:
            text = f"{text}:{story.words.words[minute]}"
        said = match.at("meridiem")
        late = said is not None and story.words.lowers[said].startswith("p")
        parts = {story.meaning(match, name, "part") for name in ("part", "part2")} - {None}
        return _past(story, match, _hours(text, late=late, early=said is not None and not late, parts=parts))
    return None


def _hours(text: str, *, late: bool, early: bool, parts: set[object] | None = None) -> str | None:
    """ "HH:MM" from "5", "5:30", "5.30", "1730"; the part of the day tells morning from evening."""
    if len(text) == 4 and text.isdigit():
        hour, minute = int(text[:2]), text[2:]
    else:
        head, _, rest = text.replace(".", ":").partition(":")
        if not head.isdigit():
            return None
        hour, minute = int(head), (rest or "00")
    if (late or early) and hour > 12 and not text.isdigit():
        late = early = False  # "15:30 p.m." says it twice
    if (late or early) and hour > 12:
        return None
    part = next(iter(parts or ()), None)
    if late or (part in ("AF", "EV") and hour < 12) or (part == "NI" and 5 < hour < 12):
        hour = hour % 12 + 12
    elif early and hour == 12:
        hour = 0
    if hour > 24 or int(minute[:2]) > 59 or (hour == 24 and minute != "00"):
        return None
    return f"{hour:02d}:{minute}"


def _past(story: Story, match: Match, text: str | None) -> str | None:
    """ "Half past nine", "a quarter to ten"."""
    if text is None or (match.at("half") is None and match.at("quarter") is None):
        return text
    minutes = 30 if match.at("half") is not None else 15
    if story.meaning(match, "past", "past_to") == -1:
        minutes = -minutes
    whole = int(text[:2]) * 60 + minutes
    return f"{whole // 60:02d}:{whole % 60:02d}" if whole >= 0 else None


def _day_beside(story: Story, match: Match) -> tuple[str | None, str | None]:
    if match.at("wd") is not None or match.at("deictic") is not None:
        base = weekday(story, match) if match.at("wd") is not None else deictic(story, match)
        day, anchor = (base.value, base.anchor) if base else (None, None)
        return day and day.partition("T")[0], anchor
    found, anchor = _clock_day(story, match)
    return iso(found), anchor


def _clock_day(story: Story, match: Match) -> tuple[date | None, str | None]:
    """The day a bare clock time falls on: a weekday right after it, else the day last told nearby, else
    today's.
    """
    after = match.last + 1
    for index in range(after, min(after + 8, len(story.words))):
        number = meaning("weekday", story.words, index)
        if isinstance(number, int) and story.published:
            return weekday_from(story, Match(match.rule, index, index, {}), number, None), story.basis
        if story.words.words[index] in (".", ";"):
            break
    if match.first - story.day_word < _SAME_DAY:
        return story.day()
    return story.published, story.basis
