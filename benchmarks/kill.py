"""Killing `hearsay add` at random moments: is the ledger whole each time, and in the end what it would have been?

    python -m benchmarks.kill [--kills 200] [--reports 12]

Each run is a process of its own, forked when everything is imported and nothing read, so that the moments fall on the work
and not on the start of Python. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from hearsay.cli import main as program
from hearsay.ledger import open_ledger
from hearsay.ledger.tables import names
from hearsay.ledger.verify import verify

from .ledgers import made_reports


class NotWholeError(Exception):
    """A kill left something behind that it should not have."""


def contents(place: Path) -> dict[str, list[Any]]:
    """All that a ledger says but when it was said, and the hashes, which rest on that."""
    with open_ledger(place) as ledger:
        found = {name: [tuple(row) for row in ledger.rows(name)] for name in names("made")}
        found["journal"] = [
            (entry.seq, entry.kind, entry.payload, entry.signed.actor, entry.signed.model)
            for entry in ledger.entries()
        ]
        for name in ("raw", "records"):
            found[name] = [tuple(row) for row in ledger.rows(name)]
        return found


def start(folder: Path, place: Path) -> int:
    """`hearsay add FOLDER` in a process of its own, silent; gives its id."""
    child = os.fork()
    if child:
        return child
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = 1
    try:
        program(["add", str(folder), "--ledger", str(place)])
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


def finished(child: int) -> int:
    """Wait for a process; gives its exit code, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(kills: int, reports: int, seed: int, folder: Path) -> tuple[int, int]:
    """Kill so many times; gives how many ledgers were finished, and how many kills fell on one that had begun.

    Raises :class:`NotWholeError`.
    """
    inputs = folder / "inputs"
    inputs.mkdir()
    for number, one in enumerate(made_reports(reports, seed=seed)):
        (inputs / f"{number:03}.txt").write_bytes(one.raw + f"\nReport {number}.\n".encode())
    chance = random.Random(seed)
    undisturbed = folder / "undisturbed.db"
    begin = time.perf_counter()
    if finished(start(inputs, undisturbed)) != 0:
        raise NotWholeError("an undisturbed run failed")
    whole_run = longest = time.perf_counter() - begin
    expected = contents(undisturbed)
    ledgers = begun = done = 0
    place = folder / "killed-0.db"
    while done < kills or place.exists():
        child = start(inputs, place)
        if done < kills:
            time.sleep(chance.uniform(0, longest))
            os.kill(child, signal.SIGKILL)
        code = finished(child)
        done += code == -signal.SIGKILL
        if place.exists() and place.stat().st_size:
            begun += code == -signal.SIGKILL
            check(place, f"after kill {done}")
        if code == 0:
            longest = max(0.3 * whole_run, 0.95 * longest)  # a kill came too late
            found = contents(place)
            others = [name for name, rows in expected.items() if found[name] != rows]
            if others:
                raise NotWholeError(
                    f"ledger {ledgers} is not that of an undisturbed run: {', '.join(others)}"
                )
            ledgers += 1
            for leftover in folder.glob(f"{place.name}*"):
                leftover.unlink()
            place = folder / f"killed-{ledgers}.db"
        elif code != -signal.SIGKILL:
            raise NotWholeError(f"a run ended with {code}")
    return ledgers, begun


def check(place: Path, when: str) -> None:
    """Every report in the ledger is there wholly. Raises :class:`NotWholeError`."""
    if not _is_made(place):
        return
    wrong = verify(place).wrong
    if wrong:
        raise NotWholeError(f"{when}: {wrong[0]}")
    with open_ledger(place) as ledger:
        kinds = [entry.kind for entry in ledger.entries()]
    if kinds != ["report added", "reading made"] * (len(kinds) // 2):
        raise NotWholeError(f"{when}: a report without its reading")


def _is_made(place: Path) -> bool:
    """Whether its tables were made; a kill before that leaves an empty file, which the next run fills."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(place)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def main() -> None:
    """Kill so many times and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    import_module("hearsay.flow.add")  # here, so that no run has to
    with tempfile.TemporaryDirectory() as folder:
        ledgers, begun = run(arguments.kills, arguments.reports, arguments.seed, Path(folder))
    print(
        f"{arguments.kills} kills, {begun} of them with the ledger begun: whole each time; "
        f"{ledgers} ledgers run to the end, each that of an undisturbed run"
    )


if __name__ == "__main__":
    main()
