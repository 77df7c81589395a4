"""A report as a ledger keeps it, handed to other rooms: its record, what it is worth, and what people decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hearsay.record.journal import Decision, Standing
from hearsay.record.record import Record


@dataclass(frozen=True)
class Kept:
    """One report with its current reading.

    ``seq`` is the entry that added it, ``reading`` that of its current reading, ``touched`` the last entry that
    concerns it at all (a mark, a decision, a version). ``replaces``, ``replaced_by`` and ``reprint_of`` are ids of
    reports; ``counts`` says whether its claims count at present. ``decisions`` are those about its claims and entities,
    standing or orphaned, in the order of the journal.

    ``json`` is the record as people left it: corrections in, claims that they added among the others, rejected ones
    marked, each with its decision in ``because``. ``state`` is the SHA-256 of that, which changes whenever the record does
    and comes back when what changed it is undone.
    """

    report: str
    ref: str
    seq: int
    reading: int
    touched: int
    status: Standing
    counts: bool
    publisher: str | None
    carrier: str | None
    url: str | None
    published: str | None
    modified: str | None
    replaces: str | None
    replaced_by: str | None
    reprint_of: str | None
    sha256_raw: str | None
    sha256_text: str | None
    json: str = field(repr=False)
    state: str = ""
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The record as plain values, unchecked: some ten times as quick as :attr:`record`."""
        loaded: dict[str, Any] = json.loads(self.json)
        return loaded

    @cached_property
    def record(self) -> Record:
        """The record, everything in it checked again. Raises ``E-RECORD-…``."""
        return Record.parse(self.json)
