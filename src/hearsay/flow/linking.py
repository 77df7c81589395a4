"""A ledger's reports and people's decisions into links: who takes from whom, happenings, incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from hearsay.flow.binding import Binding, between, binding
from hearsay.flow.signing import Clock, wall_clock
from hearsay.ledger import Ledger
from hearsay.ledger.standing import entries_since_linking, events_of_claims, links_by_id
from hearsay.record import problem
from hearsay.record.happening import Bond, EventKey, SameActor
from hearsay.record.journal import Decision, Entry

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


def link(ledger: Ledger, *, clock: Clock = wall_clock, reason: str | None = None, anew: bool = False) -> Run:
    """Link what came since the last run and keep what changed as one entry. Every decision that stands binds it.

    The result is that of linking everything; ``anew`` does so, passing over what the last run left to be quicker, as does
    a run of other models, or one that finds it not as it was written. Raises ``E-LINK-NOT-INSTALLED``, ``E-LEDGER-…``.
    """
    with needing_extra():
        from hearsay.flow.relinking import relinked

        found = relinked(ledger, lambda: _bound(ledger), lambda: stale(ledger) > 0, clock, reason, anew=anew)
    happenings = len(set(found.linked.happening.tolist()))
    incidents = len(set(found.linked.incident.tolist()) - {0})
    return Run(
        len(found.linked.state.columns), found.stories, happenings, incidents, len(found.made), len(found.removed),
        found.entry,
    )  # fmt: skip


def _bound(ledger: Ledger) -> Binding:
    """What people decided. Of the links only those are read that somebody judged."""
    decisions = ledger.decisions()
    judged = {str(part.id) for one in decisions for part in one.parts if part.report is None}
    with ledger.reading() as connection:
        links = {one.id: one for one in links_by_id(connection, judged)}
    return binding(decisions, _events_of_claims(ledger, decisions), links)


def stale(ledger: Ledger) -> int:
    """How many entries came since the last linking run after which it may come out otherwise."""
    with ledger.reading() as connection:
        return entries_since_linking(connection, _CHANGES)


def bonds_between(ledger: Ledger, events: Sequence[EventKey]) -> tuple[Bond, ...]:
    """What people said of some events, as it binds the next run."""
    decisions = ledger.decisions()
    bound = binding(decisions, _events_of_claims(ledger, decisions), {})
    return between(bound.constraints, events)


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


def _events_of_claims(ledger: Ledger, decisions: Iterable[Decision]) -> dict[EventKey, str]:
    """The event of each claim that some decision is about."""
    wanted = {(part.report, str(part.id)) for one in decisions for part in one.parts if part.report}
    with ledger.reading() as connection:
        return events_of_claims(connection, wanted)
