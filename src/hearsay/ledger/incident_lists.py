"""The list of incidents and the map of it, as the kept summaries have them: filters, order and counts in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, func, select

from hearsay.ledger.tables import table
from hearsay.ledger.whereabouts import Whereabouts

_FAR = ("0000", "9999")


@dataclass(frozen=True)
class Sought:
    """Which incidents: those that lie in some days (both included, empty where open), in a country, or lack a place or day.

    One of no known day is in no stretch of days; ``without`` is "", "place" or "day" and passes over the days.
    """

    first: str = ""
    last: str = ""
    country: str = ""
    without: str = ""


def page(connection: Connection, sought: Sought, limit: int, offset: int) -> list[Whereabouts]:
    """Some of those sought, those of most reports first, then those of most events."""
    of = table("incident_summaries")
    rows = select(of).where(*_fitting(sought)).order_by(of.c.rank, of.c.incident).limit(limit).offset(offset)
    return [_whereabouts(row) for row in connection.execute(rows)]


def dots(connection: Connection, sought: Sought, besides: Sequence[str], limit: int) -> list[Whereabouts]:
    """The first of those sought that have a place, but for some."""
    of = table("incident_summaries")
    rows = select(of).where(*_fitting(sought), of.c.lat.isnot(None), of.c.lon.isnot(None))
    rows = rows.where(of.c.incident.notin_(besides)).order_by(of.c.rank, of.c.incident).limit(limit)
    return [_whereabouts(row) for row in connection.execute(rows)]


def count(connection: Connection, sought: Sought) -> int:
    """How many are sought."""
    of = table("incident_summaries")
    return int(connection.execute(select(func.count(of.c.rank)).where(*_fitting(sought))).scalar_one())


def lacking(connection: Connection, sought: Sought) -> tuple[int, int]:
    """How many of those in the days and the country have no place, and how many of the country no day."""
    days = replace(sought, without="")
    of = table("incident_summaries")
    no_place = select(func.count(of.c.rank)).where(*_fitting(days), of.c.lat.is_(None))
    no_day = replace(sought, first="", last="", without="day")
    return int(connection.execute(no_place).scalar_one()), count(connection, no_day)


def by_day(connection: Connection) -> tuple[dict[str, int], str | None]:
    """How many began on each day, and the last day of all."""
    of = table("incident_summaries")
    rows = (
        select(of.c.earliest, func.count(of.c.rank)).where(of.c.earliest.isnot(None)).group_by(of.c.earliest)
    )
    last = connection.execute(select(func.max(of.c.latest))).scalar()
    return {row[0]: row[1] for row in connection.execute(rows.order_by(of.c.earliest))}, last


def by_country(connection: Connection) -> dict[str, int]:
    """How many were in each country."""
    of = table("incident_summaries")
    rows = select(of.c.country, func.count(of.c.rank)).where(of.c.country.isnot(None)).group_by(of.c.country)
    return {row[0]: row[1] for row in connection.execute(rows)}


def _fitting(sought: Sought) -> list[ColumnElement[bool]]:
    of = table("incident_summaries")
    fits: list[ColumnElement[bool]] = [of.c.country == sought.country] if sought.country else []
    if sought.without:
        return [*fits, (of.c.lat if sought.without == "place" else of.c.earliest).is_(None)]
    if sought.first or sought.last:
        fits += [of.c.earliest <= (sought.last or _FAR[1]), of.c.latest >= (sought.first or _FAR[0])]
    return fits


def _whereabouts(row: object) -> Whereabouts:
    told = row._mapping  # type: ignore[attr-defined]
    return Whereabouts(
        told["incident"], told["reports"], told["events"], told["place"], told["country"], told["lat"], told["lon"],
        told["level"], told["earliest"], told["latest"],
    )  # fmt: skip
