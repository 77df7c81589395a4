"""The project's scorer says what the shared scorer says, to the digit, where that one can be found."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.score import LAYERS
from benchmarks.sets import gold_folder
from tests.benchmarks.synthetic import gold_and_records

SHARED = gold_folder().resolve().parent / "tools" / "score.py"


@pytest.mark.skipif(
    not SHARED.is_file(),
    reason="no shared scorer at HEARSAY_GOLD/../tools/score.py; test_score.py still checks by hand",
)
@pytest.mark.parametrize("layer", sorted(set(LAYERS) - {"coreference"}))  # the shared scorer has none
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_agrees_with_the_shared_scorer(layer: str, seed: int, tmp_path: Path) -> None:
    gold, records = gold_and_records(layer, random.Random(seed), reports=12)
    paths = {}
    for name, rows in (("gold", gold), ("records", records)):
        paths[name] = tmp_path / f"{name}.jsonl"
        paths[name].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    command = [sys.executable, str(SHARED), layer, str(paths["gold"]), str(paths["records"]), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = json.loads(json.dumps(LAYERS[layer](gold, records)))
    assert ours == theirs
    assert list(ours) == list(theirs), "the measures come in another order"
