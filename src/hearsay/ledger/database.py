"""The connection: one class that knows how SQLite and PostgreSQL differ, and every transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from hearsay.ledger.address import Address
from hearsay.ledger.faults import PATIENCE, told
from hearsay.record import problem

Access = Literal["read", "write", "create"]
_WRITERS_LOCK = 0x4865_6172
"""Number of PostgreSQL's advisory lock that makes writers take turns: "Hear" in ASCII."""

_POOL: dict[str, Any] = {"pool_size": 8, "pool_use_lifo": True}
"""Connections that are kept; the one used last has the most pages in its memory and goes out first."""


class Database:
    """One ledger's database, open. Close it, or use it in a ``with``.

    ``access``: ``read`` never writes, ``write`` needs an existing database, ``create`` makes one. ``patience`` is
    how many seconds a writer waits for another. What is not ``durable`` may be lost when the machine stops; a ``lenient``
    one takes texts that are no UTF-8, which somebody tampered with.
    """

    def __init__(
        self,
        place: Address,
        access: Access,
        patience: float = PATIENCE,
        *,
        durable: bool = True,
        lenient: bool = False,
    ) -> None:
        self.durable = durable
        self.lenient = lenient
        self.place = place
        self.access = access
        self.patience = patience
        self.is_sqlite = place.file is not None
        if place.file is not None and access != "create" and not place.file.exists():
            raise problem("E-LEDGER-MISSING", place=place.shown)
        if place.file is not None:
            _check_rights(place.file, access, place)
        with told(place, patience):
            self.engine = self._sqlite(place.file) if place.file is not None else self._server()
        event.listen(self.engine, "begin", self._begin)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one unchanging state. Raises ``E-LEDGER-…``."""
        with told(self.place, self.patience), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[Connection]:
        """A transaction that is wholly kept or wholly undone, one at a time. Raises ``E-LEDGER-…``.

        ``patience``: seconds to wait for another writer, where they are others than the ledger's.
        """
        patience = self.patience if patience is None else patience
        if self.access == "read":
            raise problem("E-LEDGER-READ-ONLY", place=self.place.shown, reason="it was opened for reading")
        with (
            told(self.place, patience),
            self.engine.connect().execution_options(
                hearsay_writes=True, hearsay_patience=patience
            ) as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                milliseconds = max(1, int(patience * 1000))  # to PostgreSQL none means for ever
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
            yield connection

    def _begin(self, connection: Connection) -> None:
        if self.is_sqlite:
            options = connection.get_execution_options()
            writes = options.get("hearsay_writes", False)
            patience = options.get("hearsay_patience", self.patience)
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")
            # a writer asks for its turn at once: turning reader into writer later may fail half-way
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def _sqlite(self, file: Path) -> Engine:
        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(
                _uri(file, self.access),
                uri=True,
                isolation_level=None,
                timeout=self.patience,
                check_same_thread=False,  # the pool lends a connection to one thread at a time, not always the same
            )
            try:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute(f"PRAGMA synchronous = {'FULL' if self.durable else 'OFF'}")
                connection.execute("PRAGMA cell_size_check = ON")
                connection.execute("PRAGMA cache_size = -65536")
                if self.lenient:
                    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
                if self.access != "read":
                    _to_wal(connection)
            except BaseException:
                connection.close()
                raise
            return connection

        return create_engine("sqlite://", creator=connect, poolclass=QueuePool, **_POOL)

    def _server(self) -> Engine:
        assert self.place.url is not None
        return create_engine(self.place.url, poolclass=QueuePool, **_POOL)


def _check_rights(file: Path, access: Access, place: Address) -> None:
    """Say at once what SQLite would say only at the first change, when a report has been read for nothing."""
    if file.is_dir():
        raise problem("E-LEDGER-UNREADABLE", place=place.shown, reason="it is a folder")
    if access == "read" or not file.exists():
        return
    for path, reason in (
        (file, "permission denied"),
        (file.absolute().parent, "its folder may not be written"),
    ):
        if not os.access(path, os.W_OK):
            raise problem("E-LEDGER-READ-ONLY", place=place.shown, reason=reason)


def _uri(file: Path, access: Access) -> str:
    """SQLite's own URI. A file that lies where nothing may be written is read as one that never changes."""
    mode = {"read": "ro", "write": "rw", "create": "rwc"}[access]
    path = file.absolute()
    frozen = (
        access == "read"
        and not os.access(path.parent, os.W_OK)
        and not path.with_name(f"{path.name}-wal").exists()
    )
    return f"file:{quote(os.fspath(path))}?mode={mode}" + ("&immutable=1" if frozen else "")


def _to_wal(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "journal" not in tables:
        return  # somebody else's database, which is refused later and left as it is
    # changing the mode needs the file for itself and does not wait; asking for the writer's turn does
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
