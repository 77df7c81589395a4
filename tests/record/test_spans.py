"""A wrong span cannot be built by any public way, whatever the text."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from hearsay.record import (
    Event,
    Figure,
    Furniture,
    HearsayError,
    Mention,
    Participant,
    Place,
    Placed,
    Span,
    Time,
)

TEXT = "At least a dozen \U0001f3d8\ufe0f houses \u200fburned\u200e in Vela Luka."
PLACED: dict[type[Placed], dict[str, Any]] = {
    Span: {},
    Furniture: {"kind": "caption"},
    Mention: {"kind": "name"},
    Participant: {"role": "agent"},
    Time: {"type": "DATE"},
    Place: {"name": "Vela Luka"},
    Figure: {},
    Event: {},
}
every_type = pytest.mark.parametrize("type_", PLACED, ids=lambda type_: type_.__name__)


def good(type_: type[Placed]) -> Placed:
    return type_.at(TEXT, 3, 8, **PLACED[type_])


def refused(code: str, build: Callable[[], object]) -> None:
    with pytest.raises(HearsayError, match=code):
        build()


def test_the_list_above_is_whole() -> None:
    def below(type_: type[Placed]) -> set[type[Placed]]:
        return {type_}.union(*(below(sub) for sub in type_.__subclasses__()))

    assert below(Placed) - {Placed} == set(PLACED)


@every_type
def test_at_takes_the_words_from_the_text(type_: type[Placed]) -> None:
    assert (good(type_).start, good(type_).end, good(type_).words) == (3, 8, "least")


@every_type
@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, len(TEXT) + 1), (99, 100)])
def test_at_refuses_what_is_no_place_in_the_text(type_: type[Placed], start: int, end: int) -> None:
    refused("E-RECORD-SPAN-RANGE", lambda: type_.at(TEXT, start, end, **PLACED[type_]))


@every_type
def test_at_does_not_let_the_caller_choose_the_words(type_: type[Placed]) -> None:
    for field, value in (("words", "most"), ("id", "t-0000000000"), ("start", 1)):
        with pytest.raises((HearsayError, TypeError)):
            type_.at(TEXT, 3, 8, **{**PLACED[type_], field: value})


@every_type
def test_direct_construction_is_refused_even_if_the_words_are_right(type_: type[Placed]) -> None:
    fields = {name: getattr(good(type_), name) for name in type_.model_fields}
    refused("E-RECORD-SPAN-NO-TEXT", lambda: type_(**fields))
    refused("E-RECORD-SPAN-NO-TEXT", lambda: type_.model_validate(fields))
    refused("E-RECORD-SPAN-NO-TEXT", lambda: type_.model_validate(fields, context={"text": None}))


@every_type
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": "Least"}, "E-RECORD-SPAN-WORDS"),
        ({"words": "least "}, "E-RECORD-SPAN-WORDS"),
        ({"start": 2}, "E-RECORD-SPAN-WORDS"),
        ({"end": 9}, "E-RECORD-SPAN-WORDS"),
        ({"end": 900}, "E-RECORD-SPAN-RANGE"),
        ({"end": 3}, "E-RECORD-SPAN-RANGE"),
    ],
)
def test_parsing_refuses_altered_spans(type_: type[Placed], change: dict[str, Any], code: str) -> None:
    altered = {**good(type_).to_dict(), **change}
    refused(code, lambda: type_.model_validate(altered, context={"text": TEXT}))
    refused(code, lambda: TypeAdapter(type_).validate_python(altered, context={"text": TEXT}))
    refused(code, lambda: TypeAdapter(tuple[type_, ...]).validate_python([altered], context={"text": TEXT}))  # type: ignore[valid-type]


@every_type
def test_parsing_gives_back_what_was_written(type_: type[Placed]) -> None:
    assert type_.model_validate(good(type_).to_dict(), context={"text": TEXT}) == good(type_)


@every_type
@pytest.mark.parametrize(
    "change", [{"words": "most"}, {"start": 2}, {"end": 9}, {"start": 0, "words": "At least"}]
)
def test_no_copy_moves_a_span(type_: type[Placed], change: dict[str, Any]) -> None:
    placed = good(type_)
    refused("E-RECORD-REPLACE", lambda: placed.replace(**change))
    refused("E-RECORD-REPLACE", lambda: placed.model_copy(update=change))
    refused("E-RECORD-REPLACE", lambda: placed.copy(update=change))
    refused("E-RECORD-REPLACE", lambda: placed.__replace__(**change))
    if sys.version_info >= (3, 13):
        refused("E-RECORD-REPLACE", lambda: copy.replace(placed, **change))


@every_type
def test_nothing_skips_the_checks(type_: type[Placed]) -> None:
    fields = {**good(type_).to_dict(), "words": "most"}
    refused("E-RECORD-CONSTRUCT", lambda: type_.model_construct(**fields))
    with pytest.warns(DeprecationWarning, match="construct"):
        refused("E-RECORD-CONSTRUCT", lambda: type_.construct(**fields))
    with pytest.raises(ValueError, match="frozen"):
        good(type_).words = "most"


@every_type
def test_copies_and_pickles_are_equal(type_: type[Placed]) -> None:
    placed = good(type_)
    for other in (copy.copy(placed), copy.deepcopy(placed), pickle.loads(pickle.dumps(placed))):
        assert other == placed
        assert hash(other) == hash(placed)


@every_type
def test_on_keeps_the_place_of_a_span(type_: type[Placed]) -> None:
    assert type_.on(Span.at(TEXT, 3, 8), **PLACED[type_]) == good(type_)
    assert good(type_).span() == Span.at(TEXT, 3, 8)


def test_one_span_does_not_vouch_for_another() -> None:
    inside = {"start": 0, "end": 2, "words": "No"}
    refused("E-RECORD-SPAN-NO-TEXT", lambda: Figure.on(Span.at(TEXT, 3, 8), counted=inside))
    refused("E-RECORD-SPAN-WORDS", lambda: Figure.at(TEXT, 3, 8, counted=inside))
    refused("E-RECORD-SPAN-NO-TEXT", lambda: Figure.at(TEXT, 3, 8).replace(counted=inside))


def test_replace_checks_the_other_fields_and_keeps_the_rest() -> None:
    figure = Figure.at(TEXT, 0, 16, low=12, bound="at_least", vague="dozen")
    assert figure.replace(outcome="other") == Figure.at(
        TEXT, 0, 16, low=12, bound="at_least", vague="dozen", outcome="other"
    )
    refused("E-RECORD-SHAPE", lambda: figure.replace(outcome="eaten"))
    refused("E-RECORD-SHAPE", lambda: figure.replace(colour="red"))
    refused("E-RECORD-SHAPE", lambda: figure.replace(high=11))


def test_messages_say_what_and_where_and_what_to_do() -> None:
    with pytest.raises(HearsayError) as caught:
        Span.model_validate({"start": 3, "end": 8, "words": "most"}, context={"text": TEXT})
    assert caught.value.message == "The Span at [3, 8) says 'most', but the text there says 'least'."
    assert caught.value.remedy.startswith("Take the words from the text")
    with pytest.raises(HearsayError) as caught:
        Span.at("short", 2, 9)
    assert caught.value.message == (
        "The span [2, 9) of a Span is empty or lies outside the text of 5 characters."
    )


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), data=st.data())
def test_any_text_gives_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.at(text, start, end)
    assert span.words == text[start:end]
    assert Span.model_validate_json(span.model_dump_json(), context={"text": text}) == span


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    start=st.integers(-5, 40),
    end=st.integers(-5, 40),
    words=st.text(max_size=8),
)
def test_no_made_up_span_is_accepted(text: str, start: int, end: int, words: str) -> None:
    fields = {"start": start, "end": end, "words": words}
    try:
        span = Span.model_validate(fields, context={"text": text})
    except (HearsayError, ValueError):
        assert not (0 <= start < end <= len(text) and text[start:end] == words)
    else:
        assert text[span.start : span.end] == span.words == words
