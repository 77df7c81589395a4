"""Edges, families, happenings and incidents as the links that a ledger keeps, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from hearsay.record.happening import EventKey, Happening, Member
from hearsay.record.ids import hashed_id
from hearsay.record.journal import Link, Part
from hearsay.record.lineage import Edge, EdgeKind, Family, Lineage

EDGES: tuple[str, ...] = get_args(EdgeKind)
FAMILY, HAPPENING, INCIDENT = "family", "happening", "incident"
KINDS = (*EDGES, FAMILY, HAPPENING, INCIDENT)
"""Kinds of links that linking makes; it leaves any other alone."""
COPY, ORIGINAL = "copy", "original"


def lineage_links(lineage: Lineage) -> Iterator[Link]:
    """A link an edge, and one a family of several reports or of one that another paper printed first."""
    for edge in lineage.edges:
        yield _edge_link(edge)
    elsewhere = {edge.report for edge in lineage.edges if edge.other is None and edge.kind == "reprint_of"}
    for family in lineage.families:
        if len(family.reports) > 1 or family.original in elsewhere:
            yield _family_link(family)


def lineage_of(links: Iterable[Link]) -> Lineage:
    """The lineage that links of the kinds of edges and families tell of."""
    edges: list[Edge] = []
    families: list[Family] = []
    for link in links:
        if link.kind in EDGES:
            edges.append(_edge(link))
        elif link.kind == FAMILY:
            families.append(_family(link))
    return Lineage(edges=tuple(edges), families=tuple(families))


def happening_link(id_: str, events: Sequence[EventKey], places: Sequence[Sequence[int]]) -> Link:
    """The link of a happening, its members the events in order; ``places`` is where the trigger of each stands."""
    members = tuple(Part(report=report, id=event) for report, event in events)
    spans: Any = {"places": [list(place) for place in places]}
    return Link(id=id_, kind=HAPPENING, members=members, value=spans)


def happening_of(link: Link, refs: Mapping[str, str]) -> Happening:
    """The happening of a link; ``refs`` are the callers' names of reports by id."""
    places: Any = link.value["places"]
    members = (
        Member(ref=refs[str(part.report)], report=str(part.report), event=str(part.id), start=start, end=end)
        for part, (start, end) in zip(link.members, places, strict=True)
    )
    return Happening(id=link.id, members=tuple(members))


def incident_link(id_: str, events: Iterable[tuple[EventKey, str]]) -> Link:
    """The link of an incident: its members are the events, the role of each the happening it belongs to.

    Events and not happenings, for these are what a person who judges an incident has before them, and they last.
    """
    members = tuple(Part(report=report, id=event, side=happening) for (report, event), happening in events)
    return Link(id=id_, kind=INCIDENT, members=members)


def events_of(link: Link) -> dict[EventKey, str]:
    """The events of an incident's link, each with its happening."""
    return {(str(part.report), str(part.id)): str(part.side) for part in link.members}


def happenings_in(link: Link) -> tuple[str, ...]:
    """The happenings of an incident's link, in order."""
    return tuple(sorted({str(part.side) for part in link.members}))


def _edge_link(edge: Edge) -> Link:
    value = edge.to_dict()
    kind, report, other = value.pop("kind"), value.pop("report"), value.pop("other")
    members = [Part(report=report, side=COPY)] + ([Part(report=other, side=ORIGINAL)] if other else [])
    beside = "" if other else edge.publisher or ""
    return Link(
        id=hashed_id("l", (kind, report, other or "", beside)), kind=kind, members=tuple(members), value=value
    )


def _edge(link: Link) -> Edge:
    ends = {part.side: part.report for part in link.members}
    fields = {**link.value, "kind": link.kind, "report": ends[COPY], "other": ends.get(ORIGINAL)}
    return Edge.model_validate(_tuples(fields))


def _family_link(family: Family) -> Link:
    members = tuple(
        Part(report=report, side=ORIGINAL if report == family.original else COPY) for report in family.reports
    )
    return Link(
        id=family_id(family.original), kind=FAMILY, members=members, value={"publisher": family.publisher}
    )


def family_id(original: str) -> str:
    """The id of the link of a story, by the report that is its first."""
    return hashed_id("s", (original,))


def _family(link: Link) -> Family:
    reports = tuple(str(part.report) for part in link.members)
    original = next(str(part.report) for part in link.members if part.side == ORIGINAL)
    return Family.model_validate(
        {"original": original, "publisher": link.value["publisher"], "reports": reports}
    )


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def differences(present: Iterable[Link], made: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """What to make and what to take away so that ``present`` becomes ``made``."""
    had = {link.id: link for link in present}
    wanted = {link.id: link for link in made}
    new = tuple(link for id_, link in sorted(wanted.items()) if had.get(id_) != link)
    return new, tuple(sorted(id_ for id_ in had if id_ not in wanted))
