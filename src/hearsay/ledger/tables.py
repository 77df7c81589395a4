"""The tables of a ledger, built from ``tables.toml``, for every database that SQLAlchemy speaks to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.types import BigInteger, TypeEngine

Kind = Literal["kept", "made", "team", "spare"]

_TYPES: dict[str, TypeEngine[Any]] = {
    # SQLite's own integers have eight bytes; number of a claim needs more than four
    "integer": BigInteger().with_variant(Integer(), "sqlite"),
    "real": Double(),
    "text": Text(),
    "blob": LargeBinary(),
}
SEARCHED: dict[str, dict[str, float]] = {
    "claim_search": {"said": 2.0, "sources": 1.5, "actors": 1.0, "places": 1.0},
    "report_search": {"title": 3.0, "text": 1.0},
}
"""The tables of words, which each database has in its own way (``search.py``), with what a word in each column weighs."""


@dataclass(frozen=True)
class About:
    """What a table holds, for people: its meaning and that of each column."""

    kind: Kind
    about: str
    columns: dict[str, str]


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """``tables.toml`` as it is."""
    return tomllib.loads(files("hearsay.ledger").joinpath("tables.toml").read_text(encoding="utf-8"))


@cache
def abouts() -> dict[str, About]:
    """What every table holds, in the order of ``tables.toml``."""
    return {
        name: About(row["kind"], row["about"], {column: c[1] for column, c in row["columns"].items()})
        for name, row in catalogue().items()
    }


@cache
def metadata() -> MetaData:
    """Every table with its columns, keys, indexes and comments."""
    made = MetaData()
    for name, row in catalogue().items():
        columns = [
            Column(
                column,
                _TYPES[kind.removesuffix("?")],
                nullable=kind.endswith("?"),
                comment=meaning,
                autoincrement=False,
            )
            for column, (kind, meaning) in row["columns"].items()
        ]
        refers = [
            ForeignKeyConstraint([column], [f"{other}.{catalogue()[other]['key'][0]}"])
            for column, other in row.get("refers", {}).items()
        ]
        Table(name, made, *columns, PrimaryKeyConstraint(*row["key"]), *refers, comment=row["about"])
        for indexed in row.get("indexes", ()):
            # the first columns name it: PostgreSQL's names have 63 characters at most
            Index(f"{name}_by_{'_'.join(indexed[:3])}", *(made.tables[name].c[column] for column in indexed))
    return made


def table(name: str) -> Table:
    """A table by its name."""
    return metadata().tables[name]


def names(kind: Kind) -> tuple[str, ...]:
    """The tables of a kind, in the order of ``tables.toml``."""
    return tuple(name for name, row in catalogue().items() if row["kind"] == kind)
