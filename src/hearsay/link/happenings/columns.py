"""The reports that linking knows as columns of numbers, quick to keep and to load; rows only where they are wanted.

Reports are numbered as they came, events and scenes through them. Ids are kept as the numbers that their digits write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings.rows import ReportRow
from hearsay.link.incidents.scenes import scenes
from hearsay.record.happening import EventKey

Ids = NDArray[np.uint64]
Counts = NDArray[np.int32]
Numbers = NDArray[np.int64]
Fetch = Callable[[Sequence[str]], Iterable[ReportRow]]


def digits(id_: str) -> int:
    """The number that the digits of an id write; ids of one letter compare as these numbers do."""
    return int(id_[2:], 16)


def written(letter: str, number: int) -> str:
    """The id of a letter that has these digits."""
    return f"{letter}-{number:010x}"


class Shelf:
    """Rows of reports by id: those at hand, the others fetched when they are wanted."""

    def __init__(self, rows: Mapping[str, ReportRow] | None = None, fetch: Fetch | None = None) -> None:
        self._rows = dict(rows or {})
        self._fetch = fetch

    def rows(self, ids: Sequence[str]) -> list[ReportRow]:
        """The rows of reports, in their order."""
        missing = [id_ for id_ in ids if id_ not in self._rows]
        if missing and self._fetch is not None:
            self._rows.update((row.id, row) for row in self._fetch(missing))
        return [self._rows[id_] for id_ in ids]

    def with_(self, rows: Iterable[ReportRow]) -> Shelf:
        """This shelf with other rows on it, which go before those of the same ids."""
        return Shelf({**self._rows, **{row.id: row for row in rows}}, self._fetch)


def _ids() -> Ids:
    return np.zeros(0, np.uint64)


def _counts() -> Counts:
    return np.zeros(0, np.int32)


@dataclass(frozen=True)
class Columns:
    """``ids``, ``events``, ``scenes``, ``terms``: of each report its id and how many it has; ``event_ids``, ``places``
    (where the trigger starts and ends), ``scene_of`` (number of the scene in its report, -1 for none): of each event;
    ``term_hashes``, ``term_weights``: of each report's words, in alphabetical order."""

    ids: Ids = field(default_factory=_ids)
    events: Counts = field(default_factory=_counts)
    scenes: Counts = field(default_factory=_counts)
    terms: Counts = field(default_factory=_counts)
    event_ids: Ids = field(default_factory=_ids)
    places: Counts = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    scene_of: Counts = field(default_factory=_counts)
    term_hashes: Ids = field(default_factory=_ids)
    term_weights: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def of(cls, rows: Sequence[ReportRow]) -> Columns:
        """The columns of some reports."""
        events = [event for row in rows for event in row.events]
        told = [scenes(row) for row in rows]
        scene_of = []
        for row, found in zip(rows, told, strict=True):
            at = {key: number for number, scene in enumerate(found) for key in scene.events}
            scene_of += [at.get(event.key, -1) for event in row.events]
        return cls(
            ids=np.array([digits(row.id) for row in rows], np.uint64),
            events=np.array([len(row.events) for row in rows], np.int32),
            scenes=np.array([len(found) for found in told], np.int32),
            terms=np.array([len(row.terms) for row in rows], np.int32),
            event_ids=np.array([digits(event.key[1]) for event in events], np.uint64),
            places=np.array([(event.start, event.end) for event in events], np.int32).reshape(-1, 2),
            scene_of=np.array(scene_of, np.int32),
            term_hashes=np.array([term_hash(term) for row in rows for term in row.terms], np.uint64),
            term_weights=np.array([weight for row in rows for weight in row.terms.values()], np.float64),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def kept(self, which: NDArray[np.bool_]) -> Columns:
        """Only some of the reports."""
        events, terms = np.repeat(which, self.events), np.repeat(which, self.terms)
        return Columns(
            self.ids[which], self.events[which], self.scenes[which], self.terms[which], self.event_ids[events],
            self.places[events], self.scene_of[events], self.term_hashes[terms], self.term_weights[terms],
        )  # fmt: skip

    def with_(self, other: Columns) -> Columns:
        """These reports and the others."""
        names = self.__dataclass_fields__
        return Columns(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))

    @cached_property
    def event_owner(self) -> Numbers:
        """The number of each event's report."""
        return np.repeat(np.arange(len(self)), self.events)

    @cached_property
    def scene_owner(self) -> Numbers:
        """The number of each scene's report."""
        return np.repeat(np.arange(len(self)), self.scenes)

    @cached_property
    def first_event(self) -> Numbers:
        """The number of each report's first event; at the end how many there are."""
        return np.concatenate([[0], np.cumsum(self.events, dtype=np.int64)])

    @cached_property
    def first_scene(self) -> Numbers:
        """The number of each report's first scene; at the end how many there are."""
        return np.concatenate([[0], np.cumsum(self.scenes, dtype=np.int64)])

    @cached_property
    def first_term(self) -> Numbers:
        """Where each report's words begin; at the end how many there are."""
        return np.concatenate([[0], np.cumsum(self.terms, dtype=np.int64)])

    @cached_property
    def scene_of_event(self) -> Numbers:
        """The number of each event's scene through all reports, -1 for none."""
        return np.where(self.scene_of < 0, -1, self.scene_of + self.first_scene[self.event_owner])

    @cached_property
    def names(self) -> list[str]:
        """The ids of the reports as they are written."""
        return [written("r", number) for number in self.ids.tolist()]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each report by its id."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def event_order(self) -> Numbers:
        """Place of each event in the order of the keys of all."""
        return _ranks(np.lexsort((self.event_ids, self.ids[self.event_owner])))

    @cached_property
    def scene_order(self) -> Numbers:
        """Place of each scene in the order of report and place in it."""
        return _ranks(np.lexsort((np.arange(len(self.scene_owner)), self.ids[self.scene_owner])))

    def key(self, event: int) -> EventKey:
        """Report and event by their ids."""
        return self.names[self.event_owner[event]], written("v", int(self.event_ids[event]))

    def event(self, key: EventKey) -> int | None:
        """The number of an event, null if it is not here."""
        report = self.number_of.get(key[0])
        if report is None:
            return None
        first, last = self.first_event[report], self.first_event[report + 1]
        found = np.flatnonzero(self.event_ids[first:last] == np.uint64(digits(key[1])))
        return int(first + found[0]) if len(found) else None


def _ranks(order: Numbers) -> Numbers:
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


_HASHES: dict[str, int] = {}


def term_hash(term: str) -> int:
    """64 bits of a word's BLAKE2."""
    if term not in _HASHES:
        digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        _HASHES[term] = int.from_bytes(digest, "little")
    return _HASHES[term]
