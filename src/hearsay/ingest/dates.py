"""Dates as people and machines write them, read without ever asking the clock."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from hearsay.ingest.tables import words

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b\.?"
)
_CLOCK = (
    r"\b\d{1,2}\s?[:.h]\s?\d\d(?:\s?:\s?\d\d)?|\b\d{3,4}(?=\s*(?:gmt|utc|hrs|hours|h\b))"
    r"|\b\d{1,2}(?=\s?[ap]\.?\s?m\b)"
)
_AMBIGUOUS = r"\b\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?(?:\d{4}|\d\d)\b"
"""03/04/24: a date, but which one cannot be told."""
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?( ?(Z|[+-]\d\d:?\d\d))?", re.ASCII)


class Written(NamedTuple):
    """A date found in words: its place in them, and what it says; ``year`` is null where none is written."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def iso(self) -> str | None:
        """YYYY-MM-DD, or null without a year."""
        return None if self.year is None else f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    forms = (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?(?:\s+{_YEAR}\b)?",
        rf"\b{_MONTH}\s*{_DAY}\b(?:,?\s*{_YEAR}\b)?",
        rf"\b{_YEAR}\s?[-./]\s?(?P<month>\d\d?)\s?[-./]\s?{_DAY}(?!\d)",
        rf"\b(?P<first>\d\d?)\s?[-./]\s?(?P<second>\d\d?)\s?[-./]\s?{_YEAR}\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def find_date(words_: str) -> Written | None:
    """The first date with day and month in ``words_``: in words, year first, or in unambiguous numbers.

    "03/04/2024" may be March or April and is not read; "13/04/2024" and "04/04/2024" are.
    """
    best: Written | None = None
    for form in _forms():
        for match in form.finditer(words_):
            found = _written(match)
            if found and (best is None or (found.start, -found.end) < (best.start, -best.end)):
                best = found
    return best


def _written(match: re.Match[str]) -> Written | None:
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first != second and first <= 12 and second <= 12:
            return None
        day, month = max(first, second), min(first, second)
    else:
        written = parts["month"].casefold()
        month = (
            int(written)
            if written.isdigit()
            else 1 + next(i for i, m in enumerate(_MONTHS) if m[:3] == written[:3])
        )
        day = int(parts["day"])
    year = int(parts["year"]) if parts["year"] else None
    try:
        datetime.date(year or 2000, month, day)  # 2000 is a leap year: 29 February stands
    except ValueError:
        return None
    return Written(match.start(), match.end(), year, month, day)


def is_only_time(words_: str) -> bool:
    """Whether the words are a date or a time of day with nothing beside it but weekday, zone and the like."""
    found = find_date(words_)
    rest = words_ if found is None else words_[: found.start] + " " + words_[found.end :]
    rest = re.sub(_WEEKDAY, " ", rest, flags=re.IGNORECASE)
    rest, clocks = re.subn(rf"{_AMBIGUOUS}|{_CLOCK}", " ", rest, flags=re.IGNORECASE)
    if found is None and not clocks:
        return False
    rest = re.sub(r"[+-]\d{1,2}(?:\s?:\s?\d{1,2})?", " ", rest)
    small = words().clock_words
    return all(
        token.replace(".", "").casefold() in small
        for token in re.findall(r"[\w.]+", rest)
        if token.strip(".")
    )


def given_date(value: str) -> str | None:
    """A date as a caller or a page's metadata gives it, as ISO date or time; null when it is none.

    Read are ISO 8601 dates and times, RFC 2822 ("Tue, 05 Mar 2024 10:00:00 GMT") and dates in words with a
    year. A time without a zone stays without one.
    """
    value = value.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return datetime.date.fromisoformat(value).isoformat()
        if _ISO_MOMENT.fullmatch(value):
            moment = datetime.datetime.fromisoformat(value.replace(" ", "T", 1).replace(" ", ""))
            return moment.isoformat()
        if re.match(r"[A-Za-z]{3}, \d", value):
            return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError):
        return None
    found = find_date(value)
    if found is None or not is_only_time(value):
        return None
    return found.iso


def latest_before(month: int, day: int, published: str) -> str | None:
    """The newest YYYY-MM-DD with this month and day that is not later than the day after ``published``.

    A dateline without a year names the day of writing, which is hardly ever more than a day after the
    page's own date (time zones); null if the day does not exist in that year.
    """
    limit = datetime.date.fromisoformat(published[:10]) + datetime.timedelta(days=1)
    for year in (limit.year, limit.year - 1):
        try:
            day_ = datetime.date(year, month, day)
        except ValueError:
            continue
        if day_ <= limit:
            return day_.isoformat()
    return None
