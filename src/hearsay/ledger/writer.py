"""The one writer: each verb is one transaction, in which entries are appended and the present state follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Select, bindparam, select

from hearsay.ledger import chain, contents, spare
from hearsay.ledger.chain import Row as Written
from hearsay.ledger.ledger import Ledger
from hearsay.ledger.shape import create_made, drop_made
from hearsay.ledger.spare import Row, Spare
from hearsay.ledger.state.apply import apply, replay
from hearsay.ledger.state.present import words_about
from hearsay.ledger.state.settled import settled
from hearsay.ledger.tables import table
from hearsay.record import HearsayError, Record, problem
from hearsay.record.journal import (
    Entry,
    LinksMade,
    Matter,
    ReadingMade,
    ReadingMadeAgain,
    ReportAdded,
    Signature,
)


@dataclass(frozen=True)
class Added:
    """What became of a report that was to be added. ``ref`` is the name under which the ledger has it."""

    result: Literal["added", "already there"]
    report: str
    ref: str
    replaces: str | None = None
    replaced_by: str | None = None
    reprint_of: str | None = None


@dataclass(frozen=True)
class Reread:
    """What a new reading changed; ``entry`` is null where it gave the same record."""

    report: str
    entry: Entry | None
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    orphaned: tuple[int, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """A report to be added: its first reading, the bytes it came as, and who adds it."""

    record: Record
    raw: bytes
    signed: Signature


def add(ledger: Ledger, record: Record, raw: bytes, signed: Signature) -> Added:
    """Add one report, as :func:`add_all` does. Raises what that gives for a report that cannot be added."""
    (added,) = add_all(ledger, [Incoming(record, raw, signed)])
    if isinstance(added, HearsayError):
        raise added
    return added


def add_all(ledger: Ledger, incoming: Sequence[Incoming]) -> list[Added | HearsayError]:
    """Add reports with their bytes and first readings, each unless it is there: same bytes, carrier, URL, publication.

    One transaction: all of them are kept, or none. For a report that cannot be added, ``E-LEDGER-ID-CLASH`` or
    ``E-RECORD-TEXT-HASH`` stands in its place, and its neighbours are added. Raises as :meth:`Database.writing` does.
    """
    with ledger.database.writing() as connection:
        return [_added(connection, one) for one in incoming]


def _added(connection: Connection, incoming: Incoming) -> Added | HearsayError:
    record, report = incoming.record, incoming.record.report
    if hashlib.sha256(incoming.raw).hexdigest() != report.sha256_raw:
        return problem("E-RECORD-TEXT-HASH", field="sha256_raw", ref=report.ref, expected="that of its bytes")
    known = connection.execute(_one(), {"of": report.id}).first()
    if known is not None and known.sha256_raw != report.sha256_raw:
        return problem("E-LEDGER-ID-CLASH", ref=report.ref, id=report.id, other=known.ref)
    if known is not None:
        return Added("already there", report.id, known.ref)
    values = record.to_dict()
    sha256_raw, sha256_packed = contents.keep_raw(connection, incoming.raw)
    sha256_record = contents.keep_record(connection, record_json(values))
    added = ReportAdded(
        report=report.id,
        ref=report.ref,
        title=report.title,
        publisher=report.publisher,
        carrier=report.carrier,
        url=report.url,
        published=report.published,
        sha256_raw=sha256_raw,
        sha256_packed=sha256_packed,
        sha256_text=report.sha256_text,
    )
    reading = ReadingMade(
        report=report.id, record=sha256_record, version=record.version, claims=len(record.claims)
    )
    for matter in (added, reading):
        _enter(connection, matter, incoming.signed, values)
    row = connection.execute(_one(), {"of": report.id}).one()
    return Added("added", report.id, row.ref, row.replaces, row.replaced_by, row.reprint_of)


def record_json(values: dict[str, Any]) -> str:
    """The very JSON that ``Record.to_json`` gives, from the record's plain values, which are needed anyway."""
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@cache
def _one() -> Select[Any]:
    reports = table("reports")
    names = ("ref", "sha256_raw", "replaces", "replaced_by", "reprint_of")
    return select(*(reports.c[name] for name in names)).where(reports.c.report == bindparam("of"))


