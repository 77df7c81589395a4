"""Incidents of a linked ledger as they are shown and exported: the claims of now, with people's decisions in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hearsay.flow import links as linked
from hearsay.flow.assembling import POLICIES
from hearsay.flow.linking import stale
from hearsay.flow.summaries import whole
from hearsay.ledger import Ledger
from hearsay.ledger.linked import links_of
from hearsay.record import problem
from hearsay.record.estimate import Policy
from hearsay.record.happening import Happening
from hearsay.record.incident import Incident
from hearsay.record.journal import Link

__all__ = ["POLICIES", "Listed", "happenings", "incident", "incidents", "links_named", "listed", "notice"]


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
        return next(whole(ledger, [known], policies))
    found = [one for one in _links(ledger, linked.INCIDENT) if one.id.startswith(given)]
    if not found:
        raise problem("E-LEDGER-UNKNOWN", what="incident", given=given, verb="incidents")
    if len(found) > 1:
        some = ", ".join(one.id for one in found[:5])
        raise problem("E-LEDGER-AMBIGUOUS", given=given, count=len(found), what="incidents", found=some)
    return next(whole(ledger, found, policies))


def incidents(
    ledger: Ledger, wanted: Iterable[str] | None = None, policies: Sequence[Policy] = POLICIES
) -> Iterator[Incident]:
    """Incidents in the order of ``wanted``, ids, but for those that another linking has taken away; null: all, as
    :func:`listed` has them. Raises ``E-LINK-…``."""
    if wanted is None:
        order = [one.id for one in listed(ledger)]
        found = {one.id: one for one in _links(ledger, linked.INCIDENT)}
    else:
        order = list(wanted)
        with ledger.reading() as connection:
            found = links_of(connection, order)
    return whole(ledger, [found[id_] for id_ in order if id_ in found], policies)


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
