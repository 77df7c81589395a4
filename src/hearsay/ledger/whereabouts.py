"""Where and when each incident was, as the rows of its claims say: enough for a map of all of them, quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, or_, select

from hearsay.ledger.reports import touched_since
from hearsay.ledger.tables import table

_AT_ONCE = 500
_HAPPENED = ("asserted", "probable", "possible")


@dataclass(frozen=True)
class Whereabouts:
    """An incident with how many reports and events it has, the place and the days that most of its origins give.

    ``title`` is null where it was not gathered. Degrees are WGS84, ``level`` is UCDP's where_prec, ``first`` and ``last``
    are ISO dates; null is not known. Places of events that are planned or denied, and of claims that a person rejected, are
    nobody's word for where it was.
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
    title: str | None = None


def linked(connection: Connection) -> bool:
    """Whether anybody has linked this ledger yet."""
    journal = table("journal")
    found = connection.execute(select(journal.c.seq).where(journal.c.kind == "links made").limit(1)).first()
    return found is not None


def moved(connection: Connection, seen: int) -> set[str] | None:
    """The incidents that may have moved after entry ``seen``; null where linking ran, after which all may have.

    They are those of reports that were touched, and of reports about which a decision speaks together with one of these.
    """
    journal, members = table("journal"), table("link_members")
    kinds = select(journal.c.kind).where(journal.c.seq > seen)
    if any(kind == "links made" for (kind,) in connection.execute(kinds)):
        return None
    touched = touched_since(connection, seen)
    one, other = table("decision_parts").alias("one"), table("decision_parts").alias("other")
    beside = select(other.c.report).join(one, one.c.seq == other.c.seq).where(other.c.report.isnot(None))
    found: set[str] = set()
    for start in range(0, len(touched), _AT_ONCE):
        some = touched[start : start + _AT_ONCE]
        of = or_(members.c.report.in_(some), members.c.report.in_(beside.where(one.c.report.in_(some))))
        found |= set(connection.execute(select(members.c.link).where(of).distinct()).scalars())
    return {link for link in found if link.startswith("i-")}


def whereabouts(connection: Connection, ids: Sequence[str] | None = None) -> list[Whereabouts]:
    """Incidents, those of most reports first, then those of most events: all, or these."""
    links, members = table("links"), table("link_members")
    of: dict[str, list[_Told]] = defaultdict(list)
    for link, *told in _told(connection, ids):
        of[link].append(tuple(told))
    query = (
        select(members.c.link, func.count(distinct(members.c.report)), func.count())
        .join(links, links.c.link == members.c.link)
        .where(links.c.kind == "incident")
        .group_by(members.c.link)
    )
    if ids is not None:
        query = query.where(members.c.link.in_(ids))
    found = [
        Whereabouts(row[0], row[1], row[2], *_where(of[row[0]]), *_when(of[row[0]]))
        for row in connection.execute(query)
    ]
    return in_order(found)


def in_order(found: Iterable[Whereabouts]) -> list[Whereabouts]:
    """Those of most reports first, then those of most events."""
    return sorted(found, key=lambda one: (-one.reports, -one.events, one.id))


_Told = tuple[Any, ...]
"""Place, country, degrees north and east, level, first and last day, and whose word it is."""


def _told(connection: Connection, ids: Sequence[str] | None) -> Iterable[_Told]:
    """The id of an incident and a :data:`_Told` for each claim of its events that gives a place or a day.

    Whose word it is goes by the name; who has none is another in each report.
    """
    links, members, claims = table("links"), table("link_members"), table("claims")
    voice = func.coalesce(claims.c.origin_name, claims.c.origin_kind + " " + claims.c.report)
    query = (
        select(
            members.c.link, claims.c.place_name, claims.c.country, claims.c.lat, claims.c.lon, claims.c.place_level,
            claims.c.earliest, claims.c.latest, voice,
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
    )  # fmt: skip
    if ids is not None:
        query = query.where(members.c.link.in_(ids))
    return connection.execute(query)


def _where(rows: Iterable[_Told]) -> tuple[Any, Any, Any, Any, Any]:
    """The place of most voices, of equals the most exact, then the first by name: name, country, degrees, level."""
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    placed: dict[tuple[str, str], tuple[Any, Any, Any, Any, Any]] = {}
    for name, country, lat, lon, level, _, _, voice in rows:
        if name is not None:
            key = (name, country or "")
            voices[key].add(voice)
            if key not in placed or placed[key][2] is None:
                placed[key] = (name, country, lat, lon, level)
    if not placed:
        return None, None, None, None, None
    return placed[min(placed, key=lambda key: (-len(voices[key]), placed[key][4] or 9, key))]


def _when(rows: Iterable[_Told]) -> tuple[str | None, str | None]:
    """The days of most voices, of equals the narrowest, then the first."""
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for *_, first, last, voice in rows:
        if first and last:
            voices[first, last].add(voice)
    if not voices:
        return None, None
    return min(
        voices, key=lambda days: (-len(voices[days]), days[1] > days[0], days[1][:7] != days[0][:7], days)
    )
