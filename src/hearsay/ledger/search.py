"""Words of claims for searching: FTS5 in SQLite, ``tsvector`` in PostgreSQL, the same words in both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, TextClause, bindparam, text

from hearsay.ledger.tables import SEARCH, SEARCHED

_WORD = re.compile(r"[^\W_]+")


def folded(words: str) -> str:
    """Words as they are searched: without marks, case and everything between them, a space between two.

    Both databases are given this, so that neither's own idea of a word decides what is found.
    """
    plain = words
    if not words.isascii():
        parts = unicodedata.normalize("NFKD", words)
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain.casefold()))


def create(connection: Connection) -> None:
    """Make the empty table."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {SEARCH} USING fts5({', '.join(SEARCHED)}, tokenize = 'unicode61', columnsize = 0)"
        )
        return
    words = ", ".join(
        f"{name} text NOT NULL, {name}_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', {name})) STORED"
        for name in SEARCHED
    )
    connection.exec_driver_sql(f"CREATE TABLE {SEARCH} (rowid bigint PRIMARY KEY, {words})")
    for name in SEARCHED:
        connection.exec_driver_sql(
            f"CREATE INDEX {SEARCH}_by_{name} ON {SEARCH} USING gin ({name}_words) WITH (fastupdate = off)"
        )


def insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows of ``rowid`` (the claim's number) and the searched columns, folded here."""
    if rows:
        connection.execute(
            _insert(),
            [{"rowid": row["rowid"], **{name: folded(row[name]) for name in SEARCHED}} for row in rows],
        )


@cache
def _insert() -> TextClause:
    columns = ("rowid", *SEARCHED)
    marks = ", ".join(f":{name}" for name in columns)
    return text(f"INSERT INTO {SEARCH} ({', '.join(columns)}) VALUES ({marks})")


def delete(connection: Connection, first: int, last: int) -> None:
    """Take the rows of the claims numbered ``first`` to ``last`` out."""
    connection.execute(
        text(f"DELETE FROM {SEARCH} WHERE rowid BETWEEN :first AND :last"), {"first": first, "last": last}
    )


def found(
    connection: Connection, number: ColumnElement[Any], wanted: Sequence[tuple[str, str]]
) -> TextClause:
    """The condition that the claim ``number`` has every (column, words) of ``wanted``.

    The words stand side by side in that order; a last ``*`` also finds longer words.
    """
    if connection.dialect.name == "sqlite":
        query = " AND ".join(f'{column} : "{folded(words)}"{_star(words)}' for column, words in wanted)
        condition = f"{number} IN (SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH :wanted)"
        return text(condition).bindparams(bindparam("wanted", query))
    conditions = " AND ".join(
        f"{column}_words @@ to_tsquery('simple', :wanted{place})" for place, (column, _) in enumerate(wanted)
    )
    phrases = {
        f"wanted{place}": " <-> ".join(folded(words).split()) + (":*" if _star(words) else "")
        for place, (_, words) in enumerate(wanted)
    }
    condition = f"{number} IN (SELECT rowid FROM {SEARCH} WHERE {conditions})"
    return text(condition).bindparams(**phrases)


def _star(words: str) -> str:
    return "*" if words.rstrip().endswith("*") else ""
