"""How many claims there are of each kind, kept from one question to the next.

Whoever works decides all day, and after each decision every number on the pages is asked for again. A walk through all
claims costs the same however little changed; here only the claims of reports that were touched in between are asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select

from hearsay.ledger import chain
from hearsay.ledger.chain import Head
from hearsay.ledger.reports import touched_since
from hearsay.ledger.state.present import NUMBERS
from hearsay.ledger.tables import table

Kind = tuple[Any, ...]
"""What claims have in common: the values of the columns by which they are told apart."""
Within = tuple[int, int]
"""The first and the last number of some claims."""
_FEW = 64
"""Reports touched at once up to which their claims are asked for one report after the other."""


class Tally:
    """Claims by their kind. ``grouped`` gives the query of those that are meant, within some numbers or (null) all: the
    columns of a kind, and last :func:`numbers`. May be used by several threads."""

    def __init__(self, grouped: Callable[[Connection, Within | None], Select[Any]]) -> None:
        self._grouped = grouped
        self._seen: Head | None = None
        self._turn = threading.Lock()
        self._place: dict[Kind, int] = {}
        self._numbers: NDArray[np.int64] = np.empty(0, np.int64)
        self._kinds: NDArray[np.int64] = np.empty(0, np.int64)

    def many(self, connection: Connection) -> list[tuple[Kind, int]]:
        """How many claims there are of each kind in the state that ``connection`` sees."""
        with self._turn:
            self._bring(connection)
            counted = np.bincount(self._kinds, minlength=len(self._place)).tolist()
            return [(kind, counted[place]) for kind, place in self._place.items() if counted[place]]

    def reports(self, connection: Connection, columns: slice) -> dict[Kind, int]:
        """In how many reports there are claims of each kind, where no more than some columns of it count."""
        with self._turn:
            self._bring(connection)
            names: dict[Kind, int] = {}
            short = np.array(
                [names.setdefault(kind[columns], len(names)) for kind in self._place], dtype=np.int64
            )
            if not names:
                return {}
            pairs = self._numbers // NUMBERS * len(names) + short[self._kinds]
            pairs.sort(kind="stable")  # nearly in order as it is
            first = np.concatenate(([True], pairs[1:] != pairs[:-1])) if pairs.size else pairs
            counted = np.bincount(pairs[first] % len(names), minlength=len(names)).tolist()
            return {name: counted[place] for name, place in names.items() if counted[place]}

    def _bring(self, connection: Connection) -> None:
        now = chain.head(connection)
        if now == self._seen:
            return
        readings = _touched(connection, self._seen) if self._seen is not None else None
        if readings is None:
            self._place = {}
            self._numbers, self._kinds = self._asked(connection, None)
        else:
            for reading in readings:
                first, last = reading * NUMBERS, (reading + 1) * NUMBERS - 1
                self._replace(first, last, *self._asked(connection, (first, last)))
        self._seen = now

    def _asked(
        self, connection: Connection, within: Within | None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of claims in order, and the place of each one's kind."""
        found, kinds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for *kind, written in connection.execute(self._grouped(connection, within)):
            some = np.fromstring(written, dtype=np.int64, sep=",")
            found.append(some)
            kinds.append(np.full(some.size, self._place.setdefault(tuple(kind), len(self._place))))
        every = np.concatenate(found)
        order = np.argsort(every)
        return every[order], np.concatenate(kinds)[order]

    def _replace(self, first: int, last: int, numbers: NDArray[np.int64], kinds: NDArray[np.int64]) -> None:
        start, end = np.searchsorted(self._numbers, (first, last + 1))
        self._numbers = np.concatenate((self._numbers[:start], numbers, self._numbers[end:]))
        self._kinds = np.concatenate((self._kinds[:start], kinds, self._kinds[end:]))


def numbers(of: ColumnElement[int]) -> ColumnElement[str]:
    """The numbers of the claims of a kind, as one column."""
    return func.aggregate_strings(cast(of, String), ",")


def _touched(connection: Connection, seen: Head) -> list[int] | None:
    """The readings, those of before too, of the reports touched after an entry; null where they are many, or where the
    journal is not one that goes on from there."""
    journal, readings = table("journal"), table("readings")
    if connection.execute(select(journal.c.hash).where(journal.c.seq == seen.seq)).scalar() != seen.hash:
        return None
    touched = touched_since(connection, seen.seq, _FEW + 1)
    if len(touched) > _FEW:
        return None
    of = select(readings.c.seq).where(readings.c.report.in_(touched)).order_by(readings.c.seq)
    return list(connection.execute(of).scalars())
