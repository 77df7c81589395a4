"""Fitting heads of one hidden layer in NumPy: the same data and seed give the same weights.

Adam with decoupled weight decay (Loshchilov and Hutter 2019), a rate that falls to nothing, dropout on inputs and
hidden units. Several small ones from different seeds are fitted and laid side by side as one, which answers with the
mean of their log odds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.read.network.heads import Floats, Head, gelu

NARROWEST = 0.05
"""Standard deviation below which an input is not stretched further: what hardly ever varies must not shout."""


@dataclass(frozen=True)
class Recipe:
    """How to fit one head. ``hidden``: units of each part."""

    hidden: int = 20
    parts: int = 3
    epochs: int = 8
    batch: int = 128
    rate: float = 2e-3
    decay: float = 0.1
    dropout: float = 0.3
    seed: int = 0


def fit_head(
    names: tuple[tuple[str, ...], tuple[str, ...]], x: Floats, y: Floats, weight: Floats, recipe: Recipe
) -> Head:
    """A head with the labels and inputs of ``names``, from ``x`` [rows, inputs] to ``y`` [rows, labels] in 0 to 1.

    ``weight`` [rows, labels]: how much each answer counts, 0 where it is not known.
    """
    mean, scale = x.mean(0), np.maximum(x.std(0), NARROWEST)
    z = ((x - mean) / scale).astype(np.float32)
    made = [_fit(z, y, weight, recipe, recipe.seed + part) for part in range(recipe.parts)]
    up = np.concatenate([part[0] for part in made], 1) / scale[:, None]
    up_bias = np.concatenate([part[1] for part in made]) - mean @ up
    down = np.concatenate([part[2] for part in made]) / recipe.parts
    down_bias = np.mean([part[3] for part in made], 0)
    labels, inputs = names
    return Head(labels, inputs, *(item.astype(np.float32) for item in (up, up_bias, down, down_bias)))


def _fit(z: Floats, y: Floats, weight: Floats, recipe: Recipe, seed: int) -> list[Floats]:
    rng = np.random.default_rng(seed)
    sizes = (z.shape[1], recipe.hidden, y.shape[1])
    weights = [
        *(rng.standard_normal(sizes[:2]).astype(np.float32) / np.float32(np.sqrt(sizes[0])),),
        np.zeros(sizes[1], np.float32),
        rng.standard_normal(sizes[1:]).astype(np.float32) / np.float32(np.sqrt(sizes[1])),
        np.zeros(sizes[2], np.float32),
    ]
    adam = _Adam(weights, recipe)
    batches = max(1, len(z) // recipe.batch)
    for _ in range(recipe.epochs):
        order = rng.permutation(len(z))
        for number in range(batches):
            rows = order[number * recipe.batch : (number + 1) * recipe.batch]
            slopes = _slopes(weights, z[rows], y[rows], weight[rows], recipe.dropout, rng)
            adam.step(slopes, 1 - adam.steps / (recipe.epochs * batches))
    return weights


def _slopes(
    weights: list[Floats], x: Floats, y: Floats, weight: Floats, dropout: float, rng: np.random.Generator
) -> list[Floats]:
    """Gradients of the mean cross-entropy."""
    up, up_bias, down, down_bias = weights
    x = x * _kept(x.shape, dropout, rng)
    inner = x @ up + up_bias
    kept = _kept(inner.shape, dropout, rng)
    hidden = gelu(inner) * kept
    wrong = (1 / (1 + np.exp(-(hidden @ down + down_bias))) - y) * weight / len(x)
    below = (wrong @ down.T) * kept * _gelu_slope(inner)
    return [x.T @ below, below.sum(0), hidden.T @ wrong, wrong.sum(0)]


def _kept(shape: tuple[int, ...], dropout: float, rng: np.random.Generator) -> Floats:
    kept: Floats = (rng.random(shape, np.float32) >= dropout).astype(np.float32) / np.float32(1 - dropout)
    return kept


def _gelu_slope(values: Floats) -> Floats:
    bend = np.tanh(0.7978845608 * (values + 0.044715 * values**3))
    slope: Floats = (
        0.5 * (1 + bend) + 0.5 * values * (1 - bend**2) * 0.7978845608 * (1 + 3 * 0.044715 * values**2)
    ).astype(np.float32)
    return slope


class _Adam:
    def __init__(self, weights: list[Floats], recipe: Recipe) -> None:
        self.steps = 0
        self._weights, self._recipe = weights, recipe
        self._mean = [np.zeros_like(item) for item in weights]
        self._square: list[NDArray[np.float32]] = [np.zeros_like(item) for item in weights]

    def step(self, slopes: list[Floats], share: float) -> None:
        """One step at ``share`` of the full rate; biases do not decay."""
        self.steps += 1
        rate = self._recipe.rate * share
        for weight, slope, mean, square in zip(self._weights, slopes, self._mean, self._square, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            by = np.sqrt(square / (1 - 0.999**self.steps)) + 1e-8
            weight -= rate * mean / (1 - 0.9**self.steps) / by
            if weight.ndim == 2:
                weight -= rate * self._recipe.decay * weight
