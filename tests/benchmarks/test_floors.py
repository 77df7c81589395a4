"""The ratchet: floors are kept, raised, and let down only when asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import main
from benchmarks.accuracy import Result, flat
from benchmarks.floors import FLOORS, broken, falls, load_budgets, load_floors, raised, write_floors
from benchmarks.metonymy import MEASURES
from benchmarks.sets import SETS
from benchmarks.table import accuracy_lines, table


def result(**figures: float | None) -> Result:
    return Result("own", "all layers", 40, dict(figures))


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (70.0, []),
        (69.9, ["own, linked: 69.9 is below its floor of 70.0"]),
        (None, ["own, linked: None is below its floor of 70.0"]),
    ],
)
def test_a_figure_below_its_floor_is_told(figure: float | None, told: list[str]) -> None:
    assert [str(fall) for fall in falls(result(linked=figure), {"own": {"linked": 70.0}})] == told


def test_a_measure_that_vanishes_is_a_fall_too() -> None:
    assert falls(result(), {"own": {"linked": 70.0}})


@pytest.mark.parametrize(("allow_lower", "linked", "value"), [(False, 70.0, 79.5), (True, 59.5, 79.5)])
def test_floors_rise_and_fall_only_when_allowed(allow_lower: bool, linked: float, value: float) -> None:
    old = {"own": {"linked": 70.0, "value": 60.0}, "lgl": {"found": 50.0}}
    new = raised(old, [result(linked=60.0, value=80.0)], {}, allow_lower=allow_lower)
    assert new == {"own": {"linked": linked, "value": value}, "lgl": {"found": 50.0}}
    assert old["own"]["value"] == 60.0, "the old floors are left as they were"


def test_writing_floors_keeps_the_comments_and_the_budgets(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    shutil.copy(FLOORS, path)
    write_floors({"own": {"times: value": 61.5}}, path)
    assert load_floors(path) == {"own": {"times: value": 61.5}}
    assert load_budgets(path) == load_budgets()
    assert path.read_text(encoding="utf8").startswith("# What accuracy may not fall below")


def test_every_floor_names_a_set_and_a_measure_that_exist() -> None:
    known = {gold_set.name: set(gold_set.shown) for gold_set in SETS} | {"metonymy": set(MEASURES)}
    for name, held in load_floors().items():
        if name != "own":
            assert set(held) <= known[name]


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"cold": 1.9, "rate": 5.0}, []),
        ({"cold": 2.1, "rate": 5.0}, ["speed, cold: 2.1 is more than its budget of 2.0"]),
        ({"rate": 4.9}, ["speed, rate: 4.9 is less than its budget of 5.0"]),
    ],
)
def test_budgets_of_speed(figures: dict[str, float], told: list[str]) -> None:
    assert broken(figures, {"cold": {"at_most": 2.0}, "rate": {"at_least": 5.0}}) == told


def test_counts_labels_and_plain_numbers_become_one_figure_each() -> None:
    scores = {"linked": {"f1": 64.0, "tp": 1}, "time": {"accuracy": 90.0, "macro f1": 50.0}, "found": 81.0}
    assert flat(scores) == {"linked": 64.0, "time": 50.0, "found": 81.0}


def test_the_table_sets_figures_beside_their_floors() -> None:
    lines = accuracy_lines("own", 40, {"linked": 64.04, "rate": 5.25}, ["linked", "rate"], {"linked": 60.0})
    assert table(lines).splitlines() == [
        "set       measure  figure  floor",
        "--------------------------------",
        "own (40)  linked     64.0   60.0",
        "          rate       5.25",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update-floors", "--quick"], "--update-floors needs the whole sets"),
        (["--allow-lower"], "--allow-lower goes with --update-floors"),
    ],
)
def test_contradicting_options_are_refused(arguments: list[str], message: str) -> None:
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 2
    assert message in outcome.output


def test_missing_gold_sets_are_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_GOLD", str(tmp_path))
    outcome = CliRunner().invoke(main, ["--layer", "times"])
    assert f"The public gold sets are not in {tmp_path}" in outcome.output
    assert "HEARSAY_GOLD=DIR" in outcome.output
    assert outcome.exit_code == 0
