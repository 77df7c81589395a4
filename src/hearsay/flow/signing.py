"""Who signs a journal entry, and when: people by their names, programs as what they are."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from hearsay import __version__
from hearsay.flow.shipped import digest, within
from hearsay.record import problem
from hearsay.record.journal import Signature

Clock = Callable[[], datetime]
MACHINE = "hearsay"
TOOL = f"hearsay {__version__}"
ACTOR_VARIABLE = "HEARSAY_ACTOR"
LONGEST_ACTOR, LONGEST_REASON = 200, 10_000
"""Characters of a person's name and of a reason."""
_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte of a command line."""


def wall_clock() -> datetime:
    """Now, in UTC. The only clock there is: a journal says when something was done, and nothing else asks."""
    return datetime.now(UTC)


def machine(*, clock: Clock = wall_clock, reason: str | None = None, model: str | None = None) -> Signature:
    """A program's signature."""
    return Signature(
        actor=MACHINE,
        actor_kind="machine",
        at=moment(clock()),
        reason=plain(reason),
        tool=TOOL,
        model=model,
    )


def person(name: str | None, *, clock: Clock = wall_clock, reason: str | None = None) -> Signature:
    """A person's signature; without a name, that in ``HEARSAY_ACTOR``.

    Raises ``E-LEDGER-ACTOR``, and ``E-LEDGER-DECISION`` for a reason of more than 10,000 characters.
    """
    name = (plain(name) or plain(os.environ.get(ACTOR_VARIABLE)) or "").strip()
    if len(name) > LONGEST_ACTOR:
        raise problem(
            "E-LEDGER-ACTOR", why=f"A name has {LONGEST_ACTOR} characters at most, and this one {len(name):,}"
        )
    if len(reason or "") > LONGEST_REASON:
        why = f"A reason has {LONGEST_REASON:,} characters at most"
        raise problem("E-LEDGER-DECISION", why=why, how="Write it shorter")
    if not name:
        raise problem("E-LEDGER-ACTOR", why="Nobody is named who decides this")
    if name.casefold().split()[0].rstrip(":") == MACHINE:
        raise problem("E-LEDGER-ACTOR", why=f"{name!r} is how programs sign, and a decision is a person's")
    return Signature(actor=name, actor_kind="person", at=moment(clock()), reason=plain(reason), tool=TOOL)


@cache
def reading_model() -> str:
    """The shipped weights, by the beginning of their SHA-256; found without loading them."""
    return "network " + _digest("hearsay.read", "weights", (".onnx", ".json"))


@cache
def linking_model() -> str:
    """The shipped weights of linking, by the beginning of their SHA-256."""
    parts = (
        _digest("hearsay.link", folder, (".json", ".npz", ".tsv"))
        for folder in ("actors", "happenings", "incidents")
    )
    return f"linking {' '.join(parts)}"


def _digest(package: str, folder: str, endings: tuple[str, ...]) -> str:
    return digest(within(files(package).joinpath(folder), endings))[:12]


def moment(at: datetime) -> str:
    """A moment as the journal and the tables write it; such words sort as moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(words: str | None) -> str | None:
    """Words that any database can hold: bytes of a command line that are no UTF-8, lone surrogates and null characters,
    replaced."""
    if not words:
        return None
    whole = _LONE.sub("\ufffd", words).encode("utf-8", "surrogateescape")
    return whole.decode("utf-8", "replace").replace("\0", "\ufffd")
