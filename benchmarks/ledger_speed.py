"""How fast a ledger is: adding records, finding claims, verifying, at several sizes.

    python -m benchmarks.ledger_speed [--claims 100000] [--ledger PATH|URL]

Budgets: the records of 1,000 reports in 10 s beyond reading; the filters of `hearsay claims` in 100 ms at 100,000 claims.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hearsay.flow.add import TOGETHER
from hearsay.flow.keep import Wanted, claims
from hearsay.flow.signing import machine
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.verify import verify

from .ledgers import Made, made_claims

SHOWN = 50
"""Claims that a person is shown; `--format csv` gives all, whose number makes the time."""
FILTERS: dict[str, Wanted] = {
    "everything": Wanted(),
    "source": Wanted(source="health ministry"),
    "source, beginning of a word": Wanted(source="offic*"),
    "actor": Wanted(actor="Lion Brigade"),
    "place": Wanted(place="Gao"),
    "country": Wanted(place="SS"),
    "days": Wanted(since="2023-06-01", until="2023-06-07"),
    "one old day": Wanted(since="2023-01-03", until="2023-01-03"),
    "no such day": Wanted(since="2031-01-01"),
    "type": Wanted(type="ASSAULT"),
    "outcome": Wanted(outcome="killed"),
    "certainty": Wanted(certainty="denied"),
    "text": Wanted(text="people were wounded in Gao"),
    "rare words": Wanted(text="at least 77 people"),
    "report": Wanted(report="made/000777.txt"),
    "place, outcome, days": Wanted(place="Gao", outcome="killed", since="2023-03", until="2023-09"),
    "country, source, counting": Wanted(place="ML", source="the army", counting=True),
}


def fill(ledger: Ledger, made: Iterator[Made]) -> tuple[int, int, float, float]:
    """Add reports as `hearsay add` does; gives how many there were, their claims, and the seconds that adding took, without
    making them: by the clock, and of one processor."""
    seconds, computing, reports, found = 0.0, 0.0, 0, 0
    while some := list(islice(made, TOGETHER)):
        begin, busy = time.perf_counter(), time.process_time()
        writer.add_all(ledger, [writer.Incoming(one.record, one.raw, machine()) for one in some])
        seconds += time.perf_counter() - begin
        computing += time.process_time() - busy
        reports += len(some)
        found += sum(len(one.record.claims) for one in some)
    return reports, found, seconds, computing


def finding(ledger: Ledger, wanted: Wanted, limit: int | None = SHOWN, runs: int = 5) -> tuple[float, int]:
    """Median milliseconds to have the first ``limit`` claims in hand, and how many there were."""
    took = []
    rows = 0
    for _ in range(runs):
        begin = time.perf_counter()
        rows = len(list(claims(ledger, Wanted(**{**vars(wanted), "limit": limit}))))
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took), rows


def main() -> None:
    """Measure and print; ends with 1 if a budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", help="where to make it; default: a file that goes at the end")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.ledger or str(Path(folder) / "ledger.db")
        with open_ledger(place, "create") as ledger:
            made = made_claims(arguments.claims)
            reports, found, first, busy = fill(ledger, islice(made, 1000))
            more = fill(ledger, made)
            print(
                f"first {reports:,} reports, {found:,} claims: {first:.1f} s, {first / reports * 1000:.1f} ms each; "
                f"{busy:.1f} s of one processor"
            )
            print(
                f"in all {reports + more[0]:,} reports, {found + more[1]:,} claims: {first + more[2]:.1f} s"
            )
            slow = []
            for name, wanted in FILTERS.items():
                shown, _ = finding(ledger, wanted)
                everything, rows = finding(ledger, wanted, None, 1)
                print(f"{name:32} first {SHOWN}: {shown:6.1f} ms   all {rows:>7,}: {everything:8.1f} ms")
                slow += [name] if shown > 100 else []
        begin = time.perf_counter()
        verified = verify(place)
        print(f"verify: {time.perf_counter() - begin:.1f} s, {len(verified.wrong)} wrong")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        kept = first / reports * 1000 <= 10
        print(f"1,000 reports in 10 s: {'kept' if kept else 'not kept'}; filters in 100 ms: {slow or 'kept'}")
        raise SystemExit(bool(slow or not kept))


if __name__ == "__main__":
    main()
