"""One linking run: records and people's decisions in, happenings and incidents out.

``link_records(records, constraints, previous)`` adds records to what an earlier run knew. Any order and any portions end in
the happenings and incidents of one run over all, as far as their members go; an id stays with its largest part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hearsay.link.happenings.actors import dressed
from hearsay.link.happenings.join import Said, grouped
from hearsay.link.happenings.rows import ReportRow, report_row
from hearsay.link.happenings.state import State, Touched, extended
from hearsay.link.incidents.groups import incident_groups
from hearsay.link.naming import named
from hearsay.record.happening import Bond, Constraints, EventKey, Happening, Incident, Member
from hearsay.record.record import Record

Groups = tuple[tuple[EventKey, ...], ...]


@dataclass(frozen=True)
class Linked:
    """What a run found. ``groups`` are the members of each happening by their keys; they, ``state`` and
    ``scene_groups`` are for the next run; ``constraints`` are those that it obeyed."""

    happenings: tuple[Happening, ...] = ()
    incidents: tuple[Incident, ...] = ()
    constraints: Constraints = field(default_factory=Constraints)
    state: State = field(default_factory=State, repr=False)
    groups: Groups = field(default=(), repr=False)
    scene_groups: tuple[tuple[tuple[str, int], ...], ...] = field(default=(), repr=False)


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
    rows: Iterable[ReportRow], constraints: Constraints | None = None, previous: Linked | None = None
) -> Linked:
    """As :func:`link_records`, of rows that were taken from their records before."""
    previous = previous or Linked()
    constraints = constraints or Constraints()
    if set(constraints.actors) != set(
        previous.constraints.actors
    ):  # other names: everything is compared again
        rows = dressed([*previous.state.reports, *rows], (), previous.constraints.actors)
        previous = Linked(previous.happenings, previous.incidents, groups=previous.groups)
    state, touched = extended(previous.state, dressed(rows, constraints.actors))
    touched = _also(touched, state, previous.constraints, constraints)
    events = [event for report in state.reports for event in report.events]
    number = {event.key: n for n, event in enumerate(events)}
    said = _said(constraints.bonds, "happening", number)
    before = dict(zip(previous.groups, previous.happenings, strict=True))
    groups = grouped([event.key for event in events], state.events_weighed, said, touched.events, before)
    names = named("h", groups, {happening.id: group for group, happening in before.items()})
    happenings = tuple(
        before.get(group)
        or Happening(id=names[group], members=tuple(_member(events[number[key]]) for key in group))
        for group in groups
    )
    incidents, scene_groups = _incidents(state, touched, happenings, groups, constraints, previous)
    return Linked(happenings, incidents, constraints, state, tuple(groups), scene_groups)


def without(linked: Linked, reports: Iterable[str]) -> Linked:
    """What a run over all but some reports, by id, would have found: before a new reading of them is linked."""
    gone = set(reports)
    kept = [report for report in linked.state.reports if report.id not in gone]
    fresh = link_rows(kept, linked.constraints)
    bore = {happening.id: group for happening, group in zip(linked.happenings, linked.groups, strict=True)}
    names = named("h", fresh.groups, bore)
    renamed = {
        happening.id: names[group] for happening, group in zip(fresh.happenings, fresh.groups, strict=True)
    }
    happenings = tuple(happening.replace(id=renamed[happening.id]) for happening in fresh.happenings)
    incidents = tuple(
        incident.replace(happenings=tuple(sorted(renamed[id_] for id_ in incident.happenings)))
        for incident in fresh.incidents
    )
    return Linked(happenings, incidents, fresh.constraints, fresh.state, fresh.groups, fresh.scene_groups)


def _plain(record: Record | Mapping[str, Any]) -> Mapping[str, Any]:
    return record.to_dict() if isinstance(record, Record) else record


def _member(event: Any) -> Member:
    report, id_ = event.key
    return Member(ref=event.ref, report=report, event=id_, start=event.start, end=event.end)


def _said(bonds: Sequence[Bond], of: str, number: Mapping[EventKey, int]) -> list[Said]:
    return [
        (number[bond.one], number[bond.other], bond.together)
        for bond in bonds
        if bond.of == of and bond.one in number and bond.other in number and bond.one != bond.other
    ]


def _also(touched: Touched, state: State, old: Constraints, new: Constraints) -> Touched:
    """With everything that a decision names which was not there before, or no longer is."""
    changed = set(old.bonds) ^ set(new.bonds)
    if not changed:
        return touched
    keys = {key for bond in changed for key in (bond.one, bond.other)}
    events = [event.key for report in state.reports for event in report.events]
    scenes = [scene for row in state.scenes for scene in row]
    return Touched(
        touched.events | {n for n, key in enumerate(events) if key in keys},
        touched.scenes | {n for n, scene in enumerate(scenes) if keys.intersection(scene.events)},
    )


def _incidents(
    state: State,
    touched: Touched,
    happenings: Sequence[Happening],
    groups: Sequence[tuple[EventKey, ...]],
    constraints: Constraints,
    previous: Linked,
) -> tuple[tuple[Incident, ...], tuple[tuple[tuple[str, int], ...], ...]]:
    scenes = [scene for row in state.scenes for scene in row]
    keys = [
        (report.id, n)
        for report, row in zip(state.reports, state.scenes, strict=True)
        for n in range(len(row))
    ]
    number = {key: n for n, scene in enumerate(scenes) for key in scene.events}
    said = [row for row in _said(constraints.bonds, "incident", number) if row[0] != row[1]]
    joined = grouped(keys, state.scenes_weighed, said, touched.scenes, previous.scene_groups)
    at = {key: n for n, key in enumerate(keys)}
    events = [[key for scene in group for key in scenes[at[scene]].events] for group in joined]
    members = {happening.id: group for happening, group in zip(happenings, groups, strict=True)}
    apart = [bond for bond in constraints.bonds if bond.of == "incident" and not bond.together]
    found = incident_groups(events, members, apart)
    before = {h.id: group for h, group in zip(previous.happenings, previous.groups, strict=True)}
    earlier = {
        incident.id: tuple(key for id_ in incident.happenings for key in before[id_])
        for incident in previous.incidents
    }
    parts = {tuple(key for id_ in group for key in members[id_]): group for group in found}
    names = named("i", list(parts), earlier)
    incidents = [Incident(id=names[part], happenings=group) for part, group in parts.items()]
    return tuple(sorted(incidents, key=lambda incident: incident.id)), tuple(joined)
