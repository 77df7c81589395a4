"""What the journal names by hash: the bytes of reports, compressed, and records as JSON."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, insert, select

from hearsay.ledger.tables import table


def keep_raw(connection: Connection, raw: bytes) -> tuple[str, str]:
    """Keep the bytes of a report, once; gives the SHA-256 of them, and that of them compressed."""
    digest = hashlib.sha256(raw).hexdigest()
    found = connection.execute(_find("raw", "bytes"), {"digest": digest}).first()
    packed = found.bytes if found else zlib.compress(raw, 6)
    if found is None:
        connection.execute(_insert("raw"), {"sha256": digest, "size": len(raw), "bytes": packed})
    return digest, hashlib.sha256(packed).hexdigest()


def keep_record(connection: Connection, json: str) -> str:
    """Keep a record's JSON, once; gives the SHA-256 of its UTF-8."""
    encoded = json.encode("utf-8")
    digest = hashlib.sha256(encoded).hexdigest()
    if connection.execute(_find("records", "size"), {"digest": digest}).first() is None:
        connection.execute(_insert("records"), {"sha256": digest, "size": len(encoded), "json": json})
    return digest


def raw(connection: Connection, sha256: str) -> bytes | None:
    """The bytes kept under a hash; null if there are none. Raises ``zlib.error`` where they were tampered with."""
    found = connection.execute(_find("raw", "bytes"), {"digest": sha256}).first()
    return zlib.decompress(found.bytes) if found else None


def record(connection: Connection, sha256: str) -> str | None:
    """The record's JSON kept under a hash; null if there is none."""
    found = connection.execute(_find("records", "json"), {"digest": sha256}).first()
    return str(found.json) if found else None


@cache
def _find(name: str, column: str) -> Select[Any]:
    return select(table(name).c[column]).where(table(name).c.sha256 == bindparam("digest"))


@cache
def _insert(name: str) -> Insert:
    return insert(table(name))


def hashed(*values: str | bytes) -> str:
    """The SHA-256 of some values, each with its length, so that no two rows of them are alike by their ends."""
    digest = hashlib.sha256()
    for value in values:
        raw = value.encode("utf-8", "replace") if isinstance(value, str) else value
        digest.update(len(raw).to_bytes(8, "little") + raw)
    return digest.hexdigest()
