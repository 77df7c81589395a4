"""Senses of clock times, on the day told beside them or before."""

from __future__ import annotations

from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import iso
from hearsay.read.times.days import date_, deictic, weekday, weekday_from
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import meaning


def date_clock(story: Story, match: Match) -> Sense | None:
    """ "March 3, 2024, at 5 p.m. GMT"."""
    sense, clock = date_(story, match), _clock_text(story, match)
    if sense is None or clock is None:
        return sense
    return Sense("TIME", sense.value and f"{sense.value}T{clock}", None, sense.anchor)


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
        number = story.numbers.get(index)
        if number is not None and number.form == "words":
            text = str(int(number.value))
        return _hours(story, match, text)
    return None


def _hours(story: Story, match: Match, text: str) -> str | None:
    if len(text) == 4 and text.isdigit():
        hour, minute = int(text[:2]), text[2:]
    else:
        head, _, rest = text.replace(".", ":").partition(":")
        hour, minute = int(head), (rest or "00")
    meridiem = match.at("meridiem")
    part = story.meaning(match, "part")
    late = meridiem is not None and story.words.lowers[meridiem].startswith("p")
    if late or (part in ("AF", "EV") and hour < 12) or (part == "NI" and 5 < hour < 12):
        hour = hour % 12 + 12
    elif meridiem is not None and hour == 12:
        hour = 0
    if hour > 24 or int(minute[:2]) > 59:
        return None
    return f"{hour:02d}:{minute}"


def clock(story: Story, match: Match) -> Sense | None:
    """ "5 p.m. EST Tuesday", "noon Thursday", "10:35", "1400 GMT": on the day told beside it, else the day
    last told.
    """
    text = _clock_text(story, match)
    if text is None:
        return None
    if match.at("wd") is not None:
        base = weekday(story, match)
        day, anchor = (base.value, base.anchor) if base else (None, None)
        day = day and day.partition("T")[0]
    elif match.at("deictic") is not None:
        base = deictic(story, match)
        day, anchor = (base.value, base.anchor) if base else (None, None)
        day = day and day.partition("T")[0]
    else:
        found, anchor = _clock_day(story, match)
        day = iso(found)
    fuzzy = match.at("fuzzy")
    mod = "APPROX" if fuzzy is not None and meaning("fuzzy", story.words, fuzzy) else None
    zone = "Z" if {"utc", "gmt"} & set(story.words.lowers[match.first : match.last + 1]) else ""
    return Sense("TIME", f"{day or 'XXXX-XX-XX'}T{text}{zone}", mod, anchor if day else None)


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
    if match.first - story.day_word < 40:
        return story.day()
    return story.published, story.basis


def bare_clock(story: Story, match: Match) -> Sense | None:
    """ "At 2230": four digits that can be no year of our time."""
    index = match.at("hhmm")
    if index is None or 1700 <= int(story.words.words[index]) <= 2100:
        return None
    return clock(story, match)
