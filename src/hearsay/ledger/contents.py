"""What the journal names by hash: the bytes of reports, compressed, and records as JSON."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import Connection, select

from hearsay.ledger.tables import table


def keep_raw(connection: Connection, raw: bytes) -> tuple[str, str]:
    """Keep the bytes of a report, once; gives the SHA-256 of them, and that of them compressed."""
    digest = hashlib.sha256(raw).hexdigest()
    raws = table("raw")
    found = connection.execute(select(raws.c.bytes).where(raws.c.sha256 == digest)).first()
    packed = found.bytes if found else zlib.compress(raw, 6)
    if found is None:
        connection.execute(raws.insert(), {"sha256": digest, "size": len(raw), "bytes": packed})
    return digest, hashlib.sha256(packed).hexdigest()


def keep_record(connection: Connection, json: str) -> str:
    """Keep a record's JSON, once; gives the SHA-256 of its UTF-8."""
    encoded = json.encode("utf-8")
    digest = hashlib.sha256(encoded).hexdigest()
    records = table("records")
    if connection.execute(select(records.c.size).where(records.c.sha256 == digest)).first() is None:
        connection.execute(records.insert(), {"sha256": digest, "size": len(encoded), "json": json})
    return digest


def raw(connection: Connection, sha256: str) -> bytes | None:
    """The bytes kept under a hash; null if there are none. Raises ``zlib.error`` where they were tampered with."""
    found = connection.execute(select(table("raw").c.bytes).where(table("raw").c.sha256 == sha256)).first()
    return zlib.decompress(found.bytes) if found else None


def record(connection: Connection, sha256: str) -> str | None:
    """The record's JSON kept under a hash; null if there is none."""
    records = table("records")
    found = connection.execute(select(records.c.json).where(records.c.sha256 == sha256)).first()
    return str(found.json) if found else None
