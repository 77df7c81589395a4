"""Whether probabilities keep their word: expected calibration error, Brier score, reliability table."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from benchmarks.score.rows import Row, Scores

Told = tuple[float, bool]  # a probability, and whether what it was told of came true

BINS = 10
DRAWS = 2000


def reliability(told: Sequence[Told]) -> Scores:
    """Calibration errors, Brier score and table of predictions, as shares, 0 to 1; and ``confidence calibrated``, what
    the first error leaves of 100, which more of is better and a floor can hold.

    ``… if perfect``: the calibration error that a perfectly calibrated reader with these very probabilities would
    show on so few claims, on average and in one draw of twenty at least, the outcomes drawn from them (seeded). An
    error below the latter cannot be told from none.
    """
    wide = equal_width(told)
    rng = random.Random(0)
    drawn = sorted(
        calibration_error(equal_width([(chance, rng.random() < chance) for chance, _ in told]))
        for _ in range(DRAWS)
    )
    error = calibration_error(wide)
    return {
        "confidence calibrated": round(100 * (1 - error), 1),
        "calibration error": round(error, 3),
        "calibration error, equal mass": round(calibration_error(equal_mass(told)), 3),
        "calibration error if perfect": round(sum(drawn) / DRAWS, 3),
        "calibration error if perfect, one in twenty": round(drawn[DRAWS * 19 // 20], 3),
        "brier": round(brier(told), 3),
        "brier of the base rate": round(_spread([right for _, right in told]), 3),
        "reliability": [_line(group) for group in wide if group],
    }


def equal_width(told: Sequence[Told], bins: int = BINS) -> list[list[Told]]:
    """Predictions by tenth: [0, .1), [.1, .2) … [.9, 1]."""
    groups: list[list[Told]] = [[] for _ in range(bins)]
    for one in told:
        groups[min(bins - 1, int(one[0] * bins + 1e-9))].append(one)
    return groups


def equal_mass(told: Sequence[Told], bins: int = BINS) -> list[list[Told]]:
    """Predictions in the order of their probability, cut into groups whose sizes differ by one at most."""
    ranked = sorted(told, key=lambda one: one[0])
    cuts = [round(len(ranked) * number / bins) for number in range(bins + 1)]
    return [ranked[start:end] for start, end in pairwise(cuts)]


def calibration_error(groups: Sequence[Sequence[Told]]) -> float:
    """Expected calibration error (Naeini et al. 2015): |share right - mean probability|, weighted by group size."""
    total = sum(len(group) for group in groups)
    return sum(abs(sum(right - chance for chance, right in group)) for group in groups) / max(1, total)


def brier(told: Sequence[Told]) -> float:
    """Mean square of probability less outcome (Brier 1950); 0 is perfect."""
    return sum((chance - right) ** 2 for chance, right in told) / max(1, len(told))


def _spread(right: Sequence[bool]) -> float:
    share = sum(right) / max(1, len(right))
    return share * (1 - share)


def _line(group: Sequence[Told]) -> Row:
    chances = [chance for chance, _ in group]
    return {
        "from": round(min(chances), 2),
        "to": round(max(chances), 2),
        "claims": len(group),
        "mean confidence": round(sum(chances) / len(group), 3),
        "share right": round(sum(right for _, right in group) / len(group), 3),
    }
