"""What linking keeps from one run to the next: never truth, only time saved. It may be thrown away at any moment.

The head says of which entries and which model it is, what bound it, and which parts there are; each part lies in pieces,
each with its hash, so that a run writes only the pieces that changed. Every piece and every row is checked when it is read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select

from hearsay.ledger import summaries
from hearsay.ledger.contents import hashed
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

PIECE = 1 << 18
"""Bytes in a piece."""
_AT_ONCE = 500
_HEAD = "head"


class SpareError(Exception):
    """What was kept is not what was written: :attr:`where` it is, and :attr:`what` is wrong with it."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True)
class Row:
    """What is kept of a report: its row and its signature."""

    row: bytes
    signature: bytes


@dataclass(frozen=True)
class Spare:
    """All that is kept but the rows. ``head`` is plain JSON."""

    head: Mapping[str, Any]
    parts: Mapping[str, bytes] = field(repr=False)


def load(connection: Connection) -> Spare | None:
    """What is kept; null where nothing is. Raises :class:`SpareError`."""
    found: dict[str, dict[int, bytes]] = defaultdict(dict)
    hashes: dict[str, dict[int, str]] = defaultdict(dict)
    pieces = table("linking_state")
    for row in connection.execute(select(pieces)):
        raw = bytes(row.bytes)
        if hashed(row.part, str(row.position), raw) != row.sha256:
            raise SpareError(
                f"linking_state {row.part}, {row.position}", "its hash is not that of what it holds"
            )
        found[row.part][row.position] = raw
        hashes[row.part][row.position] = row.sha256
    if not found:
        return None
    try:
        told = json.loads(found.pop(_HEAD)[0])
        head, whole = told["head"], told["parts"]
    except (KeyError, ValueError, TypeError) as error:
        raise SpareError("linking_state head", "missing or not readable") from error
    for name in sorted(whole.keys() | found.keys()):
        if [hashes[name][position] for position in sorted(hashes[name])] != whole.get(name):
            raise SpareError(f"linking_state {name}", "its pieces are not those that were written")
    parts = {name: b"".join(found[name][at] for at in sorted(found[name])) for name in whole}
    return Spare(head, parts)


def rows(connection: Connection, reports: Sequence[str]) -> dict[str, Row]:
    """What is kept of some reports. Raises :class:`SpareError` for one that is missing or not as it was written."""
    of = table("linking_reports")
    found: dict[str, Row] = {}
    for start in range(0, len(reports), _AT_ONCE):
        some = reports[start : start + _AT_ONCE]
        for row in connection.execute(select(of).where(of.c.report.in_(some))):
            found[row.report] = _checked(row)
    missing = next((report for report in reports if report not in found), None)
    if missing is not None:
        raise SpareError(f"linking_reports {missing}", "missing")
    return found


def keep(
    connection: Connection,
    spare: Spare,
    came: Mapping[str, Row],
    gone: Collection[str] = (),
    *,
    anew: bool = False,
) -> None:
    """Put this in place of what is kept, within the caller's transaction. ``came`` are rows of reports that are new or read
    anew, ``gone`` reports of which nothing is kept any longer; ``anew`` throws away everything that was there."""
    pieces, of = table("linking_state"), table("linking_reports")
    if anew:
        drop(connection)
    known = select(pieces.c.part, pieces.c.position, pieces.c.sha256)
    had = {(row.part, row.position): row.sha256 for row in connection.execute(known)}
    whole = {name: _pieces(name, raw) for name, raw in spare.parts.items()}
    told = {"head": spare.head, "parts": {name: [digest for digest, _ in row] for name, row in whole.items()}}
    whole[_HEAD] = [(hashed(_HEAD, "0", head := canonical(told).encode()), head)]
    new = [
        {"part": name, "position": position, "sha256": digest, "bytes": raw}
        for name, row in whole.items()
        for position, (digest, raw) in enumerate(row)
        if had.get((name, position)) != digest
    ]
    there = {(name, position) for name, row in whole.items() for position in range(len(row))}
    going = {(one["part"], one["position"]) for one in new} | (had.keys() - there)
    for name, position in sorted(going & had.keys()):
        connection.execute(delete(pieces).where(and_(pieces.c.part == name, pieces.c.position == position)))
    if new:
        connection.execute(pieces.insert(), new)
    out = sorted({*gone, *came})
    for start in range(0, 0 if anew else len(out), _AT_ONCE):
        connection.execute(delete(of).where(of.c.report.in_(out[start : start + _AT_ONCE])))
    if came:
        connection.execute(
            of.insert(),
            [
                {
                    "report": report,
                    "row": row.row,
                    "signature": row.signature,
                    "sha256": hashed(report, row.row, row.signature),
                }
                for report, row in came.items()
            ],
        )


def drop(connection: Connection) -> None:
    """Throw away everything that is kept."""
    for name in ("linking_state", "linking_reports"):
        connection.execute(delete(table(name)))


def wrong(connection: Connection) -> Iterator[tuple[str, str]]:
    """Whatever is not as it was written: where, and what about it."""
    yield from summaries.wrong(connection)
    try:
        spare = load(connection)
    except SpareError as error:
        yield error.where, error.what
        return
    of, journal = table("linking_reports"), table("journal")
    count = 0
    for row in connection.execution_options(yield_per=500).execute(select(of)):
        count += 1
        try:
            _checked(row)
        except SpareError as error:
            yield error.where, error.what
    if count != (spare.head.get("reports") if spare else 0):
        yield "linking_reports", "not as many rows as linking kept"
    if spare is not None:
        at = select(journal.c.hash).where(journal.c.seq == spare.head.get("seen"))
        if connection.execute(at).scalar() != spare.head.get("hash"):
            yield "linking_state head", "it is not of this journal"


def last_linking(connection: Connection) -> int:
    """Number of the last entry that a linking run made, 0 if there is none."""
    journal = table("journal")
    found = connection.execute(select(func.max(journal.c.seq)).where(journal.c.kind == "links made")).scalar()
    return int(found or 0)


def _pieces(name: str, raw: bytes) -> list[tuple[str, bytes]]:
    some = [raw[start : start + PIECE] for start in range(0, len(raw), PIECE)]
    return [(hashed(name, str(position), piece), piece) for position, piece in enumerate(some)]


def _checked(row: Any) -> Row:
    found = Row(bytes(row.row), bytes(row.signature))
    if hashed(row.report, found.row, found.signature) != row.sha256:
        raise SpareError(f"linking_reports {row.report}", "its hash is not that of what it holds")
    return found
