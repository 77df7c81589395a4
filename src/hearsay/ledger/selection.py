"""Which incidents are meant: those of which a claim fits what is asked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from hearsay.ledger.claims import Wanted, conditions
from hearsay.ledger.tables import table

Judged = Literal["decided", "open"]
_OWN = ("country", "judged")


@dataclass(frozen=True)
class Selection:
    """What at least one claim of an incident must hold, all of it at once; null asks nothing.

    ``source``, ``actor``, ``place``, ``text``, ``since``, ``until``, ``type``, ``outcome`` and ``certainty`` as in
    :class:`hearsay.ledger.claims.Wanted`. ``country`` is ISO 3166-1 alpha-2; ``judged``: a person has judged the claim
    (decided) or nobody has (open).
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    country: str | None = None
    actor: str | None = None
    source: str | None = None
    text: str | None = None
    type: str | None = None
    outcome: str | None = None
    certainty: str | None = None
    judged: Judged | None = None

    def told(self) -> dict[str, str]:
        """What is asked, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not None}


def selected(connection: Connection, selection: Selection) -> tuple[str, ...]:
    """Ids of the incidents of which a claim fits, those of most reports first. Raises ``E-LEDGER-DATE``.

    An incident is whole or not there: its numbers are those of all its claims, whichever of them fits.
    """
    members, links = table("link_members"), table("links")
    query = (
        select(members.c.link)
        .join(links, links.c.link == members.c.link)
        .where(links.c.kind == "incident")
        .group_by(members.c.link)
        .order_by(func.count(distinct(members.c.report)).desc(), func.count().desc(), members.c.link)
    )
    if selection != Selection():
        query = query.where(members.c.link.in_(_fitting(connection, selection)))
    return tuple(connection.execute(query).scalars())


def _fitting(connection: Connection, selection: Selection) -> Select[Any]:
    claims, reports = table("claims"), table("reports")
    members = table("link_members").alias("fitting")
    wanted = Wanted(**{name: value for name, value in selection.told().items() if name not in _OWN})  # type: ignore[arg-type]
    fits: list[ColumnElement[bool]] = [*conditions(connection, wanted)]
    if selection.country is not None:
        fits.append(claims.c.country == selection.country)
    if selection.judged is not None:
        unjudged = claims.c.decision.is_(None)
        fits.append(unjudged if selection.judged == "open" else ~unjudged)
    return (
        select(members.c.link)
        .join(claims, (claims.c.report == members.c.report) & (claims.c.event == members.c.id))
        .join(reports, reports.c.report == claims.c.report)
        .where(*fits)
    )


def choices(connection: Connection) -> dict[str, tuple[str, ...]]:
    """What claims have as ``country``, ``type``, ``outcome`` and ``certainty``, in order: what can be chosen at all."""
    claims = table("claims")
    columns = {"country": "country", "type": "event_type", "outcome": "outcome", "certainty": "certainty"}
    return {name: _values(connection, claims.c[column]) for name, column in columns.items()}


def _values(connection: Connection, of: ColumnElement[str]) -> tuple[str, ...]:
    """The values of an indexed column, in order: from one to the next greater, so that as many rows are read as there are
    values. A database that is asked for what is distinct reads them all."""
    after = select(func.min(of).label("value")).cte("after", recursive=True)
    further = select(select(func.min(of)).where(of > after.c.value).scalar_subquery())
    after = after.union_all(further.where(after.c.value.isnot(None)))
    return tuple(connection.execute(select(after.c.value).where(after.c.value.isnot(None))).scalars())
