"""Senses of quarters and halves of years, of which business news is made."""

from __future__ import annotations

from datetime import date

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds, month_step, quarter
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import LISTS, meaning

REACH = 300
"""Words after which "a year earlier" no longer means the quarter last told."""


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
    return _year_before(story, match)


def remember(story: Story, match: Match, value: str) -> None:
    """Keep the quarter that a business report is about, for "a year earlier" and "the latest period".

    That is the newest one told: "down from the second quarter" and what is expected of a quarter that goes on
    leave it alone.
    """
    if match.rule.means == "latest_quarter" and value == story.quarter:
        story.quarter_word = match.last
    if match.rule.means not in ("quarter", "quarter_code"):
        return
    known = story.quarter
    if known is not None and (value < known or not _is_over(value, story.published)):
        return
    story.quarter, story.quarter_word = value, match.last


def in_quarter(story: Story, match: Match) -> bool:
    """True where figures are told of the quarter last told, and not of a longer time told since."""
    if story.in_longer(match):
        return False
    return story.quarter is not None and match.first - story.quarter_word < REACH


def year_before(quarter_: str) -> str:
    """The same quarter a year before."""
    return f"{int(quarter_[:4]) - 1:04d}{quarter_[4:]}"


def _year_before(story: Story, match: Match) -> Sense:
    if story.quarter is not None and in_quarter(story, match):
        return Sense("DATE", year_before(story.quarter), None, story.basis)
    return longer_before(story)


def longer_before(story: Story) -> Sense:
    """The year before the one that the report's quarter lies in, else before the year of publication."""
    year = int(story.quarter[:4]) if story.quarter else story.published.year if story.published else None
    return Sense("DATE", f"{year - 1:04d}" if year else None, None, story.basis)


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


def business_half(story: Story, match: Match) -> Sense | None:
    """ "First-half profit", "the first half" where a quarter was told; a match has halves too."""
    after = story.words.lowers[match.last + 1 : match.last + 2]
    if story.quarter is None and not set(after) & LISTS["business"]:
        return None
    number = 2 if story.words.lowers[match.at("ord") or 0] == "second" else 1
    if story.published is None:
        return Sense("DATE", f"XXXX-H{number}")
    begun = number == 1 or story.published.month > 6
    return Sense("DATE", f"{story.published.year - (not begun):04d}-H{number}", None, story.basis)


def year_period(story: Story, match: Match) -> Sense | None:
    """ "The 1988 quarter": that year's, of the number last told."""
    year = story.integer(match, "year")
    if year is None:
        return None
    if story.quarter is not None and (
        story.words.lowers[match.last] == "quarter" or in_quarter(story, match)
    ):
        return Sense("DATE", f"{year:04d}{story.quarter[4:]}", None, story.basis)
    return Sense("DATE", f"{year:04d}")


def same_period(story: Story, match: Match) -> Sense | None:
    """ "The same period last year", "the like quarter of 1988": the quarter told, or this month, in another year."""
    year, back, told = story.integer(match, "year"), 1, story.quarter
    word = story.words.lowers[match.at("period") or match.first]
    if word == "month" and story.published:
        told = f"{story.published.year:04d}-{story.published.month:02d}"
    if told is None or word in ("week", "half"):
        if story.published is None and year is None:
            return Sense("DATE", None)
        return Sense(
            "DATE",
            f"{year or (story.published.year - back if story.published else 0):04d}",
            None,
            story.basis,
        )
    return Sense("DATE", f"{year or int(told[:4]) - back:04d}{told[4:]}", None, story.basis)


def _is_over(value: str, published: date | None) -> bool:
    """True for a quarter that had ended, so that "the latest quarter" can mean it."""
    _, latest = bounds(value)
    return latest is not None and (published is None or latest < published)


def _ended(story: Story, index: int) -> str | None:
    """The quarter that ends with, or within a month of, the month named behind "ended"."""
    words = story.words
    if words.lowers[index : index + 1] == ("that",):
        index += 1
    if words.lowers[index : index + 1] not in (("ended",), ("ending",)) or story.published is None:
        return None
    index += 2 if words.lowers[index + 1 : index + 2] in (("in",), ("on",)) else 1
    month = (
        None
        if index >= len(words)
        else meaning("month", words, index) or meaning("maybe_month", words, index)
    )
    if not isinstance(month, int):
        return None
    year = story.published.year - (month > story.published.month)
    closing = month_step(year, month, -1)
    return closing and f"{closing[0]:04d}-Q{(closing[1] - 1) // 3 + 1}"


def latest_quarter(story: Story, match: Match) -> Sense | None:
    """ "The latest quarter", "the quarter": the one last told, else the last one that is over; "the quarter
    ended Sept. 30" is the one that its last month closes.
    """
    ended = _ended(story, match.last + 1)
    if ended is not None:
        return Sense("DATE", ended, None, story.basis)
    current = "current" in story.words.lowers[match.first : match.last]
    if story.quarter is not None and not current:
        return Sense("DATE", story.quarter, None, story.basis)
    if story.published is None or match.at("quarter") is None:
        return None
    step = month_step(story.published.year, story.published.month, 0 if current else -3)
    if step is None:
        return None
    return Sense("DATE", f"{step[0]:04d}-Q{(step[1] - 1) // 3 + 1}", None, story.basis)
