"""Events and chains to claims."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.claims import make_claims, settle_figures
from hearsay.claims.certainty import claim_certainty
from tests.claims.built import Builder

PLAN = "The ministry said the governor had agreed to send up to 400 workers to Vis."


def plan() -> Builder:
    made = Builder(PLAN)
    ministry = made.entity("The ministry", "organisation")
    governor = made.entity("the governor", "person")
    outer = made.attribution(
        "The ministry", "said", PLAN[PLAN.index("the governor") : -1], source_entity=ministry.id
    )
    made.attribution(
        "the governor", "had agreed", "to send up to 400 workers to Vis", "agree",
        source_entity=governor.id, parent=outer.id,
    )  # fmt: skip
    figure = made.figure(
        "up to 400", value_low=400, value_high=400, bound="at_most", high=400, outcome="deployed"
    )
    made.event("agreed", [("agent", "the governor", governor)], type="AGREE")
    made.event("send", [("agent", "the governor", governor)], type="AID", time="FUTURE", figures=[figure.id])
    return made


def test_who_agrees_does_not_vouch_for_the_deed() -> None:
    record = plan().record()
    agreed, send = make_claims(record)
    ministry = record.entities[0].id
    assert (agreed.certainty, agreed.origin, len(agreed.attributions)) == ("asserted", ministry, 1)
    assert (send.certainty, send.origin, len(send.attributions)) == ("planned", ministry, 2)
    assert send.attributions[0] == record.attributions[1].id, "innermost first"
    assert record.report.text is not None
    assert record.report.text[send.start : send.end] == "the governor had agreed to send up to 400"


def test_a_figure_is_as_sure_as_the_claim_that_carries_it() -> None:
    record = plan().record()
    (figure,) = settle_figures(record.figures, make_claims(record))
    assert figure.certainty == "planned"
    assert figure.because["certainty"]


def test_that_nobody_was_hurt_is_said_though_it_denies_a_deed() -> None:
    made = Builder("Nobody was hurt, and 4 did not flee.")
    none = made.figure("Nobody", value_low=0, value_high=0, bound="exact", low=0, high=0, outcome="wounded")
    four = made.figure("4", value_low=4, value_high=4, bound="exact", low=4, high=4, outcome="displaced")
    made.event("hurt", [], type="CASUALTY", polarity="NEG", figures=[none.id])
    made.event("flee", [], type="RETREAT", polarity="NEG", figures=[four.id])
    record = made.record()
    settled = settle_figures(record.figures, make_claims(record))
    assert {figure.words: figure.certainty for figure in settled} == {"Nobody": "asserted", "4": "denied"}


@pytest.mark.parametrize(
    ("fields", "stances", "expected"),
    [
        ({}, [], "asserted"),
        ({}, ["assert"], "asserted"),
        ({}, ["show"], "asserted"),
        ({}, ["believe", "assert"], "probable"),
        ({}, ["fear", "assert"], "possible"),
        ({"certainty": "POSSIBLE"}, ["believe"], "possible"),
        ({}, ["deny"], "denied"),
        ({"polarity": "NEG"}, ["deny"], "asserted"),
        ({"polarity": "NEG"}, ["assert"], "denied"),
        ({"time": "FUTURE"}, ["assert"], "planned"),
        ({"time": "FUTURE", "certainty": "POSSIBLE"}, [], "possible"),
        ({}, ["order", "assert"], "planned"),
        ({}, ["intend"], "planned"),
        ({}, ["agree", "believe"], "planned"),
        ({}, ["decline"], "hypothetical"),
        ({"polarity": "NEG"}, ["decline"], "hypothetical"),
        ({}, ["assert", "deny"], "denied"),
        ({"certainty": "UNDERSPECIFIED", "polarity": "UNDERSPECIFIED"}, [], "hypothetical"),
    ],
)
def test_certainty_from_event_and_chain(fields: dict[str, Any], stances: list[str], expected: str) -> None:
    made = Builder("One two three four attack")
    event = made.event("attack", (), **fields)
    cues = ["One", "two", "three", "four"]
    chain = [
        made.attribution(None, cue, "attack", stance) for cue, stance in zip(cues, stances, strict=False)
    ]
    assert claim_certainty(event, chain) == expected


@pytest.mark.parametrize(
    ("source", "type", "mention", "kind"),
    [
        ("Ana Ruiz", "person", "name", "named"),
        ("a doctor at the clinic", "person", "nominal", "role"),
        ("residents", "group", "nominal", "collective"),
        ("two officials", "person", "nominal", "collective"),
        ("an official who asked not to be named", "person", "nominal", "anonymous"),
        ("sources", "group", "nominal", "anonymous"),
        ("the ministry", "organisation", "nominal", "named"),
    ],
)
def test_kinds_of_origin(source: str, type: str, mention: str, kind: str) -> None:
    made = Builder(f"{source} said shells fell on Vis.")
    entity = made.entity(source, type, mention)
    made.attribution(source, "said", "shells fell on Vis", source_entity=entity.id)
    made.event("fell", type="ASSAULT")
    (claim,) = make_claims(made.record())
    assert (claim.origin, claim.origin_kind) == (entity.id, kind)


def test_what_nobody_says_rests_on_the_publisher_and_a_casualty_then_wants_a_look() -> None:
    made = Builder("Six people were killed.")
    figure = made.figure("Six", value_low=6, value_high=6, low=6, high=6, outcome="killed")
    made.event("killed", type="CASUALTY", figures=[figure.id])
    (claim,) = make_claims(made.record())
    assert (claim.origin, claim.origin_kind, claim.attributions) == (None, "publisher", ())
    assert "no_source" in claim.review


def test_an_unresolved_pronoun_is_no_origin_and_is_marked() -> None:
    made = Builder("They said shells fell on Vis.")
    made.attribution("They", "said", "shells fell on Vis")
    made.event("fell", type="ASSAULT")
    (claim,) = make_claims(made.record())
    assert claim.origin is None
    assert "unresolved_source" in claim.review


def test_a_date_that_needs_a_publication_date_and_an_unknown_place_are_marked() -> None:
    made = Builder("Shells fell on Qrzt on Friday.")
    friday = made.time("Friday", type="DATE", value="XXXX-WXX-5")
    place = made.where("Qrzt")
    made.event("fell", type="ASSAULT", when=friday.id, where=[place.id])
    (claim,) = make_claims(made.record())
    assert {"unresolved_date", "unresolved_place", "no_actor"} <= set(claim.review)


def test_a_headline_takes_the_chain_of_the_claim_it_repeats_and_else_is_marked() -> None:
    text = "Nine killed in Vis\nThe mayor said nine people were killed in Vis on Monday."
    made = Builder(text, {"Nine killed in Vis": "headline"})
    mayor = made.entity("The mayor", "person")
    made.attribution("The mayor", "said", "nine people were killed in Vis on Monday", source_entity=mayor.id)
    values = {"value_low": 9, "value_high": 9, "low": 9, "high": 9, "outcome": "killed"}
    first, second = made.figure("Nine", **values), made.figure("nine", **values)
    made.event("killed", type="CASUALTY", figures=[first.id])
    again = text.index("killed", text.index("mayor"))
    body = made.add("events", type(made.layers["events"][0]).at(text, again, again + 6, type="CASUALTY",
                    certainty="CERTAIN", polarity="POS", time="NON_FUTURE", figures=[second.id]))  # fmt: skip
    headline, story = make_claims(made.record())
    assert story.event == body.id
    assert headline.repeats == story.id
    assert headline.origin == mayor.id
    assert "headline" not in headline.review

    alone = Builder("Nine killed in Vis\nThe mayor wept.", {"Nine killed in Vis": "headline"})
    alone.event("killed", type="CASUALTY")
    (claim,) = make_claims(alone.record())
    assert "headline" in claim.review


@pytest.mark.parametrize(
    ("note", "superseded"),
    [
        ("Correction: Twelve people were killed, not 21.", True),
        ("Correction: An earlier version incorrectly said 21 people were killed.", True),
        (
            "Correction: An earlier version of this report said 21 people had died; the correct number is 12.",
            True,
        ),
        ("Correction: An earlier version said 12 people were killed. It was 21.", False),
    ],
)
def test_a_figure_that_a_correction_calls_wrong_is_superseded(note: str, superseded: bool) -> None:
    text = f"Twenty-one people were killed.\n{note}"
    made = Builder(text, {note: "correction"})
    values = {"value_low": 21, "value_high": 21, "low": 21, "high": 21, "outcome": "killed"}
    figure = made.figure("Twenty-one", **values)
    made.figure("21", **values)
    made.event("killed", type="CASUALTY", figures=[figure.id])
    (claim,) = make_claims(made.record())
    assert ("superseded" in claim.review) is superseded
