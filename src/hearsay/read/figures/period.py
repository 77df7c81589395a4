"""The stretch of time that a count of people covers: "since June", "in the past week", "over three years"."""

from __future__ import annotations

from bisect import bisect_left

from hearsay.read.figures.quantity import Quantity
from hearsay.read.scan import Scan
from hearsay.record import Time

_LEADS = frozenset(("since", "during", "over", "throughout"))
_ENDS = frozenset((".", "!", "?", ";"))
_REACH = 30


def period_of(words: Scan, item: Quantity, times: tuple[Time, ...]) -> Time | None:
    """The nearest time of the sentence that a count runs over; None where the words name none.

    A time after "since", "during", "over" counts, and a length told from the publication day ("the past week").
    """
    best: tuple[int, Time] | None = None
    for time in times:
        index = bisect_left(words.starts, time.start)
        distance = index - item.last if index > item.last else item.first - index
        if distance > _REACH or _apart(words, min(index, item.first), max(index, item.last)):
            continue
        lead = words.lowers[index - 1] if index else ""
        spans = lead in _LEADS or (time.type == "DURATION" and time.anchor is not None)
        if spans and (best is None or distance < best[0]):
            best = distance, time
    return best[1] if best is not None else None


def _apart(words: Scan, low: int, high: int) -> bool:
    return any(words.lowers[index] in _ENDS or words.kinds[index] == "gap" for index in range(low, high))
