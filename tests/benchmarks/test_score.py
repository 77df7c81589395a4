"""The scorer, against cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.score import LAYERS, ScoringError
from benchmarks.score.attribution import Tokens
from benchmarks.score.figures import quantity_ends
from benchmarks.score.places import distance_km

Row = dict[str, Any]
TEXT = "The mayor said nine people died. She denied it."


def at(words: str, text: str = TEXT, **fields: Any) -> Row:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "words": words, **fields}


def ends(words: str) -> list[int]:
    span = at(words)
    return [span["start"], span["end"]]


def record(text: str = TEXT, ref: str = "r", **layers: Any) -> Row:
    return {"report": {"ref": ref, "text": text}, **layers}


GOLD_ATTRIBUTION = {
    "source": [ends("The mayor")],
    "cue": [ends("said")],
    "content": [ends("nine people died")],
}


@pytest.mark.parametrize(
    ("source", "cue", "content", "linked", "content_f1"),
    [
        ("The mayor", "said", "nine people died", 1, 100.0),
        ("The mayor", "said", "nine people died.", 1, 85.7),  # 3 of 4 tokens told, 3 of 3 found
        ("The mayor", "said nine", "people died", 1, 80.0),  # cue and content overlap enough
        ("She", "said", "nine people died", 0, 100.0),  # the wrong source breaks the link, not the content
        ("The mayor", "denied", "nine people died", 0, 100.0),
        ("The mayor", "said", "died. She denied it", 0, 25.0),  # 1 of 5 tokens told, 1 of 3 found
    ],
)
def test_attribution_links_and_tokens(
    source: str, cue: str, content: str, linked: int, content_f1: float
) -> None:
    told = {"id": "a", "parent": None, "source": [at(source)], "cue": [at(cue)], "content": [at(content)]}
    gold = [{"id": "r", "text": TEXT, "attributions": [GOLD_ATTRIBUTION]}]
    scores = LAYERS["attribution"](gold, [record(attributions=[told])])
    assert scores["linked"]["tp"] == linked
    assert scores["content tokens"]["f1"] == content_f1


def test_a_true_child_is_not_held_against_a_flat_gold() -> None:
    outer = {"id": "a", "parent": None, "source": [at("The mayor")], "cue": [at("said")]}
    outer["content"] = [at("nine people died")]
    child = {"id": "b", "parent": "a", "source": [], "cue": [at("people")], "content": [at("nine")]}
    stray = {**child, "cue": [at("denied")]}
    gold = [{"id": "r", "text": TEXT, "attributions": [GOLD_ATTRIBUTION]}]
    assert LAYERS["attribution"](gold, [record(attributions=[outer, child])])["linked"]["predicted"] == 1
    assert LAYERS["attribution"](gold, [record(attributions=[outer, stray])])["linked"]["predicted"] == 2


def test_tokens_touched_count_every_token_that_shares_a_character() -> None:
    assert Tokens("a bc, d").touched([(3, 6)]) == {1, 2}
    assert Tokens("a bc, d").touched([]) == set()


def test_times_prefer_the_exact_span_and_score_value_apart_from_finding() -> None:
    text = "on Tuesday night, on Tuesday"
    gold = [
        {"id": "r", "text": text, "timexes": [at("Tuesday night", text, type="TIME", value="2024-03-05TNI")]}
    ]
    near = at("night", text, type="DATE", value="X")
    same = at("Tuesday night", text, type="TIME", value="2024-03-05")
    scores = LAYERS["times"](gold, [record(text, times=[near, same])])
    assert (scores["strict"]["tp"], scores["type"]["tp"], scores["value"]["tp"]) == (1, 1, 0)
    assert scores["relaxed"]["predicted"] == 2


@pytest.mark.parametrize(
    ("lat", "lon", "near"),
    [(49.99, 36.23, 100.0), (51.0, 36.23, 100.0), (52.0, 36.23, 0.0), (None, None, 0.0)],
)
def test_a_place_is_resolved_within_161_km(lat: float | None, lon: float | None, near: float) -> None:
    gold = [{"id": "r", "text": TEXT, "toponyms": [at("mayor", lat=49.99, lon=36.23)]}]
    scores = LAYERS["places"](gold, [record(places=[at("mayor", lat=lat, lon=lon)])])
    assert scores["resolved within 161 km, of all gold"] == near
    assert scores["found"] == 100.0


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10007.5, abs=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("20", (20, 20)), ("1.5", (1.5, 1.5)), ("3-5", (3, 5)), ("dozens", ("dozens", "dozens"))],
)
def test_quantity_ends(value: str, expected: tuple[Any, Any]) -> None:
    assert quantity_ends(value) == expected


def test_figures_count_value_and_bound_apart() -> None:
    gold = [
        {
            "id": "r",
            "text": TEXT,
            "quantities": [{"value": "20", "change": ">"}, {"value": "5", "change": "up"}],
        }
    ]
    told = [
        {"value_low": 20, "value_high": 20, "bound": "exact"},
        {"value_low": 5, "value_high": 5, "bound": "exact"},
        {"value_low": None, "value_high": None, "bound": "vague"},
    ]
    scores = LAYERS["figures"](gold, [record(figures=told)])
    assert scores["value"]["f1"] == 100.0
    assert scores["value+bound"]["f1"] == 50.0


@pytest.mark.parametrize(("stance", "source_right"), [("assert", 1), ("agree", 0), ("decline", 0)])
def test_a_figure_rests_on_a_source_that_vouches(stance: str, source_right: int) -> None:
    source = at("The mayor")
    gold = [
        {"id": "r", **at("nine"), "low": 9, "high": 9, "outcome": "killed",
         "source_start": source["start"], "source_end": source["end"]}
    ]  # fmt: skip
    figure = {**at("nine"), "low": 9, "high": 9, "outcome": "killed"}
    told = {"source": [source], "content": [at("nine people died")], "stance": stance}
    scores = LAYERS["people-figures"](gold, [record(figures=[figure], attributions=[told])])
    assert scores["source"]["tp"] == source_right
    assert scores["numbers"]["tp"] == 1


def test_names_alone_count_against_a_set_that_marks_names() -> None:
    mentions = [at("The mayor", kind="nominal"), at("She", kind="pronoun")]
    told = [record(entities=[{"id": "e", "type": "person", "mentions": mentions}])]
    names = [{"id": "r", "text": TEXT, "entities": [at("She", type="PER")]}]
    every = [{"id": "r", "text": TEXT, "entities": [at("She", type="Person")]}]
    assert LAYERS["entities"](names, told)["micro"]["predicted"] == 0
    assert LAYERS["entities"](every, told)["micro"] == {
        "precision": 50.0, "recall": 100.0, "f1": 66.7, "tp": 1, "predicted": 2, "gold": 1,
    }  # fmt: skip


def test_factuality_counts_the_rare_classes_apart() -> None:
    sure = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}
    gold = [
        {"id": "r", "text": TEXT, "events": [at("died", **sure), at("denied", **{**sure, "polarity": "NEG"})]}
    ]
    scores = LAYERS["factuality"](gold, [record(events=[at("died", **sure), at("denied", **sure)])])
    assert scores["events found"]["f1"] == 100.0
    assert scores["polarity negative"]["recall"] == 0.0
    assert scores["polarity"]["accuracy"] == 50.0
    assert scores["certainty"]["accuracy"] == 100.0


def test_events_map_older_names_and_find_participants_by_a_shared_word() -> None:
    gold = [{"id": "r", "text": TEXT, "event": "FIGHT", "source": [{"actorText": "the mayor"}], "target": []}]
    entity = {"id": "e", "mentions": [at("The mayor")]}
    event = {"type": "ASSAULT", "participants": [{"role": "agent", "entity": "e"}]}
    scores = LAYERS["events"](gold, [record(entities=[entity], events=[event, {"type": "CASUALTY"}])])
    assert scores["gold type among predicted"] == 100.0
    assert scores["types predicted per sentence"] == 1.0
    assert scores["agent found"] == 100.0


def test_happenings_of_one_perfect_cluster_score_full_marks() -> None:
    mentions = [at(word, type="ACTION_OCCURRENCE", instance="i") for word in ("died", "denied")]
    gold = [{"id": "r", "topic": "1", "text": TEXT, "mentions": mentions}]
    members = [{"ref": "r", **at(word)} for word in ("died", "denied")]
    assert LAYERS["happenings"](gold, [{"id": "h", "members": members}])["CoNLL"] == 100.0
    apart = [{"id": n, "members": [member]} for n, member in enumerate(members)]
    # Apart: B3 precision 1, recall 1/2 (F1 66.7); no link kept (0); CEAF-e one pair, 2/3 alike (44.4).
    assert LAYERS["happenings"](gold, apart)["CoNLL"] == 37.0


def test_a_record_of_another_text_is_refused() -> None:
    gold = [{"id": "r", "text": TEXT, "timexes": []}]
    with pytest.raises(ScoringError, match=r"report\.text differs from the gold text"):
        LAYERS["times"](gold, [record(TEXT + " ")])


def test_a_missing_record_counts_as_empty_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    gold = [{"id": "r", "text": TEXT, "timexes": [at("nine", type="DATE", value="X")]}]
    assert LAYERS["times"](gold, [])["relaxed"]["recall"] == 0.0
    assert "1 gold rows have no record" in caplog.text
