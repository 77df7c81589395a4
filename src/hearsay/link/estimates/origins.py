"""What each origin says in the end: reprints once, newer figures in place of older ones, new ones added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from hearsay.link.estimates.entry import Left, Said, Value, moved

_UNKNOWN_LAST = "9999"


def newest_of_each(said: Sequence[Said]) -> tuple[list[Said], list[Left]]:
    """The figures of one outcome and population that stand, and those that others of their origin replace.

    - The same figure of the same origin in one family of reports counts once, as of the day it first appeared:
      a reprint neither counts nor makes an old figure new.
    - The newest total of each origin stands. Two of the same day both stand. One whose day nobody knows is
      replaced by none and replaces none.
    - A figure that is new ("three more") is part of a total its origin gives that day or later, and is added to
      the origin's newest total from before. Without any total the new figures of different days add up.
    """
    kept: list[Said] = []
    left: list[Left] = []
    firsts, again = _once_a_family(said)
    left += again
    for _, rows in _grouped(firsts, lambda row: row.origin):
        totals = [row for row in rows if row.figure is None or row.figure.scope != "new"]
        news = [row for row in rows if row.figure is not None and row.figure.scope == "new"]
        standing, older = _newest(totals)
        left += [row.left("older") for row in older]
        standing, covered = _with_news(standing, news)
        left += covered
        kept += standing
    return kept, left


def _once_a_family(said: Sequence[Said]) -> tuple[list[Said], list[Left]]:
    firsts: list[Said] = []
    again: list[Left] = []
    for _, rows in _grouped(
        said, lambda row: f"{row.origin}\x00{row.told.family}\x00{row.low}\x00{row.high}"
    ):
        rows = sorted(rows, key=_by_appearance)
        first = rows[0]
        days = sorted(row.on for row in rows if row.on)
        firsts.append(moved(first, first.told.said or (days[0] if days else None)))
        for row in rows[1:]:
            same = row.told.key[0] == first.told.key[0]
            again.append(row.left("repeats" if same else "reprint"))
    return firsts, again


def _by_appearance(said: Said) -> tuple[bool, str, bool, tuple[str, str], int]:
    """Firm before uncertain, then the first published, of one day the original before its copies."""
    start = said.figure.start if said.figure else said.told.event.start
    is_copy = said.told.key[0] != said.told.family
    return not said.firm, said.told.published or _UNKNOWN_LAST, is_copy, said.told.key, start


def _newest(totals: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Those of the newest day and those of no known day; and the older ones.

    An uncertain figure, or an upper bound alone, does not take back what its origin has said for sure before.
    """
    sure = [row for row in totals if row.firm and row.low is not None]
    standing = _of_the_newest_day(sure)
    day = max((row.on for row in standing if row.on), default="")
    unsure = [row for row in totals if not row.firm or row.low is None]
    standing += _of_the_newest_day([row for row in unsure if row.on is None or row.on >= day])
    marked = [replace(row, rule="undated") if row.on is None and len(totals) > 1 else row for row in standing]
    kept = {row.mark for row in standing}
    return marked, [row for row in totals if row.mark not in kept]


def _of_the_newest_day(rows: Sequence[Said]) -> list[Said]:
    newest = max((row.on for row in rows if row.on), default=None)
    return [row for row in rows if row.on in (None, newest)]


def _with_news(totals: list[Said], news: Sequence[Said]) -> tuple[list[Said], list[Left]]:
    day = max((row.on for row in totals if row.on), default=None)
    later = [row for row in news if not totals or (day and row.on and row.on > day)]
    kept = {row.mark for row in later}
    left = [row.left("in_total") for row in news if row.mark not in kept]
    added: list[Said] = []
    for _, rows in _grouped(later, _event_day):
        newest, older = _newest(rows)
        added.append(newest[0])
        left += [row.left("older") for row in (*older, *newest[1:])]
    if not added:
        return totals, left
    if not totals:
        first, *rest = added
        return [_sum(first, rest)], left
    return [_sum(total, added) for total in totals], left


def _event_day(said: Said) -> str:
    """New figures of one day, or of no known day, may be the same people."""
    first, last = said.told.when
    return first if first and first == last else ""


def _sum(total: Said, added: Sequence[Said]) -> Said:
    if not added:
        return total
    low: Value | None = total.low
    high: Value | None = total.high
    for row in added:
        low = None if low is None or row.low is None else low + row.low
        high = None if high is None or row.high is None else high + row.high
    news = [replace(row, rule="added") for row in added]
    firm = total.firm and all(row.firm for row in news)
    return replace(total, low=low, high=high, firm=firm, backers=(total, *news))


def _grouped(rows: Iterable[Said], key: Callable[[Said], str]) -> list[tuple[str, list[Said]]]:
    ordered = sorted(rows, key=lambda row: (key(row), _by_appearance(row)))
    return [(name, list(group)) for name, group in groupby(ordered, key=key)]
