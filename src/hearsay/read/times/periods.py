"""Senses of weeks and longer: months, seasons, quarters, years, decades, and "two years ago" among them."""

from __future__ import annotations

from datetime import date, timedelta

from hearsay.read.grammar import Match
from hearsay.read.times.calendar import bounds, divmod_month, iso, month_step, moved, week
from hearsay.read.times.quarters import latest_quarter
from hearsay.read.times.story import Sense, Story
from hearsay.read.times.vocabulary import LISTS

_YEARS = range(1000, 2101)
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
    chosen = _nearest_year(story.published, number, story.way(match))
    return Sense("DATE", f"{chosen:04d}-{number:02d}", stage, story.basis)


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
    return _season_from(story, match, name, 0 if story.way(match) != "future" else 1)


def which_season(story: Story, match: Match) -> Sense | None:
    """ "Last fall", "this summer", "next winter"."""
    name, which = story.meaning(match, "season"), story.meaning(match, "which")
    if not isinstance(name, str) or which == 3:
        return None
    if "past" in story.words.lowers[match.first : match.last]:
        which = -1
    return _season_from(story, match, name, which if isinstance(which, int) else 0)


def _season_from(story: Story, match: Match, name: str, which: int) -> Sense:
    stage, published = stage_of(story, match), story.published
    if published is None:
        return Sense("DATE", f"XXXX-{name}", stage)
    first = date(published.year, *_SEASON_FIRST[name])
    year = published.year
    if which == -1:
        year -= published <= first + timedelta(days=93)
    elif which >= 1:
        year += published >= first
    elif name == "WI":
        year -= published.month < 7
    elif published < first and _SEASON_MONTH[name] - published.month > 5:
        year -= 1
    return Sense("DATE", f"{year:04d}-{name}", stage, story.basis)


def year(story: Story, match: Match) -> Sense | None:
    """ "1998", "early 1990", "fiscal 1989", "the year two thousand"; a bare number only where it reads as a
    year.
    """
    value = story.integer(match, "year")
    if value is None:
        value = story.integer(match, "number")
    if value is None or value not in _YEARS:
        return Sense("DATE", None) if match.at("number") is not None and (value or 0) > 2100 else None
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
    if after in _COUNTED or after in ("%", "\u00b0"):
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
    tens = story.meaning(match, "decade_word")
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


def weekend(story: Story, match: Match) -> Sense | None:
    """ "The weekend", "last weekend", "next weekend"."""
    which = story.meaning(match, "which")
    if match.first == match.last or which == 3:
        return None
    published = story.published
    if published is None:
        return Sense("DATE", "XXXX-WXX-WE", stage_of(story, match))
    if which == 1 or (which != -1 and story.way(match) == "future"):
        step = 0 if published.isoweekday() < 6 else 7
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
        base, anchor = _told_day(story)
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


def _told_day(story: Story) -> tuple[date | None, str | None]:
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
    return Sense("DATE", shifted(story.published, str(unit), 0), stage, story.basis)
