"""A program of low priority that gathers the incidents of a ledger which changed: ``python -m hearsay.flow.gathering``.

The address of the ledger is read from standard input, for it may hold a password. It ends when nothing waits, or when
somebody else writes; it may be stopped at any moment, and what it gathered until then is kept.
"""

from __future__ import annotations

import os
import sys

from hearsay.flow.summaries import gather_waiting
from hearsay.ledger import open_ledger
from hearsay.record import HearsayError

_NICE = 15


def main() -> int:
    """Gather what waits; 1 where that cannot be done."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        with open_ledger(sys.stdin.read().strip(), "write") as ledger:
            gather_waiting(ledger)
    except HearsayError:
        return 1  # the pages that need it say what is wrong
    return 0


if __name__ == "__main__":
    sys.exit(main())
