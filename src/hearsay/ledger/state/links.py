"""Links at present: what the latest linking runs left standing."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from hearsay.ledger.state.matter import Entered
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

_AT_ONCE = 500
"""Ids in one statement; SQLite allows some thousands of values."""


def made(connection: Connection, entry: Entered) -> None:
    """Take away what the run removed or made anew, then put there what it made."""
    links, members = table("links"), table("link_members")
    new = entry.values["made"]
    gone = [*entry.values["removed"], *(link["id"] for link in new)]
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        connection.execute(delete(members).where(members.c.link.in_(some)))
        connection.execute(delete(links).where(links.c.link.in_(some)))
    if new:
        connection.execute(
            links.insert(),
            [
                {
                    "link": link["id"],
                    "seq": entry.seq,
                    "kind": link["kind"],
                    "value": canonical(link["value"]),
                }
                for link in new
            ],
        )
        connection.execute(
            members.insert(),
            [
                {
                    "link": link["id"],
                    "position": position,
                    "report": member["report"],
                    "id": member["id"],
                    "role": member["side"],
                }
                for link in new
                for position, member in enumerate(link["members"])
            ],
        )
