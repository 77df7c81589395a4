"""Incidents of a linked ledger as they are shown and exported: the claims of now, with people's decisions in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.flow import links as linked
from hearsay.flow.linking import actors_said, needing_extra, stale
from hearsay.ledger import Ledger
from hearsay.ledger.linked import links_of
from hearsay.record import problem
from hearsay.record.estimate import Policy
from hearsay.record.happening import EventKey, Happening, SameActor
from hearsay.record.incident import Incident
from hearsay.record.journal import Link
from hearsay.record.kept import Kept
from hearsay.record.lineage import Lineage

POLICIES: tuple[Policy, ...] = ("ucdp", "acled", "range")
_AT_ONCE = 200
"""Reports whose records are held at a time, besides those of the incident being made."""


def happenings(ledger: Ledger) -> Iterator[Happening]:
    """Every happening, by id. Raises ``E-LINK-NONE``."""
    refs = {row.report: row.ref for row in ledger.rows("reports", "report", "ref")}
    found = _links(ledger, linked.HAPPENING)
    for one in found:
        yield linked.happening_of(one, refs)


@dataclass(frozen=True)
class Listed:
    """An incident as the ledger keeps it, without its claims."""

    id: str
    happenings: tuple[str, ...]
    reports: int
    events: int


def listed(ledger: Ledger) -> list[Listed]:
    """Every incident, those of most reports first. Raises ``E-LINK-NONE``."""
    found = [
        Listed(
            one.id, linked.happenings_in(one), len({part.report for part in one.members}), len(one.members)
        )
        for one in _links(ledger, linked.INCIDENT)
    ]
    return sorted(found, key=lambda one: (-one.reports, -one.events, one.id))


def incident(ledger: Ledger, given: str, policies: Sequence[Policy] = POLICIES) -> Incident:
    """The incident of an id, or of the beginning of one. Raises ``E-LEDGER-UNKNOWN``, ``-AMBIGUOUS``, ``E-LINK-…``."""
    with ledger.reading() as connection:
        known = links_of(connection, [given]).get(given)
    if known is not None and known.kind == linked.INCIDENT:
        return next(_made(ledger, [known], policies))
    found = [one for one in _links(ledger, linked.INCIDENT) if one.id.startswith(given)]
    if not found:
        raise problem("E-LEDGER-UNKNOWN", what="incident", given=given, verb="incidents")
    if len(found) > 1:
        some = ", ".join(one.id for one in found[:5])
        raise problem("E-LEDGER-AMBIGUOUS", given=given, count=len(found), what="incidents", found=some)
    return next(_made(ledger, found, policies))


def incidents(
    ledger: Ledger, wanted: Iterable[str] | None = None, policies: Sequence[Policy] = POLICIES
) -> Iterator[Incident]:
    """Incidents in the order of ``wanted``, ids; null: all, as :func:`listed` has them. Raises ``E-LINK-…``."""
    if wanted is None:
        order = [one.id for one in listed(ledger)]
        found = {one.id: one for one in _links(ledger, linked.INCIDENT)}
    else:
        order = list(wanted)
        with ledger.reading() as connection:
            found = links_of(connection, order)
    return _made(ledger, [found[id_] for id_ in order], policies)


def notice(ledger: Ledger) -> str | None:
    """What to say where the ledger has changed since it was linked; null if it has not."""
    changes = stale(ledger)
    return (
        f"{changes} entries came since this ledger was linked; `hearsay link` takes them in."
        if changes
        else None
    )


def _links(ledger: Ledger, kind: str) -> list[Link]:
    found = list(ledger.links(kind))
    if not found and not any(row.kind == "links made" for row in ledger.rows("journal", "seq", "kind")):
        raise problem("E-LINK-NONE", place=ledger.place.shown)
    return found


def _made(ledger: Ledger, wanted: Sequence[Link], policies: Sequence[Policy]) -> Iterator[Incident]:
    with needing_extra():
        from hearsay.link.gathering import gathered
        from hearsay.link.incident_view import incident as view
    lineage = _Kin(ledger)
    held = _Held(ledger)
    said = actors_said(ledger)
    for one in wanted:
        events = linked.events_of(one)
        reports = tuple(sorted({report for report, _ in events}))
        kin = lineage.of(reports)
        kept = held.reports(reports)
        found = gathered(kept, kin, events, _actors(kept, said))
        yield view(
            one.id,
            found.claims,
            origins=found.origins,
            edges=kin.edges,
            policies=policies,
            corroboration=found.corroboration,
        )


def _actors(kept: Sequence[Kept], said: Sequence[SameActor]) -> dict[EventKey, str] | None:
    """Keys of actors across reports, by name but for what people said; null where they said nothing."""
    if not said:
        return None
    from hearsay.link.actors.keys import shared_key

    keys: dict[EventKey, str] = {}
    for one in kept:
        for entity in one.record.entities:
            keys[one.report, entity.id] = shared_key(entity) or f"{one.report}:{entity.id}"
    for word in said:
        if word.one not in keys or word.other not in keys:
            continue
        if word.together:
            kept_key, gone = keys[word.one], keys[word.other]
            keys = {actor: kept_key if key == gone else key for actor, key in keys.items()}
        elif keys[word.one] == keys[word.other]:
            keys[word.other] = ":".join(word.other)
    return keys


class _Kin:
    """The lineage of the ledger, from which that of some reports is taken."""

    def __init__(self, ledger: Ledger) -> None:
        kinds = (*linked.EDGES, linked.FAMILY)
        whole = linked.lineage_of(one for kind in kinds for one in ledger.links(kind))
        self._family = {report: family for family in whole.families for report in family.reports}
        self._edges: dict[str, list[Any]] = defaultdict(list)
        for edge in whole.edges:
            self._edges[edge.report].append(edge)

    def of(self, reports: Iterable[str]) -> Lineage:
        """Edges of which both ends are among ``reports``, or whose other end is not at hand; and all their families."""
        mine = set(reports)
        edges = [
            edge
            for report in sorted(mine)
            for edge in self._edges[report]
            if edge.other is None or edge.other in mine
        ]
        families = {
            family.original: family for report in sorted(mine) if (family := self._family.get(report))
        }
        return Lineage(edges=tuple(edges), families=tuple(families.values()))


class _Held:
    """Records as they are wanted, the last few held."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held: dict[str, Kept] = {}

    def reports(self, wanted: Sequence[str]) -> list[Kept]:
        missing = [one for one in wanted if one not in self._held]
        if len(self._held) + len(missing) > _AT_ONCE:
            self._held = {id_: self._held[id_] for id_ in wanted if id_ in self._held}
        for start in range(0, len(missing), _AT_ONCE):
            for kept in self._ledger.snapshot(reports=missing[start : start + _AT_ONCE]):
                self._held[kept.report] = kept
        return [self._held[id_] for id_ in wanted]


def links_named(ledger: Ledger, ids: Sequence[str]) -> list[Link]:
    """The links of incidents and happenings by their ids, in order. Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-NONE``."""
    kinds = [linked.INCIDENT if id_.startswith("i-") else linked.HAPPENING for id_ in ids]
    with ledger.reading() as connection:
        found = links_of(connection, ids)
    for id_, kind in zip(ids, kinds, strict=True):
        if id_ not in found or found[id_].kind != kind:
            _links(ledger, kind)  # says so if nobody has linked yet
            raise problem("E-LEDGER-UNKNOWN", what=kind, given=id_, verb=f"{kind}s")
    return [found[id_] for id_ in ids]
