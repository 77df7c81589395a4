"""How likely a claim is read rightly: a logistic regression over its signs, calibrated.

The weights in ``confidence.json`` are made by ``training/confidence.py``; ``docs/confidence.md`` says what they are
fitted on and how well they keep their word.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Weight:
    """What one sign weighs, in log odds for each ``scale`` that its value lies above ``mean``."""

    mean: float
    scale: float
    weight: float

    def of(self, value: float) -> float:
        """Log odds that the value adds."""
        return self.weight * (value - self.mean) / self.scale


@dataclass(frozen=True)
class Confidence:
    """The fitted rule: signs to a probability.

    ``slope`` and ``offset`` calibrate the log odds (Platt 1999). ``review_below``: a probability under which a
    person should look.
    """

    intercept: float
    weights: Mapping[str, Weight]
    slope: float
    offset: float
    review_below: float

    def log_odds(self, signs: Mapping[str, float]) -> float:
        """Before calibration. Raises ``KeyError`` if a sign that has a weight is missing."""
        return self.intercept + math.fsum(weight.of(signs[name]) for name, weight in self.weights.items())

    def probability(self, signs: Mapping[str, float]) -> float:
        """That the claim is right, 0 to 1, to two digits."""
        return round(sigmoid(self.slope * self.log_odds(signs) + self.offset), 2)


def sigmoid(log_odds: float) -> float:
    """The probability of log odds, safe for large ones."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    grown = math.exp(log_odds)
    return grown / (1.0 + grown)


def parsed(data: Mapping[str, Any]) -> Confidence:
    """The rule as its file writes it."""
    return Confidence(
        intercept=data["intercept"],
        weights={name: Weight(**row) for name, row in data["signs"].items()},
        slope=data["calibration"]["slope"],
        offset=data["calibration"]["offset"],
        review_below=data["review_below"],
    )


@cache
def shipped() -> Confidence:
    """The rule that ships with the package."""
    return parsed(json.loads(files("hearsay.claims").joinpath("confidence.json").read_text("utf-8")))
