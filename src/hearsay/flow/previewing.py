"""What merging or splitting incidents would make of them, before anybody says so: nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hearsay.flow import links as linked
from hearsay.flow.assembling import assembled
from hearsay.flow.incidents import links_named
from hearsay.ledger import Ledger
from hearsay.record.incident import Incident
from hearsay.record.journal import Link


@dataclass(frozen=True)
class Preview:
    """Incidents as they are, and as they would be."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]


def merged(ledger: Ledger, ids: Sequence[str]) -> Preview:
    """Incidents by their ids, and the one that they would make. Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-…``."""
    found = links_named(ledger, ids)
    whole = found[0].replace(members=tuple(part for one in found for part in one.members))
    *before, after = assembled(ledger, [*found, whole])
    return Preview(tuple(before), (after,))


def split(ledger: Ledger, id: str, leaving: Collection[str]) -> Preview:
    """An incident by its id, and what would stay and leave, happenings by their ids; of all or none leaving nothing is told.

    Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-…``.
    """
    (found,) = links_named(ledger, [id])
    sides = [_part(found, leaving, stays) for stays in (True, False)]
    before, *after = assembled(ledger, [found, *(one for one in sides if one.members)])
    return Preview((before,), tuple(after))


def _part(found: Link, leaving: Collection[str], stays: bool) -> Link:
    kept = tuple(part for part in found.members if (part.side in leaving) != stays)
    return Link(id=found.id, kind=linked.INCIDENT, members=kept)
