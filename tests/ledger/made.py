"""Reports and signatures for ledgers in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from benchmarks.ledgers import Made, made_reports
from hearsay.flow.signing import Clock
from hearsay.ledger import Ledger, writer
from hearsay.ledger.tables import SEARCHED, names
from hearsay.record import Record, Report
from hearsay.record.journal import Signature

MACHINE = Signature(
    actor="hearsay", actor_kind="machine", at="2026-01-02T03:04:05Z", tool="hearsay test", model="network 0"
)
PERSON = Signature(actor="Ana", actor_kind="person", at="2026-01-03T03:04:05Z", tool="hearsay test")


_waiting = made_reports(1000, seed=3)
_had: list[Made] = []


def made(number: int) -> Made:
    """A made-up report; the same number is the same report."""
    while len(_had) <= number:
        _had.append(next(_waiting))
    return _had[number]


def other(one: Made, text_added: str = "", **changes: Any) -> Made:
    """The report with other metadata, and perhaps with more text at its end."""
    report = one.record.report
    text = (report.text or "") + text_added
    fields: dict[str, Any] = {
        name: getattr(report, name)
        for name in ("ref", "title", "publisher", "carrier", "url", "language", "published", "published_basis", "body",
                     "sentences")
    }  # fmt: skip
    raw = one.raw + text_added.encode()
    new = Report.of(**{**fields, **changes}, raw=raw, text=text)
    record = Record.parse({**one.record.to_dict(), "report": new.to_dict()})
    return Made(record, raw, one.incidents)


def keep(ledger: Ledger, *all_of: Made) -> list[writer.Added]:
    """Add reports."""
    return [writer.add(ledger, one.record, one.raw, MACHINE) for one in all_of]


def ticking() -> Clock:
    """A clock that is a second later each time."""
    seconds = count()
    return lambda: datetime(2026, 1, 4, tzinfo=UTC) + timedelta(seconds=next(seconds))


def state(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the present state."""
    from sqlalchemy import text

    found = {name: [tuple(row) for row in ledger.rows(name)] for name in names("made")}
    with ledger.reading() as connection:
        for name, columns in SEARCHED.items():
            rows = connection.execute(text(f"SELECT rowid, {', '.join(columns)} FROM {name} ORDER BY rowid"))
            found[name] = [tuple(row) for row in rows]
    return found


def row_of(ledger: Ledger, table: str, **having: Any) -> dict[str, Any]:
    """The only row that has these values."""
    rows = [
        row._asdict()
        for row in ledger.rows(table)
        if all(getattr(row, name) == value for name, value in having.items())
    ]
    assert len(rows) == 1, rows
    return dict(rows[0])
