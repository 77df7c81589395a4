"""What the ledger keeps of incidents as they were last gathered: never truth, only time saved, and checked whenever read.

Each row carries a digest of all that it was made from. What is asked for of incidents by id is given where that digest is
the one of now; the table as a whole, for lists, is brought up to an entry of the journal by :func:`bring`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select

from hearsay.ledger import chain
from hearsay.ledger.contents import hashed
from hearsay.ledger.state.matter import shown
from hearsay.ledger.tables import table
from hearsay.ledger.whereabouts import Whereabouts, moved, whereabouts
from hearsay.record.journal import canonical
from hearsay.record.summary import Summary

LARGEST = 1 << 20
"""Bytes of a view, compressed, that are kept at most."""
_AT_ONCE = 500
_RANK = 1_000_000
_HEAD = ""
_LINEAGE = ("reprint_of", "excerpt_of", "update_of", "quotes", "family")


@dataclass(frozen=True)
class Made:
    """An incident that was gathered: the digest of what from, how many reports and events its link joins, its view."""

    made_from: str
    reports: int
    events: int
    summary: Summary
    view: str


class Reach(NamedTuple):
    """How far the summaries go: the journal's entry and its hash, and the code that made them."""

    seen: int
    hash: str
    code: str


def bases(connection: Connection, ids: Iterable[str], code: str) -> dict[str, str]:
    """For each of some incidents that stand, the digest of all that it is made from, by that code.

    That is its link; of each of its reports the state of its record, its status, the decisions about it that were not taken
    back; and the links of lineage that name it.
    """
    links, members = table("links"), table("link_members")
    seq: dict[str, int] = {}
    reports: dict[str, set[str]] = defaultdict(set)
    for some in _portions(ids):
        rows = select(links.c.link, links.c.seq, members.c.report).join(
            members, members.c.link == links.c.link
        )
        rows = rows.where(links.c.link.in_(some), links.c.kind == "incident").distinct()
        for link, entry, report in connection.execute(rows):
            seq[link] = entry
            reports[link].add(report or "")
    told = _told(connection, {one for some in reports.values() for one in some})
    return {
        link: hashed(
            code,
            link,
            str(entry),
            *(part for one in sorted(reports[link]) for part in (one, told.get(one, ""))),
        )
        for link, entry in seq.items()
    }


