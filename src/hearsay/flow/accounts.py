"""The accounts of a team: who has one, what each may do, and a trace of every change.

They are apart from the record: no rebuild, listing or export of the ledger touches or shows them. Their changes are noted in
a table of their own that only grows, and not in the journal: the journal is the record's, and goes along with it to others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hearsay.flow import passwords, roles
from hearsay.flow.signing import MACHINE, Clock, moment, wall_clock
from hearsay.ledger import Ledger
from hearsay.ledger import accounts as kept
from hearsay.record import HearsayError, problem

LONGEST_NAME = 64
_BLANK = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
"""Letters and signs that are blank, though they are none of the spaces."""
_PILED = re.compile(r"\^{6}")


@dataclass(frozen=True)
class Account:
    """One account, without its password. ``seen`` is when it was used last, null if it is not known."""

    name: str
    role: str
    disabled: bool
    created: str
    seen: str | None = None


@dataclass(frozen=True)
class Change:
    """What was done to an account."""

    seq: int
    at: str
    actor: str
    account: str
    what: str
    value: str | None


def accounts(ledger: Ledger) -> tuple[Account, ...]:
    """Every account by name, disabled ones too."""
    with ledger.reading() as connection:
        return tuple(_account(row) for row in kept.accounts(connection))


def changes(ledger: Ledger, limit: int = 50) -> tuple[Change, ...]:
    """What was done to accounts, the newest first."""
    with ledger.reading() as connection:
        return tuple(Change(**row) for row in kept.logged(connection, limit))


def check_team(ledger: Ledger) -> None:
    """Refuse to serve a team that cannot log in. Raises ``E-TEAM-NOT-INSTALLED``, ``E-TEAM-NO-ADMIN``."""
    passwords.hasher()
    if not any(one.role == roles.roles()[-1] and not one.disabled for one in accounts(ledger)):
        raise problem("E-TEAM-NO-ADMIN", place=ledger.place.shown)


def add(
    ledger: Ledger, name: str, role: str, password: str, *, actor: str, clock: Clock = wall_clock
) -> Account:
    """Make an account. Raises ``E-TEAM-NAME``, ``-TAKEN``, ``-PASSWORD``, ``-UNKNOWN`` for a role, ``-NOT-INSTALLED``."""
    written = checked_name(name)
    _check_role(role)
    passwords.check_password(password, written)
    hashed = passwords.hashed(password)  # before the writer's turn: it takes a while
    at = moment(clock())
    with ledger.database.writing() as connection:
        there = kept.account(connection, folded(written))
        if there is not None:
            raise problem("E-TEAM-TAKEN", name=there["name"])
        values = {"name": written, "folded": folded(written), "role": role, "password": hashed}
        kept.add_account(connection, {**values, "disabled": 0, "created": at})
        kept.note(connection, at=at, actor=actor, account=written, what="added", value=role)
    return Account(written, role, False, at)


def set_role(ledger: Ledger, name: str, role: str, *, actor: str, clock: Clock = wall_clock) -> Account:
    """Give an account another role. Raises ``E-TEAM-UNKNOWN``, ``-LAST-ADMIN``."""
    _check_role(role)
    at = moment(clock())
    with ledger.database.writing() as connection:
        row = _found(connection, name)
        if row["role"] != role:
            _keep_an_admin(connection, row)
            kept.set_account(connection, row["name"], role=role)
            kept.note(connection, at=at, actor=actor, account=row["name"], what="role set", value=role)
        return _account({**row, "role": role})


def disable(ledger: Ledger, name: str, *, actor: str, clock: Clock = wall_clock) -> Account:
    """Let nobody log in to an account, and log out who is. Raises ``E-TEAM-UNKNOWN``, ``-LAST-ADMIN``."""
    at = moment(clock())
    with ledger.database.writing() as connection:
        row = _found(connection, name)
        if not row["disabled"]:
            _keep_an_admin(connection, row)
            kept.set_account(connection, row["name"], disabled=1)
            kept.end_sessions(connection, account=row["name"])
            kept.note(connection, at=at, actor=actor, account=row["name"], what="disabled", value=None)
        return _account({**row, "disabled": 1})


def enable(ledger: Ledger, name: str, *, actor: str, clock: Clock = wall_clock) -> Account:
    """Let an account be used again. Raises ``E-TEAM-UNKNOWN``."""
    at = moment(clock())
    with ledger.database.writing() as connection:
        row = _found(connection, name)
        if row["disabled"]:
            kept.set_account(connection, row["name"], disabled=0)
            kept.note(connection, at=at, actor=actor, account=row["name"], what="enabled", value=None)
        return _account({**row, "disabled": 0})


def set_password(
    ledger: Ledger, name: str, password: str, *, actor: str, but: str | None = None, clock: Clock = wall_clock
) -> Account:
    """Set a password and log out everywhere, but for the session whose token's hash is ``but``; programs' tokens end too.

    Raises ``E-TEAM-UNKNOWN``, ``-PASSWORD``, ``-NOT-INSTALLED``.
    """
    with ledger.reading() as connection:
        written = str(_found(connection, name)["name"])
    passwords.check_password(password, written)
    hashed = passwords.hashed(password)
    at = moment(clock())
    with ledger.database.writing() as connection:
        row = _found(connection, written)
        kept.set_account(connection, written, password=hashed)
        kept.end_sessions(connection, account=written, but=but)
        kept.note(connection, at=at, actor=actor, account=written, what="password set", value=None)
        return _account(row)


def checked_name(name: str) -> str:
    """A name as it is kept. Raises ``E-TEAM-NAME``."""
    written = " ".join(unicodedata.normalize("NFC", name).split())
    why = unwritable(written, "A name")
    if why is None and written.casefold().split()[0].rstrip(":") == MACHINE:
        why = f"{written!r} is how programs sign, and an account is a person's"
    if why is not None:
        raise problem("E-TEAM-NAME", why=why)
    return written


def unwritable(words: str, what: str) -> str | None:
    """Why the name of an account, or another label of one line, cannot be as it is; null where it can.

    Whoever reads it is to see all of it, and nothing of what stands around it otherwise.
    """
    if not 1 <= len(words) <= LONGEST_NAME:
        return f"{what} has 1 to {LONGEST_NAME} characters"
    if not words.isprintable() or _BLANK.search(words) or not any(one.isalnum() for one in words):
        return f"{what} is made of characters that can be seen, letters or digits among them"
    if _PILED.search("".join("^" if unicodedata.category(one) in ("Mn", "Me") else "a" for one in words)):
        return f"{what} has five marks at most on one letter"
    return None


def folded(name: str) -> str:
    """A name without regard to case and width, by which accounts are told apart."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _account(row: Mapping[str, Any]) -> Account:
    return Account(row["name"], row["role"], bool(row["disabled"]), row["created"], row.get("seen"))


def _found(connection: Any, name: str) -> Mapping[str, Any]:
    row = kept.account(connection, folded(name))
    if row is None:
        raise _unknown("account", name)
    return row


def _check_role(role: str) -> None:
    if role not in roles.roles():
        raise _unknown("role", role)


def _unknown(what: str, name: str) -> HearsayError:
    return problem("E-TEAM-UNKNOWN", what=what, name=name)


def _keep_an_admin(connection: Any, row: Mapping[str, Any]) -> None:
    """Raises ``E-TEAM-LAST-ADMIN`` if nobody else could undo what is about to be done to this account."""
    most = roles.roles()[-1]
    if row["role"] == most and not row["disabled"]:
        others = [one for one in kept.accounts(connection) if one["role"] == most and not one["disabled"]]
        if len(others) == 1:
            raise problem("E-TEAM-LAST-ADMIN", name=row["name"])
