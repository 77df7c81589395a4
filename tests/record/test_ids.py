"""Ids rest on anchors: reading again, or better, names the same thing the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hearsay.record import Attribution, Claim, Entity, Event, Figure, Mention, make_id
from tests.record.invented import at, span

rows = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.text(max_size=5)), max_size=4)


@given(rows, st.randoms())
def test_order_of_spans_does_not_matter(spans: list[tuple[int, int, str]], random: object) -> None:
    assert make_id("t", spans) == make_id("t", reversed(spans))
    assert re.fullmatch(r"t-[0-9a-f]{10}", make_id("t", spans))


def test_spans_and_triples_give_the_same_id() -> None:
    assert make_id("f", [span("400")]) == make_id("f", [(span("400").start, span("400").end, "400")])


def test_an_id_stays_what_it_was_in_earlier_versions() -> None:
    assert make_id("t", [(21, 28, "Tuesday")]) == "t-d5af75a66f"


def test_words_place_and_layer_tell_ids_apart() -> None:
    here = [(0, 3, "one")]
    others = {
        make_id("t", [(1, 4, "one")]),
        make_id("t", [(0, 3, "two")]),
        make_id("p", here),
        make_id("t", []),
    }
    assert make_id("t", here) not in others
    assert len(others) == 4


def test_labels_and_scores_do_not_enter() -> None:
    assert Figure.at(*at("400"), low=400).id == Figure.at(*at("400"), outcome="killed").id
    assert Event.at(*at("send"), type="AID").id == Event.at(*at("send"), certainty="POSSIBLE").id


def test_one_more_mention_leaves_an_entity_its_id() -> None:
    name = Mention.at(*at("defence ministry"), kind="name")
    earlier = Mention.at(*at("VELA LUKA"), kind="nominal")
    few = Entity.of(name="Defence Ministry", type="organisation", mentions=[name])
    more = Entity.of(name="Ministry of Defence", type="organisation", mentions=[name, earlier])
    assert few.id == more.id == few.replace(mentions=(name, earlier)).id
    assert [mention.words for mention in more.mentions] == ["VELA LUKA", "defence ministry"]


def test_a_wider_content_leaves_an_attribution_its_id() -> None:
    def with_content(words: str) -> Attribution:
        return Attribution.of(cue=[span("denied")], content=[span(words)], voice="indirect", stance="deny")

    assert with_content("anyone had arrived").id == with_content("that anyone had arrived").id


def test_who_passed_it_to_whom_is_part_of_a_claim() -> None:
    says = Attribution.of(cue=[span("said")], voice="indirect", stance="assert")
    agrees = Attribution.of(cue=[span("had agreed")], voice="indirect", stance="agree")
    chains = [(says, agrees), (agrees, says), (says,), (agrees,), ()]
    claims = [
        Claim.of(event=Event.at(*at(trigger)), attributions=chain, origin_kind="role", certainty="planned")
        for chain in chains
        for trigger in ("send", "said", "had agreed")
    ]
    assert len({claim.id for claim in claims}) == len(claims)


def test_another_source_makes_another_claim() -> None:
    event = Event.at(*at("arrived"))
    deny = Attribution.of(cue=[span("denied")], voice="indirect", stance="deny")
    own = Claim.of(event=event, origin_kind="publisher", certainty="asserted")
    told = Claim.of(event=event, attributions=[deny], origin_kind="collective", certainty="denied")
    assert own.id != told.id
    assert told.id == Claim.of(event=event, attributions=[deny], origin_kind="role", certainty="asserted").id
