"""A stranger with any database tool finds well-named tables that say what they hold."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hearsay.ledger import open_ledger
from hearsay.ledger.shape import views
from hearsay.ledger.tables import SEARCHED, abouts
from tests.ledger.made import keep, made

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    place = tmp_path / "hearsay.db"
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1))
    return place


def test_sqlite_says_what_every_table_view_and_column_holds(plain: Path) -> None:
    with closing(sqlite3.connect(plain)) as connection:
        told = set(connection.execute("SELECT table_name, column_name FROM _about"))
        present = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        tables = {name for (name,) in present if name != "_about" and not name.startswith(tuple(SEARCHED))}
        assert {name for name, column in told if column is None} == tables
        for name in abouts():
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            assert {column for table, column in told if table == name and column} == columns


def test_postgresql_has_the_same_as_comments(postgres: str) -> None:
    with open_ledger(postgres, "create") as ledger, ledger.reading() as connection:
        for name, about in abouts().items():
            assert (
                connection.exec_driver_sql(f"SELECT obj_description('{name}'::regclass)").scalar_one()
                == about.about
            )
            query = (
                "SELECT attname, col_description(attrelid, attnum) FROM pg_attribute "
                f"WHERE attrelid = '{name}'::regclass AND attnum > 0"
            )
            assert {row[0]: row[1] for row in connection.exec_driver_sql(query)} == about.columns
        for name, view in views().items():
            assert (
                connection.exec_driver_sql(f"SELECT obj_description('{name}'::regclass)").scalar_one()
                == view["about"]
            )


def test_what_the_page_shows_can_be_asked(plain: Path) -> None:
    commands = re.findall(r'^sqlite3 hearsay\.db "(SELECT.*?)"$', PAGE.read_text("utf-8"), re.M | re.S)
    assert len(commands) == 3
    with closing(sqlite3.connect(plain)) as connection:
        for command in commands:
            assert connection.execute(command).fetchall(), command


@pytest.mark.parametrize("view", views())
def test_every_view_can_be_looked_at(place: str, view: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        with ledger.reading() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {view}").all()
            assert bool(rows) == (view != "decisions_on_claims")


def test_the_file_is_safe_against_a_loss_of_power(plain: Path) -> None:
    with open_ledger(plain, "write") as ledger, ledger.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_python_of_the_page_runs(
    plain: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    monkeypatch.chdir(plain.parent)
    exec(example, {})
    assert capsys.readouterr().out.startswith("Head(seq=4, hash='")
