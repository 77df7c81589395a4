"""Incidents gathered from the records of their reports, with people's decisions and who takes from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hearsay.flow import links as linked
from hearsay.flow.binding import binding
from hearsay.flow.linking import needing_extra
from hearsay.ledger import Ledger
from hearsay.ledger.linked import links_among
from hearsay.record.estimate import Policy
from hearsay.record.happening import EventKey, SameActor
from hearsay.record.incident import Incident
from hearsay.record.journal import Link
from hearsay.record.kept import Kept
from hearsay.record.lineage import Lineage

POLICIES: tuple[Policy, ...] = ("ucdp", "acled", "range")
_AT_ONCE = 200
"""Reports whose records are held at a time, besides those of the incident being made."""
_TOGETHER = 50
"""Incidents of whose reports the lineage is asked for at once."""


def assembled(
    ledger: Ledger, wanted: Sequence[Link], policies: Sequence[Policy] = POLICIES
) -> Iterator[Incident]:
    """The incidents of some links, in their order. Raises ``E-LINK-NOT-INSTALLED``."""
    with needing_extra():
        from hearsay.link.gathering import gathered
        from hearsay.link.incident_view import incident as view
    held = _Held(ledger)
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        lineage = _Kin(ledger, {str(part.report) for one in some for part in one.members})
        for one in some:
            events = linked.events_of(one)
            reports = tuple(sorted({report for report, _ in events}))
            kin = lineage.of(reports)
            kept = held.reports(reports)
            found = gathered(kept, kin, events, _actors(kept))
            yield view(
                one.id,
                found.claims,
                origins=found.origins,
                edges=kin.edges,
                policies=policies,
                corroboration=found.corroboration,
            )


def _actors(kept: Sequence[Kept]) -> dict[EventKey, str] | None:
    """Keys of actors across reports, by name but for what people said; null where they said nothing of these reports."""
    said = _said(kept)
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


def _said(kept: Sequence[Kept]) -> list[SameActor]:
    """What people said of actors of these reports being the same or not."""
    about = {one.seq: one for report in kept for one in report.decisions if one.target == "actor"}
    if not about:
        return []
    reports = {one.report for one in kept}
    said = binding((about[seq] for seq in sorted(about)), {}, {}).constraints.actors
    return [word for word in said if word.one[0] in reports and word.other[0] in reports]


class _Kin:
    """The lineage of some reports, from which that of fewer is taken."""

    def __init__(self, ledger: Ledger, reports: Iterable[str]) -> None:
        with ledger.reading() as connection:
            found = links_among(connection, (*linked.EDGES, linked.FAMILY), reports)
        whole = linked.lineage_of(found)
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