def _told(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """What incidents take from each of some reports, in short."""
    reports, left, links, members = (table(name) for name in ("reports", "settled", "links", "link_members"))
    decisions, parts = table("decisions"), table("decision_parts")
    of: dict[str, list[str]] = {}
    for some in _portions(wanted):
        rows = select(reports.c.report, left.c.state, reports.c.status)
        rows = rows.outerjoin(left, left.c.report == reports.c.report).where(reports.c.report.in_(some))
        of |= {row.report: [f"{row.state} {row.status}"] for row in connection.execute(rows)}
        words = select(parts.c.report, decisions.c.seq, decisions.c.state).distinct()
        words = words.join(parts, parts.c.seq == decisions.c.seq).where(parts.c.report.in_(some))
        words = words.where(decisions.c.state != "undone").order_by(parts.c.report, decisions.c.seq)
        for report, seq, state in connection.execute(words):
            of[report].append(f"{seq} {state}")
        kin = select(members.c.report, links.c.link, links.c.seq).distinct()
        kin = kin.join(members, members.c.link == links.c.link).where(members.c.report.in_(some))
        kin = kin.where(links.c.kind.in_(_LINEAGE)).order_by(members.c.report, links.c.link)
        for report, link, seq in connection.execute(kin):
            of[report].append(f"{link} {seq}")
    return {report: "\n".join(rows) for report, rows in of.items()}


def summaries(connection: Connection, wanted: Mapping[str, str]) -> dict[str, Summary]:
    """Summaries by id, of those that are kept as made from what ``wanted`` says, and are as they were written."""
    of = table("incident_summaries")
    found: dict[str, Summary] = {}
    for some in _portions(wanted):
        for row in connection.execute(select(of).where(of.c.incident.in_(some))):
            if row.told is not None and row.made_from == wanted[row.incident] and _is_whole(row):
                found[row.incident] = Summary.model_validate_json(row.told)
    return found


def kept_as(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Of those of some incidents that are not told roughly, the digest of what their row was made from. Where
    :func:`brought` holds, that is the digest of now."""
    of = table("incident_summaries")
    rows = select(of.c.incident, of.c.made_from).where(of.c.made_from.isnot(None))
    return {
        row.incident: row.made_from
        for some in _portions(ids)
        for row in connection.execute(rows.where(of.c.incident.in_(some)))
    }


def reports_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """How many reports each of some incidents joins, of those that have a row."""
    of = table("incident_summaries")
    rows = select(of.c.incident, of.c.reports)
    return {
        row.incident: row.reports
        for some in _portions(ids)
        for row in connection.execute(rows.where(of.c.incident.in_(some)))
    }


def views(connection: Connection, wanted: Mapping[str, str]) -> dict[str, str]:
    """Incidents as JSON by id, of those that are kept as made from what ``wanted`` says, and are as they were written."""
    of = table("incident_views")
    found: dict[str, str] = {}
    for some in _portions(wanted):
        for row in connection.execute(select(of).where(of.c.incident.in_(some))):
            if row.made_from == wanted[row.incident] and _view_is_whole(row):
                found[row.incident] = zlib.decompress(bytes(row.bytes)).decode("utf-8")
    return found


def keep(connection: Connection, made: Sequence[Made], since: int, code: str) -> None:
    """Keep incidents that were gathered after the journal's entry ``since``, within the caller's transaction: those of which
    nothing was touched in between. That it was may not show in the digest, where it was undone as well."""
    touched = moved(connection, since)
    if touched is None:
        return
    now = bases(connection, (one.summary.id for one in made), code)
    fresh = [
        one for one in made if now.get(one.summary.id) == one.made_from and one.summary.id not in touched
    ]
    _replace(connection, "incident_summaries", [_row(one) for one in fresh])
    _replace(connection, "incident_views", [row for one in fresh if (row := _view(one)) is not None])


def reach(connection: Connection) -> Reach | None:
    """How far the summaries go; null where there are none, or where that cannot be read."""
    of = table("incident_views")
    row = connection.execute(select(of).where(of.c.incident == _HEAD)).first()
    if row is None or not _view_is_whole(row):
        return None
    try:
        return Reach(*json.loads(bytes(row.bytes)))
    except (ValueError, TypeError):
        return None


def brought(connection: Connection, code: str) -> bool:
    """Whether the summaries go as far as the journal does."""
    now = chain.head(connection)
    return reach(connection) == Reach(now.seq, now.hash, code)


def bring(connection: Connection, code: str) -> None:
    """Have a row for every incident of now, within the caller's transaction: those that are not as they were gathered are
    told roughly, by the rows of their claims, until somebody gathers them."""
    now = chain.head(connection)
    if (was := reach(connection)) == Reach(now.seq, now.hash, code):
        return
    of, links = table("incident_summaries"), table("links")
    if was is None or was.code != code or not _is_of(connection, was):
        drop(connection)
        was = Reach(0, "", code)
    touched = moved(connection, was.seen) if was.seen else None
    kept = select(of.c.incident, of.c.made_from)
    if touched is not None:
        had: dict[str, str | None] = {}
        for some in _portions(touched):
            had |= {
                row.incident: row.made_from for row in connection.execute(kept.where(of.c.incident.in_(some)))
            }
        stand = touched
    else:
        had = {row.incident: row.made_from for row in connection.execute(kept)}
        stand = set(connection.execute(select(links.c.link).where(links.c.kind == "incident")).scalars())
    is_now = bases(connection, sorted(one for one in stand if had.get(one) is not None), code)
    rough = sorted(one for one in stand if had.get(one) is None or had[one] != is_now.get(one))
    _remove(connection, had.keys() - stand)
    portions: Iterable[Sequence[str] | None] = _portions(rough)
    if len(rough) > len(stand) // 2 and touched is None:
        portions = (None,)  # asking for all at once is quicker
    told = (one for some in portions for one in whereabouts(connection, some))
    wanted = set(rough)
    _replace(connection, "incident_summaries", [_rough(one) for one in told if one.id in wanted])
    head = canonical([now.seq, now.hash, code]).encode()
    row = {"incident": _HEAD, "made_from": _HEAD, "bytes": head, "sha256": hashed(_HEAD, _HEAD, head)}
    _replace(connection, "incident_views", [row])


def drop(connection: Connection) -> None:
    """Throw away everything that is kept of incidents."""
    for name in ("incident_summaries", "incident_views"):
        connection.execute(delete(table(name)))


def wrong(connection: Connection) -> Iterator[tuple[str, str]]:
    """Whatever is not as it was written: where, and what about it."""
    for name, whole in (("incident_summaries", _is_whole), ("incident_views", _view_is_whole)):
        for row in connection.execution_options(yield_per=500).execute(select(table(name))):
            if not whole(row):
                yield f"{name} {row.incident}".rstrip(), "its hash is not that of what it holds"


def waiting(connection: Connection, ids: Sequence[str], more_than: int) -> list[str]:
    """Those of some incidents, at most some hundreds, that are told roughly and join more than so many reports."""
    of = table("incident_summaries")
    rows = select(of.c.incident).where(
        of.c.incident.in_(ids), of.c.made_from.is_(None), of.c.reports > more_than
    )
    return list(connection.execute(rows).scalars())


def all_waiting(connection: Connection) -> list[str]:
    """Incidents that are told roughly, neighbours after each other: in the order in which their reports came."""
    of, members, reports = table("incident_summaries"), table("link_members"), table("reports")
    query = (
        select(of.c.incident)
        .join(members, members.c.link == of.c.incident)
        .join(reports, reports.c.report == members.c.report)
        .where(of.c.made_from.is_(None))
        .group_by(of.c.incident)
        .order_by(func.min(reports.c.seq), of.c.incident)
    )
    return list(connection.execute(query).scalars())


def count_waiting(connection: Connection) -> int:
    """How many incidents are told roughly."""
    of = table("incident_summaries")
    return int(connection.execute(select(func.count()).where(of.c.made_from.is_(None))).scalar_one())


def _is_of(connection: Connection, was: Reach) -> bool:
    journal = table("journal")
    return bool(
        connection.execute(select(journal.c.hash).where(journal.c.seq == was.seen)).scalar() == was.hash
    )


def _row(one: Made) -> dict[str, Any]:
    summary = one.summary
    site = summary.pin or summary.site
    killed = summary.number("killed")
    return _signed(
        incident=summary.id, made_from=one.made_from, rank=_rank(one.reports, one.events), reports=one.reports,
        events=one.events, earliest=summary.days[0], latest=summary.days[1], place=site and shown(site.name),
        country=site and site.country, admin1=site and shown(site.admin1), lat=site and site.lat, lon=site and site.lon,
        radius_km=site and site.radius_km, level=site and site.level, title=shown(summary.title),
        types=canonical(list(summary.types)), killed_low=killed and killed.low, killed_best=killed and killed.best,
        killed_high=killed and killed.high, stories=summary.stories, origins=summary.origins, claims=summary.claims,
        contradictions=summary.contradictions, told=canonical(summary.to_dict()),
    )  # fmt: skip


def _rough(one: Whereabouts) -> dict[str, Any]:
    return _signed(
        incident=one.id, rank=_rank(one.reports, one.events), reports=one.reports, events=one.events, earliest=one.first,
        latest=one.last, place=one.place, country=one.country, lat=one.lat, lon=one.lon, level=one.level,
    )  # fmt: skip


def _rank(reports: int, events: int) -> int:
    return -(reports * _RANK + min(events, _RANK - 1))


def _signed(**told: Any) -> dict[str, Any]:
    """A row with its hash; numbers are as the database gives them back."""
    of = table("incident_summaries")
    row = {column.name: told.get(column.name) for column in of.c if column.name != "sha256"}
    return {**row, "sha256": _row_hash(row)}


def _row_hash(row: Mapping[str, Any]) -> str:
    plain = [float(value) if isinstance(value, int | float) else value for value in row.values()]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _is_whole(row: Any) -> bool:
    values = dict(row._mapping)
    return bool(values.pop("sha256") == _row_hash(values))


def _view(one: Made) -> dict[str, Any] | None:
    packed = zlib.compress(one.view.encode("utf-8"), 6)
    if len(packed) > LARGEST:
        return None
    told = (one.summary.id, one.made_from, packed)
    return {"incident": told[0], "made_from": told[1], "bytes": packed, "sha256": hashed(*told)}


def _view_is_whole(row: Any) -> bool:
    return bool(row.sha256 == hashed(row.incident, row.made_from, bytes(row.bytes)))


def _replace(connection: Connection, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    of = table(name)
    for some in _portions(row["incident"] for row in rows):
        connection.execute(delete(of).where(of.c.incident.in_(some)))
    if rows:
        connection.execute(of.insert(), list(rows))


def _remove(connection: Connection, ids: Iterable[str]) -> None:
    for some in _portions(ids):
        for name in ("incident_summaries", "incident_views"):
            connection.execute(delete(table(name)).where(table(name).c.incident.in_(some)))


def _portions(values: Iterable[str]) -> Iterator[Sequence[str]]:
    found = sorted(set(values))
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
