"""How long ``hearsay link`` takes at the prompt: ``python -m benchmarks.linking_prompt [10000 30000 …] [--worst]``.

A ledger of so many claims is made (``benchmarks.stories``; ``--worst``: ``benchmarks.ledgers``, whose reports fill in one
form), then the command is run as a person runs it, the start of the process, reading the ledger and writing the entry
included: for the first time, after ten more reports, after two incidents were merged, and once more with nothing new.
A table is printed: seconds by the clock and, behind a slash, of the processor; greatest memory of the first run in MiB, and
what a run keeps for the next in MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from hearsay.flow.incidents import listed
from hearsay.flow.regroup import merge
from hearsay.ledger import open_ledger

from .ledger_speed import fill
from .ledgers import Made, made_reports
from .stories import told_reports

MORE = 10
"""Reports added to a ledger that is linked."""


def made(claims: int, worst: bool) -> tuple[Iterator[Made], Iterator[Made]]:
    """Reports with so many claims, and then ten more, to be taken in this order."""
    endless = made_reports(claims + MORE) if worst else told_reports()
    had = 0

    def first() -> Iterator[Made]:
        nonlocal had
        while had < claims:
            one = next(endless)
            had += len(one.record.claims)
            yield one

    return first(), islice(endless, MORE)


def at_the_prompt(place: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and greatest memory in MiB of one ``hearsay link``."""
    begin = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "hearsay.cli", "link", "--ledger", place], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"hearsay link ended with {process.returncode}")
    return perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(place: str, claims: int, worst: bool) -> str:
    """A row of the table."""
    first, more = made(claims, worst)
    with open_ledger(place, "create") as ledger:
        reports, found, _, _ = fill(ledger, first)
    whole = at_the_prompt(place)
    with open_ledger(place, "write") as ledger:
        fill(ledger, more)
    added = at_the_prompt(place)
    with open_ledger(place, "write") as ledger:
        merge(ledger, [one.id for one in listed(ledger)[-2:]], actor="a benchmark")
        kept = sum(len(row.bytes) for row in ledger.rows("linking_state", "bytes"))
        kept += sum(
            len(row.row) + len(row.signature) for row in ledger.rows("linking_reports", "row", "signature")
        )
    merged = at_the_prompt(place)
    nothing = at_the_prompt(place)
    times = " ".join(f"{clock:7.1f} /{busy:6.1f}" for clock, busy, _ in (whole, added, merged, nothing))
    return f"{found:9,} {reports:8,} {times} {whole[2]:8.0f} {kept / 1e6:8.1f}"


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 30_000, 100_000, 300_000])
    parser.add_argument("--worst", action="store_true", help="reports that all fill in one form")
    given = parser.parse_args(argv)
    heads = ("first", f"{MORE} more", "merged", "nothing new")
    print(
        f"{'claims':>9} {'reports':>8} {' '.join(f'{head:>15}' for head in heads)} {'MiB':>8} {'kept MB':>8}"
    )
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(str(Path(folder) / "ledger.db"), claims, given.worst), flush=True)


if __name__ == "__main__":
    main()
