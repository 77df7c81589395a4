"""The fit of claims' confidence, on made-up claims whose chances are known."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from hearsay.claims.confidence import parsed, sigmoid
from hearsay.claims.signs import meanings
from training.confidence import REVIEWED, Example, fit, halvings, measure


def drawn(half: str, documents: int, base: float, seed: int) -> Iterator[Example]:
    """Ten claims a document; a surer trigger makes one likelier, nothing else does."""
    rng = random.Random(f"{half} {seed}")
    for document in range(documents):
        for _ in range(10):
            signs = {name: rng.gauss(0, 1) for name in meanings()}
            right = rng.random() < sigmoid(base + 1.5 * signs["trigger"])
            yield Example(f"{half} {document}", half, half, signs, right)


@pytest.fixture(scope="module")
def found() -> list[Example]:
    return [*drawn("fit", 60, -0.5, 1), *drawn("own", 40, 2.5, 1)]


def test_what_tells_is_found_and_the_rest_weighs_little(found: list[Example]) -> None:
    weights = parsed(fit(found)).weights
    assert weights["trigger"].weight > 0.8
    assert max(abs(one.weight) for name, one in weights.items() if name != "trigger") < 0.3


def test_the_rule_keeps_its_word_on_other_claims_of_the_public_kind(found: list[Example]) -> None:
    rule = parsed(fit(found))
    others = list(drawn("report", 200, -0.5, 2))
    measured = measure(rule, others)
    assert measured["calibration error"] < 0.06, "however plain our own gold is, its base rate stays its own"
    assert measured["brier"] < measured["brier of the base rate"] - 0.03
    assert measured["on"]["report"] == {
        "documents": 200, "claims": 2000, "right": sum(one.right for one in others),
    }  # fmt: skip


def test_low_confidence_is_the_share_it_should_be(found: list[Example]) -> None:
    rule = parsed(fit(found))
    others = list(drawn("report", 200, -0.5, 3))
    low = sum(rule.probability(one.signs) < rule.review_below for one in others) / len(others)
    assert low == pytest.approx(REVIEWED, abs=0.06)


def test_the_same_claims_give_the_same_rule_in_any_order(found: list[Example]) -> None:
    shuffled = random.Random(5).sample(found, len(found))
    assert fit(shuffled) == fit(found)


def test_our_own_gold_alone_will_do_until_there_is_more() -> None:
    assert parsed(fit(list(drawn("own", 40, 0.5, 4)))).weights["trigger"].weight > 0.5


def test_halvings_show_how_far_the_draw_of_documents_moves_the_error(found: list[Example]) -> None:
    spread = halvings(found)
    assert 0 < spread["low"] <= spread["median"] <= spread["high"] < 0.3
