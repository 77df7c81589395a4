"""Values of a record in the words that a person reads."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.export.phrases import (
    chain_phrase,
    figure_phrase,
    headline,
    odds,
    one_line,
    place_phrase,
    plural,
    published_phrase,
    time_phrase,
    worded,
    wordings,
)
from hearsay.record import Attribution, Entity, Figure, Mention, Place, Population, Report, Time
from hearsay.record.codes import codes
from tests.export.invented import TEXT, Words, korcula

FIGURES = [
    ("nine", {"value_low": 9, "value_high": 9, "low": 9, "high": 9, "bound": "exact"}, "9"),
    ("up to 15,000", {"value_low": 15000, "value_high": 15000, "high": 15000, "bound": "at_most"}, "at most 15,000"),
    ("at least 20", {"value_low": 20, "value_high": 20, "low": 20, "bound": "at_least"}, "at least 20"),
    ("more than 20", {"value_low": 20, "value_high": 20, "low": 21, "bound": "more_than"}, "more than 20"),
    ("fewer than 20", {"value_low": 20, "value_high": 20, "high": 19, "bound": "less_than"}, "less than 20"),
    ("some 40", {"value_low": 40, "value_high": 40, "low": 40, "high": 40, "bound": "about"}, "about 40"),
    ("20 to 30", {"value_low": 20, "value_high": 30, "low": 20, "high": 30, "bound": "between"}, "20 to 30"),
    ("2.5 million", {"value_low": 2.5e6, "value_high": 2.5e6, "low": 2.5e6, "high": 2.5e6, "bound": "exact"}, "2,500,000"),
    ("dozens", {"vague": "dozens", "low": 24, "bound": "vague"}, "dozens (24+)"),
    ("At least hundreds", {"vague": "hundreds", "low": 200, "bound": "vague"}, "at least hundreds (200+)"),
    ("many", {"vague": "many", "bound": "vague"}, "many"),
    ("no", {"value_low": 0, "value_high": 0, "low": 0, "high": 0, "bound": "exact"}, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fields", "phrase"), FIGURES)
def test_how_many(words: str, fields: dict[str, Any], phrase: str) -> None:
    assert figure_phrase(Figure.at(words, 0, len(words), **fields)) == phrase


@pytest.mark.parametrize(
    ("text", "counted", "fields", "phrase"),
    [
        ("nine engineers", "engineers", {"outcome": "killed"}, "9 engineers killed"),
        ("nine wounded", "wounded", {"outcome": "wounded"}, "9 wounded"),
        ("nine casualties", "casualties", {"outcome": "other"}, "9 casualties"),
        ("nine people", "people", {"outcome": "killed", "scope": "new"}, "9 people killed [new]"),
        ("nine people", "people", {"certainty": "planned"}, "9 people [planned]"),
        ("nine people", "people", {"certainty": "asserted"}, "9 people"),
        ("nine people", "people", {"population": Population(status="civilian")}, "9 people [civilians]"),
        ("nine civilians", "civilians", {"population": Population(status="civilian")}, "9 civilians"),
        ("nine people", "people", {"population": Population(age_group="child")}, "9 people [children]"),
    ],
)
def test_of_whom_and_what_became_of_them(
    text: str, counted: str, fields: dict[str, Any], phrase: str
) -> None:
    words = Words(text)
    figure = Figure.at(
        text, 0, 4, value_low=9, value_high=9, low=9, high=9, bound="exact", counted=words(counted), **fields
    )
    assert figure_phrase(figure, "asserted") == phrase


@pytest.mark.parametrize(
    ("words", "fields", "published", "phrase"),
    [
        ("Friday", {"value": "2025-12-12", "earliest": "2025-12-12", "latest": "2025-12-12"}, "2025-12-13",
         "Friday → 2025-12-12"),
        ("July", {"value": "2025-07", "earliest": "2025-07-01", "latest": "2025-07-31"}, "2025-12-13",
         "July → 2025-07"),
        ("Friday night", {"value": "2025-12-12TNI", "earliest": "2025-12-12", "latest": "2025-12-12", "type": "TIME"},
         "2025-12-13", "Friday night → 2025-12-12"),
        ("2:30 p.m.", {"value": "2025-12-12T14:30", "earliest": "2025-12-12", "latest": "2025-12-12", "type": "TIME"},
         "2025-12-13", "2:30 p.m. → 2025-12-12 14:30"),
        ("this week", {"value": "2025-W50", "earliest": "2025-12-08", "latest": "2025-12-14"}, "2025-12-13",
         "this week → 2025-12-08 to 2025-12-14"),
        ("since June", {"value": "2025-06", "earliest": "2025-06-01"}, "2025-12-13", "since June → 2025-06"),
        ("before the war", {"latest": "2022-02-24"}, "2025-12-13", "before the war → until 2022-02-24"),
        ("2024-03-05", {"value": "2024-03-05", "earliest": "2024-03-05", "latest": "2024-03-05"}, None, "2024-03-05"),
        ("Friday", {"value": "XXXX-WXX-5"}, None, "Friday (no publication date)"),
        ("that day", {}, "2025-12-13", "that day (date not resolved)"),
        ("three months", {"value": "P3M", "type": "DURATION"}, "2025-12-13", "three months"),
        ("every Friday", {"value": "XXXX-WXX-5", "type": "SET"}, None, "every Friday"),
    ],
)  # fmt: skip
def test_when(words: str, fields: dict[str, Any], published: str | None, phrase: str) -> None:
    assert time_phrase(Time.at(words, 0, len(words), **{"type": "DATE", **fields}), published) == phrase


@pytest.mark.parametrize(
    ("words", "fields", "phrase"),
    [
        ("Korčula", {"country": "HR"}, "Korčula (HR)"),
        ("the capital", {"name": "Zagreb", "country": "HR"}, "the capital → Zagreb (HR)"),
        ("Korčula", {"country": "HR", "relation": "near"}, "near Korčula (HR)"),
        ("Atlantis", {}, "Atlantis (not located)"),
        ("Springfield", {"candidates": [{"name": "Springfield"}, {"name": "Springfield"}]},
         "Springfield (several so named)"),
    ],
)  # fmt: skip
def test_where(words: str, fields: dict[str, Any], phrase: str) -> None:
    assert place_phrase(Place.at(words, 0, len(words), **{"name": words, **fields})) == phrase


def chain(*links: tuple[str, str, str], text: str, entity: Entity | None = None) -> str:
    words = Words(text)
    attributions = tuple(
        Attribution.of(
            source=[words(source)] if source else [],
            cue=[words(cue)] if cue else [],
            voice="indirect",
            stance=stance,
            source_entity=entity.id if entity else None,
        )
        for source, cue, stance in links
    )
    return chain_phrase(attributions, {entity.id: entity} if entity else {})


@pytest.mark.parametrize(
    ("text", "links", "phrase"),
    [
        ("the mayor said so", [("the mayor", "said", "assert")], "the mayor said"),
        ("so it is, said the mayor", [("the mayor", "said", "assert")], "the mayor said"),
        ("according to residents it is", [("residents", "according to", "assert")], "according to residents"),
        ("police said the mayor had said so", [("the mayor", "had said", "assert"), ("police", "said", "assert")],
         "police said, quoting the mayor"),
        ("police said the mayor warned", [("the mayor", "warned", "assert"), ("police", "said", "assert")],
         "police said, quoting the mayor (warned)"),
        ("police said the mayor agreed to", [("the mayor", "agreed", "agree"), ("police", "said", "assert")],
         "police said › the mayor agreed"),
        ("police said ten are feared dead", [("", "are feared", "fear"), ("police", "said", "assert")],
         "police said › are feared (by nobody named)"),
        ("is said to have fled", [("", "is said", "assert")], "is said (by nobody named)"),
    ],
)  # fmt: skip
def test_who_on_whose_word(text: str, links: list[tuple[str, str, str]], phrase: str) -> None:
    assert chain(*links, text=text) == phrase


@pytest.mark.parametrize(
    ("words", "kind", "phrase"),
    [
        ("They", "pronoun", "harbour officials ← they said"),
        ("The men", "nominal", "harbour officials ← The men said"),
        ("The harbour officials", "name", "The harbour officials said"),
    ],
)
def test_a_resolved_source_leads_with_its_name(words: str, kind: str, phrase: str) -> None:
    text = f"{words} said so."
    entity = Entity.of(
        name="harbour officials", type="group", mentions=[Mention.at(text, 0, len(words), kind=kind)]
    )
    assert chain((words, "said", "assert"), text=text, entity=entity) == phrase


def test_a_shorter_name_is_name_enough() -> None:
    text = "Ms. Vidal said so."
    entity = Entity.of(name="Ana Vidal", type="person", mentions=[Mention.at(text, 0, 9, kind="name")])
    assert chain(("Ms. Vidal", "said", "assert"), text=text, entity=entity) == "Ms. Vidal said"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("two\r\n  lines\tof text ", "two lines of text"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\u202eb\u2066c", "abc"),
        ("nul\x00l", "null"),
        ("family 👩‍👧", "family 👩‍👧"),
        ("שלום", "שלום"),
    ],
)
def test_words_become_one_harmless_line(words: str, line: str) -> None:
    assert one_line(words) == line


def test_a_date_names_its_basis() -> None:
    assert published_phrase(korcula().report) == "published 2024-03-06 (as given)"
    assert published_phrase(korcula(None).report) == "no publication date"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-03-06", "2024-03-06"),
        ("2024-03-06T19:40:00+03:00", "2024-03-06 19:40 +03:00"),
        ("2024-03-06T19:40:00.123Z", "2024-03-06 19:40 Z"),
        ("2024-03-06T19:40", "2024-03-06 19:40"),
    ],
)
def test_times_of_publication(value: str, shown: str) -> None:
    assert published_phrase(korcula(value).report) == f"published {shown} (as given)"


def test_without_a_title_the_headline_in_the_text_serves() -> None:
    assert headline(korcula(title=None).report) == TEXT.split("\n")[0]
    assert headline(Report.of(ref="x", text="No title here.")) is None


def test_plural() -> None:
    assert [plural(count, "claim") for count in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"]


@pytest.mark.parametrize(
    ("table", "code_list"),
    [("review", "ReviewReason"), ("furniture", "FurnitureKind"), ("certainty", "Certainty"), ("basis", "PublishedBasis"),
     ("certainty_means", "Certainty")],
)  # fmt: skip
def test_every_code_has_a_plain_word(table: str, code_list: str) -> None:
    assert set(wordings()[table]) == set(codes()[code_list])


def test_a_code_of_a_later_version_is_still_readable() -> None:
    assert worded("review", "source_on_holiday") == "source on holiday"


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 1 in 20"), (0.04, "under 1 in 20"), (0.05, "1 in 10"), (0.14, "1 in 10"), (0.5, "5 in 10"),
        (0.72, "7 in 10"), (0.94, "9 in 10"), (0.95, "9 in 10"), (0.96, "over 19 in 20"), (1.0, "over 19 in 20"),
    ],
)  # fmt: skip
def test_a_probability_as_one_counts(chance: float, words: str) -> None:
    assert odds(chance) == words
