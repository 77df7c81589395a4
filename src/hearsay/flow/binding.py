"""What people decided, as it binds a linking run: which events are one, which are not, which edges are none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from hearsay.flow.links import INCIDENT
from hearsay.record.happening import Bond, Constraints, EventKey, IncidentWord, SameActor
from hearsay.record.journal import Decision, Link

Pair = frozenset[str]
Group = tuple[EventKey, ...]
Said = frozenset[EventKey]
"""What a bond is about: two events."""


@dataclass(frozen=True)
class Binding:
    """``constraints`` are on events and actors; ``barred`` are pairs of reports of which neither takes from the other,
    ``kept`` edges that stay even where a run no longer finds them."""

    constraints: Constraints
    barred: frozenset[Pair] = frozenset()
    kept: tuple[Link, ...] = ()


def binding(
    decisions: Iterable[Decision], event_of: Mapping[EventKey, str], links: Mapping[str, Link]
) -> Binding:
    """What the decisions ask of a run.

    ``event_of``: of (report, claim) its event. ``links``: those that stand. An undone decision asks nothing; one that is
    orphaned still does, as far as the events it judged are there: a merge makes the very links go that it judged.
    Of two words about the same the later counts.
    """
    bonds: dict[Said, Bond] = {}
    actors: dict[frozenset[EventKey], SameActor] = {}
    incidents: list[IncidentWord] = []
    edges: dict[str, tuple[bool, Pair]] = {}
    for one in decisions:
        if one.state == "undone":
            continue
        if one.target == "actor" and one.verb in ("merge", "split"):
            for same in _actors(one):
                actors[frozenset((same.one, same.other))] = same
        elif one.target == "link" and one.verb in ("accept", "reject"):
            edges.update(_edges(one))
        elif one.target == INCIDENT:
            incidents += _incidents(one, event_of)
        elif one.verb in ("merge", "split") or one.target == "happening":
            new = {frozenset((bond.one, bond.other)): bond for bond in _bonds(one, event_of)}
            bonds = _taken_back(bonds, tuple(new.values())) | new
    return Binding(
        Constraints(bonds=tuple(bonds.values()), actors=tuple(actors.values()), incidents=tuple(incidents)),
        frozenset(pair for accepted, pair in edges.values() if not accepted),
        tuple(links[id_] for id_, (accepted, _) in sorted(edges.items()) if accepted and id_ in links),
    )


def between(constraints: Constraints, events: Collection[EventKey]) -> tuple[Bond, ...]:
    """What is said of some events being one happening, and the last word on two of them being of one incident."""
    wanted = set(events)
    incidents: dict[Said, Bond] = {}
    for word in constraints.incidents:
        side = {event: n for n, group in enumerate(word.sides) for event in group if event in wanted}
        for one, other in combinations(side, 2):
            same = side[one] == side[other]
            incidents[frozenset((one, other))] = Bond(of="incident", together=same, one=one, other=other)
    happenings = (bond for bond in constraints.bonds if {bond.one, bond.other} <= wanted)
    return (*happenings, *incidents.values())


def _bonds(decision: Decision, event_of: Mapping[EventKey, str]) -> Iterable[Bond]:
    """What a decision says of happenings. Of a split the events of a side are one: what leaves leaves together."""
    judged = _sides(decision, event_of)
    sides = _by_side(judged)
    if decision.verb in ("merge", "accept"):
        sides = [_each_once(event for group in sides for event in group)]
    elif decision.verb == "reject":
        for _, group in judged:
            for one, other in combinations(group, 2):
                yield Bond(together=False, one=one, other=other)
        return
    elif decision.verb != "split":
        return
    for group in sides:
        for one, other in pairwise(group):
            yield Bond(together=True, one=one, other=other)
    for group, others in combinations(sides, 2):
        for one in group:
            for other in others:
                yield Bond(together=False, one=one, other=other)


def _incidents(decision: Decision, event_of: Mapping[EventKey, str]) -> Iterable[IncidentWord]:
    """What a decision says of incidents. Of one that is none each happening that it had is for itself."""
    judged = _sides(decision, event_of)
    if decision.verb == "reject":
        whole = {
            (member["report"], member["id"]): member.get("side") or member["id"]
            for member in _members(decision)
        }
        judged = [
            (f"{number} {whole.get(event, event)}", (event,))
            for number, (_, group) in enumerate(judged)
            for event in group
        ]
    sides = _by_side(judged)
    if decision.verb in ("merge", "accept"):
        sides = [_each_once(event for group in sides for event in group)]
    if sides and any(sides) and decision.verb in ("merge", "accept", "reject", "split"):
        yield IncidentWord(sides=tuple(sides))


def _by_side(sides: Sequence[tuple[str | None, Group]]) -> list[Group]:
    """The events of each side, in the order in which the sides are named; who is named on two is of the first."""
    found: dict[str | None, list[EventKey]] = {}
    had: set[EventKey] = set()
    for side, group in sides:
        found.setdefault(side, []).extend(event for event in group if event not in had)
        had.update(group)
    return [tuple(group) for group in found.values() if group]


def _taken_back(bonds: dict[Said, Bond], new: Sequence[Bond]) -> dict[Said, Bond]:
    """The bonds without those that keep apart what is joined now."""
    joined = {event for bond in new if bond.together for event in (bond.one, bond.other)}
    return {about: bond for about, bond in bonds.items() if bond.together or not about <= joined}


def _sides(decision: Decision, event_of: Mapping[EventKey, str]) -> list[tuple[str | None, Group]]:
    """What was judged, part by part: its side and its events; a link's are those it had when it was judged."""
    members: dict[str, list[EventKey]] = {}
    for member in _members(decision):
        if member.get("report") and str(member.get("id") or "").startswith("v-"):
            members.setdefault(member["link"], []).append((member["report"], member["id"]))
    found: list[tuple[str | None, Group]] = []
    for part in decision.parts:
        if part.report is None:
            found.append((part.side, _each_once(members.get(str(part.id), ()))))
        elif str(part.id).startswith("v-"):
            found.append((part.side, ((part.report, str(part.id)),)))
        elif (part.report, str(part.id)) in event_of:
            found.append((part.side, ((part.report, event_of[part.report, str(part.id)]),)))
    return [(side, group) for side, group in found if group]


def _actors(decision: Decision) -> Iterable[SameActor]:
    parts = [(part.side, (str(part.report), str(part.id))) for part in decision.parts]
    together = decision.verb == "merge"
    for (side, one), (other_side, other) in pairwise(parts) if together else combinations(parts, 2):
        if together or side != other_side:
            yield SameActor(together=together, one=one, other=other)


def _edges(decision: Decision) -> Iterable[tuple[str, tuple[bool, Pair]]]:
    """Edges that were judged, by their ids, with the two reports."""
    reports: dict[str, list[str]] = {}
    for member in _members(decision):
        reports.setdefault(member["link"], []).append(member["report"])
    for part in decision.parts:
        ends = frozenset(reports.get(str(part.id), ()))
        if part.report is None and ends:
            yield str(part.id), (decision.verb == "accept", ends)


def _members(decision: Decision) -> Sequence[Mapping[str, Any]]:
    members: Any = decision.value.get("members") or []
    return [dict(member) for member in members]


def _each_once(events: Iterable[EventKey]) -> Group:
    return tuple(dict.fromkeys(events))


def without(barred: frozenset[Pair], report: str, other: str | None) -> bool:
    """Whether a person said that the one does not take from the other; ``other`` is null for a paper not at hand."""
    return frozenset((report, other) if other else (report,)) in barred
