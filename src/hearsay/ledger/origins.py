"""What origins say beside others: their numbers in incidents that others speak of too, and where they are from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select

from hearsay.ledger.tables import table

OWN = 100
"""Numbers of one origin that are looked at, the latest first: all that is asked grows with these, not with the ledger."""
_FEW = 5
"""Claims of an origin by which its country is told, the latest first."""
OTHERS = 4_000
"""Numbers of others in the same incidents that are looked at."""
_AT_ONCE = 500

Named = tuple[str, str]
"""Kind and name of an origin."""


class Number(NamedTuple):
    """The first number of a claim in an incident: of what, and from ``low`` to ``high`` (null: open), said on ``on``."""

    incident: str
    kind: str
    name: str | None
    report: str
    claim: str
    number: int
    outcome: str
    population: str | None
    low: float | None
    high: float | None
    on: str | None


def numbers_of(connection: Connection, origins: Sequence[Named]) -> tuple[Number, ...]:
    """Numbers that rest on some origins' word, in incidents, the latest added first: at most :data:`OWN` of each.

    Only claims that something is so or probably so, of reports that count, that nobody rejected; and none of a part of
    another number, which cannot be held against a whole.
    """
    claims = table("claims")
    told = claims.c.low.isnot(None) | claims.c.high.isnot(None)
    latest = _latest(connection, origins, OWN, told)
    found: list[Number] = []
    for start in range(0, len(latest), _AT_ONCE):
        found += _numbers(connection, claims.c.number.in_(latest[start : start + _AT_ONCE]), len(latest))
    return tuple(sorted(found, key=lambda one: -one.number))


def numbers_in(connection: Connection, incident: str) -> tuple[Number, ...]:
    """Numbers of anybody in an incident: at most :data:`OTHERS`."""
    return _numbers(connection, table("link_members").c.link == incident, OTHERS)


def countries_of(connection: Connection, origins: Sequence[Named]) -> dict[Named, str]:
    """The country that the latest reports most often give for each origin, where they give one."""
    claims, entities = table("claims"), table("entities")
    latest = _latest(connection, origins, _FEW)
    query = (
        select(claims.c.origin_kind, claims.c.origin_name, entities.c.country)
        .join(entities, (entities.c.report == claims.c.report) & (entities.c.entity == claims.c.origin))
        .where(claims.c.number.in_(latest), entities.c.country.isnot(None))
        .group_by(claims.c.origin_kind, claims.c.origin_name, entities.c.country)
        .order_by(func.count(), entities.c.country.desc())
    )
    return {(row.origin_kind, row.origin_name): row.country for row in connection.execute(query)}


def _latest(
    connection: Connection, origins: Sequence[Named], each: int, which: ColumnElement[bool] | None = None
) -> list[int]:
    """Numbers of the latest claims of each origin, in the order of the index of origins."""
    claims = table("claims")
    query = (
        select(claims.c.number)
        .where(claims.c.origin_kind == bindparam("kind"), claims.c.origin_name == bindparam("name"))
        .where(claims.c.waits.isnot(None))
        .order_by(claims.c.number.desc())
        .limit(each)
    )
    if which is not None:
        query = query.where(which)
    found: list[int] = []
    for kind, name in origins:
        found += connection.execute(query, {"kind": kind, "name": name}).scalars()
    return found


def _numbers(connection: Connection, which: ColumnElement[bool], limit: int) -> tuple[Number, ...]:
    claims, reports, members, figures = map(table, ("claims", "reports", "link_members", "claim_figures"))
    query = (
        select(
            members.c.link, claims.c.origin_kind, claims.c.origin_name, claims.c.report, claims.c.claim,
            claims.c.number, claims.c.outcome, claims.c.population_status, claims.c.low, claims.c.high,
            reports.c.published,
        )
        .join(reports, reports.c.report == claims.c.report)
        .join(members, (members.c.report == claims.c.report) & (members.c.id == claims.c.event))
        .where(
            which, func.substr(members.c.link, 1, 2) == "i-",
            func.coalesce(claims.c.outcome, "") != "", claims.c.repeats.is_(None),
            or_(claims.c.low.isnot(None), claims.c.high.isnot(None)),
            func.coalesce(claims.c.certainty, "").in_(("asserted", "probable")), reports.c.counts == 1,
            or_(claims.c.decision.is_(None), claims.c.decision != "reject"),
            ~select(figures.c.number).where(figures.c.number == claims.c.number, figures.c.part_of.isnot(None)).exists(),
        )
        # in the order of the members' key, and no index by certainty: SQLite would walk through most claims by either
        .order_by(members.c.link, members.c.position)
        .limit(limit)
    )  # fmt: skip
    return tuple(Number(*row) for row in connection.execute(query))
