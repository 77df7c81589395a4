"""Calibration error, Brier score and reliability, counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.annotated.reliability import (
    brier,
    calibration_error,
    equal_mass,
    equal_width,
    reliability,
)

Told = list[tuple[float, bool]]
predictions = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([(1.0, True), (0.0, False)], 0.0),
        ([(1.0, False), (0.0, True)], 1.0),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),
        # two tenths: .2 less than the mean of .25 in four claims, .5 more than .5 in one
        ([(0.2, False), (0.2, False), (0.3, False), (0.3, True), (0.5, True)], (2 * 0.2 + 2 * 0.2 + 0.5) / 5),
        # errors inside one bin cancel out: that is what the measure is
        ([(0.42, True), (0.48, False)], 0.05),
    ],
)
def test_calibration_error_by_hand(told: Told, error: float) -> None:
    assert calibration_error(equal_width(told)) == pytest.approx(error)


def test_the_ends_of_the_tenths() -> None:
    groups = equal_width([(0.0, True), (0.1, True), (0.29, True), (0.3, True), (0.7, True), (1.0, True)])
    assert [len(group) for group in groups] == [1, 1, 1, 1, 0, 0, 0, 1, 0, 1]


@given(predictions)
def test_groups_of_equal_mass_hold_all_in_order(told: Told) -> None:
    groups = equal_mass(told)
    sizes = [len(group) for group in groups]
    assert len(groups) == 10
    assert max(sizes) - min(sizes) <= 1
    assert [chance for group in groups for chance, _ in group] == sorted(chance for chance, _ in told)


@given(predictions)
def test_no_error_is_above_one_and_fewer_groups_show_no_more(told: Told) -> None:
    error = calibration_error(equal_width(told))
    assert calibration_error([told]) - 1e-9 <= error <= 1


def test_brier_by_hand() -> None:
    assert brier([(1.0, True), (0.5, True), (0.2, False)]) == pytest.approx((0 + 0.25 + 0.04) / 3)


def test_the_table_and_the_error_that_chance_alone_would_show() -> None:
    told = [(0.8, n % 5 != 0) for n in range(50)] + [(0.3, n % 10 < 3) for n in range(50)]
    scores = reliability(told)
    assert scores["calibration error"] == 0.0
    assert 0.03 < scores["calibration error if perfect"] < 0.07, "binomial: .8 * sqrt(.16 or .21 / 50)"
    assert (
        scores["calibration error if perfect"] < scores["calibration error if perfect, one in twenty"] < 0.2
    )
    assert scores["confidence calibrated"] == 100.0
    assert scores["reliability"] == [
        {"from": 0.3, "to": 0.3, "claims": 50, "mean confidence": 0.3, "share right": 0.3},
        {"from": 0.8, "to": 0.8, "claims": 50, "mean confidence": 0.8, "share right": 0.8},
    ]
    assert scores["brier of the base rate"] == pytest.approx(0.55 * 0.45, abs=0.001)
    assert scores == reliability(told), "drawn the same each time"
