"""Senses of weeks, months and seasons, and of "last year", "this month", "next week"."""

from __future__ import annotations

from datetime import date, timedelta

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds, divmod_month, iso, month_step, moved, week
from hearsay.read.times.quarters import latest_quarter
from hearsay.read.times.story import Sense, Story

_SEASON_MONTH = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}
_SEASON_FIRST = {"SP": (3, 21), "SU": (6, 21), "FA": (9, 23), "WI": (12, 21)}


def stage_of(story: Story, match: Match) -> str | None:
    """START, MID or END where the match has "early", "the middle of", "late"."""
    for part in ("stage", "stage_noun", "stage_noun2"):
        value = story.meaning(match, part)
        if isinstance(value, str):
            return value
    return None


def month(story: Story, match: Match) -> Sense | None:
    """ "July 1997", "late November", "June last year", "in July": the year told, else the one the tense
    points to.
    """
    number = story.meaning(match, "month", "month", "maybe_month")
    if not isinstance(number, int) or _is_other_word(story, match):
        return None
    stage = stage_of(story, match)
    year = story.integer(match, "year")
    if year is not None:
        return Sense("DATE", f"{year:04d}-{number:02d}", stage)
    if story.published is None:
        return Sense("DATE", f"XXXX-{number:02d}", stage)
    which = story.meaning(match, "which")
    if isinstance(which, int):
        step = {-1: -1, 1: 1}.get(which, 0)
        return Sense("DATE", f"{story.published.year + step:04d}-{number:02d}", stage, story.basis)
    lead = story.words.lowers[match.first - 1] if match.first else ""
    way = story.way(match)
    if (
        lead in ("by", "until", "till", "through")
        and way == "past"
        and (number - story.published.month) % 12 <= 4
    ):
        way = "future"  # what was agreed lies behind, its term ahead
    chosen = _nearest_year(story.published, number, way)
    return Sense("DATE", f"{chosen:04d}-{number:02d}", stage, story.basis)


def two_months(story: Story, match: Match) -> list[Sense] | None:
    """ "January and March 2023": the year told behind the second is the first one's too."""
    first = story.meaning(match, "month", "month", "maybe_month")
    second = story.meaning(match, "month2", "month", "maybe_month")
    index, which = match.at("month2"), story.meaning(match, "which")
    if not isinstance(first, int) or not isinstance(second, int) or index is None:
        return None
    if not all(story.words.words[match.at(part) or 0][:1].isupper() for part in ("month", "month2")):
        return None
    year, anchor = story.integer(match, "year"), None
    if year is None and story.published and isinstance(which, int) and which in (-1, 0, 1):
        year, anchor = story.published.year + which, story.basis
    if year is None:
        return None
    stage2, before = story.meaning(match, "stage2", "stage"), (match.at("stage2") or index) - 1
    return [
        Sense(
            "DATE",
            f"{year - (first > second):04d}-{first:02d}",
            stage_of(story, match),
            anchor,
            (match.first, before - 1),
        ),
        Sense(
            "DATE",
            f"{year:04d}-{second:02d}",
            str(stage2) if stage2 else None,
            anchor,
            (before + 1, match.last),
        ),
    ]


def _nearest_year(published: date, number: int, way: str | None) -> int:
    ahead = (number - published.month) % 12
    if way == "past":
        ahead -= 12 if ahead > 1 else 0
    elif way != "future" and ahead > 3:
        ahead -= 12
    return divmod_month(published.year * 12 + published.month - 1 + ahead)[0]


def _is_other_word(story: Story, match: Match) -> bool:
    """A month that is a name or a verb: "April Jones", "May I", "March on Rome", or one glued to a
    hyphenated word.
    """
    index = match.at("month") or 0
    words = story.words
    if words.words[index].islower() and words.words[index] in ("may", "march"):
        return True
    if match.last != index and not (match.last == index + 1 and words.words[match.last] == "."):
        return False
    lead = words.lowers[match.first - 1] if match.first else ""
    after = words.words[match.last + 1] if match.last + 1 < len(words) else ""
    told = lead in (
        "in",
        "since",
        "last",
        "by",
        "until",
        "next",
        "during",
        "before",
        "after",
        "early",
        "late",
    )
    if words.words[index] == "March" and after in ("for", "of", "on", "to") and not told:
        return True  # the March for Life
    if words.lowers[index] in ("may", "march") and words.words[index].isupper():
        return lead not in ("in", "since", "last", "of", "by", "until", "next", "during", "before", "after")
    named = words.lowers[index] in ("april", "june", "may", "march", "august", "jan")
    if named and lead not in (
        "in",
        "since",
        "last",
        "of",
        "by",
        "until",
        "next",
        "during",
        "the",
        "for",
        "through",
    ):
        return after[:1].isupper() or lead in ("", ".", "mr", "ms", "mrs") or after in ("i", "he", "we", "on")
    return False


def which_month(story: Story, match: Match) -> Sense | None:
    """ "Last October", "next May", "this September"."""
    number = story.meaning(match, "month", "month", "maybe_month")
    which = story.meaning(match, "which")
    index = match.at("month") or 0
    if not isinstance(number, int) or which == 3 or story.words.words[index] in ("may", "march"):
        return None
    stage = stage_of(story, match)
    if story.published is None:
        return Sense("DATE", f"XXXX-{number:02d}", stage)
    year, here = story.published.year, story.published.month
    if which == -1 or "past" in story.words.lowers[match.first : match.last]:
        year -= number >= here
    elif which in (1, 2):
        year += number <= here
    return Sense("DATE", f"{year:04d}-{number:02d}", stage, story.basis)


