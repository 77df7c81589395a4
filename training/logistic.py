"""Logistic regression, its calibration, and folds over documents; NumPy alone, the same result every time."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 50
TOLERANCE = 1e-10


@dataclass(frozen=True)
class Fit:
    """Standardising and weights: ``mean``, ``scale``, ``weight`` [signs], and ``intercept``."""

    mean: Floats
    scale: Floats
    weight: Floats
    intercept: float

    def log_odds(self, x: Floats) -> Floats:
        """[rows] log odds of ``x`` [rows, signs]."""
        result: Floats = (x - self.mean) / self.scale @ self.weight + self.intercept
        return result


def fit_logistic(x: Floats, y: Floats, penalty: float, share: Floats | None = None) -> Fit:
    """L2-regularised logistic regression of ``y`` (0 or 1) on ``x`` [rows, signs], by Newton's method.

    Signs are standardised first; one that never varies gets no weight. ``penalty`` is the ridge on each standardised
    weight, the intercept is free. ``share`` [rows]: how much each row counts, by default 1.
    """
    rows = np.ones(len(y)) if share is None else share
    mean = np.average(x, axis=0, weights=rows)
    spread = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=rows))
    scale = np.where(spread > 1e-9, spread, 1.0)
    z = np.concatenate([np.ones((len(x), 1)), (x - mean) / scale], axis=1)
    ridge = np.full(z.shape[1], penalty)
    ridge[0] = 1e-9
    beta = np.zeros(z.shape[1])
    for _ in range(STEPS):
        chance = sigmoid(z @ beta)
        slope = z.T @ (rows * (y - chance)) - ridge * beta
        bend = (z * (rows * chance * (1 - chance))[:, None]).T @ z + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        beta = beta + step
        if np.abs(step).max() < TOLERANCE:
            break
    return Fit(mean, scale, beta[1:], float(beta[0]))


def fit_platt(log_odds: Floats, y: Floats, share: Floats | None = None) -> tuple[float, float]:
    """Slope and offset that make log odds into calibrated ones (Platt 1999), outcomes drawn in as he does.

    Raises ``ValueError`` if higher log odds do not go with more right ones.
    """
    positive, negative = float(y.sum()), float(len(y) - y.sum())
    target = np.where(y > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    fit = fit_logistic(log_odds[:, None], target, 1e-6, share)
    slope = float(fit.weight[0] / fit.scale[0])
    if slope <= 0:
        raise ValueError(f"a slope of {slope:.2f}: these log odds do not tell right from wrong")
    return slope, float(fit.intercept - slope * fit.mean[0])


def sigmoid(log_odds: Floats) -> Floats:
    """Probabilities of log odds."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -500, 500)))
    return result


def folds(documents: Sequence[str], count: int) -> NDArray[np.int64]:
    """A fold for each row, rows of one document together; by a checksum of the name, so that none moves when
    another document comes or goes."""
    return np.array([zlib.crc32(name.encode()) % count for name in documents], np.int64)
