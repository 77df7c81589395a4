"""Where a ledger is: a path, or the URL of a database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from hearsay.record import problem

DEFAULT = "hearsay.db"


@dataclass(frozen=True)
class Address:
    """A ledger's place. ``file`` is set for SQLite, ``url`` for a server; ``shown`` holds no password."""

    shown: str
    file: Path | None = None
    url: URL | None = None


def address(given: str | os.PathLike[str]) -> Address:
    """The address that a person wrote: a path, ``sqlite:///PATH`` or ``postgresql://…``.

    Raises ``E-LEDGER-URL``.
    """
    written = os.fspath(given)
    if "://" not in written:
        if not written or "\0" in written:
            raise problem("E-LEDGER-URL", place=repr(written), reason="it is empty or holds a null character")
        return Address(written, file=Path(written))
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        # not the address itself: it may hold a password
        raise problem("E-LEDGER-URL", place="That", reason="it is no URL") from error
    shown = url.render_as_string(hide_password=True)
    backend = url.get_backend_name()
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise problem("E-LEDGER-URL", place=shown, reason="it names no file")
        return Address(url.database, file=Path(url.database))
    if backend in ("postgresql", "postgres"):
        return Address(shown, url=url.set(drivername="postgresql+psycopg"))
    raise problem("E-LEDGER-URL", place=shown, reason=f"{backend} is neither sqlite nor postgresql")
