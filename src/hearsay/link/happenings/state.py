"""What a linking run knows, so that the next one need only look at what is new.

Reports are numbered as they came, and what they tell (events, scenes) through them; no result depends on these numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings import nearest
from hearsay.link.happenings.candidates import band, candidates, shapes
from hearsay.link.happenings.columns import Columns, Numbers, Shelf
from hearsay.link.happenings.nearest import Near
from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.table import event_table
from hearsay.link.happenings.weigh import weights
from hearsay.link.incidents.scenes import Scene, scenes
from hearsay.link.incidents.table import scene_pairs, scene_table

Mask = NDArray[np.bool_]


def _none() -> NDArray[np.int32]:
    return np.zeros(0, np.int32)


@dataclass(frozen=True)
class Weighed:
    """Pairs compared so far, by number, and their weights in thousandths of a bit."""

    left: NDArray[np.int32] = field(default_factory=_none)
    right: NDArray[np.int32] = field(default_factory=_none)
    weight: NDArray[np.int32] = field(default_factory=_none)

    def kept(self, which: Mask) -> Weighed:
        """Only some of the pairs."""
        return Weighed(self.left[which], self.right[which], self.weight[which])

    def with_(self, left: Numbers, right: Numbers, weight: Numbers) -> Weighed:
        """These pairs and others."""
        columns = ((self.left, left), (self.right, right), (self.weight, weight))
        return Weighed(*(np.concatenate([one, other.astype(np.int32)]) for one, other in columns))


@dataclass(frozen=True)
class State:
    """Columns of all reports and the shelf of their rows, which reports are nearest to each, and the pairs weighed."""

    columns: Columns = field(default_factory=Columns)
    shelf: Shelf = field(default_factory=Shelf)
    near: Near = field(default_factory=Near)
    events_weighed: Weighed = field(default_factory=Weighed)
    scenes_weighed: Weighed = field(default_factory=Weighed)

    @property
    def reports(self) -> list[ReportRow]:
        """The rows of all reports, as they came."""
        return self.shelf.rows(self.columns.names)

    @property
    def scenes(self) -> list[tuple[Scene, ...]]:
        """The scenes of each report."""
        return [scenes(report) for report in self.reports]


@dataclass(frozen=True)
class Change:
    """What a step did to a state: of each report, event and scene there is now its number before, -1 for a new one; and
    which events and scenes are new, or had a comparison come or go."""

    reports_were: Numbers
    events_were: Numbers
    scenes_were: Numbers
    events: Mask
    scenes: Mask


def changed(state: State, new: Iterable[ReportRow], gone: Collection[str] = ()) -> tuple[State, Change]:
    """The state without some reports and with others added, and what they touch. One that is there already and does not
    go is passed over."""
    old = state.columns
    keep = np.array([name not in gone for name in old.names], bool)
    left = old if keep.all() else old.kept(keep)
    added = {row.id: row for row in new if row.id not in left.number_of}
    fresh = sorted(added.values(), key=lambda row: row.id)
    columns = left.with_(Columns.of(fresh)) if fresh else left
    numbers = _renumbering(keep)
    near, hurt = nearest.renumbered(state.near, numbers)
    if fresh or len(hurt):
        near = nearest.added(near, columns, len(left), hurt)
    shelf = state.shelf.with_(fresh)
    before, now = _pairs_before(state.near, numbers, len(columns)), near.pairs(len(columns))
    within = np.arange(len(left), len(columns))
    work = _Work(columns, shelf, near, Pairs(np.setdiff1d(now, before), len(columns)), within)
    lost = Pairs(np.setdiff1d(before, now), len(columns))
    events, touched_events = _events(state, work, keep, lost)
    told, touched_scenes = _scenes(state, work, keep, lost)
    change = Change(
        _were(keep, len(columns)),
        _were(np.repeat(keep, old.events), len(columns.event_ids)),
        _were(np.repeat(keep, old.scenes), len(columns.scene_owner)),
        touched_events,
        touched_scenes,
    )
    return State(columns, shelf, near, events, told), change


def _renumbering(keep: Mask) -> Numbers:
    """Of each the number that it has when only some are kept, -1 for one that is not."""
    return np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int64)


def _were(keep: Mask, size: int) -> Numbers:
    kept = np.flatnonzero(keep)
    return np.concatenate([kept, np.full(size - len(kept), -1, np.int64)])


def _pairs_before(near: Near, numbers: Numbers, size: int) -> Numbers:
    return nearest.renumbered(near, numbers)[0].pairs(size)


def _events(state: State, work: _Work, keep: Mask, lost: Pairs) -> tuple[Weighed, Mask]:
    numbers = _renumbering(np.repeat(keep, state.columns.events))
    return _weighed(state.events_weighed, numbers, work.columns.event_owner, lost, work.events())


def _scenes(state: State, work: _Work, keep: Mask, lost: Pairs) -> tuple[Weighed, Mask]:
    numbers = _renumbering(np.repeat(keep, state.columns.scenes))
    return _weighed(state.scenes_weighed, numbers, work.columns.scene_owner, lost, work.scenes())


def _weighed(
    weighed: Weighed, numbers: Numbers, owner: Numbers, lost: Pairs, new: tuple[Numbers, Numbers, Numbers]
) -> tuple[Weighed, Mask]:
    """The pairs without those of reports that went or are no longer alike, and with the new; and what that touches."""
    touched = np.zeros(len(owner), bool)
    touched[np.count_nonzero(numbers >= 0) :] = True
    rest = weighed
    if len(lost.codes) or (numbers < 0).any():
        left, right = numbers[weighed.left], numbers[weighed.right]
        going = (left < 0) | (right < 0)
        if len(lost.codes):
            one, other = owner[left], owner[right]  # of a number that is gone the last one's: it goes anyway
            going |= np.isin(np.minimum(one, other) * lost.size + np.maximum(one, other), lost.codes)
        for end in (left[going], right[going]):
            touched[end[end >= 0]] = True
        rest = Weighed(left.astype(np.int32), right.astype(np.int32), weighed.weight).kept(~going)
    for end in new[:2]:
        touched[end] = True
    return rest.with_(*new), touched


@dataclass(frozen=True)
class Pairs:
    """Pairs of reports, each as one number, of so many reports."""

    codes: Numbers
    size: int

    def ends(self) -> tuple[Numbers, Numbers]:
        """The two reports of each pair."""
        return self.codes // self.size, self.codes % self.size


@dataclass(frozen=True)
class _Work:
    """Pairs of reports, and reports by themselves, of which everything is to be compared.

    Only the reports concerned go into the tables that Splink compares.
    """

    columns: Columns
    shelf: Shelf
    near: Near
    pairs: Pairs
    within: Numbers

    @cached_property
    def part(self) -> Numbers:
        """The reports concerned."""
        return np.unique(np.concatenate([*self.pairs.ends(), self.within]))

    @cached_property
    def rows(self) -> list[ReportRow]:
        return self.shelf.rows([self.columns.names[number] for number in self.part.tolist()])

    @cached_property
    def bands(self) -> dict[str, dict[str, int]]:
        names = self.columns.names
        near = self.near.of(self.part)
        return {
            names[one]: {names[other]: band(value) for other, value in row.items()}
            for one, row in near.items()
        }

    @cached_property
    def named(self) -> tuple[list[tuple[str, str]], list[str]]:
        """The pairs and the reports by themselves, by their ids."""
        names = self.columns.names
        one, other = (end.tolist() for end in self.pairs.ends())
        pairs = [(names[a], names[b]) for a, b in zip(one, other, strict=True)]
        return pairs, [names[number] for number in self.within.tolist()]

    def events(self) -> tuple[Numbers, Numbers, Numbers]:
        """Events of the pairs that are compared, and their weights."""
        if not len(self.part):
            return _nothing()
        left, right = candidates(shapes(self.rows), *self.named)
        weight = weights("happenings", event_table(self.rows, self.bands), left, right)
        place = np.flatnonzero(np.isin(self.columns.event_owner, self.part))
        return place[left], place[right], weight

    def scenes(self) -> tuple[Numbers, Numbers, Numbers]:
        """Scenes of the pairs, and their weights."""
        if not len(self.part):
            return _nothing()
        told = {row.id: scenes(row) for row in self.rows}
        left, right = scene_pairs(self.rows, told, *self.named)
        weight = weights("incidents", scene_table(self.rows, told, self.bands), left, right)
        place = np.flatnonzero(np.isin(self.columns.scene_owner, self.part))
        return place[left], place[right], weight


def _nothing() -> tuple[Numbers, Numbers, Numbers]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
