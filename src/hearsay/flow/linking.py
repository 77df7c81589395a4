"""A ledger's reports and people's decisions into links: who takes from whom, happenings, incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hearsay.flow import links as linked
from hearsay.flow.binding import Binding, binding, without
from hearsay.flow.review import keep_links
from hearsay.flow.signing import Clock, linking_model, wall_clock
from hearsay.ledger import Ledger
from hearsay.record import Record, problem
from hearsay.record.happening import Bond, EventKey, Incident, SameActor
from hearsay.record.journal import Entry, Link
from hearsay.record.kept import Kept
from hearsay.record.lineage import Lineage

if TYPE_CHECKING:
    from hearsay.link.run import Linked

_CHANGES = frozenset({"report added", "reading made", "reading made again", "decision made", "entry undone"})
"""Entries after which linking may come out otherwise. A mark changes what counts, not what is linked."""
_EXTRA = frozenset({"rensa", "splink", "duckdb", "pyarrow"})


@dataclass(frozen=True)
class Run:
    """What a run came to. ``entry`` is null where nothing was new since the last one."""

    reports: int
    families: int
    happenings: int
    incidents: int
    made: int
    removed: int
    entry: Entry | None


def link(ledger: Ledger, *, clock: Clock = wall_clock, reason: str | None = None) -> Run:
    """Link everything in the ledger and keep what changed as one entry. Every decision that stands binds it.

    Raises ``E-LINK-NOT-INSTALLED``, ``E-LEDGER-…``.
    """
    with needing_extra():
        from hearsay.link.run import link_records
    seen = ledger.head().seq
    present = [one for one in ledger.links() if one.kind in linked.KINDS]
    refs = {row.report: row.ref for row in ledger.rows("reports", "report", "ref")}
    bound = binding(ledger.decisions(), _events_of_claims(ledger), {one.id: one for one in present})
    signatures: list[bytes] = []
    with needing_extra():
        records = _watched(ledger.snapshot(), signatures)
        grouped = link_records(records, bound.constraints, _before(present, refs))
        lineage = _lineage(signatures, bound)
    made = [
        *linked.lineage_links(lineage),
        *linked.happening_links(grouped.happenings),
        *linked.incident_links(grouped.incidents, grouped.happenings),
    ]
    made += [one for one in bound.kept if one.id not in {link.id for link in made}]
    new, gone = linked.differences(present, made)
    entry = None
    if new or gone or stale(ledger):
        entry = keep_links(ledger, new, gone, seen=seen, model=linking_model(), reason=reason, clock=clock)
    return Run(
        len(signatures), len(lineage.families), len(grouped.happenings), len(grouped.incidents), len(new), len(gone),
        entry,
    )  # fmt: skip


def stale(ledger: Ledger) -> int:
    """How many entries came since the last linking run after which it may come out otherwise."""
    kinds = [(row.seq, row.kind) for row in ledger.rows("journal", "seq", "kind")]
    last = max((seq for seq, kind in kinds if kind == "links made"), default=0)
    seen = 0
    if last:
        seen = int(next(iter(ledger.entries(after=last - 1))).values["seen"])
    return sum(kind in _CHANGES for seq, kind in kinds if seq > seen)


def bonds_between(ledger: Ledger, events: Sequence[EventKey]) -> tuple[Bond, ...]:
    """What people said of some events, as it binds the next run."""
    bound = binding(ledger.decisions(), _events_of_claims(ledger), {})
    wanted = set(events)
    return tuple(bond for bond in bound.constraints.bonds if {bond.one, bond.other} <= wanted)


def actors_said(ledger: Ledger) -> tuple[SameActor, ...]:
    """What people said of actors being the same or not."""
    return binding(ledger.decisions(), {}, {}).constraints.actors


@contextmanager
def needing_extra() -> Iterator[None]:
    """Says in a coded way that the extra ``link`` is missing. Raises ``E-LINK-NOT-INSTALLED``."""
    try:
        yield
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise problem("E-LINK-NOT-INSTALLED", missing=error.name) from error


def _watched(snapshot: Iterable[Kept], signatures: list[bytes]) -> Iterator[Mapping[str, Any]]:
    """The records as they go by, of each its report's signature noted."""
    from hearsay.link.lineage import signature

    for kept in snapshot:
        bare = {name: value for name, value in kept.data.items() if name in ("format", "version", "report")}
        signatures.append(signature(Record.parse(bare).report))
        yield kept.data


def _lineage(signatures: Sequence[bytes], bound: Binding) -> Lineage:
    """Edges but those that a person denied, and the families that they make."""
    from hearsay.link.lineage import edges, families

    found = [edge for edge in edges(signatures) if not without(bound.barred, edge.report, edge.other)]
    return Lineage(edges=tuple(found), families=families(signatures, found))


def _events_of_claims(ledger: Ledger) -> dict[EventKey, str]:
    """The event of each claim that some decision is about."""
    wanted = {(part.report, part.id) for one in ledger.decisions() for part in one.parts if part.report}
    if not wanted:
        return {}
    rows = ledger.rows("claims", "report", "claim", "event")
    return {(row.report, row.claim): row.event for row in rows if (row.report, row.claim) in wanted}


def _before(present: Iterable[Link], refs: Mapping[str, str]) -> Linked:
    """What the last run gave, for ids to stay; what it compared is compared again."""
    from hearsay.link.run import Linked

    happenings, incidents = [], []
    for one in present:
        if one.kind == linked.HAPPENING:
            happenings.append(linked.happening_of(one, refs))
        elif one.kind == linked.INCIDENT:
            incidents.append(Incident(id=one.id, happenings=linked.happenings_in(one)))
    groups = tuple(tuple(member.key for member in one.members) for one in happenings)
    return Linked(tuple(happenings), tuple(incidents), groups=groups)
