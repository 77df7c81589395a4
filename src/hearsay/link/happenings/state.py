"""What a linking run knows, so that the next one need only look at what is new.

Reports are numbered as they came, and what they tell (events, scenes) through them; no result depends on these numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings import alike
from hearsay.link.happenings.candidates import band, candidates, shapes
from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.table import event_table
from hearsay.link.happenings.weigh import weights
from hearsay.link.incidents.scenes import Scene, scenes
from hearsay.link.incidents.table import scene_pairs, scene_table

Numbers = NDArray[np.int64]


def _none() -> Numbers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True)
class Weighed:
    """Pairs compared so far, by number, and their weights in thousandths of a bit."""

    left: Numbers = field(default_factory=_none)
    right: Numbers = field(default_factory=_none)
    weight: Numbers = field(default_factory=_none)

    def kept(self, which: NDArray[np.bool_]) -> Weighed:
        """Only some of the pairs."""
        return Weighed(self.left[which], self.right[which], self.weight[which])

    def with_(self, other: Weighed) -> Weighed:
        """These pairs and the others."""
        return Weighed(
            np.concatenate([self.left, other.left]),
            np.concatenate([self.right, other.right]),
            np.concatenate([self.weight, other.weight]),
        )

    def ends(self) -> set[int]:
        """Everything that stands in a pair."""
        return set(np.unique(np.concatenate([self.left, self.right])).tolist())


@dataclass(frozen=True)
class State:
    """Rows and scenes of all reports, which reports are nearest to each, and the pairs weighed."""

    reports: tuple[ReportRow, ...] = ()
    scenes: tuple[tuple[Scene, ...], ...] = ()
    near: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    events_weighed: Weighed = field(default_factory=Weighed)
    scenes_weighed: Weighed = field(default_factory=Weighed)


@dataclass(frozen=True)
class Touched:
    """Numbers of events and scenes of which a comparison came or went, or that are new."""

    events: frozenset[int]
    scenes: frozenset[int]


def extended(state: State, new: Iterable[ReportRow]) -> tuple[State, Touched]:
    """The state with reports added, and what they touch. A report that is there already is passed over."""
    known = {report.id for report in state.reports}
    added = {report.id: report for report in new if report.id not in known}
    fresh = sorted(added.values(), key=lambda report: report.id)
    if not fresh:
        return state, Touched(frozenset(), frozenset())
    reports = (*state.reports, *fresh)
    told = (*state.scenes, *(scenes(report) for report in fresh))
    near = _near(state, reports, fresh)
    before, after = set(alike.pairs_of(state.near)), set(alike.pairs_of(near))
    work = _Work(reports, told, near, sorted(after - before), [report.id for report in fresh])
    gone = _codes(reports, before - after)
    events_owner = np.repeat(np.arange(len(reports)), [len(report.events) for report in reports])
    scenes_owner = np.repeat(np.arange(len(reports)), [len(row) for row in told])
    old_events, lost_events = _parted(state.events_weighed, events_owner, len(reports), gone)
    old_scenes, lost_scenes = _parted(state.scenes_weighed, scenes_owner, len(reports), gone)
    new_events, new_scenes = work.events(events_owner), work.scenes(scenes_owner)
    first = len(state.reports)
    touched = Touched(
        frozenset(
            lost_events.ends() | new_events.ends() | set(np.flatnonzero(events_owner >= first).tolist())
        ),
        frozenset(
            lost_scenes.ends() | new_scenes.ends() | set(np.flatnonzero(scenes_owner >= first).tolist())
        ),
    )
    return State(reports, told, near, old_events.with_(new_events), old_scenes.with_(new_scenes)), touched


def _near(
    state: State, reports: Sequence[ReportRow], fresh: Sequence[ReportRow]
) -> dict[str, dict[str, float]]:
    postings = alike.Postings(reports)
    everyone = {report.id: postings.alike(report) for report in fresh}
    mine = {id_: alike.shortest(row) for id_, row in everyone.items()}
    return alike.add_nearest(state.near, mine, everyone)


def _codes(reports: Sequence[ReportRow], pairs: Iterable[tuple[str, str]]) -> Numbers:
    """One number for each pair of reports."""
    numbers = {report.id: number for number, report in enumerate(reports)}
    rows = [sorted((numbers[one], numbers[other])) for one, other in pairs]
    return np.array([one * len(reports) + other for one, other in rows], np.int64)


def _parted(weighed: Weighed, owner: Numbers, size: int, gone: Numbers) -> tuple[Weighed, Weighed]:
    """The pairs of reports that still count as alike, and the others."""
    a, b = owner[weighed.left], owner[weighed.right]
    lost = np.isin(np.minimum(a, b) * size + np.maximum(a, b), gone)
    return weighed.kept(~lost), weighed.kept(lost)


@dataclass(frozen=True)
class _Work:
    """Pairs of reports, and reports by themselves, of which everything is to be compared.

    Only the reports concerned go into the tables that Splink compares.
    """

    reports: Sequence[ReportRow]
    told: Sequence[tuple[Scene, ...]]
    near: Mapping[str, Mapping[str, float]]
    pairs: Sequence[tuple[str, str]]
    within: Sequence[str]

    def _part(self) -> list[int]:
        concerned = {id_ for pair in self.pairs for id_ in pair} | set(self.within)
        return [number for number, report in enumerate(self.reports) if report.id in concerned]

    def _bands(self, part: Sequence[ReportRow]) -> dict[str, dict[str, int]]:
        return {one.id: {other: band(value) for other, value in self.near[one.id].items()} for one in part}

    def events(self, owner: Numbers) -> Weighed:
        numbers = self._part()
        part = [self.reports[number] for number in numbers]
        left, right = candidates(shapes(part), self.pairs, self.within)
        weight = weights("happenings", event_table(part, self._bands(part)), left, right)
        place = np.flatnonzero(np.isin(owner, numbers))
        return Weighed(place[left], place[right], weight)

    def scenes(self, owner: Numbers) -> Weighed:
        numbers = self._part()
        part = [self.reports[number] for number in numbers]
        told = {self.reports[number].id: self.told[number] for number in numbers}
        left, right = scene_pairs(part, told, self.pairs, self.within)
        weight = weights("incidents", scene_table(part, told, self._bands(part)), left, right)
        place = np.flatnonzero(np.isin(owner, numbers))
        return Weighed(place[left], place[right], weight)
