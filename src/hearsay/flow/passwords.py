"""Passwords: which are taken, and how they are kept (argon2id, RFC 9106's second recommended choice of costs).

The rules are those of NIST SP 800-63B for memorised secrets: a length, no rules of composition, no change by date, a list
of what is tried first, and whatever a person can type.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hearsay.record import problem

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 512
"""Characters of a password; the longest is there so that nobody keeps the server hashing."""
_DIFFERENT = 5
_TURNS = threading.BoundedSemaphore(2)
"""One hash takes 64 MiB: many who log in at once wait for each other."""


def check_password(password: str, name: str) -> None:
    """Refuse what is short, or is tried first. Raises ``E-TEAM-PASSWORD``."""
    plain = _plain(password)
    folded = plain.casefold()
    bare = "".join(one for one in folded if one.isalnum())
    own = "".join(one for one in name.casefold() if one.isalnum())
    if len(plain) < SHORTEST:
        why = f"The password has {len(plain)} characters, and the least is {SHORTEST}"
    elif len(plain) > LONGEST:
        why = f"The password has {len(plain)} characters, and the most is {LONGEST}"
    elif len(set(folded)) < _DIFFERENT:
        why = f"The password is made of fewer than {_DIFFERENT} different characters"
    elif folded in _refused() or bare in _refused():
        why = "The password is one of those that are tried first"
    elif any(word and not bare.replace(word, "").strip("0123456789") for word in (own, "hearsay")):
        why = "The password is little more than a name that everybody here knows"
    else:
        return
    raise problem("E-TEAM-PASSWORD", why=why)


def hashed(password: str) -> str:
    """What is kept of a password. Raises ``E-TEAM-NOT-INSTALLED``."""
    with _TURNS:
        return hasher().hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one of which ``kept`` is left; as long for no account as for one.

    Raises ``E-TEAM-NOT-INSTALLED``.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    words = _plain(password)
    given = words if len(words) <= LONGEST else ""
    with _TURNS:
        try:
            return hasher().verify(kept or _nobodys(), given) and kept is not None and given == words
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a hash was made at other costs than are usual now."""
    return hasher().check_needs_rehash(kept)


@cache
def hasher() -> PasswordHasher:
    """Raises ``E-TEAM-NOT-INSTALLED``."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise problem("E-TEAM-NOT-INSTALLED", missing=error.name or "argon2") from error
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has, at the same costs."""
    import secrets

    return hasher().hash(secrets.token_urlsafe(32))


@cache
def _refused() -> frozenset[str]:
    lines = files("hearsay.flow").joinpath("refused_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _plain(password: str) -> str:
    """One way of writing for what looks the same, whichever keyboard it came from."""
    return unicodedata.normalize("NFKC", password)
