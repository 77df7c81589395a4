"""The measures of speed measure what they say."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from benchmarks.speed import CommandError, family_megabytes, installed_megabytes, long_reports, timed


def test_reports_for_the_speed_run_are_of_usual_length_and_differ() -> None:
    rows = long_reports(40)
    lengths = [len(row["text"].split()) for row in rows]
    assert min(lengths) >= 700
    assert max(lengths) < 850
    assert len({row["text"] for row in rows}) == 40


def test_time_of_a_command() -> None:
    assert 0.2 <= timed([sys.executable, "-c", "import time; time.sleep(0.2)"]) < 10


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory of a family of processes is told by /proc"
)
def test_memory_of_a_command_counts_its_workers() -> None:
    held = "held = bytearray(80_000_000); input()"
    inner = f"import subprocess, sys; {held.replace('input()', '')}subprocess.run([sys.executable, '-c', '{held}'])"
    with subprocess.Popen([sys.executable, "-c", inner], stdin=subprocess.PIPE) as running:
        for _ in range(200):
            if (told := family_megabytes(running.pid)) > 160:
                break
            time.sleep(0.05)
        running.communicate(b"\n")
    assert 160 < told < 400


def test_a_failing_command_is_no_measure_of_speed() -> None:
    with pytest.raises(CommandError, match="ended with 3"):
        timed([sys.executable, "-c", "raise SystemExit(3)"])


def test_what_an_installation_weighs_counts_what_reading_needs_and_nothing_else() -> None:
    sizes = installed_megabytes()
    assert {"hearsay", "pydantic", "pydantic-core", "numpy", "onnxruntime"} <= set(sizes)
    assert not {"torch", "pytest", "mypy"} & set(sizes), "extras are not part of a plain installation"
    assert sizes["numpy"] > 10
