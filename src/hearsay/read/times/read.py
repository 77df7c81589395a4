"""The layer itself: matches in the order of the text, each read by its sense, into records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.numbers import scanned
from hearsay.read.reading import Reading
from hearsay.read.times import clocks, days, lengths, periods, quarters
from hearsay.read.times.calendar import bounds, edtf, interval, iso, reach_of
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import GRAMMAR, shapes
from hearsay.record import Report, Time

SENSES: Mapping[str, Callable[[Story, Match], Sense | list[Sense] | None]] = {
    "stamp": days.stamp,
    "slashed": days.slashed,
    "date": days.date_,
    "date_clock": clocks.date_clock,
    "two_days": days.two_days,
    "weekday": days.weekday,
    "weekday_day": days.weekday_day,
    "week_of": days.week_of,
    "deictic": days.deictic,
    "overnight": days.overnight,
    "narrative_day": days.narrative_day,
    "clock": clocks.clock,
    "bare_clock": clocks.bare_clock,
    "holiday": days.holiday,
    "month": periods.month,
    "which_month": periods.which_month,
    "season": periods.season,
    "which_season": periods.which_season,
    "quarter": quarters.quarter_,
    "quarter_before": quarters.quarter_before,
    "quarter_code": quarters.quarter_code,
    "latest_quarter": quarters.latest_quarter,
    "half": quarters.half,
    "year": periods.year,
    "year_period": quarters.year_period,
    "year_end": periods.year_end,
    "decade": periods.decade,
    "decade_word": periods.decade_word,
    "century": periods.century,
    "weekend": periods.weekend,
    "which_unit": periods.which_unit,
    "the_unit": periods.the_unit,
    "offset": lengths.offset,
    "duration": lengths.duration,
    "one_unit": lengths.one_unit,
    "stretch": lengths.stretch,
    "long": lengths.long,
    "unclear_duration": lengths.unclear_duration,
    "some_time": lengths.some_time,
    "often": lengths.often,
    "every_unit": lengths.every_unit,
    "every_named": lengths.every_named,
    "reference": lengths.reference,
    "present": lengths.present,
    "nothing": lambda story, match: [],
}
"""Every ``means`` of the rules, with the sense that reads it: None leaves the words to the next match, an
empty list keeps them from every other ("44-year-old" is an age)."""

_PART_YEARS = frozenset(("P9M", "P6M"))
READ_FURNITURE = frozenset(("headline", "dateline", "caption", "correction"))
"""Kinds of furniture that speak of the story; what stands in any other is not read."""


def read_times(reading: Reading) -> tuple[Time, ...]:
    """The date and time expressions of a report, in the order of the text; none overlaps another.

    ``value``, ``mod`` and ``type`` are TIMEX3; ``earliest``, ``latest`` and ``edtf`` follow from them (null
    where the value fixes no days); ``anchor`` is "published", "dateline", the id of the time it was told
    from, or null. An impossible date (31 February) keeps its words and has no value.
    """
    report = reading.report
    text = report.text or ""
    words, numbers = scanned(text)
    published, basis = publication_day(report)
    tags = dict(zip(reading.syntax.starts, reading.syntax.tags, strict=True)) if reading.syntax else None
    story = Story(words, numbers, published, basis, tags)
    skipped = [(piece.start, piece.end) for piece in report.furniture if piece.kind not in READ_FURNITURE]
    found: list[Time] = []
    reach = -1
    for match in GRAMMAR.candidates(words, shapes(words, numbers)):
        start = words.starts[match.first]
        if match.first <= reach or any(low <= start < high for low, high in skipped):
            continue
        senses = SENSES[match.rule.means](story, match)
        if senses is None:
            continue
        reach = match.last
        for sense in senses if isinstance(senses, list) else (senses,):
            found.append(_time(story, match, sense))
    return tuple(found)


def publication_day(report: Report) -> tuple[date | None, str | None]:
    """The day relative times are told from, and what gave it: the publication date, else the dateline's."""
    if report.published:
        return date.fromisoformat(report.published[:10]), "published"
    if report.dateline and report.dateline.date:
        return date.fromisoformat(report.dateline.date[:10]), "dateline"
    return None, None


def _time(story: Story, match: Match, sense: Sense) -> Time:
    first, last = sense.words or (match.first, match.last)
    if last > first and story.words.words[last] == "." and not _is_short(story.words.lowers[last - 1]):
        last -= 1  # the full stop of the sentence, not of "Sept."
    earliest = latest = None
    text = None
    if sense.value is not None and sense.type in ("DATE", "TIME"):
        earliest, latest = interval(sense.value, sense.mod, story.published)
        earliest, latest = _so_far(story, match, sense, earliest, latest)
        text = edtf(sense.value, sense.mod, earliest, latest)
    elif sense.value is not None and sense.ahead is not None and story.published:
        earliest, latest = reach_of(sense.value, story.published, sense.ahead)
        text = f"{earliest}/{latest}" if earliest and latest else None
    time = Time.at(
        story.words.text,
        story.words.starts[first],
        story.words.ends[last],
        type=sense.type,
        value=sense.value,
        mod=sense.mod,
        earliest=iso(earliest),
        latest=iso(latest),
        edtf=text,
        anchor=sense.anchor,
        because={"value": (match.rule.name,)},
    )
    _remember(story, match, sense, time)
    return time


def _is_short(word: str) -> bool:
    """An abbreviation that its full stop belongs to: "Sept.", "Fri."."""
    return len(word) <= 4 and word not in ("may", "june", "july", "last", "next")


def _so_far(
    story: Story, match: Match, sense: Sense, earliest: date | None, latest: date | None
) -> tuple[date | None, date | None]:
    """ "Earlier this year" ends, and "later this week" begins, with the publication day."""
    index, day = match.at("stage"), story.published
    if index is None or day is None or sense.value is None:
        return earliest, latest
    whole_earliest, whole_latest = bounds(sense.value)
    if whole_earliest is None or whole_latest is None or not whole_earliest <= day <= whole_latest:
        return earliest, latest
    word = story.words.lowers[index]
    if word == "earlier":
        return whole_earliest, day
    return (day, whole_latest) if word == "later" else (earliest, latest)


def _remember(story: Story, match: Match, sense: Sense, time: Time) -> None:
    """Keep a resolved date as what later times may be told from."""
    value = sense.value
    if value in _PART_YEARS and match.rule.means in ("stretch", "duration"):
        story.quarter_word = -10_000  # "the nine months" takes over from the quarter told before
    if (
        value is None
        or match.rule.means == "offset"
        or sense.type not in ("DATE", "TIME")
        or "X" in value
        or value.endswith("_REF")
    ):
        return
    if "-Q" in value:
        if match.rule.means not in ("quarter", "quarter_code"):
            return
        story.quarter, story.quarter_word = value, match.last
    elif time.earliest is not None:
        story.told, story.told_id, story.day_word = value, time.id, match.last
