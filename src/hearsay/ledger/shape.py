"""The shape of the tables: made at first, brought up to date later, and never taken for another's.

The journal and what it names (``kept``) change by numbered steps that carry every row along; they are few, for all else
(``made``) is dropped and made again from the journal. That is why there is no migration framework here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.schema import CreateIndex, CreateTable

from hearsay.ledger import search
from hearsay.ledger.database import Database
from hearsay.ledger.tables import SEARCHED, abouts, metadata, names, table
from hearsay.record import problem

MADE = 9
"""Number of the shape of the tables that are made; raise it with every change of theirs, and they are made anew."""
_KEPT = ("ledger_version", "journal", "raw", "records")
_NEVER = ("journal", "raw", "records")
_TEAM = ("accounts", "sessions", "account_log")
_FIRST = "0" * 64

Step = Callable[[Connection], None]
Remake = Callable[[Connection], None]


def _first_step(connection: Connection) -> None:
    _create(connection, _KEPT)
    for statement in _guards(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _team_step(connection: Connection) -> None:
    _create(connection, _TEAM)
    for statement in _never_changed(connection.dialect.name, ("account_log",)):
        connection.exec_driver_sql(statement)


STEPS: tuple[Step, ...] = (_first_step, _team_step)
"""What makes and changes the kept tables and those of a team, in order. Each makes tables that it names and that no later
step changes; a step that changes one of them first freezes here the SQL by which it was made."""


@cache
def views() -> dict[str, dict[str, str]]:
    """``views.toml``: each view's meaning and SQL."""
    return tomllib.loads(files("hearsay.ledger").joinpath("views.toml").read_text(encoding="utf-8"))


def check(database: Database, connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Refuse what cannot be read as it is: no ledger, another's database, one of a newer or an older Hearsay.

    Raises ``E-LEDGER-MISSING``, ``-FOREIGN``, ``-NEWER``, ``-OLDER``.
    """
    shape = _found(database, connection, steps)
    if shape is None:
        raise problem("E-LEDGER-MISSING", place=database.place.shown)
    if shape != (len(steps), MADE):
        raise problem("E-LEDGER-OLDER", place=database.place.shown)


def prepare(
    database: Database, connection: Connection, remake: Remake, steps: Sequence[Step] = STEPS
) -> None:
    """Make the tables, or bring them up to date; ``remake`` fills those that are made.

    Raises ``E-LEDGER-FOREIGN`` or ``E-LEDGER-NEWER`` and then leaves everything as it is.
    """
    kept, made = _found(database, connection, steps) or (0, 0)
    for number, step in enumerate(steps[kept:], kept + 1):
        step(connection)
        _note(connection, "kept", number)
    if made < MADE:
        drop_made(connection)
        create_made(connection)
        remake(connection)
        _note(connection, "made", MADE)


def create_made(connection: Connection) -> None:
    """Make the tables of the present state, empty, and the views, with what they mean."""
    _create(connection, (*names("made"), *names("spare")))
    search.create(connection)
    for name, view in views().items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {view['sql'].strip()}")
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"COMMENT ON VIEW {name} IS '{view['about']}'"))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE TABLE _about (table_name TEXT NOT NULL, column_name TEXT, meaning TEXT NOT NULL)"
        )
        insert = text("INSERT INTO _about VALUES (:table_name, :column_name, :meaning)")
        connection.execute(insert, about_rows())


def drop_made(connection: Connection) -> None:
    """Take the tables of the present state and the views away."""
    for name in reversed(views()):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    for name in ("_about", *SEARCHED, *reversed(names("made")), *names("spare")):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")


def about_rows() -> list[dict[str, Any]]:
    """What SQLite, which keeps no comments, is told of every table, column and view."""
    rows = []
    for name, about in abouts().items():
        rows.append({"table_name": name, "column_name": None, "meaning": about.about})
        rows += [
            {"table_name": name, "column_name": column, "meaning": meaning}
            for column, meaning in about.columns.items()
        ]
    return rows + [
        {"table_name": name, "column_name": None, "meaning": view["about"]} for name, view in views().items()
    ]


def _found(database: Database, connection: Connection, steps: Sequence[Step]) -> tuple[int, int] | None:
    """Numbers of the shapes of the kept and the made tables; null for an empty database."""
    present = set(inspect(connection).get_table_names())
    if "ledger_version" not in present:
        if (present and database.is_sqlite) or "journal" in present:
            some = ", ".join(sorted(present)[:3]) + (" …" if len(present) > 3 else "")
            raise problem("E-LEDGER-FOREIGN", place=database.place.shown, tables=some)
        return None
    version = table("ledger_version")
    rows = connection.execute(select(version.c.part, version.c.number)).all()
    shape = {part: max(n for p, n in rows if p == part) for part in {part for part, _ in rows}}
    for part, known in (("kept", len(steps)), ("made", MADE)):
        if shape.get(part, 0) > known:
            raise problem("E-LEDGER-NEWER", place=database.place.shown, found=shape[part], known=known)
    return shape.get("kept", 0), shape.get("made", 0)


def _note(connection: Connection, part: str, number: int) -> None:
    connection.execute(table("ledger_version").insert(), {"part": part, "number": number})


def _create(connection: Connection, wanted: Sequence[str]) -> None:
    if connection.dialect.name == "postgresql":
        metadata().create_all(connection, [table(name) for name in wanted], checkfirst=False)
        return
    for name in wanted:
        connection.execute(CreateTable(table(name)))
        for index in sorted(table(name).indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))


def _guards(dialect: str) -> list[str]:
    """Triggers that refuse to change what is kept, and an entry that does not continue the journal."""
    if dialect == "sqlite":
        return [
            *_never_changed(dialect, _NEVER),
            "CREATE TRIGGER journal_insert BEFORE INSERT ON journal "
            "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal) OR NEW.previous IS NOT "
            f"coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '{_FIRST}') "
            "BEGIN SELECT RAISE(ABORT, 'the entry does not continue the journal'); END",
        ]
    return [
        "CREATE OR REPLACE FUNCTION hearsay_never() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the table %% is never changed', TG_TABLE_NAME; END$$",
        "CREATE OR REPLACE FUNCTION hearsay_continues() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal) OR NEW.previous <> "
        f"coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '{_FIRST}') "
        "THEN RAISE EXCEPTION 'the entry does not continue the journal'; END IF; RETURN NEW; END$$",
        *_never_changed(dialect, _NEVER),
        "CREATE TRIGGER journal_continues BEFORE INSERT ON journal "
        "FOR EACH ROW EXECUTE FUNCTION hearsay_continues()",
    ]


def _never_changed(dialect: str, tables: Sequence[str]) -> list[str]:
    """Triggers that refuse to change or remove rows; PostgreSQL's function is there since the first step."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {name}_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, 'the table {name} is never changed'); END"
            for name in tables
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {name}_never BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION hearsay_never()"
        for name in tables
    ]
