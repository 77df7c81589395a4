"""A program that adds reports for whoever does not wait for them: ``python -m hearsay.flow.adding``.

One JSON object comes in at standard input, an :class:`Order` (the address of a ledger may hold a password, so that it is no
argument). Each line that goes out is what became of one input, a :class:`hearsay.flow.add.Taken`, or as the last a
:class:`hearsay.record.Rejection` where nothing more could be added. It may be stopped at any moment: reports are in the
ledger wholly or not at all.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from pydantic import TypeAdapter

from hearsay.flow.add import Taken, add_paths
from hearsay.ingest import Given
from hearsay.ledger import open_ledger
from hearsay.record import HearsayError, Rejection

_NICE = 5


@dataclass(frozen=True)
class Order:
    """What is to be added, where, and why; paths are of files."""

    ledger: str
    paths: tuple[str, ...]
    given: Given
    reason: str
    longest: int | None = None


ORDER = TypeAdapter(Order)
TOLD: TypeAdapter[Taken | Rejection] = TypeAdapter(Taken | Rejection)


def main() -> int:
    """Add what is ordered; 1 where that could not be done to its end."""
    order = ORDER.validate_json(sys.stdin.read())
    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        with open_ledger(order.ledger, "write") as ledger:
            taken = add_paths(
                ledger, order.paths, given=order.given, reason=order.reason, longest=order.longest
            )
            for one in taken:
                _tell(one)
    except HearsayError as error:
        _tell(error.rejection())
        return 1
    return 0


def _tell(what: Taken | Rejection) -> None:
    print(TOLD.dump_json(what).decode(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
