"""TIMEX3 values as calendar intervals and EDTF: the derivation table of the time standards.

A value is a string; here it is read, moved by a number of units, and turned into its earliest and latest day.
Weeks are ISO 8601 weeks, seasons the northern ones (summer from 21 June), as HeidelTime has them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_FORM = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:T.*)?\Z"
    r"|(?P<weekend>\d{4}-W\d{2})-WE\Z|(?P<week>\d{4}-W\d{2})\Z"
    r"|(?P<quarter>\d{4}-Q[1-4])\Z|(?P<half>\d{4}-H[12])\Z|(?P<season>\d{4}-(?:SP|SU|FA|WI))\Z"
    r"|(?P<month>\d{4}-\d{2})\Z|(?P<year>\d{4})\Z|(?P<decade>\d{3})\Z|(?P<century>\d{2})\Z"
)
_MOMENT = re.compile(r"(?P<minute>\d{4}-\d{2}-\d{2}T[0-2]\d:\d{2})(?P<second>:\d{2})?")
_SEASONS = {
    "SP": (3, 21, 6, 20, 21),
    "SU": (6, 21, 9, 22, 22),
    "FA": (9, 23, 12, 20, 23),
    "WI": (12, 21, 3, 20, 24),
}
_DAY = timedelta(days=1)
Interval = tuple[date | None, date | None]


def day_value(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day (31 February, year 20250)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(day: date | None) -> str | None:
    """The day as YYYY-MM-DD."""
    return day.isoformat() if day else None


def moved(day: date, days: int) -> date | None:
    """``day`` and a number of days on; None past the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week(day: date) -> str:
    """The TIMEX3 value of the week that ``day`` is in."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month_step(year: int, month: int, step: int) -> tuple[int, int] | None:
    """(year, month) ``step`` months on; None outside the years 1 to 9999."""
    count = year * 12 + month - 1 + step
    return divmod_month(count) if 12 <= count < 120_000 else None


def divmod_month(count: int) -> tuple[int, int]:
    """(year, month) of a count of months since year 0."""
    return count // 12, count % 12 + 1


def quarter(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar, 1900 to 2099 (Meeus 1991, the Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + 13 * _DAY


def hebrew_day(year: int, month: int, day: int) -> date:
    """A day of the Hebrew months Nisan (1) to Tishri (7) that falls into a year of the common era.

    The molad arithmetic with its postponements is that of Reingold and Dershowitz, Calendrical Calculations.
    From Nisan on the months have 30 and 29 days in turn, so that the days are counted back from Tishri.
    """
    new_year = _hebrew_new_year(year + 3761)
    if month == 7:
        return date.fromordinal(new_year + day - 1)
    return date.fromordinal(new_year - 177 + sum(30 - before % 2 for before in range(2, month + 1)) + day - 1)


def _hebrew_new_year(year: int) -> int:
    """Ordinal of 1 Tishri."""

    def elapsed(year: int) -> int:
        months = (235 * year - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if (3 * (day + 1)) % 7 < 3 else day

    before, here, after = (elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return here + delay - 1_373_427  # 1 Tishri of the year 1, in days from 1 January of the year 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def bounds(value: str) -> Interval:
    """Earliest and latest day of a value without its mod; (None, None) where the value fixes no days."""
    form = _FORM.match(value)
    if form is None:
        return None, None
    kind = form.lastgroup or ""
    try:
        return _bounds_of(kind, form.group(kind))
    except (ValueError, OverflowError):
        return None, None


def _bounds_of(kind: str, text: str) -> Interval:
    if kind == "day":
        day = date.fromisoformat(text)
        return day, day
    if kind in ("week", "weekend"):
        monday = date.fromisocalendar(int(text[:4]), int(text[6:8]), 1)
        return (monday if kind == "week" else monday + 5 * _DAY), monday + 6 * _DAY
    if kind in ("decade", "century"):
        span = 10 if kind == "decade" else 100
        first = int(text) * span
        return date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)
    year = int(text[:4])
    if kind == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "month":
        month = int(text[5:])
        return date(year, month, 1), _month_end(year, month)
    if kind == "quarter":
        last = 3 * int(text[6])
        return date(year, last - 2, 1), _month_end(year, last)
    if kind == "half":
        last = 6 * int(text[6])
        return date(year, last - 5, 1), _month_end(year, last)
    from_month, from_day, to_month, to_day, _ = _SEASONS[text[5:]]
    return date(year, from_month, from_day), date(year + (to_month < from_month), to_month, to_day)


def interval(value: str, mod: str | None, anchor: date | None) -> Interval:
    """Earliest and latest day of a value under its mod.

    ``anchor`` is the day that present, past and future are told from; None leaves them open at both ends.
    """
    if value == "PRESENT_REF":
        return anchor, anchor
    if value == "PAST_REF":
        return None, anchor
    if value == "FUTURE_REF":
        return anchor, None
    earliest, latest = bounds(value)
    if earliest is None or latest is None:
        return earliest, latest
    if mod == "BEFORE":
        return None, moved(earliest, -1)
    if mod == "AFTER":
        return moved(latest, 1), None
    if mod == "ON_OR_BEFORE":
        return None, latest
    if mod == "ON_OR_AFTER":
        return earliest, None
    if mod in ("START", "MID", "END"):
        return _third(earliest, latest, mod)
    return earliest, latest


def _third(earliest: date, latest: date, mod: str) -> Interval:
    """Early, mid or late in an interval, by thirds: of days (in a month from the 1st, 11th, 21st), months or
    years.
    """
    which = ("START", "MID", "END").index(mod)
    days = (latest - earliest).days + 1
    if days >= 3600:  # a decade is 4 + 3 + 3 years, a century 40 + 30 + 30
        tenth = round(days / 3652)
        starts = [earliest.year, earliest.year + 4 * tenth, earliest.year + 7 * tenth, latest.year + 1]
        return date(starts[which], 1, 1), date(starts[which + 1] - 1, 12, 31)
    if days >= 365:
        return date(earliest.year, 4 * which + 1, 1), _month_end(earliest.year, 4 * which + 4)
    if 28 <= days <= 31:
        starts = [
            earliest.toordinal(),
            earliest.toordinal() + 10,
            earliest.toordinal() + 20,
            latest.toordinal() + 1,
        ]
    else:
        starts = [earliest.toordinal() + days * part // 3 for part in range(4)]
    if days < 3:
        return earliest, latest
    return date.fromordinal(starts[which]), date.fromordinal(starts[which + 1] - 1)


def edtf(
    value: str, mod: str | None, earliest: date | None, latest: date | None, zone: str | None = None
) -> str | None:
    """EDTF (ISO 8601-2, level 1) of a value; None where it fixes nothing. A clock time is a date-time to the second,
    with its ``zone`` where one is told.
    """
    form = _FORM.match(value)
    if form is None or value.endswith("_REF") or (earliest is None and latest is None):
        return None
    if earliest is None or latest is None:
        return f"{earliest or '..'}/{latest or '..'}"
    kind = form.lastgroup
    moment = _MOMENT.match(value)
    if moment and mod is None:
        return f"{moment['minute']}{moment['second'] or ':00'}{zone or ''}"
    plain = {
        "day": value[:10],
        "month": value,
        "year": value,
        "decade": value + "X",
        "century": value + "XX",
        "season": f"{value[:4]}-{_SEASONS.get(value[5:], (0,) * 5)[4]}",
    }.get(kind or "")
    if plain is None or (mod in ("START", "MID", "END") and kind != "day"):
        return f"{earliest}/{latest}"
    return plain + "~" if mod == "APPROX" else plain


_LENGTH = re.compile(r"P(\d+)([DWMY])\Z")


def reach_of(value: str, anchor: date, ahead: bool) -> Interval:
    """The days that a length covers before (``ahead`` False) or after the anchor, the anchor's included."""
    length = _LENGTH.match(value)
    if length is None:
        return None, None
    count, unit = int(length[1]), length[2]
    if count > 100_000:
        return None, None
    sign = 1 if ahead else -1
    if unit in "DW":
        far = moved(anchor, sign * count * (7 if unit == "W" else 1))
    else:
        step = month_step(anchor.year, anchor.month, sign * count * (12 if unit == "Y" else 1))
        far = step and day_value(step[0], step[1], min(anchor.day, monthrange(*step)[1]))
    if far is None:
        return None, None
    return (anchor, far) if ahead else (far, anchor)
