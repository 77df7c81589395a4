"""The journal's chain: each entry's hash covers everything in it and the hash of the entry before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Select, insert, select

from hearsay.ledger.tables import table
from hearsay.record.journal import Entry, Matter, Signature, canonical, payload

FIRST = "0" * 64
"""What the first entry names as the one before."""
_FORMAT = "hearsay/journal/1"
_PAGE = 500


class Head(NamedTuple):
    """The last entry: its number and hash. Kept elsewhere, it proves later that nothing was cut off."""

    seq: int
    hash: str


def entry_hash(row: Any) -> str:
    """SHA-256 over the canonical JSON of ``hearsay/journal/1`` and the columns of ``row`` but ``hash``, in order."""
    values = [_FORMAT, row.seq, row.previous, row.kind, row.payload, row.actor, row.actor_kind, row.at,
              row.reason, row.tool, row.model]  # fmt: skip
    return hashlib.sha256(canonical(values).encode("utf-8")).hexdigest()


def head(connection: Connection) -> Head:
    """The last entry; 0 and zeros where there is none."""
    row = connection.execute(_last()).first()
    return Head(row.seq, row.hash) if row else Head(0, FIRST)


@cache
def _last() -> Select[Any]:
    journal = table("journal")
    return select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)


@cache
def _next() -> Insert:
    return insert(table("journal"))


class Row(NamedTuple):
    """A row of the journal."""

    seq: int
    previous: str
    kind: str
    payload: str
    actor: str
    actor_kind: str
    at: str
    reason: str | None
    tool: str
    model: str | None
    hash: str


def append(connection: Connection, matter: Matter, signed: Signature) -> Row:
    """Write the next entry. The caller holds the writer's turn and changes the present state by it."""
    last = head(connection)
    row = Row(
        seq=last.seq + 1,
        previous=last.hash,
        kind=matter.kind,
        payload=payload(matter),
        actor=signed.actor,
        actor_kind=signed.actor_kind,
        at=signed.at,
        reason=signed.reason,
        tool=signed.tool,
        model=signed.model,
        hash="",
    )
    row = row._replace(hash=entry_hash(row))
    connection.execute(_next(), row._asdict())
    return row


def rows(connection: Connection, after: int = 0) -> Iterator[Any]:
    """The journal's rows after entry ``after``, as they are, in their order, few held at a time."""
    journal = table("journal")
    while True:
        page = connection.execute(
            select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(_PAGE)
        ).all()
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def entry_of(row: Any) -> Entry:
    """A row of the journal as an :class:`Entry`."""
    signed = Signature(
        actor=row.actor,
        actor_kind=row.actor_kind,
        at=row.at,
        reason=row.reason,
        tool=row.tool,
        model=row.model,
    )
    return Entry(
        seq=row.seq,
        previous=row.previous,
        kind=row.kind,
        payload=row.payload,
        signed=signed,
        hash=row.hash,
    )
