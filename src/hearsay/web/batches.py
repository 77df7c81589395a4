"""Many reports, or long ones, are read by a program beside the server, one batch after the other: nobody waits at a page,
and the other pages stay quick."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from hearsay.flow import Given, count_inputs
from hearsay.flow.add import Taken
from hearsay.flow.adding import ORDER, TOLD, Order
from hearsay.record import Rejection, problem

_PROGRAM = (sys.executable, "-m", "hearsay.flow.adding")
_REMEMBERED = 50
"""Batches that are over and still told of."""
State = Literal["waits", "reads", "done", "stopped", "failed"]


@dataclass
class Batch:
    """Reports given at once: ``total`` inputs, and what became of those that are through, in their order.

    ``failed``: why nothing more could be added.
    """

    number: int
    actor: str
    total: int
    folder: Path
    order: Order
    taken: list[Taken] = field(default_factory=list)
    state: State = "waits"
    failed: Rejection | None = None
    program: subprocess.Popen[str] | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("done", "stopped", "failed")


class Batches:
    """What is read beside the server of one ledger. What was not read when the server ends is not added."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._numbers = count(1)
        self._held: OrderedDict[int, Batch] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "batches")

    def begin(
        self,
        files: Sequence[tuple[str, bytes]],
        given: Given,
        actor: str,
        reason: str,
        longest: int | None = None,
        taken: Sequence[Taken] = (),
    ) -> Batch:
        """Read files, each a name that leads nowhere and its bytes, as soon as those given before are read; ``taken`` is
        what became of what was given along with them, ``longest`` as for :func:`hearsay.flow.add.add_paths`."""
        folder = Path(tempfile.mkdtemp(prefix="hearsay-"))
        paths = write(folder, files)
        order = Order(self._ledger, paths, given, reason, longest)
        total = len(taken) + (count_inputs(paths) or 0)
        with self._lock:
            batch = Batch(next(self._numbers), actor, total, folder, order, list(taken))
            self._held[batch.number] = batch
            while len(self._held) > _REMEMBERED and next(iter(self._held.values())).over:
                self._held.popitem(last=False)
        self._worker.submit(self._read, batch).add_done_callback(lambda one: _end(batch, one))
        return batch

    def get(self, number: int) -> Batch:
        """A batch. Raises ``E-WEB-BATCH-UNKNOWN``."""
        with self._lock:
            found = self._held.get(number)
        if found is None:
            raise problem("E-WEB-BATCH-UNKNOWN", number=number)
        return found

    def going(self) -> tuple[Batch, ...]:
        """Those that are not over, in the order in which they were given."""
        with self._lock:
            return tuple(one for one in self._held.values() if not one.over)

    def stop(self, batch: Batch) -> None:
        """Read no more of a batch; what was added stays."""
        with self._lock:
            if not batch.over:
                batch.state = "stopped"
            if batch.program is not None:
                batch.program.terminate()

    def close(self) -> None:
        """Stop them all."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        for batch in self.going():
            self.stop(batch)
        self._worker.shutdown(wait=True)

    def _read(self, batch: Batch) -> None:
        with self._lock:
            if batch.over:
                return
            batch.state = "reads"
            batch.program = program = subprocess.Popen(
                _PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                encoding="utf-8", start_new_session=True,
            )  # fmt: skip
        with program:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(ORDER.dump_json(batch.order).decode())
            program.stdin.close()
            for line in program.stdout:
                told = TOLD.validate_json(line)
                if isinstance(told, Rejection):
                    batch.failed = told
                else:
                    batch.taken.append(told)
        with self._lock:
            batch.program = None
            if batch.state == "reads":
                batch.state = "done" if program.returncode == 0 else "failed"


def write(folder: Path, files: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
    """Lay files into a folder, those of one name beside each other; their paths."""
    paths = []
    for place, (name, raw) in enumerate(files):
        path = folder / (name or f"upload-{place + 1}.txt")
        if path.exists():
            path = path.with_name(f"{place + 1}-{path.name}")
        path.write_bytes(raw)
        paths.append(str(path))
    return tuple(paths)


def _end(batch: Batch, read: Future[None]) -> None:
    """Whatever became of it, its files go."""
    shutil.rmtree(batch.folder, ignore_errors=True)
    if read.cancelled():
        batch.state = "stopped"
    elif read.exception() is not None:
        batch.state = "failed"
