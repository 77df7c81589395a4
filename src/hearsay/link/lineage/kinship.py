"""Families: reports that print one story. A family is one publisher, however many carriers."""

from __future__ import annotations

from collections.abc import Iterable

from hearsay.link.lineage.candidates import ranks
from hearsay.link.lineage.signature import Signature
from hearsay.link.lineage.tracing import edges_among, read_all
from hearsay.record.lineage import Edge, Family, Lineage


def lineage(signatures: Iterable[bytes]) -> Lineage:
    """Edges and families of the reports of ``signatures``, in any order, repeats allowed.

    Raises :class:`~hearsay.link.lineage.signature.StaleSignatureError`.
    """
    reports = read_all(signatures)
    found = edges_among(reports)
    return Lineage(edges=found, families=_families_among(reports, found))


def families(signatures: Iterable[bytes], found: Iterable[Edge]) -> tuple[Family, ...]:
    """The families that ``found``, the edges among the reports of ``signatures``, make; in order of their first report.

    Every edge but ``quotes`` joins. Edges to reports that are not here join nothing.
    """
    return _families_among(read_all(signatures), tuple(found))


def _families_among(rows: Iterable[Signature], found: tuple[Edge, ...]) -> tuple[Family, ...]:
    reports = {row.report: row for row in rows}
    joining = [
        edge for edge in found if edge.kind != "quotes" and edge.report in reports and edge.other in reports
    ]
    members: dict[str, list[str]] = {}
    above = joined(reports, [(edge.report, edge.other or "") for edge in joining])
    for id_ in sorted(reports):
        members.setdefault(above[id_], []).append(id_)
    takers = {edge.report for edge in joining}
    elsewhere = {
        edge.report: edge.publisher for edge in found if edge.other is None and edge.kind == "reprint_of"
    }
    return tuple(_family([reports[id_] for id_ in row], takers, elsewhere) for row in members.values())


def _family(rows: list[Signature], takers: set[str], elsewhere: dict[str, str | None]) -> Family:
    age = dict(
        zip((row.report for row in rows), ranks((r.published or "", r.report) for r in rows), strict=True)
    )
    original = min(rows, key=lambda row: (row.report in takers, age[row.report]))
    publisher = elsewhere.get(original.report) or original.publisher or original.printer
    return Family(original=original.report, publisher=publisher, reports=tuple(row.report for row in rows))


def joined(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id's representative, the least id of those it is joined with directly or through others."""
    above = {id_: id_ for id_ in ids}

    def top(id_: str) -> str:
        while above[id_] != id_:
            above[id_] = above[above[id_]]
            id_ = above[id_]
        return id_

    for one, other in pairs:
        ends = sorted((top(one), top(other)))
        above[ends[1]] = ends[0]
    return {id_: top(id_) for id_ in above}
