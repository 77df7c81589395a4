"""The layer itself: matches in the order of the text, each read by its sense, into records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.numbers import scanned
from hearsay.read.reading import Reading
from hearsay.read.times import (
    clocks,
    days,
    holidays,
    lengths,
    offsets,
    periods,
    quarters,
    sets,
    written,
    years,
)
from hearsay.read.times.calendar import bounds, edtf, interval, iso, reach_of
from hearsay.read.times.governor import Tree
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import GRAMMAR, shapes
from hearsay.record import Report, Time

SENSES: Mapping[str, Callable[[Story, Match], Sense | list[Sense] | None]] = {
    "stamp": written.stamp,
    "compact": written.compact,
    "dashed": written.dashed,
    "iso_month": written.iso_month,
    "iso_week": written.iso_week,
    "no_day": written.no_day,
    "slashed": written.slashed,
    "date": days.date_,
    "date_clock": clocks.date_clock,
    "two_days": days.two_days,
    "two_dates": days.two_dates,
    "weekday": days.weekday,
    "weekday_day": days.weekday_day,
    "week_of": days.week_of,
    "deictic": days.deictic,
    "part_told": days.part_told,
    "overnight": days.overnight,
    "narrative_day": days.narrative_day,
    "clock": clocks.clock,
    "bare_clock": clocks.bare_clock,
    "two_clocks": clocks.two_clocks,
    "small_hours": clocks.small_hours,
    "holiday": holidays.holiday,
    "month": periods.month,
    "two_months": periods.two_months,
    "which_month": periods.which_month,
    "season": periods.season,
    "which_season": periods.which_season,
    "quarter": quarters.quarter_,
    "quarter_before": quarters.quarter_before,
    "quarter_code": quarters.quarter_code,
    "latest_quarter": quarters.latest_quarter,
    "half": quarters.half,
    "business_half": quarters.business_half,
    "same_period": quarters.same_period,
    "year": years.year,
    "year_period": quarters.year_period,
    "year_end": years.year_end,
    "midyear": years.midyear,
    "decade": years.decade,
    "decade_word": years.decade_word,
    "century": years.century,
    "weekend": periods.weekend,
    "which_unit": periods.which_unit,
    "the_unit": periods.the_unit,
    "offset": offsets.offset,
    "offset_before": offsets.offset_before,
    "unit_before": offsets.unit_before,
    "weekday_offset": offsets.weekday_offset,
    "duration": lengths.duration,
    "one_unit": lengths.one_unit,
    "stretch": lengths.stretch,
    "long": lengths.long,
    "long_word": lengths.long_word,
    "sum": lengths.sum_of,
    "fraction": lengths.fraction,
    "whole_unit": lengths.whole_unit,
    "unclear_duration": lengths.unclear_duration,
    "some_time": lengths.some_time,
    "often": sets.often,
    "every_unit": sets.every_unit,
    "every_named": sets.every_named,
    "reference": sets.reference,
    "present": sets.present,
    "nothing": lambda story, match: [],
}
"""Every ``means`` of the rules, with the sense that reads it: None leaves the words to the next match, an
empty list keeps them from every other ("44-year-old" is an age)."""

_PART_YEARS = frozenset(("P9M", "P6M"))
_ABOUT = frozenset(("around", "circa", "approximately", "roughly"))
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
    tree = Tree(text, reading.syntax) if reading.syntax else None
    story = Story(words, numbers, published, basis, tags, tree)
    if published is None and _is_ahead(report):
        story.undated = "publication_day_ahead"
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
    """The day relative times are told from, and what gave it: the publication date, else the dateline's.

    A report that was published days after it was retrieved has a wrong date, and nothing is told from it. (The clock
    of this machine is never asked: the same input gives the same record on any day.)
    """
    if report.published and not _is_ahead(report):
        return date.fromisoformat(report.published[:10]), "published"
    if report.dateline and report.dateline.date:
        return date.fromisoformat(report.dateline.date[:10]), "dateline"
    return None, None


def _is_ahead(report: Report) -> bool:
    if report.published is None or report.retrieved is None:
        return False
    published, retrieved = (date.fromisoformat(day[:10]) for day in (report.published, report.retrieved))
    return (published - retrieved).days > 1  # a day for the time zones


def _time(story: Story, match: Match, sense: Sense) -> Time:
    first, last = sense.words or (match.first, match.last)
    if last > first and story.words.words[last] == "." and not _is_short(story.words.lowers[last - 1]):
        last -= 1  # the full stop of the sentence, not of "Sept."
    if first and sense.type == "DATE" and sense.mod is None and story.words.lowers[first - 1] in _ABOUT:
        sense = replace(sense, mod="APPROX" if sense.value else None)
    earliest = latest = None
    text = None
    if sense.value is not None and sense.type in ("DATE", "TIME"):
        earliest, latest = interval(sense.value, sense.mod, story.published)
        earliest, latest = _so_far(story, match, sense, earliest, latest)
        text = edtf(sense.value, sense.mod, earliest, latest, sense.zone)
    elif sense.value is not None and sense.ahead is not None and story.published:
        earliest, latest = reach_of(sense.value, story.published, sense.ahead)
        text = f"{earliest}/{latest}" if earliest and latest else None
    why = () if sense.value is not None else (_why(story, sense),)
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
        because={"value": (match.rule.name, *why)},
    )
    _remember(story, match, sense, time)
    return time


def _why(story: Story, sense: Sense) -> str:
    """The code of the reason why there is no value: one of ``reasons.toml``."""
    return sense.why or (story.undated if story.published is None else "unresolved")


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
        story.longer_word = match.last
    if (
        value is None
        or match.rule.means == "offset"
        or sense.type not in ("DATE", "TIME")
        or "X" in value
        or value.endswith("_REF")
    ):
        return
    if "-Q" in value:
        quarters.remember(story, match, value)
    elif time.earliest is not None:
        story.told, story.told_id, story.day_word = value, time.id, match.last
