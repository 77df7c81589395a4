"""The whole record: written, read again, and refused when its parts do not belong together."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from hearsay.record import (
    Attribution,
    Claim,
    Entity,
    Event,
    Figure,
    HearsayError,
    Mention,
    Record,
    Report,
    Span,
    problem,
)
from hearsay.record.record import NAMING
from hearsay.record.schema import json_schema
from tests.record.invented import TEXT, at, record, report, span

JSON = dict[str, Any]


def altered(change: Callable[[JSON], object]) -> JSON:
    plain: JSON = json.loads(record().to_json())
    change(plain)
    return plain


def test_written_and_read_again_it_is_the_same() -> None:
    first = record()
    for again in (
        Record.parse(first.to_json()),
        Record.parse(first.to_json().encode()),
        Record.parse(first.to_json(indent=2)),
        Record.parse(first.to_dict()),
        pickle.loads(pickle.dumps(first)),
        copy.deepcopy(first),
    ):
        assert again == first
        assert again.to_json() == first.to_json()
        assert hash(again) == hash(first)


def test_a_line_of_json_is_one_line_in_the_order_of_the_format() -> None:
    line = record().to_json()
    assert "\n" not in line
    assert "\r" not in line
    assert "Kor\u010dula" in line
    assert list(json.loads(line)) == [
        "format", "version", "report", "entities", "times", "places", "figures", "attributions", "events",
        "claims", "rejections",
    ]  # fmt: skip
    assert list(json.loads(line)["figures"][0])[:6] == [
        "id",
        "start",
        "end",
        "words",
        "value_low",
        "value_high",
    ]
    assert json.loads(line)["figures"][0]["part_of"] is None


def test_because_is_written_only_where_it_says_something() -> None:
    plain = json.loads(record().to_json())
    assert plain["times"][0]["because"] == {
        "value": ["the weekday before publication", span("said").to_dict()],
    }
    assert "because" not in plain["places"][0]


def _walk(value: Any) -> list[JSON]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    here = [value] if isinstance(value, dict) and "words" in value else []
    return here + [found for item in inner for found in _walk(item)]


SPANS = len(_walk(json.loads(record().to_json())))


def test_every_kind_of_span_is_in_the_record_below() -> None:
    assert SPANS >= 20


@pytest.mark.parametrize("number", range(SPANS))
def test_no_altered_span_gets_in_wherever_it_stands(number: int) -> None:
    def words(plain: JSON) -> None:
        _walk(plain)[number]["words"] += "x"

    def place(plain: JSON) -> None:
        _walk(plain)[number]["start"] += 1

    for change in (words, place):
        with pytest.raises(HearsayError, match=r"E-RECORD-(SPAN-WORDS|SPAN-RANGE)"):
            Record.parse(altered(change))


def test_parts_read_from_another_text_are_refused() -> None:
    other = (
        "Nobody came to Vela Luka, and nothing was sent there by anybody, the harbour master said on Friday."
    )
    for part in (
        {"figures": (Figure.at(other, 0, 6),)},
        {"events": (Event.at(TEXT, *at("send")[1:], because={"type": (Span.at(other, 0, 6),)}),)},
        {"attributions": (Attribution.of(cue=[Span.at(other, 0, 6)], voice="direct", stance="show"),)},
        {
            "entities": (
                Entity.of(name="N", type="other", mentions=[Mention.at(other, 0, 6, kind="pronoun")]),
            )
        },
    ):
        with pytest.raises(HearsayError, match="E-RECORD-SPAN-WORDS"):
            Record(report=report(), **part)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (lambda p: p["times"].clear(), "E-RECORD-ID-UNKNOWN", "field said"),
        (lambda p: p["places"].clear(), "E-RECORD-ID-UNKNOWN", "field where"),
        (lambda p: p["figures"].clear(), "E-RECORD-ID-UNKNOWN", "field figures"),
        (lambda p: p["entities"].pop(1), "E-RECORD-ID-UNKNOWN", "field population.side"),
        (lambda p: p["entities"].pop(0), "E-RECORD-ID-UNKNOWN", "field represents"),
        (lambda p: p["events"].pop(0), "E-RECORD-ID-UNKNOWN", "field event"),
        (lambda p: p["attributions"].pop(0), "E-RECORD-ID-UNKNOWN", "field parent"),
        (lambda p: p["attributions"].pop(2), "E-RECORD-ID-UNKNOWN", "field attributions"),
        (lambda p: p["claims"][0].update(repeats="c-0123456789"), "E-RECORD-ID-UNKNOWN", "field repeats"),
        (lambda p: p["times"][0].update(anchor="t-0123456789"), "E-RECORD-ID-UNKNOWN", "field anchor"),
        (
            lambda p: p["figures"][0].update(because={"low": ["f-0123456789"]}),
            "E-RECORD-ID-UNKNOWN",
            "field because",
        ),
        (lambda p: p["figures"].append(p["figures"][0]), "E-RECORD-ID-TWICE", "figures have the id f-"),
        (lambda p: p["claims"].append(p["claims"][0]), "E-RECORD-ID-TWICE", "claims have the id c-"),
        (
            lambda p: p["entities"][0].update(represents=p["entities"][1]["id"]),
            "E-RECORD-ID-RING",
            "leads back to itself",
        ),
        (
            lambda p: p["attributions"][0].update(parent=p["attributions"][0]["id"]),
            "E-RECORD-ID-RING",
            "parent",
        ),
        (lambda p: p["claims"][0].update(id="c-0123456789"), "E-RECORD-ID-WRONG", "does not belong"),
        (lambda p: p["claims"][0]["attributions"].pop(), "E-RECORD-ID-WRONG", "does not belong"),
        (lambda p: p["times"][0].update(id="t-0123456789"), "E-RECORD-ID-WRONG", "does not belong"),
        (lambda p: p["claims"][0].update(end=9999), "E-RECORD-SPAN-RANGE", "of a Claim"),
        (lambda p: p["report"].update(text="Another text"), "E-RECORD-(SPAN|TEXT)", ""),
        (lambda p: p.update(format="hearsay/record/2"), "E-RECORD-SHAPE", "format"),
        (lambda p: p.update(opinions=[]), "E-RECORD-SHAPE", "opinions"),
        (
            lambda p: p["claims"][0].pop("certainty"),
            "E-RECORD-SHAPE",
            r"claims\.0\.certainty: Field required",
        ),
        (lambda p: p.pop("report"), "E-RECORD-SHAPE", "report"),
        (lambda p: p.update(report=None), "E-RECORD-SHAPE", "report"),
    ],
)
def test_what_does_not_hold_together_is_refused(
    change: Callable[[JSON], object], code: str, says: str
) -> None:
    with pytest.raises(HearsayError, match=f"{code}.*{says}"):
        Record.parse(altered(change))


@pytest.mark.parametrize("source", ["", "{", "[" * 100_000, "[]", "3", b"\xff"])
def test_what_is_not_json_is_refused(source: str | bytes) -> None:
    with pytest.raises(HearsayError, match=r"not a valid Record: not (JSON|a JSON object)") as caught:
        Record.parse(source)
    assert caught.value.remedy == "`hearsay schema` prints what a record must look like."


def test_a_refused_report_carries_its_rejection_and_nothing_else() -> None:
    missing = Report.of(ref="gone.txt")
    refusal = problem("E-RECORD-SHAPE", type="Record", detail="not JSON").rejection()
    refused = Record(report=missing, rejections=(refusal,))
    assert Record.parse(refused.to_json()) == refused
    assert refused.rejections[0].message == (
        "This is not a valid Record: not JSON. `hearsay schema` prints what a record must look like."
    )
    with pytest.raises(HearsayError, match=r"record of gone.txt has no text and yet holds events"):
        Record(report=missing, events=(Event.at(*at("send")),))


def test_every_field_that_holds_an_id_is_followed() -> None:
    def holds_id(field: JSON) -> bool:
        return any(
            str(part.get("pattern", "")).startswith(("^e-", "^t-", "^p-", "^f-", "^a-", "^v-", "^c-"))
            for part in (field, field.get("items", {}), *field.get("anyOf", []))
        )

    fields = {
        name
        for part in json_schema()["$defs"].values()
        for name, field in part.get("properties", {}).items()
        if holds_id(field)
    }
    assert fields - {"id"} == NAMING - {"anchor", "because"}


def test_words_that_look_like_an_id_are_words() -> None:
    text = "The drone t-0123456789 fell."
    drone = Entity.of(name="t-0123456789", type="platform", mentions=[Mention.at(text, 10, 22, kind="name")])
    told = Record(report=Report.of(ref="t-0123456789", raw=b"", text=text), entities=(drone,))
    assert Record.parse(told.to_json()) == told


def test_grounds_of_the_report_are_checked_too() -> None:
    foreign = Span.at("March 7, not March 6", 0, 7)
    with pytest.raises(HearsayError, match="E-RECORD-SPAN-WORDS"):
        Record(report=report().replace(because={"published": (foreign,)}))


def test_a_claim_without_its_event_cannot_be_recorded() -> None:
    event = Event.at(*at("send"))
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted")
    with pytest.raises(HearsayError, match="E-RECORD-ID-UNKNOWN"):
        Record(report=report(), claims=(claim,))
    assert Record(report=report(), events=(event,), claims=(claim,)).claims == (claim,)
