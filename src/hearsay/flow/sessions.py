"""Who is logged in: sessions of browsers and tokens of programs. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from hearsay.flow import passwords
from hearsay.flow.accounts import Account, folded, unwritable
from hearsay.flow.signing import Clock, moment, wall_clock
from hearsay.ledger import Ledger
from hearsay.ledger import accounts as kept
from hearsay.record import problem

IDLE = timedelta(hours=2)
"""A session that is not used for so long has ended."""
ABSOLUTE = timedelta(hours=12)
"""A session ends after so long at the latest."""
DAYS = 90
"""Days that a program's token holds if nothing else is said."""
_TOUCHED = timedelta(minutes=5)
"""How exactly the last use is kept: a write at every look would make readers wait for writers."""


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in. ``key`` is the hash of the token, ``csrf`` what pages send along to change something."""

    account: str
    role: str
    kind: Literal["browser", "program"]
    key: str
    csrf: str


@dataclass(frozen=True)
class Held:
    """A program's token as it is listed."""

    label: str
    created: str
    seen: str
    ends: str


def log_in(
    ledger: Ledger, name: str, password: str, *, before: str | None = None, clock: Clock = wall_clock
) -> tuple[str, Session]:
    """A new token and its session; the session of the token ``before`` ends, whosever it was.

    Takes as long for a name that there is not, and says the same. Raises ``E-TEAM-REFUSED``, ``-NOT-INSTALLED``.
    """
    account = authenticate(ledger, name, password)
    token = secrets.token_urlsafe(32)
    now = clock()
    with ledger.database.writing() as connection:
        row = kept.account(connection, folded(name))
        if row is None or row["disabled"]:
            raise problem("E-TEAM-REFUSED")
        if before:
            kept.end_sessions(connection, token=_key(before))
        kept.end_sessions(connection, ended_by=moment(now))
        if passwords.outdated(row["password"]):
            kept.set_account(connection, account.name, password=passwords.hashed(password))
        kept.add_session(connection, _row(token, account.name, "browser", None, now, now + ABSOLUTE))
    return token, Session(account.name, account.role, "browser", _key(token), csrf_of(token))


def authenticate(ledger: Ledger, name: str, password: str) -> Account:
    """The account that name and password belong to. Raises ``E-TEAM-REFUSED``, ``-NOT-INSTALLED``."""
    with ledger.reading() as connection:
        row = kept.account(connection, folded(name))
    fits = passwords.matches(row["password"] if row else None, password)
    if row is None or not fits or row["disabled"]:
        raise problem("E-TEAM-REFUSED")
    return Account(row["name"], row["role"], False, row["created"])


def session_of(
    ledger: Ledger, token: str, *, kind: str, using: bool = True, clock: Clock = wall_clock
) -> Session | None:
    """Who holds a token of a kind; null if it is nobody's or has ended. ``using`` lets its idle time begin anew."""
    key, now = _key(token), clock()
    with ledger.reading() as connection:
        row = kept.session(connection, key)
    if row is None or row["kind"] != kind or row["disabled"] or row["ends"] <= moment(now):
        return None
    if kind == "browser" and row["seen"] <= moment(now - IDLE):
        return None
    if using and row["seen"] <= moment(now - _TOUCHED):
        with ledger.database.writing() as connection:
            kept.touch(connection, key, moment(now))
    return Session(row["account"], row["role"], row["kind"], key, csrf_of(token))


def log_out(ledger: Ledger, token: str) -> None:
    """End the session of a token."""
    with ledger.database.writing() as connection:
        kept.end_sessions(connection, token=_key(token))


def make_token(
    ledger: Ledger, name: str, label: str, days: int = DAYS, *, actor: str, clock: Clock = wall_clock
) -> str:
    """A token by which a program works as an account, until a day; it is told this once.

    Raises ``E-TEAM-UNKNOWN``, ``-TAKEN`` where the account has one of this label, ``-NAME`` for a label that cannot be.
    """
    label = " ".join(label.split())
    why = unwritable(label, "A token's label")
    if why is not None:
        raise problem("E-TEAM-NAME", why=why)
    token, now = secrets.token_urlsafe(32), clock()
    with ledger.database.writing() as connection:
        row = kept.account(connection, folded(name))
        if row is None:
            raise problem("E-TEAM-UNKNOWN", what="account", name=name)
        kept.end_sessions(connection, ended_by=moment(now))
        if any(one["label"] == label for one in kept.sessions(connection, row["name"])):
            raise problem("E-TEAM-TAKEN", name=f"{row['name']} with a token {label}")
        ends = now + timedelta(days=days)
        kept.add_session(connection, _row(token, row["name"], "program", label, now, ends))
        _note(connection, now, actor, row["name"], "token made", label)
    return token


def withdraw_token(ledger: Ledger, name: str, label: str, *, actor: str, clock: Clock = wall_clock) -> None:
    """End a program's token. Raises ``E-TEAM-UNKNOWN``."""
    with ledger.database.writing() as connection:
        row = kept.account(connection, folded(name))
        gone = row and kept.end_sessions(connection, account=row["name"], kind="program", label=label)
        if not row or not gone:
            raise problem("E-TEAM-UNKNOWN", what="token", name=f"{label} of {name}")
        _note(connection, clock(), actor, row["name"], "token withdrawn", label)


def tokens(ledger: Ledger, name: str) -> tuple[Held, ...]:
    """The programs' tokens of an account."""
    with ledger.reading() as connection:
        rows = kept.sessions(connection, name)
    return tuple(
        Held(row["label"], row["created"], row["seen"], row["ends"])
        for row in rows
        if row["kind"] == "program"
    )


def csrf_of(token: str) -> str:
    """What a page of this session sends along, so that no other page can act for it: made of the token, which scripts
    cannot read, and useless for guessing it."""
    return hmac.new(token.encode(), b"hearsay page", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _key(token: str) -> str:
    """A random token needs no slow hash: nobody guesses 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _row(
    token: str, account: str, kind: str, label: str | None, now: datetime, ends: datetime
) -> dict[str, Any]:
    at = moment(now)
    values = {"token": _key(token), "account": account, "kind": kind, "label": label}
    return {**values, "created": at, "seen": at, "ends": moment(ends)}


def _note(connection: Any, now: datetime, actor: str, account: str, what: str, value: str) -> None:
    kept.note(connection, at=moment(now), actor=actor, account=account, what=what, value=value)
