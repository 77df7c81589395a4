"""Speed: the cold start, a batch, its memory, where the time goes, and what an installation weighs."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from .score.rows import Row

WORDS = 700  # a usual report
COLD_RUNS = 5
BATCH = 200
QUICK_BATCH = 16
BATCH_WORKERS = 2  # the budgets are for two cores
GLANCE = 1.0  # seconds between two looks at the memory of a batch; looking costs the batch time
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)")


class CommandError(RuntimeError):
    """The reader's command ended with an error, so nothing can be said about its speed."""


def timed(command: Sequence[str]) -> float:
    """Seconds of a command from start to end, output thrown away. Raises CommandError if it fails."""
    begin = time.perf_counter()
    done = subprocess.run(list(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        raise CommandError(f"{' '.join(command)} ended with {done.returncode}")
    return seconds


def example_paragraphs() -> list[str]:
    """Paragraphs of the plain text examples that ship with the package, in order."""
    folder = resources.files("hearsay") / "examples"
    texts = [file.read_text(encoding="utf8") for file in sorted(folder.iterdir(), key=lambda f: f.name)
             if file.name.endswith(".txt")]  # fmt: skip
    return [p for text in texts for p in text.split("\n\n") if len(p.split()) > 20]


def long_reports(count: int) -> list[Row]:
    """`count` different reports of about 700 words, each beginning at another paragraph of the examples."""
    paragraphs = example_paragraphs()
    rows = []
    for n in range(count):
        taken: list[str] = []
        k = n * 7  # no divisor of the number of paragraphs wanted: neighbours share little
        while sum(len(p.split()) for p in taken) < WORDS:
            taken.append(paragraphs[k % len(paragraphs)])
            k += 1
        rows.append({"id": f"speed-{n}", "published": "2025-03-16", "text": "\n\n".join(taken)})
    return rows


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hearsay.cli", *arguments]


def cold_start(folder: Path) -> float:
    """Seconds from the command to the printed record of one report: the median of five runs."""
    report = folder / "one.txt"
    report.write_text(long_reports(1)[0]["text"], encoding="utf8")
    command = _command("read", str(report), "--published", "2025-03-16", "--format", "jsonl")
    return statistics.median(timed(command) for _ in range(COLD_RUNS))


def batch(folder: Path, count: int) -> tuple[float, float]:
    """Reports of 700 words a second of one batch command on two cores, start included, and its peak memory in MB.

    The memory is that of the command and of its workers together, what they share counted once.
    """
    path = folder / "many.jsonl"
    rows = long_reports(count)
    usual = sum(len(row["text"].split()) for row in rows) / WORDS  # most end some words later
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    command = _command("read", str(path), "--format", "jsonl", "--output", str(folder / "out.jsonl"))
    begin, peak = time.perf_counter(), 0.0
    with subprocess.Popen([*command, "--workers", str(BATCH_WORKERS)], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            peak = max(peak, family_megabytes(running.pid))
            time.sleep(GLANCE)
        seconds = time.perf_counter() - begin
    if running.returncode != 0:
        raise CommandError(f"{' '.join(command)} ended with {running.returncode}")
    return usual / seconds, peak


def family_megabytes(pid: int) -> float:
    """Memory that a process and its descendants hold, shared pages divided among them; 0 where /proc is not there."""
    try:
        held = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {child for task in tasks for child in (task / "children").read_text().split()}
    except OSError:  # it has just ended, or the system keeps no such files
        return 0.0
    own = int(held[1]) * 1024 / 1e6 if held else 0.0
    return own + sum(family_megabytes(int(child)) for child in children)


def stage_shares(count: int) -> dict[str, float]:
    """Share of the reading time by layer, in per cent, over reports read in this process."""
    from hearsay.flow import read_report, read_rows

    reports = [record.report for record in read_rows(long_reports(count))]  # warm, and accepted
    spent: Counter[str] = Counter()

    def keep(name: str, work: Callable[[], Any]) -> Any:
        begin = time.perf_counter_ns()
        value = work()
        spent[name] += time.perf_counter_ns() - begin
        return value

    for report in reports:
        read_report(report, timer=keep)
    return {name: round(100 * part / spent.total(), 1) for name, part in spent.most_common()}


def installed_megabytes(package: str = "hearsay") -> dict[str, float]:
    """Size on disk of the package and of everything it needs to run, by distribution, in megabytes."""
    sizes: dict[str, float] = {}
    waiting = [package]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in sizes:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed on another system only
            continue
        places = [Path(str(found.locate_file(file))) for file in found.files or []]
        sizes[name] = sum(place.stat().st_size for place in places if place.is_file()) / 1e6
        waiting += [
            match[1]
            for requirement in found.requires or []
            if "extra ==" not in requirement and (match := REQUIREMENT.match(requirement))
        ]
    sizes[package] = max(
        sizes.get(package, 0.0), _source_megabytes(package)
    )  # an editable install has no files
    return sizes


def _source_megabytes(package: str) -> float:
    root = Path(str(resources.files(package)))
    return sum(f.stat().st_size for f in root.rglob("*") if f.is_file() and f.suffix != ".pyc") / 1e6


def measure_speed(*, quick: bool = False) -> tuple[dict[str, float], dict[str, float]]:
    """Figures of speed by name, and the share of time by stage.

    Raises CommandError if the reader does not run.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = cold_start(folder)
        rate, memory = batch(folder, QUICK_BATCH if quick else BATCH)
    figures = {
        "one report, cold, seconds": round(cold, 2),
        "reports a second, batch": round(rate, 1),
        "peak memory, batch, MB": round(memory, 1),
        "installed, MB": round(sum(installed_megabytes().values()), 1),
    }
    return figures, stage_shares(4 if quick else 12)
