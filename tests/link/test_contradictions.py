"""Claims that cannot all hold, as reports make them, and claims that only seem so."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.link.contradictions import contradictions
from hearsay.link.estimates import Told
from hearsay.record.estimate import PopulationKey
from tests.link.telling import tell


def army(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="the army", **fields)


def doctor(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="a doctor", **fields)


def found(*claims: Told) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in contradictions(claims)]


def killed(number: str, noun: str = "people", by: str = "the army", **fields: Any) -> Told:
    return tell(f"{number.capitalize()} {noun} were killed.", (number, noun), by=by, **fields)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("nine", "twelve", "killed: 9 against 12"),
        ("nine", "at least 20", "killed: 9 against 20 or more"),
        ("up to 70", "hundreds", "killed: up to 70 against 200 or more"),
        ("20 to 30", "31", "killed: 20 to 30 against 31"),
        # both can hold
        ("nine", "nine", None),
        ("23", "at least 20", None),
        ("nine", "up to 70", None),
        ("20 to 30", "25", None),
        ("dozens", "34", None),
        ("about 200", "210", None),
        ("about 200", "250", "killed: about 200 against 250"),
        ("many", "nine", None),
    ],
)
def test_figures_that_cannot_both_hold(one: str, other: str, words: str | None) -> None:
    expected = [("figures", words)] if words else []
    assert found(killed(one), killed(other, by="a doctor")) == expected


def test_figures_of_different_people_contradict_nothing() -> None:
    assert found(killed("nine", "soldiers"), killed("twelve", "civilians", by="a doctor")) == []
    assert found(killed("nine", "engineers"), killed("hundreds", "troops", by="a doctor")) == []


def test_a_side_is_called_by_its_name() -> None:
    key = PopulationKey(status="combatant", group="soldier", side="name:nile front")
    assert key.words == "soldiers of nile front"
    assert key.words_with({"name:nile front": "the Nile Front"}) == "soldiers of the Nile Front"


def test_a_part_cannot_be_more_than_the_whole() -> None:
    assert found(killed("22", "civilians", by="a doctor"), killed("14", by="the mayor")) == [
        ("figures", "killed, part and whole: 14 in all against 22 civilians")
    ]


def test_a_newer_figure_of_the_same_origin_is_an_update() -> None:
    assert found(killed("six", said="2024-03-04"), killed("twelve", said="2024-03-05")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "withdrawn"},
        {"decision": "rejected"},
        {"certainty": "planned"},
        {"certainty": "possible"},
        {"review": ("superseded",)},
    ],
)
def test_what_does_not_count_contradicts_nothing(fields: dict[str, Any]) -> None:
    assert found(killed("nine", **fields), killed("twelve", by="a doctor")) == []


def test_every_side_lists_its_claims_and_origins() -> None:
    claims = [killed("six"), killed("twelve", by="a doctor"), killed("twelve", by="the mayor", ref="x")]
    (one,) = contradictions(claims)
    sides = [(side.words, set(side.origins)) for side in one.sides]
    assert sides == [("6", {"the army"}), ("12", {"the mayor", "a doctor"})]
    assert {claim for side in one.sides for claim in side.claims} == {told.key for told in claims}


def test_a_reprint_is_no_second_voice() -> None:
    once = [killed("six", family="wire", ref="wire"), killed("twelve", by="a doctor")]
    reprint = killed("six", family="wire", ref="herald", published="2024-03-08")
    assert found(*once, reprint) == found(*once)


@pytest.mark.parametrize(
    ("day", "words"),
    [("2024-03-05", None), ("2024-03-04", "displaced: 300 on 2024-03-04 against 900 on 2024-03-04")],
)
def test_people_come_and_go_from_day_to_day(day: str, words: str | None) -> None:
    def sheltering(number: str, by: str, on: str) -> Told:
        text = f"{number} people were displaced."
        return tell(text, (number, "people", {"outcome": "displaced"}), by=by, trigger="displaced", said=on)

    expected = [("figures", words)] if words else []
    assert found(sheltering("300", "the army", "2024-03-04"), sheltering("900", "the mayor", day)) == expected


# --- denials ---


def test_a_denial_beside_an_assertion() -> None:
    fired = doctor("The boats fired on the market.", trigger="fired", type="ASSAULT")
    denied = tell(
        "The boats fired on the market.", by="the rebels", trigger="fired", type="ASSAULT", certainty="denied"
    )
    assert found(fired, denied) == [("denial", "fired: denied against asserted")]


def test_a_denial_of_something_else_contradicts_nothing() -> None:
    fired = doctor("The boats fired on the market.", trigger="fired", happening="h-1")
    denied = tell("The depot burned.", by="the rebels", trigger="burned", certainty="denied", happening="h-2")
    assert found(fired, denied) == []


def test_nobody_captured_beside_twelve_captured() -> None:
    captured = {"outcome": "captured"}
    twelve = tell(
        "Twelve soldiers were captured.", ("twelve", "soldiers", captured), by="the rebels",
        trigger="captured", happening="h-1",
    )  # fmt: skip
    none = army(
        "No soldiers were captured.", ("no", "soldiers", captured), trigger="captured", certainty="denied",
        happening="h-2",
    )  # fmt: skip
    assert found(twelve, none) == [("denial", "captured, soldiers: denied against asserted")]


def test_a_number_denied_contradicts_those_who_give_it_and_no_others() -> None:
    rebels = killed("30", "soldiers", by="the rebels", happening="h-1")
    mayor = killed("six", "soldiers", by="the mayor", happening="h-1")
    army_denies = killed("30", "soldiers", certainty="denied", happening="h-2")
    kinds = found(rebels, mayor, army_denies)
    assert kinds == [
        ("denial", "killed, soldiers: denied against asserted"),
        ("figures", "killed, soldiers: 6 against 30"),
    ]
    denial = next(one for one in contradictions([rebels, mayor, army_denies]) if one.kind == "denial")
    assert denial.sides[1].claims == (rebels.key,)


def test_who_denies_and_asserts_alike_contradicts_only_themselves() -> None:
    fired = army("The boats fired.", trigger="fired")
    denied = army("The boats fired.", trigger="fired", certainty="denied", published="2024-03-07")
    assert found(fired, denied) == []


# --- dates and places ---


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("2024-03-04", "2024-03-04"), ("2024-03-05", "2024-03-05"), "2024-03-04 against 2024-03-05"),
        (("2024-03-04", "2024-03-06"), ("2024-03-05", "2024-03-05"), None),
        (("2024-03-04", "2024-03-10"), ("2024-03-11", "2024-03-11"), "2024-03-04 to 2024-03-10 against 2024-03-11"),
    ],
)  # fmt: skip
def test_days_that_exclude_each_other(one: Any, other: Any, words: str | None) -> None:
    expected = [("dates", words)] if words else []
    assert (
        found(
            army("Boats fired.", trigger="fired", when=one),
            doctor("Boats fired.", trigger="fired", when=other),
        )
        == expected
    )


def test_days_of_different_happenings_exclude_nothing() -> None:
    one = army("Boats fired.", trigger="fired", when=("2024-03-04", "2024-03-04"), happening="h-1")
    other = doctor("Boats sank.", trigger="sank", when=("2024-03-05", "2024-03-05"), happening="h-2")
    assert found(one, other) == []


MALAKAL = {"name": "Malakal", "country": "SS", "admin1": "Upper Nile", "lat": 9.53, "lon": 31.66, "level": 1}
KODOK = {"name": "Kodok", "country": "SS", "admin1": "Upper Nile", "lat": 9.89, "lon": 32.11, "level": 1}
RENK = {"name": "Renk", "country": "SS", "admin1": "Upper Nile", "lat": 11.75, "lon": 32.8, "level": 1}
PORT = {"name": "the port", "country": "SS", "lat": 9.54, "lon": 31.65, "level": 1}
SOUTH_SUDAN = {"name": "South Sudan", "country": "SS", "lat": 7.3, "lon": 30.3, "level": 6}
SUDAN = {"name": "Sudan", "country": "SD", "level": 6}
JUBA = {"name": "Central Equatoria", "country": "SS", "admin1": "Central Equatoria", "level": 4}


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        (MALAKAL, RENK, True),
        (MALAKAL, KODOK, True),
        (MALAKAL, PORT, False),
        (MALAKAL, SOUTH_SUDAN, False),
        (MALAKAL, SUDAN, True),
        (MALAKAL, JUBA, True),
        (MALAKAL, {**KODOK, "relation": "near", "radius_km": 80.0}, False),
        (MALAKAL, {"name": "somewhere"}, False),
    ],
)
def test_places_that_exclude_each_other(one: Any, other: Any, excluded: bool) -> None:
    claims = [
        army("Boats fired.", trigger="fired", where=one),
        doctor("Boats fired.", trigger="fired", where=other),
    ]
    assert [kind for kind, _ in found(*claims)] == (["places"] if excluded else [])


# --- perpetrators ---


def blamed(by: str, *names: str, **fields: Any) -> Told:
    text = f"{' and '.join(names)} attacked Malakal."
    actors = {name: ("perpetrator", name.lower()) for name in names}
    return tell(text, by=by, trigger="attacked", type="ASSAULT", actors=actors, **fields)


def test_two_named_perpetrators() -> None:
    stated, suspected = (
        blamed("the army", "Nile Front"),
        blamed("a doctor", "Upper Guard", standing="suspected"),
    )
    kinds = contradictions([stated, suspected])
    assert [one.kind for one in kinds] == ["perpetrators"]
    assert {side.words for side in kinds[0].sides} == {"Nile Front (stated)", "Upper Guard (suspected)"}


@pytest.mark.parametrize(
    "other",
    [
        blamed("a doctor", "Nile Front", standing="suspected"),
        blamed("a doctor", "Nile Front", "Upper Guard"),
        blamed("a doctor", "Upper Guard", standing="denied"),
        blamed("a doctor", "gunmen"),
        blamed("a doctor", "Upper Guard", certainty="denied"),
    ],
)
def test_perpetrators_that_go_together(other: Told) -> None:
    assert "perpetrators" not in [kind for kind, _ in found(blamed("the army", "Nile Front"), other)]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(chance: random.Random) -> None:
    claims = [
        killed("six"), killed("twelve", by="a doctor"), killed("at least 20", by="the mayor"),
        killed("30", by="the rebels", certainty="denied"), blamed("the army", "Nile Front"),
        blamed("a doctor", "Upper Guard", standing="suspected"),
    ]  # fmt: skip
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert contradictions(shuffled) == contradictions(claims)
