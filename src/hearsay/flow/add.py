"""Reports into the ledger: each is accepted, read, and kept with its bytes, a few in one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hearsay.flow.read import Notify, ignore, read_in_order, told
from hearsay.flow.signing import Clock, machine, reading_model, wall_clock
from hearsay.ingest import Accepted, Given, Outcome, Refused, ingest, ingest_url
from hearsay.ingest import is_url as is_url
from hearsay.ledger import Ledger
from hearsay.ledger.writer import Incoming, Reread, add_all, read_again
from hearsay.record import HearsayError, Record, Rejection, problem
from hearsay.record.kept import Kept

if TYPE_CHECKING:
    from hearsay.ingest.fetch import Rules

TOGETHER = 32
"""Reports that are kept in one transaction at most: waiting for the disk takes longer than writing one."""
PATIENCE = 1.0
"""Seconds that a report that was read waits for others; what is stopped before is read again the next time."""


@dataclass(frozen=True)
class Taken:
    """What became of one input. ``report`` is null where it was refused and is no report; ``same_as`` the name under
    which the ledger already has it; ``rejections`` say what was refused or noticed."""

    ref: str
    result: Literal["added", "already there", "refused"]
    report: str | None = None
    claims: int = 0
    same_as: str | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    reprint_of: str | None = None
    rejections: tuple[Rejection, ...] = ()


def add_paths(
    ledger: Ledger,
    paths: Sequence[str],
    *,
    given: Given | None = None,
    workers: int = 1,
    notify: Notify = ignore,
    clock: Clock = wall_clock,
    reason: str | None = None,
    rules: Rules | None = None,
    longest: int | None = None,
) -> Iterator[Taken]:
    """Read every report under ``paths`` that the ledger has not yet, and add it; in the order of the inputs.

    A path that is an http or https URL is fetched by ``rules`` (null: those of the program). A new report of more than
    ``longest`` characters is refused unread (``E-INGEST-TOO-LONG-HERE``), for where it is to be shown as a page.
    A report is either wholly there or not at all, whatever stops this. An input that gives no text is no report: it is
    told and not kept. Raises ``E-LEDGER-…`` where the ledger cannot be written; what was added before stands.
    """

    def new(outcome: Accepted | Refused) -> bool:
        return isinstance(outcome, Accepted) and not ledger.has(outcome.report.id)

    model = reading_model()
    waiting: list[Refused | Incoming] = []
    since = time.monotonic()
    outcomes = (_bearable(one, longest, new) for one in told(_outcomes(paths, given, rules), notify))
    for outcome, record in read_in_order(outcomes, new, workers):
        if isinstance(outcome, Refused):
            waiting.append(outcome)
        else:
            # a known report goes unread, and adding it gives the name under which it is known
            record = record or Record(report=outcome.report, rejections=outcome.rejections)
            signed = machine(clock=clock, reason=reason, model=model)
            waiting.append(Incoming(record, outcome.raw or b"", signed))
        if len(waiting) >= TOGETHER or time.monotonic() - since > PATIENCE:
            yield from _keep(ledger, waiting)
            waiting, since = [], time.monotonic()
    yield from _keep(ledger, waiting)


def _outcomes(paths: Sequence[str], given: Given | None, rules: Rules | None) -> Iterator[Outcome]:
    for path in paths:
        if is_url(path):
            yield ingest_url(path, given=given, rules=rules)
        else:
            yield from ingest([path], given=given)


def _bearable(
    outcome: Accepted | Refused, longest: int | None, new: Callable[[Accepted | Refused], bool]
) -> Accepted | Refused:
    """An outcome, refused where it would be read and is too long."""
    length = len(outcome.report.text or "")
    if longest is None or length <= longest or not new(outcome):
        return outcome
    shown = {"ref": outcome.report.ref, "length": f"{length:,} characters", "limit": f"{longest:,}"}
    return Refused(
        outcome.report, (problem("E-INGEST-TOO-LONG-HERE", **shown).rejection(), *outcome.rejections)
    )


def _keep(ledger: Ledger, waiting: Sequence[Refused | Incoming]) -> Iterator[Taken]:
    """Add what waits, in one transaction, and tell of each in its order."""
    incoming = [one for one in waiting if isinstance(one, Incoming)]
    results = iter(add_all(ledger, incoming) if incoming else ())
    for one in waiting:
        if isinstance(one, Refused):
            yield Taken(one.report.ref, "refused", rejections=one.rejections)
            continue
        record, added = one.record, next(results)
        ref = record.report.ref
        if isinstance(added, HearsayError):
            yield Taken(ref, "refused", rejections=(added.rejection(), *record.rejections))
        elif added.result == "already there":
            yield Taken(ref, "already there", added.report, same_as=added.ref)
        else:
            yield Taken(
                ref,
                "added",
                added.report,
                claims=len(record.claims),
                replaces=added.replaces,
                replaced_by=added.replaced_by,
                reprint_of=added.reprint_of,
                rejections=record.rejections,
            )


def reread(
    ledger: Ledger,
    reports: Sequence[str] | None = None,
    *,
    everything: bool = False,
    workers: int = 1,
    clock: Clock = wall_clock,
    reason: str | None = None,
) -> Iterator[tuple[Kept, Reread]]:
    """Read kept reports again from their text, and make what comes out their current reading.

    ``reports`` are ids; null means all that another version or other weights read, with ``everything`` all there are.
    Decisions stay; :class:`Reread` says what changed.
    """
    model = reading_model()
    current = _readings(ledger)
    kept: dict[str, Kept] = {}

    def wanted() -> Iterator[Accepted]:
        for one in ledger.snapshot(reports=reports):
            if everything or current[one.report] != (Record.model_fields["version"].default, model):
                kept[one.report] = one
                record = one.record
                noticed = tuple(r for r in record.rejections if r.code.startswith("E-INGEST-"))
                yield Accepted(record.report, noticed)

    for outcome, record in read_in_order(wanted(), lambda _: True, workers):
        assert record is not None
        signed = machine(clock=clock, reason=reason, model=model)
        yield kept.pop(outcome.report.id), read_again(ledger, record, signed)


def _readings(ledger: Ledger) -> dict[str, tuple[str, str | None]]:
    rows = ledger.rows("readings", "report", "version", "model", "current")
    return {row.report: (row.version, row.model) for row in rows if row.current}
