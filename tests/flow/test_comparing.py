"""Two coders' work side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.flow.comparing import Coded, Value, agreements, pairs


def coded(
    claim: str | None,
    start: int = 0,
    end: int = 5,
    holds: bool = True,
    report: str = "r-1",
    seq: int = 1,
    **values: Value,
) -> Coded:
    return Coded(report, claim, start, end, holds, values, seq)


def test_claims_of_the_machine_meet_by_their_ids_and_only_those_that_both_judged() -> None:
    found = pairs(
        [coded("c-1", outcome="killed"), coded("c-2")],
        [coded("c-1", outcome="wounded"), coded("c-3")],
    )
    (pair,) = found
    assert pair.differ == ("outcome",)


def test_a_rejected_claim_against_an_accepted_one_differs_in_nothing_else() -> None:
    (pair,) = pairs(
        [coded("c-1", holds=False, outcome="killed")],
        [coded("c-1", outcome="wounded")],
    )
    assert pair.differ == ("claim",)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ((10, 14), (10, 14), True),
        ((10, 14), (12, 20), True),  # "shot" and "shot dead"
        ((10, 14), (14, 20), False),
        ((10, 14), (40, 44), False),
    ],
)
def test_added_claims_meet_where_their_words_overlap(
    one: tuple[int, int], other: tuple[int, int], joined: bool
) -> None:
    found = pairs([coded(None, *one)], [coded(None, *other)])
    assert len(found) == (1 if joined else 2)
    assert all(pair.differ == (() if joined else ("claim",)) for pair in found)


def test_an_added_claim_meets_the_one_that_it_overlaps_most() -> None:
    found = pairs(
        [coded(None, 10, 20, seq=1), coded(None, 18, 30, seq=2)],
        [coded(None, 17, 30, seq=3)],
    )
    assert [(p.one and p.one.seq, p.other and p.other.seq) for p in found] == [(1, None), (2, 3)]


def test_added_claims_of_two_reports_never_meet() -> None:
    assert len(pairs([coded(None, report="r-1")], [coded(None, report="r-2")])) == 2


def test_agreement_counts_a_claim_that_one_missed_and_fields_only_where_both_hold_it() -> None:
    found = agreements(
        pairs(
            [
                coded("c-1", outcome="killed", low=3),
                coded("c-2", 9, 12, outcome="killed", low=10),
                coded(None, 50, 55),
            ],
            [
                coded("c-1", outcome="wounded", low=3),
                coded("c-2", 9, 12, outcome="killed", low=20),
            ],
        )
    )
    assert found["claim"].units == 3
    assert found["claim"].alike == pytest.approx(2 / 3)
    assert (found["outcome"].units, found["outcome"].alike) == (2, 0.5)
    assert (found["low"].alpha or 0) > 0  # 10 against 20 is nearer than chance


PLACES = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=6))
def test_every_added_claim_stands_in_one_pair_whoever_is_named_first(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    one = [coded(None, place[0], place[1], seq=n) for n, place in enumerate(first)]
    other = [coded(None, place[0], place[1], seq=100 + n) for n, place in enumerate(second)]
    found = pairs(one, other)
    assert sorted(pair.one.seq for pair in found if pair.one) == [c.seq for c in one]
    assert sorted(pair.other.seq for pair in found if pair.other) == [c.seq for c in other]
    assert len(pairs(other, one)) == len(found)
