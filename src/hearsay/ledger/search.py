"""Words of claims and reports for searching: FTS5 in SQLite, ``tsvector`` in PostgreSQL, the same words in both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, TextClause, literal_column, text

from hearsay.ledger.tables import SEARCHED
from hearsay.record import problem

MOST_WORDS = 16_000
"""Words of a text that can be searched: PostgreSQL does not tell the places of later ones apart."""
_LONGEST = 255
"""Characters of a word that count: PostgreSQL's longest has 2,046 bytes."""
_MOST_TERMS = 60
_RANKED = 2_000
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+?))(\*?)(?=[\s"]|$)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


class Term(NamedTuple):
    """Words that must stand side by side in this order; ``starred``: the last may go on."""

    words: tuple[str, ...]
    starred: bool


@dataclass(frozen=True)
class Query:
    """What is searched: every one of ``terms``, and none of ``excluded``. Without terms nothing is found."""

    terms: tuple[Term, ...]
    excluded: tuple[Term, ...] = ()


class Found(NamedTuple):
    """What a search found: how many rows, and the numbers of the best, the best first."""

    many: int
    best: tuple[int, ...]


def folded(words: str) -> str:
    """Words as they are searched: without marks, case and everything between them, a space between two.

    Both databases are given this, so that neither's own idea of a word decides what is found.
    """
    return " ".join(one[:_LONGEST] for one in _WORD.findall(plain(words)))


def plain(words: str) -> str:
    """Words without case and accents, all else as it was."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


@lru_cache(256)
def parsed(given: str) -> Query:
    """What a person wrote: words that must all be there, ``"words side by side"``, ``begin*``, ``-without``.

    Whatever is written is a query; what means nothing in it is passed over, and so are words after the sixtieth.
    A word with signs in it (``U.S.-led``, ``1,200``) is its parts side by side.
    """
    terms: list[Term] = []
    excluded: list[Term] = []
    for without, quoted, bare, star in _TERM.findall(given.translate(_QUOTES)):
        words = tuple(folded(quoted or bare).split())
        if words and len(terms) + len(excluded) < _MOST_TERMS:
            (excluded if without else terms).append(Term(words[:_MOST_TERMS], bool(star)))
    return Query(tuple(terms), tuple(excluded))


def phrase(given: str) -> Query:
    """Words that stand side by side; a last ``*`` also finds longer ones."""
    words = tuple(folded(given).split())
    return Query((Term(words, given.rstrip().endswith("*")),) if words else ())


def having(
    connection: Connection,
    number: ColumnElement[Any],
    wanted: Sequence[tuple[str, Query]],
    of: str = "claim_search",
    within: tuple[int, int] | None = None,
) -> ColumnElement[bool]:
    """The condition that the row ``number`` has what is wanted of every (column, query); no column is any. ``within``: the
    first and last of the rows in question, all where it is null."""
    if not all(query.terms for _, query in wanted):
        return literal_column("1") == 0
    if connection.dialect.name == "sqlite":
        condition, values = f"{of} MATCH :wanted", {"wanted": _fts5(wanted)}
    else:
        condition, values = _tsquery(wanted)
    if within is not None:
        condition += f" AND rowid BETWEEN {int(within[0])} AND {int(within[1])}"
    return text(f"{number} IN (SELECT rowid FROM {of} WHERE {condition})").bindparams(**values)  # type: ignore[return-value]


def best(connection: Connection, query: Query, of: str, limit: int, offset: int = 0) -> Found:
    """The rows of a table of words that have all of the query in any columns, the best first.

    What has the words more often, and in fewer others, is better; of equal ones the latest. Among more than some thousand
    only the latest are weighed against each other.
    """
    if not query.terms:
        return Found(0, ())
    if connection.dialect.name == "sqlite":
        condition, values = f"{of} MATCH :wanted", {"wanted": _fts5([("", query)])}
        score = f"bm25({of}, {', '.join(map(str, SEARCHED[of].values()))})"
    else:
        condition, values = _tsquery([("", query)])
        score = "-ts_rank(words, to_tsquery('simple', :wanted0), 1)"
    many = int(connection.execute(text(f"SELECT count(*) FROM {of} WHERE {condition}"), values).scalar_one())
    if not many:
        return Found(0, ())
    latest = f"SELECT rowid, {score} AS score FROM {of} WHERE {condition} ORDER BY rowid DESC LIMIT {_RANKED}"
    rows = connection.execute(
        text(f"SELECT rowid FROM ({latest}) AS latest ORDER BY score, rowid DESC LIMIT :most OFFSET :first"),
        {**values, "most": limit, "first": offset},
    )
    return Found(many, tuple(row.rowid for row in rows))


def create(connection: Connection) -> None:
    """Make the empty tables. Raises ``E-LEDGER-NO-FTS5`` where SQLite was built without it."""
    for name, columns in SEARCHED.items():
        if connection.dialect.name == "sqlite":
            _require_fts5(connection)
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, tokenize = 'unicode61')"
            )
        else:
            _create_on_server(connection, name, tuple(columns))


def _require_fts5(connection: Connection) -> None:
    known = connection.exec_driver_sql("SELECT name FROM pragma_module_list").scalars().all()
    # an SQLite that cannot list its modules lists none: then the tables are made, and that says what is missing
    if known and "fts5" not in known:
        raise problem("E-LEDGER-NO-FTS5")


def _create_on_server(connection: Connection, name: str, columns: Sequence[str]) -> None:
    words = [
        f"{one} text NOT NULL, {one}_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', {one})) STORED"
        for one in columns
    ]
    every = " || ' ' || ".join(columns)
    words.append(f"words tsvector GENERATED ALWAYS AS (to_tsvector('simple', {every})) STORED")
    connection.exec_driver_sql(f"CREATE TABLE {name} (rowid bigint PRIMARY KEY, {', '.join(words)})")
    for one in (*(f"{one}_words" for one in columns), "words"):
        connection.exec_driver_sql(
            f"CREATE INDEX {name}_by_{one} ON {name} USING gin ({one}) WITH (fastupdate = off)"
        )


def insert(connection: Connection, rows: Sequence[Mapping[str, Any]], of: str = "claim_search") -> None:
    """Add rows of ``rowid`` and the searched columns of a table of words, folded here."""
    if rows:
        connection.execute(
            _insert(of),
            [{"rowid": row["rowid"], **{name: _kept(row[name]) for name in SEARCHED[of]}} for row in rows],
        )


def _kept(words: str | None) -> str:
    found = folded(words or "")
    parts = found.split(" ", MOST_WORDS)
    return found if len(parts) <= MOST_WORDS else " ".join(parts[:MOST_WORDS])


@cache
def _insert(of: str) -> TextClause:
    columns = ("rowid", *SEARCHED[of])
    marks = ", ".join(f":{name}" for name in columns)
    return text(f"INSERT INTO {of} ({', '.join(columns)}) VALUES ({marks})")


def delete(connection: Connection, first: int, last: int) -> None:
    """Take the rows of the claims numbered ``first`` to ``last`` out."""
    connection.execute(
        text("DELETE FROM claim_search WHERE rowid BETWEEN :first AND :last"), {"first": first, "last": last}
    )


def _fts5(wanted: Sequence[tuple[str, Query]]) -> str:
    """The query in FTS5's own language. Nothing but letters and digits stands between its quotes."""
    told = []
    for column, query in wanted:
        one = " AND ".join(_fts5_term(term) for term in query.terms)
        if query.excluded:
            one = f"({one}) NOT ({' OR '.join(_fts5_term(term) for term in query.excluded)})"
        told.append(f"{column} : ({one})" if column else f"({one})")
    return " AND ".join(told)


def _fts5_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.starred else "")


def _tsquery(wanted: Sequence[tuple[str, Query]]) -> tuple[str, dict[str, str]]:
    """Conditions with their values, in PostgreSQL's own language."""
    conditions, values = [], {}
    for place, (column, query) in enumerate(wanted):
        told = [_tsquery_term(term) for term in query.terms]
        told += [f"!{_tsquery_term(term)}" for term in query.excluded]
        values[f"wanted{place}"] = " & ".join(told)
        conditions.append(f"{column and column + '_'}words @@ to_tsquery('simple', :wanted{place})")
    return " AND ".join(conditions), values


def _tsquery_term(term: Term) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words}{':*' if term.starred else ''})"
