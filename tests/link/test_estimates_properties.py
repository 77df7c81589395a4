"""What holds of every estimate, whatever is claimed in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.link.estimates import POLICIES, Layers, Told, estimates
from hearsay.record import Record
from hearsay.record.estimate import Estimates
from tests.link.telling import tell

NUMBERS = [
    "nine",
    "twelve",
    "at least 20",
    "up to 70",
    "20 to 30",
    "dozens",
    "hundreds",
    "many",
    "about 200",
    "3",
]
NOUNS = [
    "people",
    "soldiers",
    "rebels",
    "civilians",
    "women",
    "men",
    "children",
    "engineers",
    "Israeli soldiers",
]
ORIGINS = ["the mayor", "the army", "a doctor", "residents"]
DAYS = ["2024-03-04", "2024-03-05", "2024-03-06", None]


@st.composite
def claims(draw: st.DrawFn) -> list[Told]:
    made = []
    for nth in range(draw(st.integers(1, 7))):
        number, noun = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NOUNS))
        day = draw(st.sampled_from(DAYS))
        fields: dict[str, Any] = {"scope": draw(st.sampled_from([None, None, "new", "cumulative"]))}
        made.append(
            tell(
                f"{number.capitalize()} {noun} were killed.",
                (number, noun, fields),
                by=draw(st.sampled_from(ORIGINS)),
                certainty=draw(st.sampled_from(["asserted", "asserted", "possible", "probable", "denied"])),
                status=draw(st.sampled_from(["usable", "usable", "usable", "withdrawn"])),
                published=day,
                ref=f"report {nth}",
                reliable=draw(st.booleans()),
            )
        )
    return made


policies = st.sampled_from(sorted(POLICIES))


def ends(found: Estimates) -> list[tuple[Any, ...]]:
    """What the estimates say, without which reports say it."""
    return [(e.outcome, e.population, e.low, e.best, e.high, e.reached) for e in found.estimates]


@settings(max_examples=60, deadline=None)
@given(claims(), policies, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(told: list[Told], policy: Any, chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert estimates(shuffled, policy) == estimates(told, policy)
    assert estimates([*told, *shuffled], policy) == estimates(told, policy)


@settings(max_examples=60, deadline=None)
@given(claims(), policies, st.data())
def test_adding_a_reprint_changes_nothing(told: list[Told], policy: Any, data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(told))
    # a dated reprint of an undated text tells more than the text did: how old it is at most
    later = data.draw(st.sampled_from([None, "2024-03-20"])) if original.published else None
    report = original.record.report
    basis = "given" if later else None
    copy = report.replace(carrier="The Reprinter", published=later, published_basis=basis)
    record = Record.parse({**original.record.to_dict(), "report": copy.to_dict()})
    reprint = replace(original, layers=Layers(record), claim=record.claims[0])
    assert ends(estimates([*told, reprint], policy)) == ends(estimates(told, policy))


@settings(max_examples=100, deadline=None)
@given(claims(), policies)
def test_low_best_high_are_in_order_and_every_number_lists_its_claims(told: list[Told], policy: Any) -> None:
    found = estimates(told, policy)
    known = {(*item.key,) for item in told}
    for estimate in found.estimates:
        row = [value for value in (estimate.low, estimate.best, estimate.high) if value is not None]
        assert row == sorted(row)
        for end in ("low", "best", "high"):
            behind = [one for one in estimate.used if end in one.sets]
            assert (getattr(estimate, end) is None) or behind
            assert {(one.report, one.claim) for one in behind} <= known
        assert estimate.high is None or estimate.reached == estimate.high


@settings(max_examples=60, deadline=None)
@given(claims(), policies)
def test_every_claim_is_either_used_or_left_out_with_a_rule(told: list[Told], policy: Any) -> None:
    found = estimates(told, policy)
    listed = [
        (row.report, row.claim)
        for e in found.estimates
        for row in (*(u for u in e.used if u.rule != "part"), *e.left_out)
    ]
    assert sorted({*listed}) == sorted({item.key for item in told})


@settings(max_examples=60, deadline=None)
@given(claims())
def test_ucdp_keeps_its_identity_with_an_unknown_of_nought_or_more(told: list[Told]) -> None:
    """best = side a + side b + civilians + unknown: no disjoint parts ever come to more than everybody."""
    found = estimates(told, "ucdp").estimates
    whole = found[0]
    assert whole.population.words == "everybody"
    for one in found[1:]:
        for other in found[1:]:
            if one.population.apart(other.population):
                assert (one.best or 0) + (other.best or 0) <= (whole.best or 0)
