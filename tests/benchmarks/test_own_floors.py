"""The real reader, over our own forty reports, held to the floors pinned in benchmarks/floors.toml."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import Result, measure_own_set
from benchmarks.floors import load_floors

FLOORS = load_floors()["own"]


@pytest.fixture(scope="module")
def result() -> Result:
    return measure_own_set()


def test_every_report_is_read(result: Result) -> None:
    assert not result.refused
    assert result.rows == 40


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(result: Result, measure: str) -> None:
    figure = result.figures[measure]
    assert figure is not None
    assert figure >= FLOORS[measure], f"{measure} fell to {figure}; `python -m benchmarks` shows every figure"
