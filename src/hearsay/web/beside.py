"""Beside the server a program gathers incidents that changed, so that nobody waits for them at a page."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hearsay.flow.keep import Ledger
from hearsay.flow.summaries import bring
from hearsay.ledger.summaries import count_waiting
from hearsay.record import HearsayError

_EVERY = 3.0
"""Seconds between two looks whether something waits."""
_PROGRAM = (sys.executable, "-m", "hearsay.flow.gathering")


@contextmanager
def gathering(ledger: Ledger, address: str) -> Iterator[None]:
    """While this lasts, what waits of the ledger at an address is gathered by a process of its own."""
    stop = threading.Event()
    watching = threading.Thread(target=_watch, args=(ledger, address, stop), daemon=True)
    watching.start()
    try:
        yield
    finally:
        stop.set()
        watching.join(timeout=10)


def _watch(ledger: Ledger, address: str, stop: threading.Event) -> None:
    failed = -1  # the entry at which gathering could not be done; it is tried again after the next
    while not stop.wait(_EVERY):
        try:
            head = ledger.head().seq
            if head == failed or not _waits(ledger):
                continue
        except HearsayError:
            continue  # whoever opens a page is told
        failed = -1 if _gather(address, stop) else head


def _waits(ledger: Ledger) -> bool:
    if not bring(ledger):
        return False
    with ledger.reading() as connection:
        return count_waiting(connection) > 0


def _gather(address: str, stop: threading.Event) -> bool:
    """Whether all went well; a stop ends it."""
    with subprocess.Popen(
        _PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    ) as program:  # fmt: skip
        assert program.stdin is not None
        program.stdin.write(address)
        program.stdin.close()
        while program.poll() is None:
            if stop.wait(0.2):
                program.terminate()
        return program.returncode == 0
