"""The regression behind confidence: known weights are found again, calibration undoes what was done."""

from __future__ import annotations

import numpy as np
import pytest

from training.logistic import Floats, fit_logistic, fit_platt, folds, sigmoid

TRUE = np.array([1.2, -0.8, 0.0])


def drawn(rows: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(rows, 3)) * [1.0, 2.0, 5.0] + [0.0, 3.0, -4.0]
    y = (rng.random(rows) < sigmoid(0.5 + x @ TRUE)).astype(float)
    return x, y


def test_known_weights_are_found_again() -> None:
    x, y = drawn(20_000)
    fit = fit_logistic(x, y, penalty=1.0)
    assert fit.weight / fit.scale == pytest.approx(TRUE, abs=0.06)
    assert float(fit.log_odds(np.zeros((1, 3)))[0]) == pytest.approx(0.5, abs=0.2)


def test_a_stronger_penalty_draws_the_weights_in_and_leaves_the_base_rate() -> None:
    x, y = drawn(500)
    sizes = [np.abs(fit_logistic(x, y, penalty).weight).sum() for penalty in (1.0, 30.0, 1000.0)]
    assert sizes[0] > sizes[1] > sizes[2]
    flat = fit_logistic(x, y, 1e9)
    assert float(sigmoid(flat.log_odds(x)).mean()) == pytest.approx(y.mean(), abs=1e-6)


def test_a_sign_that_never_varies_gets_no_weight() -> None:
    x, y = drawn(200)
    fit = fit_logistic(np.column_stack([x, np.ones(200)]), y, 1.0)
    assert fit.weight[3] == 0
    assert np.isfinite(fit.log_odds(np.zeros((1, 4)))).all()


def test_a_row_that_counts_twice_is_as_good_as_two() -> None:
    x, y = drawn(100)
    share = np.where(np.arange(100) < 30, 2.0, 1.0)
    twice = fit_logistic(np.vstack([x, x[:30]]), np.concatenate([y, y[:30]]), 3.0)
    weighted = fit_logistic(x, y, 3.0, share)
    assert weighted.weight == pytest.approx(twice.weight)
    assert weighted.intercept == pytest.approx(twice.intercept)


def test_overconfident_log_odds_are_calibrated() -> None:
    rng = np.random.default_rng(3)
    honest = rng.normal(size=20_000)
    y = (rng.random(20_000) < sigmoid(honest)).astype(float)
    slope, offset = fit_platt(3 * honest + 1, y)
    assert slope == pytest.approx(1 / 3, abs=0.02)
    assert offset == pytest.approx(-1 / 3, abs=0.04)


def test_log_odds_that_tell_nothing_are_not_calibrated() -> None:
    with pytest.raises(ValueError, match="do not tell right from wrong"):
        fit_platt(np.array([2.0, 1.0, -1.0, -2.0]), np.array([0.0, 0.0, 1.0, 1.0]))


def test_folds_keep_documents_whole_and_still() -> None:
    names = [f"document {n % 30}" for n in range(90)]
    first = folds(names, 5)
    assert set(first.tolist()) == set(range(5))
    assert (first[:30] == first[30:60]).all()
    assert (folds([*names, "another"], 5)[:90] == first).all()
