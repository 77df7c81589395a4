"""What the types accept and refuse besides spans."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.record import (
    Attribution,
    Candidate,
    Claim,
    Entity,
    Event,
    Figure,
    HearsayError,
    Mention,
    Place,
    Population,
    Time,
)
from tests.record.invented import at, span


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        ("2024-02-30", None, "day is out of range"),
        ("2024-2-3", None, "not a date written YYYY-MM-DD"),
        ("20240203", None, "not a date written YYYY-MM-DD"),
        ("2024-W10", None, "not a date written YYYY-MM-DD"),
        ("2024-03-06", "2024-03-05", "earliest 2024-03-06 is after latest 2024-03-05"),
        ("", None, "not a date written YYYY-MM-DD"),
    ],
)
def test_impossible_dates_are_refused(low: str, high: str | None, says: str) -> None:
    with pytest.raises(HearsayError, match=says) as caught:
        Time.at(*at("Tuesday"), type="DATE", earliest=low, latest=high)
    assert caught.value.code == "E-RECORD-SHAPE"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"lat": 91, "lon": 0}, "less than or equal to 90"),
        ({"lat": 0, "lon": -180.5}, "greater than or equal to -180"),
        ({"lat": 42.9}, "lat and lon go together"),
        ({"lat": float("nan"), "lon": 0}, "lat"),
        ({"radius_km": -1}, "greater than or equal to 0"),
        ({"country": "Croatia"}, "pattern"),
        ({"country": "hr"}, "pattern"),
        ({"level": 8}, "less than or equal to 7"),
        ({"admin1": ""}, "at least 1 character"),
        ({"use": "figurative"}, "'literal', 'metonymic' or 'modifier'"),
    ],
)
def test_impossible_places_are_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(HearsayError, match=says):
        Place.at(*at("Kor\u010dula"), name="Kor\u010dula", **fields)


def test_a_candidate_is_located_wholly_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="lat and lon go together"):
        Candidate(name="Kor\u010dula", lat=42.9)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"low": 5, "high": 4}, "low 5 is after high 4"),
        ({"value_low": 30, "value_high": 20}, "value_low 30 is after value_high 20"),
        ({"low": float("inf")}, "finite"),
        ({"low": True}, "a truth value is not a number"),
        ({"low": "20"}, "valid integer"),
        ({"bound": "roughly"}, "'exact'"),
        ({"who": "the army"}, "pattern"),
        ({"period": "f-0123456789"}, "pattern"),
    ],
)
def test_impossible_figures_are_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(HearsayError, match=says):
        Figure.at(*at("400"), **fields)


def test_whole_numbers_are_written_whole_and_others_as_they_are() -> None:
    figure = Figure.at(*at("400"), value_low=400.0, value_high=400.5, low=2.0**70)
    assert [repr(n) for n in (figure.value_low, figure.value_high, figure.low)] == [
        "400",
        "400.5",
        repr(2.0**70),
    ]


def test_a_mode_belongs_to_its_type() -> None:
    assert Event.at(*at("send"), type="ASSAULT", mode="drone").mode == "drone"
    for type_ in ("AID", "CASUALTY", None):
        with pytest.raises(HearsayError, match=f"{type_} has no mode drone"):
            Event.at(*at("send"), type=type_, mode="drone")


def test_an_attribution_and_an_entity_stand_somewhere_in_the_text() -> None:
    with pytest.raises(HearsayError, match="at least one span"):
        Attribution.of(voice="indirect", stance="assert")
    with pytest.raises(HearsayError, match="at least 1 item"):
        Entity.of(name="Nobody", type="person", mentions=[])


def test_an_id_that_was_tampered_with_is_refused() -> None:
    entity = Entity.of(
        name="Residents", type="group", mentions=[Mention.at(*at("Residents"), kind="nominal")]
    )
    with pytest.raises(HearsayError, match="E-RECORD-ID-WRONG"):
        Entity(**{**entity._fields(), "id": "e-0123456789"})
    with pytest.raises(HearsayError, match="E-RECORD-REPLACE"):
        entity.replace(id="e-0123456789")


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(HearsayError, match="confidence"):
        Claim.of(
            event=Event.at(*at("send")), origin_kind="publisher", certainty="asserted", confidence=confidence
        )


def test_a_claim_takes_figures_and_place_from_its_event_unless_told() -> None:
    figure = Figure.at(*at("400"))
    event = Event.at(*at("send"), figures=[figure.id])
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted")
    assert (claim.figures, claim.start, claim.end) == ((figure.id,), event.start, event.end)
    wider = Claim.of(event=event, origin_kind="publisher", certainty="asserted", start=1, end=50, figures=())
    assert (wider.figures, wider.start, wider.end) == ((), 1, 50)


def test_nothing_in_a_value_can_be_changed() -> None:
    figure = Figure.at(*at("400"), because={"low": ("at_least opens the top", span("up to"))})
    with pytest.raises(ValueError, match="frozen"):
        figure.low = 3
    for because in (figure.because, Population().because):
        with pytest.raises(TypeError, match="cannot be changed"):
            because["low"] = ("a better idea",)
        with pytest.raises(TypeError, match="cannot be changed"):
            because.update(low=())