def season(story: Story, match: Match) -> Sense | None:
    """ "The winter of 1994", "in the spring"."""
    name, year = story.meaning(match, "season"), story.integer(match, "year")
    if not isinstance(name, str):
        return None
    if year is not None:
        return Sense("DATE", f"{year:04d}-{name}", stage_of(story, match))
    return _season_from(story, match, name, None)


def which_season(story: Story, match: Match) -> Sense | None:
    """ "Last fall", "this summer", "next winter"."""
    name, which = story.meaning(match, "season"), story.meaning(match, "which")
    if not isinstance(name, str) or which == 3:
        return None
    if "past" in story.words.lowers[match.first : match.last]:
        which = -1
    return _season_from(story, match, name, which if isinstance(which, int) else 0)


def _season_from(story: Story, match: Match, name: str, which: int | None) -> Sense:
    """``which`` is -1, 0 or 1 for "last", "this", "next"; None leaves it to the tense."""
    stage, published = stage_of(story, match), story.published
    if published is None:
        return Sense("DATE", f"XXXX-{name}", stage)
    year, first = published.year, date(published.year, *_SEASON_FIRST[name])
    if which is None:
        way = story.way(match)
        opened = first - timedelta(days=21)  # people speak of summer from the first of its first month
        year += (way == "future" and published > first + timedelta(days=93)) - (
            way == "past" and published < opened
        )
        which = 0 if way != "past" or name == "WI" else None
    if which == -1:
        year -= published <= first + timedelta(days=93)
    elif which == 1:
        year += published >= first
    elif which == 0 and name == "WI":
        year -= published.month < 7
    elif which == 0 and published < first and _SEASON_MONTH[name] - published.month > 5:
        year -= 1
    return Sense("DATE", f"{year:04d}-{name}", stage, story.basis)


def weekend(story: Story, match: Match) -> Sense | None:
    """ "The weekend", "last weekend", "next weekend"."""
    which = story.meaning(match, "which")
    if match.first == match.last or which == 3:
        return None
    published = story.published
    if published is None:
        return Sense("DATE", "XXXX-WXX-WE", stage_of(story, match))
    before = "past" in story.words.lowers[match.first : match.last]
    way = "past" if which == -1 or before else story.way(match)
    if which == 1:
        step = 7
    elif way == "future" or (story.words.lowers[match.first] == "this" and way != "past"):
        step = 0
    else:
        step = 0 if published.isoweekday() >= 6 and which != -1 else -7
    day = moved(published, step)
    return Sense("DATE", f"{week(day)}-WE" if day else None, stage_of(story, match), story.basis)


def which_unit(story: Story, match: Match) -> Sense | None:
    """ "Last year", "this month", "early next week", "the following year", "that year"."""
    unit, which = story.meaning(match, "unit"), story.meaning(match, "which")
    stage = stage_of(story, match)
    if not isinstance(unit, str) or not isinstance(which, int):
        return None
    word = story.words.lowers[match.at("which") or 0]
    base, anchor = story.published, story.basis
    if word in ("following", "previous", "preceding", "same", "that") or (
        word == "next" and "the" in story.words.lowers[match.first : match.at("which")]
    ):
        step = {"following": 1, "previous": -1, "preceding": -1, "next": 1}.get(word, 0)
        base, anchor = told_day(story)
    else:
        step = -1 if word == "past" or "past" in story.words.lowers[match.first : match.last] else which
    if (
        "T" in unit
        or (word == "past" and "the" in story.words.lowers[match.first : match.last])
        or (unit in ("D", "L") and word in ("past", "last", "this", "current", "present", "coming"))
    ):
        return None
    value = shifted(base, unit, step) if base else None
    return Sense("DATE", value, stage, anchor if value else None)


def told_day(story: Story) -> tuple[date | None, str | None]:
    """The first day of the time last told, with its anchor; else the publication day."""
    if story.told is not None:
        earliest, _ = bounds(story.told)
        if earliest is not None:
            return earliest, story.told_id
    return story.published, story.basis


def shifted(base: date, unit: str, step: int) -> str | None:
    """The value, as coarse as ``unit``, that lies ``step`` units from ``base``; None past the calendar."""
    if unit == "D":
        day = moved(base, step)
        return iso(day)
    if unit in ("W", "F"):
        day = moved(base, step * (7 if unit == "W" else 14))
        return week(day) if day else None
    if unit in ("M", "Q"):
        found = month_step(base.year, base.month, step * (1 if unit == "M" else 3))
        if found is None:
            return None
        return (
            f"{found[0]:04d}-{found[1]:02d}" if unit == "M" else f"{found[0]:04d}-Q{(found[1] - 1) // 3 + 1}"
        )
    years = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if years is None:
        return None
    year_ = base.year + step * years
    if not 1 <= year_ <= 9999:
        return None
    return f"{year_:04d}"[: {"Y": 4, "E": 3, "C": 2}[unit]]


def the_unit(story: Story, match: Match) -> Sense | None:
    """ "Earlier in the year", "the end of the month", "for the year"."""
    unit = story.meaning(match, "unit")
    if unit not in ("W", "M", "Q", "Y", "E", "C") or story.published is None:
        return None
    if unit == "Q":
        return latest_quarter(
            story, Match(match.rule, match.first, match.last, {"quarter": (match.last, match.last)})
        )
    stage = stage_of(story, match)
    if story.words.lowers[match.last + 1 : match.last + 2] in (("ended",), ("ending",)):
        return Sense("DURATION", {"W": "P1W", "M": "P1M", "Y": "P1Y"}.get(str(unit)))
    if stage is None and unit not in ("Y", "Q"):
        return None
    step = {"last": -1, "next": 1}.get(story.words.lowers[match.first], 0)
    return Sense("DATE", shifted(story.published, str(unit), step), stage, story.basis)
