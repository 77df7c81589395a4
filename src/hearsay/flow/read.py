"""Reports in, records out: ingest, read, claims, in that order, in one process or several."""

from __future__ import annotations

import gc
import json
import multiprocessing
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from io import BytesIO
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

from hearsay.claims import make_claims, settle_figures
from hearsay.ingest import Accepted, Given, Notice, Outcome, Refused, ingest
from hearsay.ingest.count import count_reports
from hearsay.read.order import Timer, read_layers
from hearsay.read.reading import Reading
from hearsay.read.signs import read_signs
from hearsay.record import HearsayError, Record, Rejection, Report, problem

AHEAD = 4
"""Reports handed to each worker before the oldest is waited for: enough to keep it busy, little to hold."""

Notify = Callable[[HearsayError], None]
Input = TypeVar("Input", bound=Accepted | Refused)


def ignore(notice: HearsayError) -> None:
    """Tell nobody."""
    del notice


def read_paths(
    paths: Sequence[str], *, given: Given | None = None, workers: int = 1, notify: Notify = ignore
) -> Iterator[Record]:
    """A record of every report under ``paths``, in their order; a refused input gives one that says why.

    What concerns a folder rather than a report goes to ``notify``. ``workers`` processes give the same records.
    """
    return _read_all(ingest(paths, given=given), workers, notify)


def read_rows(rows: Iterable[Mapping[str, Any]], *, workers: int = 1) -> Iterator[Record]:
    """A record of each JSONL row, in order."""
    yield from _read_all((outcome for row in rows for outcome in _ingest_row(row)), workers, ignore)


def _ingest_row(row: Mapping[str, Any]) -> Iterator[Outcome]:
    line = json.dumps(row, ensure_ascii=True).encode("ascii")
    return ingest(["-"], given=Given(form="jsonl"), stdin=BytesIO(line))


def read_report(
    report: Report, rejections: Sequence[Rejection] = (), *, timer: Timer | None = None
) -> Record:
    """Read one accepted report. ``timer`` runs every layer and the claims, to measure them."""
    reading = read_layers(report, timer)
    record = layered(report, reading, rejections)

    def claimed() -> Record:
        claims = make_claims(record, read_signs(reading))
        return record.replace(claims=claims, figures=settle_figures(record.figures, claims))

    return timer("claims", claimed) if timer else claimed()


def layered(report: Report, reading: Reading, rejections: Sequence[Rejection] = ()) -> Record:
    """The record of a reading, its claims still to be made."""
    layers = ("entities", "times", "places", "figures", "attributions", "events")
    return Record(
        report=report.replace(sentences=reading.sentences),
        rejections=tuple(rejections),
        **{name: getattr(reading, name) for name in layers},
    )


def count_inputs(paths: Sequence[str]) -> int | None:
    """How many reports ``paths`` hold, if that can be told without reading them: null with standard input."""
    return count_reports(paths)


def _record(outcome: Accepted | Refused) -> Record:
    rejections = outcome.rejections
    if isinstance(outcome, Accepted) and outcome.readable:
        try:
            return read_report(outcome.report, rejections)
        except Exception as error:  # whatever it is, it must not cost the reports beside this one
            where = traceback.extract_tb(error.__traceback__)[-1]
            failed = problem(
                "E-FLOW-FAILED",
                ref=outcome.report.ref,
                error=f"{type(error).__name__}: {str(error)[:200]}",
                where=f"{Path(where.filename).name}:{where.lineno}",
            )
            rejections = (*rejections, failed.rejection())
    return Record(report=outcome.report, rejections=rejections)


def _read_all(outcomes: Iterable[Outcome], workers: int, notify: Notify) -> Iterator[Record]:
    for _, record in read_in_order(told(outcomes, notify), lambda _: True, workers):
        assert record is not None
        yield record


def told(outcomes: Iterable[Outcome], notify: Notify) -> Iterator[Accepted | Refused]:
    """The outcomes that are about a report; the others go to ``notify``."""
    for outcome in outcomes:
        if isinstance(outcome, Notice):
            notify(outcome.problem)
        else:
            yield outcome


def read_in_order(
    outcomes: Iterable[Input], wanted: Callable[[Input], bool], workers: int
) -> Iterator[tuple[Input, Record | None]]:
    """Each outcome with its record, in order; null where it is not ``wanted`` and so not read.

    ``workers`` processes give the same records.
    """
    if workers <= 1:
        for outcome in outcomes:
            yield outcome, _record(outcome) if wanted(outcome) else None
        return
    waiting: deque[tuple[Input, Future[Record] | None]] = deque()
    with ProcessPoolExecutor(workers, mp_context=_fresh_processes(), initializer=_prepare_worker) as pool:
        for outcome in outcomes:
            # the bytes stay here: to read takes only the text
            bare = replace(outcome, raw=None) if isinstance(outcome, Accepted) else outcome
            waiting.append((outcome, pool.submit(_record, bare) if wanted(outcome) else None))
            while len(waiting) >= AHEAD * workers or (waiting and waiting[0][1] is None):
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())


def _awaited(outcome: Input, future: Future[Record] | None) -> tuple[Input, Record | None]:
    return outcome, future.result() if future is not None else None


def _fresh_processes() -> BaseContext:
    """Processes that share no thread with this one, which a plain fork would break; where the system can, they
    come from a server that has imported everything once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["hearsay.flow.read"])
    return context


def _prepare_worker() -> None:
    """Each worker computes on one thread, the workers being the parallelism, and looks for rings of garbage seldom:
    a record makes thousands of objects and no rings.
    """
    from hearsay.read.network.encoder import use_threads

    use_threads(1)
    gc.set_threshold(100_000)
