"""How sure the reader is of a claim, and what follows from it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.claims import make_claims
from hearsay.claims.confidence import Confidence, Weight, parsed, shipped, sigmoid
from hearsay.claims.signs import meanings
from tests.claims.test_assemble import plan

FLAT = Confidence(intercept=0.0, weights={}, slope=1.0, offset=0.0, review_below=0.0)


def rule(review_below: float = 0.0, **weights: float) -> Confidence:
    """Unstandardised weights, uncalibrated."""
    return Confidence(0.0, {name: Weight(0.0, 1.0, w) for name, w in weights.items()}, 1.0, 0.0, review_below)


def test_the_file_that_ships_weighs_exactly_the_signs_that_claims_have() -> None:
    data = json.loads(files("hearsay.claims").joinpath("confidence.json").read_text("utf-8"))
    assert list(data["signs"]) == list(meanings())
    assert parsed(data) == shipped()
    assert 0 < shipped().review_below < 1
    assert shipped().slope > 0, "surer signs make a surer claim"


@given(st.fixed_dictionaries({name: st.floats(-1e6, 1e6, allow_nan=False) for name in meanings()}))
def test_whatever_the_signs_it_is_a_probability_of_two_digits(signs: dict[str, float]) -> None:
    chance = shipped().probability(signs)
    assert 0 <= chance <= 1
    assert chance == round(chance, 2)
    assert chance == shipped().probability(dict(reversed(signs.items()))), (
        "the order of signs changes nothing"
    )


@pytest.mark.parametrize(
    ("log_odds", "chance"), [(0, 0.5), (1, 0.731059), (-1, 0.268941), (1000, 1.0), (-1000, 0.0)]
)
def test_log_odds_to_probability(log_odds: float, chance: float) -> None:
    assert sigmoid(log_odds) == pytest.approx(chance, abs=1e-6)


def test_weights_are_for_standardised_signs_and_then_calibrated() -> None:
    sure = Confidence(0.5, {"chain": Weight(mean=1.0, scale=2.0, weight=-1.5)}, 0.5, -0.25, 0.0)
    assert sure.log_odds({"chain": 5.0}) == pytest.approx(0.5 - 1.5 * 2)
    assert sure.probability({"chain": 5.0}) == round(sigmoid(0.5 * -2.5 - 0.25), 2)
    with pytest.raises(KeyError, match="chain"):
        sure.log_odds({})


def test_every_claim_gets_one_and_the_same_each_time() -> None:
    record = plan().record()
    claims = make_claims(record)
    assert all(claim.confidence is not None for claim in claims)
    assert claims == make_claims(record)
    assert {claim.confidence for claim in make_claims(record, rule=FLAT)} == {0.5}


def test_what_the_network_said_of_an_attribution_moves_the_claims_under_it() -> None:
    made = plan()
    record = made.record()
    outer, inner = (item.id for item in record.attributions)
    unsure, sure = (
        make_claims(record, {outer: {"score": 0.95}, inner: {"score": score}}, rule=rule(weakest=1.0))
        for score in (0.2, 0.9)
    )
    assert [claim.confidence for claim in unsure] == [0.95, 0.2], "the first claim is not under it"
    assert [claim.confidence for claim in sure] == [0.95, 0.9]


def test_what_lies_below_the_threshold_goes_to_review_and_says_so_in_its_place() -> None:
    record = plan().record()
    agreed, send = make_claims(record, rule=rule(0.5, future=-1.0))
    assert send.confidence == 0.27
    assert "low_confidence" in send.review
    assert agreed.confidence == 0.5
    assert "low_confidence" not in agreed.review, "at the threshold is not below it"
    (agreed, send) = make_claims(record, rule=rule(0.5, reasons=-1.0, future=-1.0))
    assert list(send.review) == sorted(send.review, key=["no_type", "low_confidence"].index)
