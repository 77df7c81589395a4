"""A journal entry as the state takes it: plain values, so that entries of older versions still count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entered:
    """One entry: its number, its kind, its payload as plain values, who, when, why, with which weights."""

    seq: int
    kind: str
    values: dict[str, Any]
    actor: str
    at: str
    reason: str | None
    model: str | None


def shown(value: str | None) -> str | None:
    """A text for a column: null characters, which PostgreSQL refuses and others cut at, become U+FFFD one for one."""
    return value.replace("\x00", "\ufffd") if value is not None else None
