"""One linking run: records and people's decisions in, happenings and incidents out.

``link_records(records, constraints, previous)`` adds records to what an earlier run knew. Any order and any portions end in
the happenings and incidents of one run over all, as far as their members go; an id stays with its largest part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hearsay.link.components import least_joined
from hearsay.link.happenings.actors import dressed, reports_about
from hearsay.link.happenings.columns import Columns, Ids, Numbers, written
from hearsay.link.happenings.join import Said, grouped
from hearsay.link.happenings.rows import ReportRow, report_row
from hearsay.link.happenings.state import Change, State, changed
from hearsay.link.incidents.groups import Word, incident_groups, parted
from hearsay.link.naming import carried
from hearsay.record.happening import Bond, Constraints, EventKey, Happening, Incident, IncidentWord, Member
from hearsay.record.record import Record


def _ids() -> Ids:
    return np.zeros(0, np.uint64)


@dataclass(frozen=True)
class Linked:
    """What a run found: of each event in ``state`` its ``happening`` and its ``incident``, 0 for none, by the digits of
    their ids; of each scene one that stands for its group. ``constraints`` are those that the run obeyed."""

    constraints: Constraints = field(default_factory=Constraints)
    state: State = field(default_factory=State, repr=False)
    happening: Ids = field(default_factory=_ids, repr=False)
    incident: Ids = field(default_factory=_ids, repr=False)
    scene_groups: Numbers = field(default_factory=lambda: np.zeros(0, np.int64), repr=False)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The happenings in the order of their least members, the members in order."""
        columns = self.state.columns
        refs = {row.id: row.ref for row in self.state.reports}
        order = np.argsort(columns.event_order).tolist()
        members: dict[int, list[Member]] = {}
        for event in order:
            report, id_ = columns.key(event)
            start, end = columns.places[event].tolist()
            member = Member(ref=refs[report], report=report, event=id_, start=start, end=end)
            members.setdefault(int(self.happening[event]), []).append(member)
        return tuple(Happening(id=written("h", id_), members=tuple(row)) for id_, row in members.items())

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents in the order of their ids."""
        inside = np.flatnonzero(self.incident)
        parts: dict[int, set[int]] = {}
        for id_, part in zip(self.incident[inside].tolist(), self.happening[inside].tolist(), strict=True):
            parts.setdefault(id_, set()).add(part)
        return tuple(
            Incident(id=written("i", id_), happenings=tuple(written("h", one) for one in sorted(row)))
            for id_, row in sorted(parts.items())
        )


@dataclass(frozen=True)
class Names:
    """Happenings and incidents of an earlier run by their ids, each with its events, so that ids stay."""

    happenings: Mapping[str, Sequence[EventKey]]
    incidents: Mapping[str, Sequence[EventKey]]


def link_records(
    records: Iterable[Record | Mapping[str, Any]],
    constraints: Constraints | None = None,
    previous: Linked | None = None,
) -> Linked:
    """Happenings and incidents of ``records``, which may be plain JSON values, and of all that ``previous`` knew.

    A record of a report that is known already is passed over: a new reading starts from :func:`without`. Other
    ``constraints`` than those of ``previous`` bind from here on, and free what they no longer bind.
    """
    return link_rows((report_row(_plain(record)) for record in records), constraints, previous)


def link_rows(
    rows: Iterable[ReportRow],
    constraints: Constraints | None = None,
    previous: Linked | None = None,
    *,
    gone: Collection[str] = (),
    names: Names | None = None,
) -> Linked:
    """As :func:`link_records`, of rows that were taken from their records before.

    ``gone``: ids of reports that ``previous`` is to forget first; one of them may be among ``rows``, read anew.
    ``names``: what a run found of which nothing else is known any longer.
    """
    previous = previous or Linked()
    constraints = constraints or Constraints()
    before = set(previous.constraints.actors)
    gone = set(gone)
    if set(constraints.actors) != before:  # other names: what they are about is compared again
        about = reports_about(constraints.actors, before) - gone
        about &= previous.state.columns.number_of.keys()
        known = previous.state.shelf.rows(sorted(about))
        rows, gone = chain(dressed(known, (), tuple(before)), rows), gone | about
    state, change = changed(previous.state, dressed(rows, constraints.actors), gone)
    return _joined(previous, constraints, state, change, names, had_gone=bool(gone))


def without(linked: Linked, reports: Iterable[str]) -> Linked:
    """What a run over all but some reports, by id, would have found: before a new reading of them is linked."""
    return link_rows([], linked.constraints, linked, gone=set(reports))


def _joined(
    previous: Linked,
    constraints: Constraints,
    state: State,
    change: Change,
    names: Names | None,
    had_gone: bool,
) -> Linked:
    columns = state.columns
    also = set(previous.constraints.bonds) ^ set(constraints.bonds)
    if had_gone:  # what a person joined to one that went
        also |= set(constraints.bonds)
    ends = _numbers(columns, {key for bond in also for key in (bond.one, bond.other)})
    change.events[ends] = True
    ends = _numbers(columns, _keys(_otherwise(previous.constraints, constraints)))
    change.events[ends] = True  # what is of two incidents is of two happenings
    had = _had(previous, columns, change)
    said = _said(constraints.bonds, columns)
    words = [[_numbers(columns, side).tolist() for side in word.sides] for word in _words(constraints)]
    said += _of_two(state, said, words)
    groups = grouped(columns.event_order, state.events_weighed, said, change.events, _first(had[0]))
    happening = carried(
        "h", groups, had[0], columns.event_order, columns.key, names.happenings if names else None
    )
    scene_groups = _scene_groups(previous, state, change)
    wholes = incident_groups(groups, columns.scene_of_event, scene_groups, columns.event_order, words)
    incident = carried(
        "i", wholes, had[1], columns.event_order, columns.key, names.incidents if names else None
    )
    return Linked(constraints, state, happening, incident, scene_groups)


def _scene_groups(previous: Linked, state: State, change: Change) -> Numbers:
    old = np.where(change.scenes_were < 0, -1, _taken(previous.scene_groups, change.scenes_were))
    before = _first((old + 1).astype(np.uint64))
    return grouped(state.columns.scene_order, state.scenes_weighed, (), change.scenes, before)


def _words(constraints: Constraints) -> Iterator[IncidentWord]:
    """What people said of incidents, in its order."""
    for bond in constraints.bonds:
        if bond.of == "incident":
            pair = (bond.one, bond.other)
            yield IncidentWord(sides=(pair,) if bond.together else tuple((key,) for key in pair))
    yield from constraints.incidents


def _otherwise(before: Constraints, now: Constraints) -> Iterable[IncidentWord]:
    """Words that came or went; the same may be said several times, with another between."""
    had, have = Counter(_words(before)), Counter(_words(now))
    return (had - have) + (have - had)


def _keys(words: Iterable[IncidentWord]) -> set[EventKey]:
    return {key for word in words for side in word.sides for key in side}


def _of_two(state: State, said: Sequence[Said], words: Sequence[Word]) -> list[Said]:
    """Pairs of events that cannot be one happening because they are of two incidents."""
    if all(len(word) < 2 for word in words):
        return []
    one = [(left, right) for left, right, together in said if together]
    joined, positive = np.array(one, np.int64).reshape(-1, 2), state.events_weighed.weight > 0
    left = np.concatenate([state.events_weighed.left[positive], joined[:, 0]])
    right = np.concatenate([state.events_weighed.right[positive], joined[:, 1]])
    component = least_joined(len(state.columns.event_order), left, right)
    return [(*pair, False) for pair in parted(words, component, one)]


def _taken(values: NDArray[Any], numbers: Numbers) -> NDArray[Any]:
    return values[np.maximum(numbers, 0)] if len(values) else np.zeros(len(numbers), values.dtype)


def _had(previous: Linked, columns: Columns, change: Change) -> tuple[Ids, Ids]:
    """Of each event the happening and the incident that it had, also where its report was read anew."""
    known = change.events_were >= 0
    happening = np.where(known, _taken(previous.happening, change.events_were), np.uint64(0))
    incident = np.where(known, _taken(previous.incident, change.events_were), np.uint64(0))
    old = previous.state.columns
    for report in np.flatnonzero(change.reports_were < 0).tolist():
        if columns.names[report] not in old.number_of:
            continue
        for event in range(columns.first_event[report], columns.first_event[report + 1]):
            was = old.event(columns.key(event))
            if was is not None:
                happening[event], incident[event] = previous.happening[was], previous.incident[was]
    return happening, incident


def _first(ids: Ids) -> Numbers:
    """Of each member the first that has the same id, -1 where that is 0."""
    _, first, which = np.unique(ids, return_index=True, return_inverse=True)
    return np.where(ids == 0, -1, first[which]).astype(np.int64)


def _numbers(columns: Columns, keys: Iterable[EventKey]) -> Numbers:
    found = (columns.event(key) for key in keys)
    return np.array([number for number in found if number is not None], np.int64)


def _said(bonds: Sequence[Bond], columns: Columns) -> list[Said]:
    """What people said of happenings, by the numbers of events."""
    rows = [
        (columns.event(bond.one), columns.event(bond.other), bond.together)
        for bond in bonds
        if bond.of == "happening"
    ]
    return [
        (one, other, both)
        for one, other, both in rows
        if one is not None and other is not None and one != other
    ]


def _plain(record: Record | Mapping[str, Any]) -> Mapping[str, Any]:
    return record.to_dict() if isinstance(record, Record) else record
