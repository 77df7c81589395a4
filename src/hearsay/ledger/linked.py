"""Some of the links that stand, by their ids: where a page shows twenty, it need not read all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from hearsay.ledger.tables import table
from hearsay.record.journal import Link, Part

_AT_ONCE = 500


def links_of(connection: Connection, ids: Sequence[str]) -> dict[str, Link]:
    """The links with these ids; those that there are not are left out."""
    links, members = table("links"), table("link_members")
    of: dict[str, list[Part]] = defaultdict(list)
    found: dict[str, Link] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        query = select(members).where(members.c.link.in_(some)).order_by(members.c.link, members.c.position)
        for row in connection.execute(query):
            of[row.link].append(Part(report=row.report, id=row.id, side=row.role))
        for row in connection.execute(select(links).where(links.c.link.in_(some))):
            value = json.loads(row.value)
            found[row.link] = Link(id=row.link, kind=row.kind, members=tuple(of[row.link]), value=value)
    return found


def incident_of(connection: Connection, report: str, event: str) -> str | None:
    """The id of the incident that has an event of a report; null if none has."""
    links, members = table("links"), table("link_members")
    query = select(links.c.link).join(members, members.c.link == links.c.link)
    query = query.where(members.c.report == report, members.c.id == event, links.c.kind == "incident")
    return connection.execute(query.order_by(links.c.link).limit(1)).scalar()


def links_among(connection: Connection, kinds: Sequence[str], reports: Iterable[str]) -> list[Link]:
    """The links of some kinds that name any of these reports, kind by kind in the order given, then by id."""
    links, members = table("links"), table("link_members")
    found: dict[str, Link] = {}
    wanted = sorted(set(reports))
    for start in range(0, len(wanted), _AT_ONCE):
        rows = select(members.c.link).join(links, links.c.link == members.c.link)
        rows = rows.where(members.c.report.in_(wanted[start : start + _AT_ONCE]), links.c.kind.in_(kinds))
        ids = [id_ for id_ in connection.execute(rows.distinct()).scalars() if id_ not in found]
        for at in range(0, len(ids), _AT_ONCE):
            found |= links_of(connection, ids[at : at + _AT_ONCE])
    return sorted(found.values(), key=lambda one: (kinds.index(one.kind), one.id))
