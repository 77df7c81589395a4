"""What all pages share: the ledger, who signs, and the records read last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from hearsay.flow.keep import Ledger
from hearsay.ledger import desk as asking
from hearsay.record import Record
from hearsay.record.kept import Kept

_REMEMBERED = 48
"""Checked records that are held; one takes some 10 ms to check and a megabyte to hold."""
_COUNTED = 64
T = TypeVar("T")


class Desk:
    """One per server. ``actor`` signs every decision; ``started`` is the first moment of the day's work."""

    def __init__(self, ledger: Ledger, actor: str) -> None:
        self.ledger = ledger
        self.actor = actor
        self._records: OrderedDict[tuple[str, int], Record] = OrderedDict()
        self._counts: OrderedDict[tuple[str, Any], Any] = OrderedDict()
        self._lock = threading.Lock()
        self.turn = threading.Lock()
        """Held from a look at a claim's state to the decision about it, so that two at once are told of each other."""

    def record(self, kept: Kept) -> Record:
        """The checked record of a report."""
        key = (kept.report, kept.reading)
        return self._remembered(self._records, key, _REMEMBERED, lambda: kept.record)

    def counted(self, what: Any, count: Callable[[], T]) -> T:
        """What ``count`` gives, counted again only after something was written."""
        return self._remembered(self._counts, (self.ledger.head().hash, what), _COUNTED, count)

    def numbers(self) -> dict[str, int]:
        """How much there is, and how much of it waits."""

        def count() -> dict[str, int]:
            with self.ledger.reading() as connection:
                return asking.numbers(connection)

        return self.counted("numbers", count)

    def done_today(self) -> int:
        """Decisions of this person that stand, since midnight in UTC."""
        with self.ledger.reading() as connection:
            return asking.decided_since(connection, f"{datetime.now(UTC):%Y-%m-%d}T00:00:00Z").get(
                self.actor, 0
            )

    def _remembered(self, held: OrderedDict[Any, Any], key: Any, most: int, make: Callable[[], T]) -> T:
        with self._lock:
            if key in held:
                held.move_to_end(key)
                found: T = held[key]
                return found
        made = make()
        with self._lock:
            held[key] = made
            while len(held) > most:
                held.popitem(last=False)
        return made
