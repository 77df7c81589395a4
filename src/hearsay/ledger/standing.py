"""The links that stand, and what else linking asks: the events of some claims, what came since the last run."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from hearsay.ledger.codings import count_sealed
from hearsay.ledger.spare import last_linking
from hearsay.ledger.tables import table
from hearsay.record.journal import Link, Part

_AT_ONCE = 500
_SEEN = re.compile(r'"seen":(\d+)\}$')
COPY = "copy"
"""Side of the report that takes from another, in a link that says so."""


def links_where(connection: Connection, condition: ColumnElement[bool] | None = None) -> Iterator[Link]:
    """The links that a condition on the table of links holds of, by id; null: all."""
    links, members = table("links"), table("link_members")
    wanted = select(links.c.link, links.c.kind, links.c.value).order_by(links.c.link)
    joined = select(members.c.link, members.c.report, members.c.id, members.c.role)
    joined = joined.order_by(members.c.link, members.c.position)
    if condition is not None:
        wanted = wanted.where(condition)
        joined = joined.join(links, links.c.link == members.c.link).where(condition)
    of: dict[str, list[Part]] = defaultdict(list)
    for link, report, id_, role in connection.execute(joined):
        of[link].append(Part(report=report, id=id_, side=role))
    for link, kind, value in connection.execute(wanted):
        yield Link(id=link, kind=kind, members=tuple(of.pop(link, ())), value=json.loads(value))


def links_by_id(connection: Connection, ids: Iterable[str]) -> list[Link]:
    """Those of some links that stand."""
    links = table("links")
    found: list[Link] = []
    for some in _portions(sorted(set(ids))):
        found += links_where(connection, links.c.link.in_(some))
    return found


def links_of_copies(connection: Connection, kinds: Sequence[str], reports: Iterable[str]) -> list[Link]:
    """Links of some kinds that say of one of the reports that it takes from another."""
    links, members = table("links"), table("link_members")
    found: set[str] = set()
    for some in _portions(sorted(set(reports))):
        rows = connection.execute(
            select(members.c.link)
            .join(links, links.c.link == members.c.link)
            .where(members.c.report.in_(some), members.c.role == COPY, links.c.kind.in_(kinds))
        )
        found |= {row.link for row in rows}
    return links_by_id(connection, found)


def events_of_claims(
    connection: Connection, claims: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """The event of each of some claims, named by report and claim."""
    of = table("claims")
    found: dict[tuple[str, str], str] = {}
    for some in _portions(sorted({report for report, _ in claims})):
        rows = connection.execute(select(of.c.report, of.c.claim, of.c.event).where(of.c.report.in_(some)))
        found |= {(row.report, row.claim): row.event for row in rows if (row.report, row.claim) in claims}
    return found


def entries_since_linking(connection: Connection, kinds: Collection[str]) -> int:
    """How many entries of some kinds came after the last one that the last linking run knew of."""
    journal = table("journal")
    seen = _seen(connection)
    wanted = select(func.count()).where(journal.c.kind.in_(kinds), journal.c.seq > seen)
    sealed = count_sealed(connection, seen)  # these change nothing that is linked
    return int(connection.execute(wanted).scalar() or 0) - sealed


def _seen(connection: Connection) -> int:
    """The last entry that the last linking run knew of; it stands at the end of a payload of many megabytes."""
    journal = table("journal")
    last = last_linking(connection)
    if not last:
        return 0
    end: Any = (
        func.substr(journal.c.payload, -40)
        if connection.dialect.name == "sqlite"
        else func.right(journal.c.payload, 40)
    )
    found = _SEEN.search(str(connection.execute(select(end).where(journal.c.seq == last)).scalar()))
    if found:
        return int(found[1])
    payload = connection.execute(select(journal.c.payload).where(journal.c.seq == last)).scalar()
    return int(json.loads(str(payload))["seen"])


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
