"""Agreement of coders, against the worked examples of the paper that the measure is taken from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.flow.agreement import Difference, agreement, nominal, ratio

# Krippendorff (2011): A, two observers and ten units; C, four observers and twelve units with values missing
TWO = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
FOUR = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip


@pytest.mark.parametrize(
    ("units", "difference", "alpha", "many"),
    [(TWO, nominal, 0.095, 10), (FOUR, nominal, 0.743, 11), (FOUR, ratio, 0.797, 11)],
)
def test_the_worked_examples_of_the_paper(
    units: list[Sequence[Hashable]], difference: Difference, alpha: float, many: int
) -> None:
    found = agreement(units, difference)
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert found.units == many


def test_one_value_throughout_leaves_alpha_open_but_tells_that_all_are_alike() -> None:
    assert agreement([("killed", "killed")] * 5, nominal).alpha is None
    assert agreement([("killed", "killed")] * 5, nominal).alike == 1.0


def test_without_claims_that_two_saw_nothing_is_told() -> None:
    found = agreement([("killed",), ()], nominal)
    assert (found.units, found.alike, found.alpha) == (0, None, None)


def test_an_open_bound_against_a_number_is_as_far_apart_as_can_be() -> None:
    near = agreement([(20, 21), (5, 5), (300, 310)], ratio)
    open_ = agreement([(20, None), (5, 5), (300, 310)], ratio)
    assert near.alpha is not None
    assert open_.alpha is not None
    assert open_.alpha < 0.9 < near.alpha


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_alpha_knows_no_order_of_coders_or_claims_and_is_one_only_for_agreement(
    units: list[tuple[str, str]],
) -> None:
    found = agreement(units, nominal)
    assert found == agreement([(b, a) for a, b in reversed(units)], nominal)
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == (found.alike == 1)
