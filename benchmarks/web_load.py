"""How quickly the pages answer: four users at once over a large ledger, the server in a process of its own.

    python -m benchmarks.web_load [--claims 100000] [--ledger PATH] [--seconds 20]

Budget: server time of each page at most 100 ms at the median and 300 ms at the 95th percentile with 100,000 claims. What
is measured is the time of an answer as a client sees it, which has the waiting for the other three in it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path
from random import Random

from hearsay.flow.keep import open_ledger

from .ledger_speed import fill
from .ledgers import made_claims

USERS = 4
PAGES = {
    "queue": "/queue",
    "queue, doubt": "/queue?order=doubt",
    "queue, killed": "/queue?outcome=killed",
    "queue, flag": "/queue?flag=no_source&page=3",
    "queue, words": "/queue?text=wounded",
    "report": "/reports/{report}",
    "reports": "/reports",
    "sources": "/sources",
    "search": "/search?text=market",
    "log": "/log",
    "accept": "POST /api/claims/{report}/{claim}/accept",
}


def main() -> None:
    """Make the ledger if need be, serve it, ask, and print a line a page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--ledger")
    asked.add_argument("--seconds", type=float, default=20.0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given.ledger or Path(folder, "load.db"))
        if not path.exists():
            with open_ledger(str(path), "create") as ledger:
                fill(ledger, made_claims(given.claims))
        command = [
            sys.executable,
            "-m",
            "hearsay.cli",
            "serve",
            "--ledger",
            str(path),
            "--port",
            "0",
            "--actor",
            "Load",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            try:
                report(measure(address, path, given.seconds))
            finally:
                server.terminate()


def measure(address: str, path: Path, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every answer by page, from :data:`USERS` that ask one after the other."""
    with open_ledger(str(path)) as ledger:
        claims = [(row.report, row.claim) for row in ledger.rows("claims", "number", "report", "claim")]
    took: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds

    def use(number: int) -> None:
        chance = Random(number)
        while time.perf_counter() < until:
            name = chance.choice(list(PAGES))
            report_id, claim = chance.choice(claims)
            place = PAGES[name].format(report=report_id, claim=claim)
            request = urllib.request.Request(address.rstrip("/") + place.removeprefix("POST "))
            if place.startswith("POST "):
                request.data = json.dumps({"fields": ["certainty"]}).encode()
                request.add_header("Content-Type", "application/json")
            begin = time.perf_counter()
            with urllib.request.urlopen(request) as answer:
                answer.read()
            took[name].append((time.perf_counter() - begin) * 1000)

    users = [threading.Thread(target=use, args=(number,)) for number in range(USERS)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return took


def report(took: dict[str, list[float]]) -> None:
    """A line a page: how often it was asked for, median and 95th percentile in milliseconds."""
    for name in PAGES:
        times = sorted(took.get(name, ()))
        if times:
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            print(f"{name:16} {len(times):5} asked  {statistics.median(times):7.0f} ms  {p95:7.0f} ms at p95")


if __name__ == "__main__":
    main()
