"""Days along the foot of a chart: where each stands, and which are written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "no date"


@dataclass(frozen=True)
class Days:
    """The days of a chart, ISO dates or moments, between ``left`` and ``right``; what has none stands at ``apart``."""

    dates: tuple[str | None, ...]
    left: float
    right: float
    apart: float

    @cached_property
    def first(self) -> datetime.date | None:
        """The first day, null where none is known."""
        return min((_day(one) for one in self.dates if one), default=None)

    @cached_property
    def span(self) -> int:
        """Days from the first to the last."""
        return (max(_day(one) for one in self.dates if one) - self.first).days if self.first else 0

    def x(self, on: str | None) -> float:
        """Where a day stands; in the middle if there is no other."""
        if on is None and self.first is not None:
            return self.apart
        if on is None or self.first is None or self.span == 0:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (_day(on) - self.first).days / self.span

    def ticks(self, most: int = 8) -> Iterator[tuple[str | None, str]]:
        """Days to write below: every day if there is room, else some at even distances; ``no date`` for what has none."""
        if None in self.dates:
            yield None, NO_DATE
        if self.first is not None:
            every = max(1, -(-self.span // (most - 1)))
            for offset in range(0, self.span + 1, every):
                day = self.first + datetime.timedelta(days=offset)
                year = f" {day.year}" if offset == 0 else ""
                yield day.isoformat(), f"{day.day} {_MONTHS[day.month - 1]}{year}"


def _day(given: str) -> datetime.date:
    return datetime.date.fromisoformat(given[:10])
