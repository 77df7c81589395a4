"""Fitting what clues weigh: the likely option is found, the network's word counts where it is worth something."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from hearsay.read.entities.antecedents import NOBODY
from hearsay.read.entities.pronouns import CLASSES, Weights, parsed
from training.coreference import Case, fit, fit_link, fit_tables, reached, written


def cases(count: int, told: float | None = None) -> list[Case]:
    """Invented pronouns that mean the nearer of two chains in four of five cases; ``told``: chance of the right one."""
    rng = random.Random(5)
    out = []
    for number in range(count):
        right = 1 if rng.random() < 0.8 else 2
        chances = None if told is None else {NOBODY: 0.0, right: told, 3 - right: 1 - told}
        options = {NOBODY: {"nobody": 1.0}, 1: {"near": 1.0}, 2: {"far": 1.0}}
        kind = list(CLASSES.values())[number % 4]
        out.append(Case(number, kind, options, {right}, right, chances, True, True, False))
    return out


def test_the_clue_that_is_mostly_right_weighs_most_and_always_the_same() -> None:
    weights = fit(cases(200))
    assert weights["near"] > weights["far"] > weights["nobody"]
    assert fit(cases(200)) == weights


@pytest.mark.parametrize(("told", "heard"), [(0.97, True), (0.1, False)])
def test_the_networks_word_counts_if_it_is_right(told: float, heard: bool) -> None:
    given = cases(400, told)
    tables = [fit_tables(given)] * 5
    assert (fit_link(given, tables) > 0) == heard
    assert fit_link(cases(400), tables) == 0.0


def test_reached_counts_what_is_asked_and_precision_counts_the_empty_ones_told() -> None:
    rows: Sequence[Case] = cases(10)
    rows[0].taken = NOBODY
    rows[1].taken = 3 - rows[1].taken
    empty = cases(1)[0]
    empty.asked, empty.actor, empty.empty, empty.right = False, False, True, {NOBODY}
    told = reached([*rows, empty])
    assert told["all"] == pytest.approx((10, 80.0, 80.0))
    assert told["actors"] == pytest.approx((10, 80.0, 100 * 8 / 9))


def test_what_is_written_is_read_back_without_the_small_weights() -> None:
    tables = {kind: {"near": 1.234, "faint one": 0.01} for kind in CLASSES.values()}
    text = written(Weights(tables, 0.75, 0.02, -0.4, -1.0), "abc")
    weights = parsed(text)
    assert weights.clues["person"] == {"near": 1.23}
    assert (weights.link, weights.faint, weights.nobody) == (0.75, 0.02, -0.4)
