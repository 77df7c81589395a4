"""Who may log in: accounts, sessions and what was done to accounts, in tables apart from the record.

Each function works within a transaction of its caller, which is ``flow.accounts`` or ``flow.sessions`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from hearsay.ledger.tables import table


def account(connection: Connection, folded: str) -> dict[str, Any] | None:
    """The row of an account by its folded name."""
    of = table("accounts")
    return _first(connection, select(of).where(of.c.folded == folded))


def accounts(connection: Connection) -> Sequence[dict[str, Any]]:
    """Every account by name, without its password, with when it was used last."""
    of, used = table("accounts"), table("sessions")
    last = select(func.max(used.c.seen)).where(used.c.account == of.c.name).scalar_subquery().label("seen")
    wanted = [column for column in of.c if column.name != "password"]
    return _all(connection, select(*wanted, last).order_by(of.c.folded))


def add_account(connection: Connection, values: Mapping[str, Any]) -> None:
    """Add a row to the accounts."""
    connection.execute(insert(table("accounts")), dict(values))


def set_account(connection: Connection, name: str, **values: Any) -> None:
    """Set columns of an account."""
    of = table("accounts")
    connection.execute(update(of).where(of.c.name == name).values(**values))


def session(connection: Connection, token: str) -> dict[str, Any] | None:
    """A session by the hash of its token, with the role of its account and whether that is disabled."""
    of, whose = table("sessions"), table("accounts")
    query = (
        select(of, whose.c.role, whose.c.disabled)
        .join(whose, whose.c.name == of.c.account)
        .where(of.c.token == token)
    )
    return _first(connection, query)


def sessions(connection: Connection, name: str) -> Sequence[dict[str, Any]]:
    """The sessions of an account, the newest first, those that have ended too."""
    of = table("sessions")
    query = select(of).where(of.c.account == name).order_by(of.c.created.desc(), of.c.token)
    return _all(connection, query)


def add_session(connection: Connection, values: Mapping[str, Any]) -> None:
    """Add a session."""
    connection.execute(insert(table("sessions")), dict(values))


def touch(connection: Connection, token: str, seen: str) -> None:
    """Say that a session was used."""
    of = table("sessions")
    connection.execute(update(of).where(of.c.token == token).values(seen=seen))


def end_sessions(
    connection: Connection,
    *,
    token: str | None = None,
    account: str | None = None,
    kind: str | None = None,
    label: str | None = None,
    but: str | None = None,
    ended_by: str | None = None,
) -> int:
    """Remove the sessions that have all that is named, but for the token ``but``; gives how many there were."""
    of = table("sessions")
    gone = delete(of)
    for column, value in (
        (of.c.token, token),
        (of.c.account, account),
        (of.c.kind, kind),
        (of.c.label, label),
    ):
        if value is not None:
            gone = gone.where(column == value)
    if but is not None:
        gone = gone.where(of.c.token != but)
    if ended_by is not None:
        gone = gone.where(of.c.ends <= ended_by)
    return connection.execute(gone).rowcount


def note(connection: Connection, *, at: str, actor: str, account: str, what: str, value: str | None) -> None:
    """Add a row to what was done to accounts."""
    of = table("account_log")
    last = connection.execute(select(func.coalesce(func.max(of.c.seq), 0))).scalar_one()
    row = {"seq": last + 1, "at": at, "actor": actor, "account": account, "what": what, "value": value}
    connection.execute(insert(of), row)


def logged(connection: Connection, limit: int) -> Sequence[dict[str, Any]]:
    """What was done to accounts, the newest first."""
    of = table("account_log")
    return _all(connection, select(of).order_by(of.c.seq.desc()).limit(limit))


def _first(connection: Connection, query: Select[Any]) -> dict[str, Any] | None:
    row = connection.execute(query).mappings().first()
    return dict(row) if row is not None else None


def _all(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]
