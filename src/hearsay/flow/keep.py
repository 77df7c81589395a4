"""What can be asked of a ledger and done with the whole of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

from hearsay.flow.codings import COLUMNS as CODINGS
from hearsay.ledger import Ledger, open_ledger
from hearsay.ledger.address import DEFAULT
from hearsay.ledger.claims import Wanted, count, find
from hearsay.ledger.claims import columns as claim_columns
from hearsay.ledger.codings import veiled
from hearsay.ledger.reports import Asked, list_reports, report_columns, report_named
from hearsay.ledger.verify import Verified, Wrong, verify
from hearsay.ledger.writer import rebuild
from hearsay.record.journal import Entry

LEDGER_VARIABLE = "HEARSAY_LEDGER"
_TOGETHER = 500

__all__ = [
    "DEFAULT",
    "LEDGER_VARIABLE",
    "Asked",
    "Ledger",
    "Verified",
    "Wanted",
    "Wrong",
    "claims",
    "columns",
    "count_claims",
    "log",
    "open_ledger",
    "rebuild",
    "report_id",
    "reports",
    "verify",
    "where",
]


JOURNAL = (
    "seq",
    "kind",
    "at",
    "actor",
    "actor_kind",
    "reason",
    "payload",
    "tool",
    "model",
    "previous",
    "hash",
)
"""What a listing of the journal says of each entry."""


def columns(of: Literal["claims", "reports", "journal", "codings"]) -> tuple[str, ...]:
    """The names of what a listing says of each row, in their order."""
    if of == "codings":
        return CODINGS
    if of == "journal":
        return JOURNAL
    return claim_columns() if of == "claims" else report_columns()


def where(given: str | None) -> str:
    """The ledger that is meant: the one given, else that of ``HEARSAY_LEDGER``, else ``./hearsay.db``."""
    return given or os.environ.get(LEDGER_VARIABLE) or DEFAULT


def claims(ledger: Ledger, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The claims wanted, in the order in which they came, each beside what is known of its report.

    Raises ``E-LEDGER-DATE``.
    """
    with ledger.reading() as connection:
        yield from find(connection, wanted)


def count_claims(ledger: Ledger, wanted: Wanted) -> int:
    """How many claims are wanted, whatever the limit. Raises ``E-LEDGER-DATE``."""
    with ledger.reading() as connection:
        return count(connection, wanted)


def reports(
    ledger: Ledger, asked: Asked, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, Any]]:
    """The reports wanted, in the order in which they were added, without their texts; at most ``limit`` after the first
    ``offset``. Raises ``E-LEDGER-DATE``."""
    with ledger.reading() as connection:
        yield from list_reports(connection, asked, limit, offset)


def report_id(ledger: Ledger, given: str) -> str:
    """The id of the report that a person names by its id or ref. Raises ``E-LEDGER-UNKNOWN`` or ``-AMBIGUOUS``."""
    with ledger.reading() as connection:
        return report_named(connection, given)


def log(
    ledger: Ledger,
    *,
    after: int = 0,
    kind: str | None = None,
    actor: str | None = None,
    report: str | None = None,
) -> Iterator[Entry]:
    """The journal after entry ``after``, in its order; of one kind, one actor, one report (by id) if they are named.

    What is sealed within a double coding is left out of its entries (:func:`hearsay.ledger.codings.veiled`).
    """
    for entry in _unsealed(ledger, after):
        if kind is not None and entry.kind != kind:
            continue
        if actor is not None and entry.signed.actor != actor:
            continue
        if report is not None and report not in entry.payload:
            continue
        yield entry


def _unsealed(ledger: Ledger, after: int) -> Iterator[Entry]:
    entries = ledger.entries(after)
    while some := list(islice(entries, _TOGETHER)):
        with ledger.reading() as connection:
            yield from veiled(connection, some)
