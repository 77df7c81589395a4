"""`hearsay add` killed at random moments and run again: nothing lost, nothing half-written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="forks and signals as POSIX has them")
def test_eight_kills() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "benchmarks.kill", "--kills", "8", "--reports", "3", "--seed", "4"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"8 kills, [1-8] of them with the ledger begun: whole each time; [1-9]\d* ledgers", done.stdout
    )
