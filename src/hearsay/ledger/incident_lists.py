"""The list of incidents and the map of it, as the kept summaries have them: filters, order and counts in the database."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, func, select

from hearsay.ledger.tables import table
from hearsay.ledger.whereabouts import Whereabouts

_FAR = ("0000", "9999")
_COMPARED = 1_000
"""Incidents of a country, those of most reports, among which the nearest are sought."""
_UNKNOWN = 100_000
"""Days or kilometres apart where one of two is not known: after all that are."""
_DEGREE = 111.2
"""Kilometres a degree of a great circle."""


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


def these(connection: Connection, ids: Sequence[str]) -> list[Whereabouts]:
    """Those of some incidents, at most some hundreds, that there are."""
    of = table("incident_summaries")
    return [_whereabouts(row) for row in connection.execute(select(of).where(of.c.incident.in_(ids)))]


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


def near(connection: Connection, id_: str, limit: int) -> list[Whereabouts]:
    """Other incidents: those of its country, the nearest by day, then by place, first; then those of most reports."""
    of = table("incident_summaries")
    others = select(of).where(of.c.incident != id_).order_by(of.c.rank, of.c.incident)
    row = connection.execute(select(of).where(of.c.incident == id_)).first()
    found: list[Whereabouts] = []
    if row is not None and row.country is not None:
        one = _whereabouts(row)
        there = connection.execute(others.where(of.c.country == one.country).limit(_COMPARED))
        found = sorted(map(_whereabouts, there), key=lambda other: (_days(one, other), _km(one, other)))
    shown = {one.id for one in found}
    if len(shown) < limit:
        found += [
            other
            for row in connection.execute(others.limit(2 * limit))
            if (other := _whereabouts(row)).id not in shown
        ]
    return found[:limit]


def _days(one: Whereabouts, other: Whereabouts) -> int:
    """Days between two incidents, 0 where they overlap."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _UNKNOWN
    first, last = max(one.first, other.first), min(one.last, other.last)
    return max((datetime.date.fromisoformat(first) - datetime.date.fromisoformat(last)).days, 0)


def _km(one: Whereabouts, other: Whereabouts) -> float:
    """Kilometres between two incidents as on a plane: enough for an order."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return _UNKNOWN
    east = (one.lon - other.lon + 180) % 360 - 180
    return math.hypot(one.lat - other.lat, east * math.cos(math.radians(one.lat))) * _DEGREE


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
        told["level"], told["earliest"], told["latest"], told["title"],
    )  # fmt: skip
