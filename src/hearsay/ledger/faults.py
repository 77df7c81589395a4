"""What databases say when something is wrong, told as coded problems with remedies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from hearsay.ledger.address import Address
from hearsay.record import HearsayError, problem

PATIENCE = 30.0
"""Seconds that a writer waits for another before it gives up."""

_SQLITE = {
    sqlite3.SQLITE_BUSY: "E-LEDGER-LOCKED",
    sqlite3.SQLITE_LOCKED: "E-LEDGER-LOCKED",
    sqlite3.SQLITE_READONLY: "E-LEDGER-READ-ONLY",
    sqlite3.SQLITE_PERM: "E-LEDGER-READ-ONLY",
    sqlite3.SQLITE_IOERR: "E-LEDGER-FULL",
    sqlite3.SQLITE_CORRUPT: "E-LEDGER-CORRUPT",
    sqlite3.SQLITE_NOTADB: "E-LEDGER-UNREADABLE",
    sqlite3.SQLITE_FULL: "E-LEDGER-FULL",
    sqlite3.SQLITE_CANTOPEN: "E-LEDGER-UNREADABLE",
    sqlite3.SQLITE_AUTH: "E-LEDGER-UNREADABLE",
}
_UNREAD = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
"""Failures of a disk that no room on it would mend; the other ones are of writing."""
_POSTGRES = {
    "53100": "E-LEDGER-FULL",
    "53200": "E-LEDGER-FULL",
    "55P03": "E-LEDGER-LOCKED",
    "40P01": "E-LEDGER-LOCKED",
    "25006": "E-LEDGER-READ-ONLY",
    "42501": "E-LEDGER-READ-ONLY",
    "XX001": "E-LEDGER-CORRUPT",
    "XX002": "E-LEDGER-CORRUPT",
}


@contextmanager
def told(place: Address, patience: float = PATIENCE) -> Iterator[None]:
    """Turn the database's refusals into ``E-LEDGER-…``; what is a mistake of ours is let through."""
    try:
        yield
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        if (getattr(error, "name", None) or "psycopg").split(".")[0] != "psycopg":
            raise
        raise problem("E-LEDGER-NO-DRIVER", place=place.shown, reason=str(error)) from error
    except DBAPIError as error:
        known = coded(error.orig, place, patience)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = coded(error, place, patience)
        if known is None:
            raise
        raise known from error


def coded(error: BaseException | None, place: Address, patience: float) -> HearsayError | None:
    """The coded problem for a driver's error; null for one that only a mistake of ours can cause."""
    if isinstance(error, sqlite3.Error):
        extended = getattr(error, "sqlite_errorcode", None) or 0
        code = "E-LEDGER-UNREADABLE" if extended in _UNREAD else _SQLITE.get(extended & 0xFF)
        if code is None and isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            code = "E-LEDGER-UNREADABLE"
        if str(error) == "no such module: fts5":
            code = "E-LEDGER-NO-FTS5"
    else:
        state = getattr(error, "sqlstate", None)
        code = _POSTGRES.get(state or "")
        # a connection that fails or breaks has no state of its own, or one of class 08, 28, 3D, 57P
        lost = state is None and type(error).__name__ in ("OperationalError", "InterfaceError")
        if code is None and (
            lost or (state or "")[:2] in ("08", "28", "3D") or (state or "").startswith("57P")
        ):
            code = "E-LEDGER-SERVER"
    if code is None:
        return None
    return problem(
        code,
        place=place.shown,
        file=place.file or "",
        reason=_first_line(error),
        seconds=f"{patience:g}",
    )


def _first_line(error: BaseException | None) -> str:
    words = str(error).strip().splitlines()
    return words[0] if words else type(error).__name__
