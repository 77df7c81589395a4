"""The signs of a claim's confidence, from what is around it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from hearsay.claims.assemble import signs_of, unsure_claims
from hearsay.claims.signs import Known, meanings
from hearsay.record import Record
from tests.claims.built import Builder
from tests.claims.test_assemble import plan


def signs(record: Record, known: Known | None = None) -> list[dict[str, float]]:
    claims = unsure_claims(record)
    found = signs_of(record, claims, known or {})
    return [found[claim.id] for claim in claims]


def told(**fields: Any) -> dict[str, float]:
    """The signs of one event in the reporter's own voice."""
    made = Builder("Six people were killed in the town of Vis on Monday.")
    made.event("killed", **{"type": "CASUALTY", **fields})
    (only,) = signs(made.record())
    return only


def test_every_claim_has_every_sign() -> None:
    for one in signs(plan().record()):
        assert list(one) == list(meanings())
        assert all(math.isfinite(value) for value in one.values())


def test_the_chain() -> None:
    agreed, send = signs(plan().record())
    assert (agreed["chain"], send["chain"]) == (0, 1)
    assert agreed["own_voice"] == send["own_voice"] == 0
    own = told()
    assert (own["own_voice"], own["chain"], own["weakest"]) == (1, 0, 0)


def test_the_least_sure_end_of_the_chain_counts() -> None:
    record = plan().record()
    outer, inner = (item.id for item in record.attributions)
    for scores in ({outer: 0.9, inner: 0.2}, {outer: 0.2, inner: 0.9}):
        agreed, send = signs(record, {id_: {"score": score} for id_, score in scores.items()})
        assert send["weakest"] == pytest.approx(math.log(0.2 / 0.8))
        assert agreed["weakest"] == pytest.approx(math.log(scores[outer] / (1 - scores[outer])))


def test_a_source_that_is_not_named() -> None:
    made = Builder("Shells are believed to have hit Vis. They said a bridge fell.")
    made.attribution(None, "are believed", "to have hit Vis", "believe")
    made.attribution("They", "said", "a bridge fell")
    made.event("hit", type="ASSAULT")
    made.event("fell")
    nobody, unknown = signs(made.record())
    assert (nobody["no_inner_source"], unknown["no_inner_source"]) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        ({"certainty": "POSSIBLE"}, "hedged"),
        ({"certainty": "PROBABLE"}, "hedged"),
        ({"polarity": "NEG"}, "negated"),
        ({"time": "FUTURE"}, "future"),
        ({"certainty": "UNDERSPECIFIED"}, "open"),
        ({"type": None}, "untyped"),
        ({"type": "ASSAULT"}, "harm"),
    ],
)
def test_what_the_event_says_of_itself(fields: dict[str, Any], sign: str) -> None:
    plain = told(type="AID")
    assert plain[sign] == 0
    assert told(**{"type": "AID", **fields})[sign] == 1


def test_a_stance_that_weakens_a_plain_event_is_told_from_the_events_own_hedge() -> None:
    made = Builder("Medics fear six people were killed.")
    made.attribution("Medics", "fear", "six people were killed", "fear")
    made.event("killed", type="CASUALTY")
    (only,) = signs(made.record())
    assert only["marked_by_chain"] == 1
    assert only["hedged"] == 0


def test_figures_near_and_far_and_left_over() -> None:
    text = "Six people were killed in a raid on the old harbour by men who took 40 hostages."
    made = Builder(text)
    values = {"value_low": 6, "value_high": 6, "low": 6, "high": 6, "outcome": "killed"}
    six = made.figure("Six", **values)
    made.figure("40", value_low=40, value_high=40, bound="at_least", low=40, outcome="kidnapped")
    killed = made.event("killed", type="CASUALTY", figures=[six.id])
    near, *_ = signs(made.record(), {killed.id: {"figure_steps": 2.0}})
    assert (near["figures"], near["several_figures"]) == (1, 0)
    assert near["figure_distance"] == len(" people were ") / 10
    assert near["figure_steps"] == 2
    assert near["figure_bounded"] == 0
    assert near["figure_left_over"] == 1, "nothing carries the hostages"
    made.event("took", type="ASSAULT", figures=[item.id for item in made.layers["figures"]])
    _, far = signs(made.record())
    assert far["figure_distance"] > near["figure_distance"]
    assert far["several_figures"] == 1
    assert far["figure_bounded"] == 1
    assert far["figure_left_over"] == 0


def test_a_figure_cannot_be_farther_than_far() -> None:
    made = Builder(f"Six people {'in the old town ' * 9}were killed.")
    six = made.figure("Six", value_low=6, value_high=6, low=6, high=6, outcome="killed")
    made.event("killed", type="CASUALTY", figures=[six.id])
    (only,) = signs(made.record())
    assert only["figure_distance"] == 6


def test_what_the_network_gave_the_trigger_or_did_not() -> None:
    made = Builder("Shells fell on Vis.")
    event = made.event("fell")
    (sure,) = signs(made.record(), {event.id: {"trigger": 0.9, "main": 1.0}})
    assert sure["trigger"] == pytest.approx(math.log(9))
    assert (sure["main"], sure["noun"]) == (1, 0)
    (unseen,) = signs(made.record())
    assert (unseen["trigger"], unseen["main"]) == (0, 0)
    (certain,) = signs(made.record(), {event.id: {"trigger": 1.0}})
    assert math.isfinite(certain["trigger"])


def test_a_text_in_capitals_and_a_headline() -> None:
    made = Builder("NINE KILLED IN VIS\nTHE TOWN MOURNS.", {"NINE KILLED IN VIS": "headline"})
    made.event("KILLED", type="CASUALTY")
    made.event("MOURNS")
    headline, story = signs(made.record())
    assert headline["capitals"] == story["capitals"] == 1
    assert (headline["furniture"], story["furniture"]) == (1, 0)
    assert told()["capitals"] == 0
