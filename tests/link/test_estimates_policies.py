"""Each policy's rules as a table: what people write, and the low, best and high that a coder would enter."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.link.estimates import Told, estimates
from hearsay.record.estimate import EVERYBODY, Estimate, PopulationKey
from tests.link.telling import tell

Row = tuple[Any, Any, Any]


def mayor(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="the mayor", **fields)


def doctor(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="a doctor", **fields)


def army(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="the army", **fields)


def numbers(
    policy: Any, claims: list[Told], outcome: str = "killed", population: PopulationKey = EVERYBODY
) -> Row:
    estimate = estimates(claims, policy).of(outcome, population)
    return (estimate.low, estimate.best, estimate.high) if estimate else (None, None, None)


NINE = mayor("Nine people were killed.", ("nine", "people"))
TWELVE = doctor("Twelve people were killed.", ("twelve", "people"))
AT_LEAST_20 = army("At least 20 people were killed.", ("at least 20", "people"))
UP_TO_70 = army("Up to 70 people were killed.", ("up to 70", "people"))
RANGE = doctor("20 to 30 people were killed.", ("20 to 30", "people"))
DOZENS = mayor("Dozens were killed.", "dozens")
HUNDREDS = mayor("Hundreds were killed.", "hundreds")
SEVERAL = mayor("Several people were killed.", ("several", "people"))
MANY = mayor("Many people were killed.", ("many", "people"))
POSSIBLE = doctor("Twelve people were killed.", ("twelve", "people"), certainty="possible")
LIKELY = doctor("Twelve people were killed.", ("twelve", "people"), certainty="probable")
OPEN_FEARED = doctor("At least 20 people were killed.", ("at least 20", "people"), certainty="possible")
GRADED = doctor("Twelve people were killed.", ("twelve", "people"), reliable=True)
ABOUT = mayor("About 200 people were killed.", ("about 200", "people"))
NOBODY = mayor("No people were killed.", ("no", "people"))


@pytest.mark.parametrize(
    ("claims", "ucdp", "acled", "minmax"),
    [
        ([NINE], (9, 9, 9), (9, 9, 9), (9, 9, 9)),
        # no source stands out: the lower figure; the higher one is high
        ([NINE, TWELVE], (9, 9, 12), (9, 9, 9), (9, None, 12)),
        ([NINE, GRADED], (9, 12, 12), (12, 12, 12), (9, None, 12)),
        ([AT_LEAST_20], (20, 20, None), (20, 20, 20), (20, None, None)),
        # nine cannot be the high when somebody has counted at least twenty
        ([NINE, AT_LEAST_20], (9, 9, None), (9, 9, 9), (9, None, None)),
        ([RANGE, AT_LEAST_20], (20, 20, 30), (20, 20, 20), (20, None, 30)),
        ([RANGE], (20, 20, 30), (20, 20, 20), (20, None, 30)),
        ([UP_TO_70], (None, None, 70), (None, None, None), (None, None, 70)),
        ([NINE, UP_TO_70], (9, 9, 70), (9, 9, 9), (9, None, 70)),
        ([POSSIBLE], (None, None, 12), (None, None, None), (None, None, 12)),
        ([NINE, POSSIBLE], (9, 9, 12), (9, 9, 9), (9, None, 12)),
        ([NINE, LIKELY], (9, 9, 12), (9, 9, 9), (9, None, 12)),
        ([NINE, OPEN_FEARED], (9, 9, None), (9, 9, 9), (9, None, None)),
        ([DOZENS], (24, 24, None), (12, 12, 12), (12, None, 24)),
        # a word counts for ACLED only where nobody gives a number
        ([DOZENS, AT_LEAST_20], (20, 20, None), (20, 20, 20), (12, None, 24)),
        ([HUNDREDS], (200, 200, None), (100, 100, 100), (200, None, None)),
        ([SEVERAL], (3, 3, None), (3, 3, 3), (3, None, None)),
        ([MANY], (None, None, None), (3, 3, 3), (None, None, None)),
        ([ABOUT], (200, 200, 200), (200, 200, 200), (200, 200, 200)),
        ([NOBODY], (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    ],
)
def test_one_population(claims: list[Told], ucdp: Row, acled: Row, minmax: Row) -> None:
    assert (numbers("ucdp", claims), numbers("acled", claims), numbers("range", claims)) == (
        ucdp,
        acled,
        minmax,
    )


SOLDIERS_6 = army("Six soldiers were killed.", ("six", "soldiers", {"status": "combatant"}))
REBELS_3 = army("Three rebels were killed.", ("three", "rebels", {"status": "combatant"}))
CIVILIANS_17 = doctor("17 civilians were killed.", ("17", "civilians", {"status": "civilian"}))
CHILDREN_3 = doctor("Three children were killed.", ("three", "children", {"age_group": "child"}))
WOMEN_5 = doctor("Five women were killed.", ("five", "women", {"sex": "female"}))
MEN_7 = mayor("Seven men were killed.", ("seven", "men", {"sex": "male"}))
ENGINEERS_9 = mayor("Nine engineers were killed.", ("nine", "engineers"))
TROOPS_200 = army("Hundreds of troops were killed.", ("hundreds", "troops", {"status": "combatant"}))
TOTAL_34 = mayor("34 people were killed.", ("34", "people"))
TOTAL_14 = mayor("14 people were killed.", ("14", "people"))


@pytest.mark.parametrize(
    ("claims", "ucdp", "acled", "minmax"),
    [
        # side a + side b + civilians
        ([SOLDIERS_6, REBELS_3, CIVILIANS_17], (26, 26, 26), (26, 26, 26), (26, 26, 26)),
        # the rest of the total is unknown
        ([SOLDIERS_6, CIVILIANS_17, TOTAL_34], (34, 34, 34), (34, 34, 34), (34, 34, 34)),
        # the parts come to more than somebody's total: that total is low; ACLED keeps the reported total
        ([SOLDIERS_6, CIVILIANS_17, TOTAL_14], (14, 23, 23), (14, 14, 14), (14, None, 23)),
        # the children may be among the civilians
        ([CIVILIANS_17, CHILDREN_3], (17, 17, 17), (17, 17, 17), (17, 17, 17)),
        ([WOMEN_5, MEN_7], (12, 12, 12), (12, 12, 12), (12, 12, 12)),
        ([WOMEN_5, CHILDREN_3], (8, 8, 8), (8, 8, 8), (8, 8, 8)),
        # engineers may be soldiers: never added up, never merged
        ([ENGINEERS_9, TROOPS_200], (200, 200, None), (100, 100, 100), (200, None, None)),
        ([ENGINEERS_9], (9, 9, 9), (9, 9, 9), (9, 9, 9)),
    ],
)
def test_parts_and_wholes(claims: list[Told], ucdp: Row, acled: Row, minmax: Row) -> None:
    assert (numbers("ucdp", claims), numbers("acled", claims), numbers("range", claims)) == (
        ucdp,
        acled,
        minmax,
    )


def test_populations_that_differ_are_estimated_apart() -> None:
    found = estimates([ENGINEERS_9, TROOPS_200])
    told = {e.population.words: (e.low, e.best, e.high) for e in found.estimates}
    assert told == {"engineers": (9, 9, 9), "soldiers": (200, 200, None), "everybody": (200, 200, None)}


@pytest.mark.parametrize("policy", ["ucdp", "acled", "range"])
def test_every_number_of_a_sum_lists_the_claims_of_its_parts(policy: Any) -> None:
    whole = estimates([SOLDIERS_6, REBELS_3, CIVILIANS_17], policy).of("killed")
    assert whole is not None
    assert {(row.claim, row.rule) for row in whole.used} == {
        (told.claim.id, "part") for told in (SOLDIERS_6, REBELS_3, CIVILIANS_17)
    }
    assert [part.words for part in whole.parts] == ["civilians", "rebels", "soldiers"]


def test_an_open_high_says_how_far_the_numbers_reach() -> None:
    found = estimates([AT_LEAST_20, CIVILIANS_17]).of("killed")
    assert found is not None
    assert (found.high, found.reached) == (None, 20)


def test_a_policys_own_number_for_a_word_is_said() -> None:
    def assumed(policy: Any) -> list[str | None]:
        found = estimates([DOZENS], policy).of("killed")
        return [row.assumed for row in found.used] if found else []

    assert (assumed("ucdp"), assumed("acled"), assumed("range")) == (
        [None],
        ["acled:dozens=12"],
        ["range:dozens=12–24"],
    )


def test_what_acled_has_no_place_for_is_listed() -> None:
    found = estimates([NINE, UP_TO_70], "acled").of("killed")
    assert found is not None
    assert [(row.high, row.rule) for row in found.left_out] == [(70, "not_in_policy")]


def test_an_estimate_that_rests_on_nothing_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="rests on no claim"):
        Estimate(outcome="killed", population=EVERYBODY, policy="ucdp", low=1, best=1, high=1)
