"""Where and when each incident was, as the rows of its claims say: enough for a map of all of them, quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, or_, select

from hearsay.ledger.tables import table

_HAPPENED = ("asserted", "probable", "possible")


@dataclass(frozen=True)
class Whereabouts:
    """An incident with how many reports and events it has, the place and the days that most of its origins give.

    Degrees are WGS84, ``level`` is UCDP's where_prec, ``first`` and ``last`` are ISO dates; null is not known. Places of
    events that are planned or denied, and of claims that a person rejected, are nobody's word for where it was.
    """

    id: str
    reports: int
    events: int
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: int | None = None
    first: str | None = None
    last: str | None = None


def version(connection: Connection) -> tuple[Any, ...]:
    """Something else whenever :func:`whereabouts` may give something else; quick to find out."""
    links, readings, decisions = table("links"), table("readings"), table("decisions")
    moved = and_(decisions.c.verb != "accept", decisions.c.state == "standing")
    asked = (
        select(func.max(links.c.seq), func.count()).where(links.c.kind == "incident"),
        select(func.max(readings.c.seq)),
        select(func.max(decisions.c.seq), func.count()).where(moved),
    )
    return tuple(value for query in asked for value in connection.execute(query).one())


def linked(connection: Connection) -> bool:
    """Whether anybody has linked this ledger yet."""
    journal = table("journal")
    found = connection.execute(select(journal.c.seq).where(journal.c.kind == "links made").limit(1)).first()
    return found is not None


def whereabouts(connection: Connection) -> list[Whereabouts]:
    """Every incident, those of most reports first, then those of most events."""
    links, members = table("links"), table("link_members")
    of = defaultdict(list)
    for row in _told(connection):
        of[row.link].append(row)
    counted = connection.execute(
        select(
            members.c.link,
            func.count(distinct(members.c.report)).label("reports"),
            func.count().label("events"),
        )
        .join(links, links.c.link == members.c.link)
        .where(links.c.kind == "incident")
        .group_by(members.c.link)
    ).all()
    found = [
        Whereabouts(row.link, row.reports, row.events, **_where(of[row.link]), **_when(of[row.link]))
        for row in counted
    ]
    return sorted(found, key=lambda one: (-one.reports, -one.events, one.id))


def _told(connection: Connection) -> Sequence[Any]:
    """A row for each claim of an incident's event that gives a place or a day."""
    links, members, claims = table("links"), table("link_members"), table("claims")
    return connection.execute(
        select(
            members.c.link, claims.c.place_name, claims.c.country, claims.c.lat, claims.c.lon, claims.c.place_level,
            claims.c.earliest, claims.c.latest, claims.c.origin_name, claims.c.origin_kind, claims.c.report,
        )
        .select_from(links)
        .join(members, members.c.link == links.c.link)
        .join(claims, and_(claims.c.report == members.c.report, claims.c.event == members.c.id))
        .where(
            links.c.kind == "incident",
            claims.c.certainty.in_(_HAPPENED),
            or_(claims.c.decision.is_(None), claims.c.decision != "reject"),
            or_(claims.c.place_name.isnot(None), claims.c.earliest.isnot(None)),
        )
    ).all()  # fmt: skip


def _voice(row: Any) -> str:
    """Whose word it is, as far as a name tells: who has none is another in each report."""
    return row.origin_name or f"{row.origin_kind} {row.report}"


def _where(rows: Iterable[Any]) -> Mapping[str, Any]:
    """The place of most voices, of equals the most exact, then the first by name."""
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    placed: dict[tuple[str, str], Any] = {}
    for row in rows:
        if row.place_name is not None:
            key = (row.place_name, row.country or "")
            voices[key].add(_voice(row))
            if key not in placed or placed[key].lat is None:
                placed[key] = row
    if not placed:
        return {}
    best = min(placed, key=lambda key: (-len(voices[key]), placed[key].place_level or 9, key))
    row = placed[best]
    return {
        "place": row.place_name, "country": row.country, "lat": row.lat, "lon": row.lon, "level": row.place_level,
    }  # fmt: skip


def _when(rows: Iterable[Any]) -> Mapping[str, Any]:
    """The days of most voices, of equals the narrowest, then the first."""
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.earliest and row.latest:
            voices[row.earliest, row.latest].add(_voice(row))
    if not voices:
        return {}
    first, last = min(
        voices, key=lambda days: (-len(voices[days]), days[1] > days[0], days[1][:7] != days[0][:7], days)
    )
    return {"first": first, "last": last}
