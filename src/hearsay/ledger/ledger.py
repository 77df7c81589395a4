"""An open ledger to read from: its journal, its reports with their records, its links, and what can be asked of claims."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from sqlalchemy import Connection, Select, select

from hearsay.ledger import chain, contents
from hearsay.ledger.address import Address, address
from hearsay.ledger.chain import Head
from hearsay.ledger.database import Access, Database
from hearsay.ledger.faults import PATIENCE
from hearsay.ledger.shape import check, prepare
from hearsay.ledger.standing import links_where
from hearsay.ledger.state.apply import replay
from hearsay.ledger.state.present import present_records
from hearsay.ledger.tables import table
from hearsay.record.journal import Decision, Entry, Judged, Link, Part, Signature
from hearsay.record.kept import Kept

_PAGE = 200


class Ledger:
    """A ledger, open: close it, or use it in a ``with``. Made by :func:`open_ledger`."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self.database.close()

    @property
    def place(self) -> Address:
        """Where it is."""
        return self.database.place

    def head(self) -> Head:
        """Number and hash of the last entry."""
        with self.database.reading() as connection:
            return chain.head(connection)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The journal after entry ``after``, in its order."""
        with self.database.reading() as connection:
            for row in chain.rows(connection, after):
                yield chain.entry_of(row)

    def snapshot(self, after: int = 0, reports: Sequence[str] | None = None) -> Iterator[Kept]:
        """Every report as it stands, in the order in which they were added, of one unchanging moment.

        ``after``: only those that a later journal entry concerns (``Kept.touched``). ``reports``: only these ids.
        The texts of some two hundred records are held at a time.
        """
        with self.database.reading() as connection:
            decided = _decisions_by_report(connection)
            last = 0
            while page := connection.execute(_kept_rows(last, after, reports)).all():
                for row in page:
                    yield _kept(row, decided.get(row.report, ()))
                last = page[-1].seq

    def has(self, report: str) -> bool:
        """Whether a report of this id was added."""
        reports = table("reports")
        with self.database.reading() as connection:
            found = connection.execute(select(reports.c.seq).where(reports.c.report == report)).first()
            return found is not None

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, undone and orphaned ones too, in the order of the journal."""
        with self.database.reading() as connection:
            return tuple(decision for decision, _ in _decisions(connection))

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """The links that stand, by id; of one kind if it is named."""
        with self.database.reading() as connection:
            yield from links_where(connection, None if kind is None else table("links").c.kind == kind)

    def rows(self, name: str, *columns: str) -> Iterator[Any]:
        """Rows of a table in the order of its key, as named tuples; of some columns only if they are named."""
        of = table(name)
        wanted = [of.c[column] for column in columns] if columns else list(of.c)
        with self.database.reading() as connection:
            yield from connection.execution_options(stream_results=True).execute(
                select(*wanted).order_by(*of.primary_key.columns)
            )

    def raw(self, sha256: str) -> bytes | None:
        """The bytes of a report as they came, by their SHA-256; null if none are kept under it."""
        with self.database.reading() as connection:
            return contents.raw(connection, sha256)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state."""
        with self.database.reading() as connection:
            yield connection


def open_ledger(
    given: str | os.PathLike[str], access: Access = "read", *, patience: float = PATIENCE
) -> Ledger:
    """Open the ledger at a path or URL. ``create`` makes it if need be; ``write`` and ``create`` bring an older one up
    to date, whereas ``read`` changes nothing.

    Raises ``E-LEDGER-URL``, ``-MISSING``, ``-UNREADABLE``, ``-FOREIGN``, ``-NEWER``, ``-OLDER``, ``-READ-ONLY``,
    ``-LOCKED``, ``-CORRUPT``, ``-SERVER``, ``-NO-DRIVER``.
    """
    database = Database(address(given), access, patience)
    try:
        if access == "read":
            with database.reading() as connection:
                check(database, connection)
        else:
            with database.writing() as connection:
                prepare(database, connection, lambda one: replay(one, one))
    except BaseException:
        database.close()
        raise
    return Ledger(database)


def _kept_rows(last: int, after: int, only: Sequence[str] | None) -> Select[Any]:
    reports = table("reports")
    wanted = (
        present_records(reports)
        .where(reports.c.seq > last, reports.c.touched > after)
        .order_by(reports.c.seq)
        .limit(_PAGE)
    )
    return wanted if only is None else wanted.where(reports.c.report.in_(only))


def _kept(row: Any, decisions: Sequence[Decision]) -> Kept:
    return Kept(
        report=row.report,
        ref=row.ref,
        seq=row.seq,
        reading=row.reading,
        touched=row.touched,
        status=row.status,
        counts=bool(row.counts),
        publisher=row.publisher,
        carrier=row.carrier,
        url=row.url,
        published=row.published,
        modified=row.modified,
        replaces=row.replaces,
        replaced_by=row.replaced_by,
        reprint_of=row.reprint_of,
        sha256_raw=row.sha256_raw,
        sha256_text=row.sha256_text,
        json=row.json,
        state=row.state,
        decisions=tuple(decisions),
    )


def _decisions_by_report(connection: Connection) -> dict[str, list[Decision]]:
    by_report: dict[str, list[Decision]] = defaultdict(list)
    for decision, reports in _decisions(connection):
        if decision.state != "undone":
            for report in reports:
                by_report[report].append(decision)
    return by_report


def _decisions(connection: Connection) -> Iterator[tuple[Decision, tuple[str, ...]]]:
    """Each decision, and the reports that it concerns."""
    decisions, parts, journal = table("decisions"), table("decision_parts"), table("journal")
    of: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(select(parts).order_by(parts.c.seq, parts.c.position)):
        of[row.seq].append(row)
    rows = connection.execute(
        select(decisions, journal.c.actor_kind, journal.c.tool, journal.c.model)
        .join(journal, journal.c.seq == decisions.c.seq)
        .order_by(decisions.c.seq)
    )
    for row in rows.all():
        told = [(one, _part(one)) for one in of[row.seq]]
        decision = Decision(
            seq=row.seq,
            verb=row.verb,
            target=row.target,
            parts=tuple(part for _, part in told),
            value=json.loads(row.value),
            judged=tuple(Judged(**one) for one in json.loads(row.judged)),
            signed=Signature(
                actor=row.actor,
                actor_kind=row.actor_kind,
                at=row.at,
                reason=row.reason,
                tool=row.tool,
                model=row.model,
            ),
            state=row.state,
            missing=tuple(part for one, part in told if not one.present),
        )
        yield decision, tuple(dict.fromkeys(one.report for one, _ in told if one.report is not None))


def _part(row: Any) -> Part:
    return Part(report=row.report, id=None if row.id == row.report else row.id, side=row.side)
