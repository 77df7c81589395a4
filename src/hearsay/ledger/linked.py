"""Some of the links that stand, by their ids: where a page shows twenty, it need not read all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from hearsay.ledger.tables import table
from hearsay.record.journal import Link, Part


def links_of(connection: Connection, ids: Sequence[str]) -> dict[str, Link]:
    """The links with these ids, at most some thousands; those that there are not are left out."""
    links, members = table("links"), table("link_members")
    of: dict[str, list[Part]] = defaultdict(list)
    query = select(members).where(members.c.link.in_(ids)).order_by(members.c.link, members.c.position)
    for row in connection.execute(query):
        of[row.link].append(Part(report=row.report, id=row.id, side=row.role))
    return {
        row.link: Link(id=row.link, kind=row.kind, members=tuple(of[row.link]), value=json.loads(row.value))
        for row in connection.execute(select(links).where(links.c.link.in_(ids)))
    }


def last_touched(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The last journal entry that concerns each of these links or a report that it joins."""
    links, members, reports = table("links"), table("link_members"), table("reports")
    query = (
        select(members.c.link, func.max(reports.c.touched), func.max(links.c.seq))
        .join(reports, reports.c.report == members.c.report)
        .join(links, links.c.link == members.c.link)
        .where(members.c.link.in_(ids))
        .group_by(members.c.link)
    )
    return {link: max(touched, seq) for link, touched, seq in connection.execute(query)}