def read_again(ledger: Ledger, record: Record, signed: Signature) -> Reread:
    """Make ``record`` the current reading of its report, unless it already is. Decisions stay; what lost its claim is
    orphaned. Raises ``E-LEDGER-UNKNOWN`` where the report was never added.
    """
    values = record.to_dict()
    with ledger.database.writing() as connection:
        report, readings = record.report.id, table("readings")
        row = connection.execute(
            select(readings).where(readings.c.report == report, readings.c.current == 1)
        ).first()
        if row is None:
            raise problem("E-LEDGER-UNKNOWN", what="report", given=report, verb="reports")
        sha256 = contents.keep_record(connection, record_json(values))
        if sha256 == row.record:
            return Reread(report, None)
        before = json.loads(contents.record(connection, row.record) or "{}")
        new, gone, changed = _differences(before, values)
        matter = ReadingMadeAgain(
            report=report,
            record=sha256,
            version=record.version,
            claims=len(record.claims),
            new=new,
            gone=gone,
            changed=changed,
            orphaned=_would_orphan(connection, report, values),
        )
        entry = _enter(connection, matter, signed, values)
        return Reread(report, chain.entry_of(entry), new, gone, changed, matter.orphaned)


def append(ledger: Ledger, matters: Iterable[Matter], signed: Signature) -> tuple[Entry, ...]:
    """Append entries that bring no new content (marks, decisions, undoings, links), all or none of them."""
    with ledger.database.writing() as connection:
        return tuple(chain.entry_of(_enter(connection, matter, signed)) for matter in matters)


@dataclass(frozen=True)
class Moment:
    """A ledger while nobody else can write."""

    connection: Connection


def append_after(
    ledger: Ledger, look: Callable[[Moment], Iterable[Matter]], signed: Signature
) -> tuple[Entry, ...]:
    """Append what follows from a look at the ledger, in one transaction: nobody writes between the look and the entry, from
    whatever process. What ``look`` raises leaves the ledger as it is.
    """
    with ledger.database.writing() as connection:
        matters = look(Moment(connection))
        return tuple(chain.entry_of(_enter(connection, matter, signed)) for matter in matters)


class LinkedMeanwhileError(Exception):
    """Another linking run was kept since this one looked; what it found does not follow on that."""


def append_links(
    ledger: Ledger,
    matter: LinksMade | None,
    signed: Signature,
    *,
    after: int,
    kept: Spare,
    came: Mapping[str, Row],
    gone: Collection[str] = (),
    anew: bool = False,
) -> Entry | None:
    """Append what a linking run found, null for nothing new, and keep what the next one needs, both or neither.

    ``after`` is the entry of the linking run on which this one rests, 0 for none; the head of what is ``kept`` names the
    one that stands now. Raises :class:`LinkedMeanwhileError`.
    """
    with ledger.database.writing() as connection:
        if spare.last_linking(connection) != after:
            raise LinkedMeanwhileError
        entry = chain.entry_of(_enter(connection, matter, signed)) if matter is not None else None
        head = {**kept.head, "entry": entry.seq if entry is not None else after}
        spare.keep(connection, Spare(head, kept.parts), came, gone, anew=anew)
        return entry


def rebuild(ledger: Ledger) -> int:
    """Drop the present state and make it again from the journal; gives the number of entries."""
    with ledger.database.writing() as connection:
        drop_made(connection)
        create_made(connection)
        replay(connection, connection)
        return chain.head(connection).seq


def _enter(
    connection: Connection, matter: Matter, signed: Signature, record: dict[str, Any] | None = None
) -> Written:
    def record_of(sha256: str) -> dict[str, Any] | None:
        if record is not None:
            return record
        written = contents.record(connection, sha256)
        return json.loads(written) if written is not None else None

    row = chain.append(connection, matter, signed)
    apply(connection, row, record_of)
    return row


def _differences(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of claims that are new, gone, and told otherwise: another value anywhere in what a claim is made of."""
    old, new = _claims(before), _claims(after)
    return (
        tuple(id_ for id_ in new if id_ not in old),
        tuple(id_ for id_ in old if id_ not in new),
        tuple(id_ for id_, claim in new.items() if id_ in old and old[id_] != claim),
    )


def _claims(record: dict[str, Any]) -> dict[str, Any]:
    """Each claim with the event, attributions and figures that it names."""
    layers = ("events", "attributions", "figures")
    parts = {part["id"]: part for layer in layers for part in record.get(layer, ())}
    return {
        claim["id"]: (
            claim,
            [parts.get(id_) for id_ in (claim["event"], *claim["attributions"], *claim["figures"])],
        )
        for claim in record.get("claims", ())
    }


def _would_orphan(connection: Connection, report: str, record: dict[str, Any]) -> tuple[int, ...]:
    """Standing decisions about what the new record no longer has."""
    parts, decisions = table("decision_parts"), table("decisions")
    left = settled(record, words_about(connection, report))
    have = {report, *(part["id"] for layer in ("claims", "entities", "events") for part in left[layer])}
    rows: Sequence[Any] = connection.execute(
        select(parts.c.seq, parts.c.id)
        .join(decisions, decisions.c.seq == parts.c.seq)
        .where(parts.c.report == report, decisions.c.state == "standing")
        .order_by(parts.c.seq)
    ).all()
    return tuple(dict.fromkeys(row.seq for row in rows if row.id not in have))
