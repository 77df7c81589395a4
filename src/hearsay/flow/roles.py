"""Who may do what: roles in their order, and the least role of each verb, from ``roles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.record import problem


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("hearsay.flow").joinpath("roles.toml").read_text(encoding="utf-8"))


def roles() -> tuple[str, ...]:
    """The roles, the least first."""
    return tuple(_table()["order"])


def meanings() -> Mapping[str, str]:
    """What each role does, in words."""
    return dict(_table()["means"])


def least(verb: str) -> str:
    """The least role that may do something. Raises ``KeyError`` for a verb that the table does not have."""
    return str(_table()["least"][verb])


def verbs() -> tuple[str, ...]:
    """Everything that somebody may be allowed to do."""
    return tuple(_table()["least"])


def may(role: str, verb: str) -> bool:
    """Whether a role may do something."""
    return roles().index(role) >= roles().index(least(verb))


def demand(name: str, role: str, verb: str) -> None:
    """Refuse what a role may not do. Raises ``E-TEAM-ROLE``."""
    if not may(role, verb):
        raise problem("E-TEAM-ROLE", name=name, role=role, verb=verb, least=least(verb))
