"""Senses of quarters and halves of years, of which business news is made."""

from __future__ import annotations

from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds, month_step, quarter
from hearsay.read.times.story import Sense, Story


def quarter_(story: Story, match: Match) -> Sense | None:
    """ "The third quarter", "fourth-quarter", "the first quarter of 2023", "this year's third quarter"."""
    number = story.integer(match, "ord")
    if number is None or not 1 <= number <= 4:
        return None
    year = story.integer(match, "year") or story.integer(match, "year2")
    if year is not None:
        return Sense("DATE", f"{year:04d}-Q{number}")
    if story.published is None:
        return Sense("DATE", f"XXXX-Q{number}")
    which = story.meaning(match, "which")
    if isinstance(which, int):
        return Sense(
            "DATE",
            f"{story.published.year + (which if which in (-1, 1) else 0):04d}-Q{number}",
            None,
            story.basis,
        )
    begun = number <= quarter(story.published)
    ahead = not begun and number == 4 and story.published.month >= 9
    return Sense(
        "DATE", f"{story.published.year - (not begun and not ahead):04d}-Q{number}", None, story.basis
    )


def quarter_before(story: Story, match: Match) -> Sense | None:
    """ "The year-earlier quarter", "year-ago results": the quarter told in the story, a year before."""
    number = story.integer(match, "ord")
    if number is not None and story.published and 1 <= number <= 4:
        return Sense("DATE", f"{story.published.year - 1}-Q{number}", None, story.basis)
    return _year_before(story, "DATE")


def _year_before(story: Story, type_: str) -> Sense:
    if story.quarter is not None:
        return Sense(type_, f"{int(story.quarter[:4]) - 1:04d}{story.quarter[4:]}", None, story.basis)
    if story.published is None:
        return Sense(type_, None)
    return Sense(type_, f"{story.published.year - 1:04d}", None, story.basis)


def quarter_code(story: Story, match: Match) -> Sense | None:
    """ "Q3", "Q1 2024", "H2 2023"."""
    code, year = story.words.words[match.first], story.integer(match, "year")
    if code[0] == "H" and code[1] not in "12":
        return None
    if year is None and story.published is None:
        return Sense("DATE", f"XXXX-{code}")
    if year is not None:
        return Sense("DATE", f"{year:04d}-{code}")
    if story.published is None:
        return None
    begun = int(code[1]) <= (quarter(story.published) if code[0] == "Q" else (story.published.month + 5) // 6)
    return Sense("DATE", f"{story.published.year - (not begun):04d}-{code}", None, story.basis)


def half(story: Story, match: Match) -> Sense | None:
    """ "The first half of 2016", "the second half of last year"."""
    year, anchor = story.integer(match, "year"), None
    if year is None and story.published:
        which = story.meaning(match, "which")
        year, anchor = (
            story.published.year + (which if which in (-1, 1) and isinstance(which, int) else 0),
            story.basis,
        )
    index = match.at("ord") or 0
    second = story.words.lowers[index] in ("second", "2nd", "last", "latter")
    return Sense("DATE", f"{year:04d}-H{2 if second else 1}" if year else None, None, anchor)


def year_period(story: Story, match: Match) -> Sense | None:
    """ "The 1988 quarter": that year's, of the number last told."""
    year = story.integer(match, "year")
    if year is None:
        return None
    if story.quarter is not None and story.words.lowers[match.last] == "quarter":
        return Sense("DATE", f"{year:04d}{story.quarter[4:]}", None, story.basis)
    return Sense("DATE", f"{year:04d}")


def _is_over(value: str, published: date) -> bool:
    """True for a quarter that had ended, so that "the latest quarter" can mean it."""
    _, latest = bounds(value)
    return latest is not None and latest < published


def latest_quarter(story: Story, match: Match) -> Sense | None:
    """ "The latest quarter", "the quarter": the one last told, else the last one that is over."""
    over = (
        story.quarter is not None and story.published is not None and _is_over(story.quarter, story.published)
    )
    if story.quarter is not None and (over or story.published is None):
        return Sense("DATE", story.quarter, None, story.basis)
    if story.published is None or match.at("quarter") is None:
        return None
    step = month_step(story.published.year, story.published.month, -3)
    if step is None:
        return None
    return Sense("DATE", f"{step[0]:04d}-Q{(step[1] - 1) // 3 + 1}", None, story.basis)
