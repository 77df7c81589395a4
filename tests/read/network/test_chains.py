"""Label sequences against every sequence there is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.network.chains import Chain, Floats, decode, spans_of

CHAIN = Chain(
    ("O", "B-x", "I-x"),
    np.array([[0.5, -0.5, -1e4], [0, -1, 1], [0.25, 0, 0.5]], np.float32),
    np.array([0.5, 0, -1e4], np.float32),
)


def value(scores: Floats, path: tuple[int, ...]) -> float:
    steps = sum(float(CHAIN.transition[a, b]) for a, b in pairwise(path))
    return float(CHAIN.start[path[0]]) + steps + sum(float(scores[i, label]) for i, label in enumerate(path))


rows = st.lists(st.lists(st.floats(-5, 5, width=32), min_size=3, max_size=3), min_size=1, max_size=6)


@given(rows)
def test_the_path_is_the_best_of_all_and_its_chances_those_of_the_sum_over_all(
    found: list[list[float]],
) -> None:
    scores = np.array(found, np.float32)
    ((path, sure),) = decode([scores], CHAIN)
    every = {choice: value(scores, choice) for choice in product(range(3), repeat=len(scores))}
    assert np.isclose(every[tuple(path.tolist())], max(every.values()), atol=1e-3)
    total = sum(np.exp(v) for v in every.values())
    for index, label in enumerate(path.tolist()):
        share = sum(np.exp(v) for choice, v in every.items() if choice[index] == label) / total
        assert np.isclose(sure[index], share, atol=1e-4)


@given(rows, rows)
def test_neighbours_do_not_matter(one: list[list[float]], two: list[list[float]]) -> None:
    first, second = np.array(one, np.float32), np.array(two, np.float32)
    alone = decode([first], CHAIN)[0]
    together = decode([second, first, np.zeros((0, 3), np.float32), second], CHAIN)
    assert [len(path) for path, _ in together] == [len(second), len(first), 0, len(second)]
    assert together[1][0].tolist() == alone[0].tolist()
    assert np.allclose(together[1][1], alone[1], atol=1e-6)


def test_spans_of_labels() -> None:
    assert spans_of([1, 2, 0, 1, 1, 2], CHAIN.labels) == [("x", 0, 2), ("x", 3, 4), ("x", 4, 6)]
