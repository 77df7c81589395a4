"""Senses of years and longer: "1998", "the early 1990s", "the 19th century", "year-end"."""

from __future__ import annotations

from hearsay.read.grammar import Match
from hearsay.read.times.periods import stage_of
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import LISTS

_YEARS = range(1000, 2101)


def year(story: Story, match: Match) -> Sense | None:
    """ "1998", "early 1990", "fiscal 1989", "the year two thousand"; a bare number only where it reads as a
    year.
    """
    value = story.integer(match, "year")
    if value is None:
        value = story.integer(match, "number")
    if value is None or value not in _YEARS:
        if match.at("number") is not None and (value or 0) > 2100:
            return Sense("DATE", None, why="no_such_year")
        return None
    if (
        match.last - match.first <= 1
        and match.first == match.at("year")
        and not _reads_as_year(story, match, value)
    ):
        return None
    return Sense("DATE", f"{value:04d}", stage_of(story, match))


def _reads_as_year(story: Story, match: Match, value: int) -> bool:
    words = story.words
    before = words.lowers[match.first - 1] if match.first else ""
    after = words.lowers[match.last + 1] if match.last + 1 < len(words) else ""
    joined = after == "-" and words.glued(match.last + 1)
    if before in _MONEY or before in _MEASURE or words.kinds[match.first - 1 if match.first else 0] == "code":
        return False
    if joined and words.lowers[match.last + 2 : match.last + 3] and words.kinds[match.last + 2] == "word":
        return False
    if after in _COUNTED or after in ("%", "\u00b0", "bc", "bce", "b.c"):
        return False
    led = before in _LEADS
    if not 1880 <= value <= 2059:
        return before in ("in", "since", "year", "from", "until") and not _is_noun(
            words.words, match.last + 1
        )
    if before in (
        "at",
        "about",
        "some",
        "over",
        "than",
        "nearly",
        "almost",
        "least",
        "of",
        "to",
        "and",
        "up",
    ):
        return not _is_noun(words.words, match.last + 1) or before in ("of",)
    return (
        led
        or not _is_plural(words.words, match.last + 1)
        or before in ("the", "its", "a", "his", "their", "'s")
    )


_MONEY = frozenset("$£€¥#")
_MEASURE = frozenset(
    ("no", "number", "flight", "room", "section", "highway", "route", "page", "section", ".")
)
_LEADS = frozenset(
    meaning_word for meaning_word in ("in", "since", "by", "until", "during", "through", "between")
)
_COUNTED = LISTS["counted"]


def _is_noun(words: tuple[str, ...], index: int) -> bool:
    return (
        index < len(words)
        and words[index][:1].islower()
        and len(words[index]) > 3
        and words[index] not in _LEADS
    )


def _is_plural(words: tuple[str, ...], index: int) -> bool:
    return (
        _is_noun(words, index)
        and words[index].endswith("s")
        and words[index] not in ("was", "this", "has", "as")
    )


def decade(story: Story, match: Match) -> Sense | None:
    """ "The 1990s", "the early '80s", "the mid-1970s"; a bare "80s" with no "the" is no decade."""
    word = story.words.words[match.at("decade") or 0]
    digits = "".join(char for char in word if char.isdigit())
    stage = stage_of(story, match)
    if len(digits) == 4:
        whole_century = digits.endswith("00") and not digits.startswith("20")
        return Sense("DATE", digits[:2] if whole_century else digits[:3], stage)
    named = word[0] in "'\u2019\u2018`" or "the" in story.words.lowers[match.first : match.last]
    return Sense("DATE", _of_century(story, int(digits[0])), stage) if len(digits) == 2 and named else None


def _of_century(story: Story, tens: int) -> str:
    """ "'80s" is the last such decade that has begun; without a publication day the twentieth century's."""
    if story.published is not None and tens * 10 <= story.published.year - 2000:
        return f"20{tens}"
    return f"19{tens}"


def decade_word(story: Story, match: Match) -> Sense | None:
    """ "The nineties"; "in his thirties" is an age."""
    if story.words.lowers[match.first - 1 if match.first else 0] in ("his", "her", "their"):
        return None
    tens = story.meaning(match, "decade", "decade_word")
    if not isinstance(tens, int) or story.words.lowers[match.first] != "the":
        return None
    return Sense("DATE", _of_century(story, tens // 10), stage_of(story, match))


def century(story: Story, match: Match) -> Sense | None:
    """ "The 19th century", "20th-century"."""
    number = story.integer(match, "ord")
    return Sense("DATE", f"{number - 1:02d}", stage_of(story, match)) if number and 1 < number <= 22 else None


def year_end(story: Story, match: Match) -> Sense | None:
    """ "Year-end", "by year end"."""
    fuzzy = "APPROX" if match.at("fuzzy") is not None else "END"
    return Sense("DATE", f"{story.published.year:04d}" if story.published else None, fuzzy, story.basis)


def midyear(story: Story, match: Match) -> Sense | None:
    """ "By midyear"."""
    year_ = f"{story.published.year:04d}" if story.published else None
    return Sense("DATE", year_, "MID", story.basis if year_ else None)
