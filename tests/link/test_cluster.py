"""Average linkage: the rule against chaining, and what a person said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.link.happenings.cluster import average_link, components

LIKE, UNLIKE = 3000, -9000


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [[0], [1], [2], [3]]),
        ([(0, 1, LIKE)], [[0, 1], [2], [3]]),
        ([(0, 1, LIKE), (1, 2, LIKE), (2, 3, LIKE)], [[0, 1, 2, 3]]),  # the ends were never compared
        ([(0, 1, LIKE), (1, 2, LIKE), (0, 2, UNLIKE)], [[0, 1], [2], [3]]),  # they were, and differ
        ([(0, 1, LIKE), (2, 3, LIKE), (1, 2, 1000), (0, 3, UNLIKE)], [[0, 1], [2, 3]]),
        ([(0, 1, 0)], [[0], [1], [2], [3]]),
    ],
)
def test_groups_join_while_the_mean_between_them_is_positive(
    edges: list[tuple[int, int, int]], expected: list[list[int]]
) -> None:
    assert average_link(4, edges) == expected


def test_a_person_joins_and_parts() -> None:
    edges = [(0, 1, LIKE), (2, 3, UNLIKE)]
    assert average_link(4, edges, together=[(2, 3)], apart=[(0, 1)]) == [[0], [1], [2, 3]]
    assert average_link(3, [(0, 2, LIKE), (1, 2, LIKE)], apart=[(0, 1)]) == [[0, 2], [1]]


EDGES = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-4000, 4000),
    max_size=30,
)


@given(edges=EDGES, draw=st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter(edges: dict[tuple[int, int], int], draw: object) -> None:
    rows = [(one, other, weight) for (one, other), weight in edges.items()]
    shuffled = list(rows)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    flipped = [(other, one, weight) for one, other, weight in shuffled]
    assert average_link(9, rows) == average_link(9, flipped)


@given(edges=EDGES)
def test_no_two_groups_are_left_that_speak_for_each_other(edges: dict[tuple[int, int], int]) -> None:
    groups = average_link(9, [(one, other, weight) for (one, other), weight in edges.items()])
    of = {node: number for number, group in enumerate(groups) for node in group}
    sums: dict[tuple[int, int], int] = {}
    for (one, other), weight in edges.items():
        pair = (min(of[one], of[other]), max(of[one], of[other]))
        if pair[0] != pair[1]:
            sums[pair] = sums.get(pair, 0) + weight
    assert all(total <= 0 for total in sums.values())


def test_components_are_named_by_their_least_node() -> None:
    assert components(6, [(4, 2), (2, 5), (1, 0)]) == [0, 0, 2, 3, 2, 2]


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] != p[1]), max_size=4)


@given(edges=EDGES, weights=st.sampled_from([1, 1000]), together=PAIRS, apart=PAIRS)
def test_a_component_too_large_for_square_tables_is_grouped_alike(
    edges: dict[tuple[int, int], int],
    weights: int,
    together: list[tuple[int, int]],
    apart: list[tuple[int, int]],
) -> None:
    rows = [
        (one, other, weight // weights) for (one, other), weight in edges.items()
    ]  # thousandths: many are equal
    tables, lists = (average_link(9, rows, together, apart, largest=size) for size in (9, 0))
    assert tables == lists
