"""Who looks at which claim just now, so that two at one claim know of each other. In memory, for less than a minute."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearsay.flow.signing import Clock, wall_clock

EVERY = 12
"""Seconds between two words of a page."""
_GONE = timedelta(seconds=30)
_PAGES = 2_000


@dataclass(frozen=True)
class Present:
    """Somebody at a claim, or at a report (``key`` is then its id alone); ``editing``: with its form open."""

    account: str
    key: str
    editing: bool
    since: datetime


class Presence:
    """What each open page said last. A page is told by a name that it made up."""

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock
        self._pages: dict[tuple[str, str], tuple[Present, datetime]] = {}
        self._lock = threading.Lock()

    def say(self, account: str, page: str, key: str, editing: bool) -> None:
        """A page of somebody's is at ``key``; empty: it was left."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            before = self._pages.pop((account, page), None)
            if not key or len(self._pages) >= _PAGES:
                return
            stays = before is not None and (before[0].key, before[0].editing) == (key, editing)
            since = before[0].since if before is not None and stays else now
            self._pages[account, page] = (Present(account, key, editing, since), now)

    def others(self, account: str) -> tuple[Present, ...]:
        """Where everybody else is, one line a person and place, whoever has a form open first."""
        with self._lock:
            self._forget(self._clock())
            here = [one for one, _ in self._pages.values() if one.account != account]
        found: dict[tuple[str, str], Present] = {}
        for one in sorted(here, key=lambda one: (not one.editing, one.since, one.account)):
            found.setdefault((one.account, one.key), one)
        return tuple(found.values())

    def _forget(self, now: datetime) -> None:
        for page in [page for page, (_, last) in self._pages.items() if now - last > _GONE]:
            del self._pages[page]
