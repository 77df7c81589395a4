"""Our own gold set: complete, true to its own texts, and scored rightly."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.own import GoldError, compile_report, load_own, measure_own
from benchmarks.own.locating import locate

Row = dict[str, Any]


def spans(value: Any) -> list[Row]:
    """Every object with start, end and words, however deep."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if isinstance(value, dict):
        own = [value] if {"start", "end", "words"} <= set(value) else []
        return own + [span for item in value.values() for span in spans(item)]
    return []


def test_forty_reports_with_every_layer_marked() -> None:
    rows = load_own()
    assert len(rows) == 40
    for layer in (
        "all attributions",
        "timexes",
        "toponyms",
        "figures",
        "all entities",
        "events",
        "furniture",
    ):
        assert sum(len(row[layer]) for row in rows) >= 7, layer
    assert all("(fictional)" in row["publisher"] for row in rows), "every invented report says so"
    stances = {a["stance"] for row in rows for a in row["all attributions"]}
    assert stances == {"assert", "believe", "fear", "show", "deny", "decline", "intend", "order", "agree"}


def test_every_span_says_what_the_text_says() -> None:
    for row in load_own():
        for span in spans(row):
            assert row["text"][span["start"] : span["end"]] == span["words"]


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("said", "said"),
        ("he", "he"),  # the word, not the letters in "the"
        ("the … “no”", "the man said he would say “no”"),
        ("said#2", "said"),
    ],
)
def test_references(reference: str, words: str) -> None:
    text = "Then the man said he would say “no”, she said."
    start, end = locate(text, reference)
    assert text[start:end] == words


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"times": [{"at": "Tuesday", "value": "2024-03-06"}]}, "2024-03-06 is no Tuesday"),
        ({"times": [{"at": "Friday", "value": "2024-03-08"}]}, "'Friday' stands 0 times in the text"),
        ({"events": [{"at": "died", "figure": "ten"}]}, "'died' has figure 'ten', which is not marked"),
        (
            {"attributions": [{"id": "a", "cue": "said"}, {"id": "b", "cue": "died", "parent": "a"}]},
            "the cue 'died' lies outside the content of its parent",
        ),
    ],
)
def test_a_gold_file_that_contradicts_its_text_is_refused(change: Row, message: str) -> None:
    layers = ("attributions", "times", "places", "figures", "entities", "events")
    marked = {
        "id": "x",
        "text": "Nine people died on Tuesday, the mayor said.",
        **{layer: [] for layer in layers},
    }
    with pytest.raises(GoldError, match=message):
        compile_report(marked | change)


def perfect(row: Row) -> Row:
    """The record that a faultless reader would give for a gold row."""
    entities = [{**e, "id": f"e{n}"} for n, e in enumerate(row["all entities"])]
    times = [{**t, "id": f"t{n}"} for n, t in enumerate(row["timexes"])]
    places = [{**p, "id": f"p{n}"} for n, p in enumerate(row["toponyms"])]
    figures = [{**f, "id": f"f{n}"} for n, f in enumerate(row["figures"])]

    def at(layer: list[Row], span: Row | None) -> list[str]:
        return [x["id"] for x in layer if span and (x["start"], x["end"]) == (span["start"], span["end"])]

    events = [
        {
            **{
                key: e[key]
                for key in ("start", "end", "type", "certainty", "polarity", "time", "by", "claim")
            },
            "id": f"v{n}",
            "participants": [
                {"role": role, "entity": None, **e[key]}
                for key, role in (("agent", "perpetrator"), ("target", "victim"))
                if key in e
            ],
            "where": at(places, e.get("where")),
            "when": next(iter(at(times, e.get("when"))), None),
            "figures": at(figures, e.get("figure")),
        }
        for n, e in enumerate(row["events"])
    ]

    def holder(source: list[Row]) -> str | None:
        starts = {(s["start"], s["end"]) for s in source}
        found = [e["id"] for e in entities if any((m["start"], m["end"]) in starts for m in e["mentions"])]
        return found[0] if found else None

    said = {t["value"]: t["id"] for t in times}
    attributions = [
        {**a, "source_entity": holder(a["source"]), "said": said.get(a["said"])}
        for a in row["all attributions"]
    ]
    claims = []
    for event in events:
        chain, innermost = [], event["by"]
        while innermost:
            chain.append(innermost)
            innermost = next(a["parent"] for a in attributions if a["id"] == innermost)
        claims.append(
            {"event": event["id"], "attributions": chain, "origin": None, "certainty": event["claim"]}
        )
    return {
        "report": {"ref": row["id"], "text": row["text"], "furniture": row["furniture"]},
        "attributions": attributions,
        "times": times,
        "places": places,
        "figures": figures,
        "entities": entities,
        "events": events,
        "claims": claims,
    }


def test_a_faultless_reader_scores_a_hundred_and_a_silent_one_nothing() -> None:
    gold = load_own()
    best = measure_own(gold, [perfect(row) for row in gold])
    short = {name: figure for name, figure in best.items() if figure < 100}
    # One village of an invented mine has no coordinates, which the measure of places leaves out of its gold.
    assert not short
    silent = [{"report": {"ref": row["id"], "text": row["text"], "furniture": []}} for row in gold]
    assert set(measure_own(gold, silent).values()) == {0.0}
    assert list(measure_own(gold, silent)) == list(best)


def test_the_claim_of_an_inner_statement_rests_on_the_inner_source() -> None:
    row = next(row for row in load_own() if row["id"] == "diplomacy-1")
    origins = {event["words"]: [span["words"] for span in event["origin"]] for event in row["events"]}
    assert origins["agreed"] == ["the Laotian foreign ministry"]
    assert origins["send"] == ["the Laotian foreign ministry"], "who agrees does not vouch for the deed"
    assert origins["received"] == ["a Vietnamese diplomat in Vientiane"]


def test_a_place_that_stands_for_its_government_names_an_organisation() -> None:
    text = "Oslo wrote to him in Oslo."
    marked = {
        **{
            "id": "x",
            "text": text,
            "attributions": [],
            "times": [],
            "figures": [],
            "entities": [],
            "events": [],
        },
        "places": [{"at": "Oslo", "use": "metonymic"}, {"at": "Oslo#2"}],
    }
    named = compile_report(marked)["all entities"]
    assert [(e["type"], e["kind"]) for e in named] == [("organisation", "government"), ("location", None)]
