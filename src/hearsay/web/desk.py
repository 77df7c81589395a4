"""What all pages share: the ledger, who signs, and the records read last."""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from hearsay.flow import roles
from hearsay.flow.keep import Ledger
from hearsay.flow.summaries import bring
from hearsay.ledger import desk as asking
from hearsay.ledger import listings
from hearsay.ledger.summaries import count_waiting
from hearsay.ledger.tallies import Tally
from hearsay.record import Record
from hearsay.record.kept import Kept

if TYPE_CHECKING:
    from hearsay.flow.sessions import Session
    from hearsay.web.accounts.team import Team

_REMEMBERED = 48
"""Checked records that are held; one takes some 10 ms to check and a megabyte to hold."""
_COUNTED = 64
_SHOWN = 2_000
"""Things that are held as they are shown: claims of the queue, some five kilobytes each, entries, parts of a preview."""
_TALLIES = 16
"""Filters whose claims are held by their kinds: sixteen bytes a claim that they let through."""
T = TypeVar("T")


class Desk:
    """One per server; where there are accounts, one more a request (:meth:`seat`). ``actor`` signs every decision."""

    def __init__(self, ledger: Ledger, actor: str, team: Team | None = None) -> None:
        self.ledger = ledger
        self.actor = actor
        self.team = team
        self.member: Session | None = None
        self._records: OrderedDict[tuple[str, str], Future[Record]] = OrderedDict()
        self._counts: OrderedDict[tuple[str, Any], Future[Any]] = OrderedDict()
        self._shown: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
        self._tallies: OrderedDict[Any, Future[Tally]] = OrderedDict()
        self._lock = threading.Lock()
        self.turn = threading.Lock()
        """Held from a look at a claim's state to the decision about it, so that two at once are told of each other."""

    def seat(self, member: Session | None) -> Self:
        """The same desk for somebody who is logged in, who signs; null: for one who has yet to."""
        seat = copy.copy(self)
        seat.member = member
        seat.actor = member.account if member is not None else ""
        return seat

    @property
    def inside(self) -> bool:
        """Whether whoever asks may look at the ledger at all."""
        return self.team is None or self.member is not None

    def may(self, verb: str) -> bool:
        """Whether whoever asks may do something, a verb of ``flow/roles.toml``; one person without accounts may all."""
        return self.team is None or (self.member is not None and roles.may(self.member.role, verb))

    def may_undo(self, actor: str) -> bool:
        """Whether whoever asks may take back a word of ``actor``."""
        return self.may("undo" if actor == self.actor else "undo what another decided")

    def record(self, kept: Kept) -> Record:
        """The checked record of a report."""
        key = (kept.report, kept.state)
        return self._remembered(self._records, key, _REMEMBERED, lambda: kept.record)

    def counted(self, what: Any, count: Callable[[], T]) -> T:
        """What ``count`` gives, counted again only after something was written."""
        return self._remembered(self._counts, (self.ledger.head().hash, what), _COUNTED, count)

    def shown(self, what: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for ``what``, which names all that it depends on."""
        return self._remembered(self._shown, what, _SHOWN, make)

    def alike(self, asked: asking.Waiting) -> tuple[asking.Alike, ...]:
        """Of what claims that some filters let through are alike, whatever their state and the filters with numbers."""
        bare = asking.others(asked)

        def count() -> tuple[asking.Alike, ...]:
            kept = self._tally(bare, lambda: asking.tally(bare))
            with self.ledger.reading() as connection:
                return asking.alike(connection, kept)

        return self.counted(("alike", bare), count)

    def origins(self) -> tuple[Mapping[str, Any], ...]:
        """Whose word claims rest on, as :func:`hearsay.ledger.listings.origins` gives them."""

        def count() -> tuple[Mapping[str, Any], ...]:
            kept = self._tally("origins", listings.origins_tally)
            with self.ledger.reading() as connection:
                return listings.origins(connection, kept)

        return self.counted("origins", count)

    def numbers(self) -> dict[str, int]:
        """How many reports and claims there are, and how many claims wait."""

        def count() -> dict[str, int]:
            found = self.alike(asking.Waiting())
            with self.ledger.reading() as connection:
                reports = asking.count_reports(connection)
            return {
                "reports": reports,
                "claims": sum(one.many for one in found),
                "open": sum(one.many for one in found if one.waits),
            }

        return self.counted("numbers", count)

    def waiting(self) -> int:
        """How many incidents changed since they were gathered; whoever lists incidents asks first, for with that each has
        its row of now."""
        bring(self.ledger)
        with self.ledger.reading() as connection:
            return count_waiting(connection)

    def done_today(self) -> int:
        """Decisions of this person that stand, since midnight in UTC."""
        with self.ledger.reading() as connection:
            return asking.decided_since(connection, f"{datetime.now(UTC):%Y-%m-%d}T00:00:00Z").get(
                self.actor, 0
            )

    def _tally(self, what: Any, make: Callable[[], Tally]) -> Tally:
        return self._remembered(self._tallies, what, _TALLIES, make)

    def _remembered(self, held: OrderedDict[Any, Any], key: Any, most: int, make: Callable[[], T]) -> T:
        """What is held under a key, made first if need be: by one who asks, while the others wait for it."""
        with self._lock:
            found: Future[T] | None = held.get(key)
            if found is None:
                making: Future[T] = Future()
                held[key] = making
                while len(held) > most:
                    held.popitem(last=False)
            else:
                held.move_to_end(key)
        if found is not None:
            return found.result()
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                held.pop(key, None)
            making.set_exception(error)
            raise
        making.set_result(made)
        return made
