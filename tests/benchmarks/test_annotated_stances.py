"""Stances scored on made-up rows and records."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.annotated.stances import MISSED, judged, stance_score
from benchmarks.annotated.texts import FILES, marks
from benchmarks.score.rows import ScoringError

TEXT = "The mayor denied it, the council wants to build, the survey shows that few agree, and the harbour said so."
STANCES = {"assert", "believe", "fear", "show", "deny", "decline", "intend", "order", "agree"}


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "words": words}


def gold(**stances: str) -> dict[str, Any]:
    cues = [(span(words.replace("_", " ")), stance) for words, stance in stances.items()]
    marked = [{"cue": [at["start"], at["end"]], "stance": stance} for at, stance in cues]
    return {"id": "1", "text": TEXT, "stances": marked}


def record(**stances: str) -> dict[str, Any]:
    told = [{"cue": [span(words.replace("_", " "))], "stance": stance} for words, stance in stances.items()]
    return {"report": {"ref": "1", "text": TEXT}, "attributions": told}


def test_a_cue_takes_the_stance_of_the_attribution_that_shares_most_of_it() -> None:
    told = record(council_wants="assert", wants_to_build="intend", denied="deny")
    assert list(judged(gold(wants_to="intend", denied="deny"), told)) == [
        ("intend", "intend"),
        ("deny", "deny"),
    ]


def test_a_cue_that_nothing_overlaps_is_missed_and_counts_as_wrong() -> None:
    row = gold(denied="deny", shows="show")
    assert list(judged(row, record(denied="deny")))[1] == ("show", MISSED)
    scores = stance_score([row], [record(denied="deny")])
    assert scores["stance macro f1"] == 50.0
    assert scores["stance macro f1, of cues found"] == 100.0
    assert (scores["stance accuracy"], scores["cues found"]) == (50.0, 50.0)
    assert (scores["stance show"]["gold"], scores["stance show"]["f1"]) == (1, 0.0)


def test_every_stance_weighs_the_same_in_the_macro() -> None:
    row = gold(denied="deny", shows="assert", wants="assert", said="assert")
    scores = stance_score([row], [record(denied="assert", shows="assert", wants="assert", said="assert")])
    # deny: nothing right; assert: three of four told, all three found.
    assert scores["stance macro f1"] == pytest.approx((0 + 85.7) / 2, abs=0.1)
    assert scores["stance accuracy"] == 75.0


def test_a_stance_told_where_nothing_is_marked_counts_for_nothing() -> None:
    row, right = gold(denied="deny"), record(denied="deny")
    assert stance_score([row], [right]) == stance_score([row], [record(denied="deny", said="fear")])


def test_a_document_without_a_record_is_missed_and_other_text_is_refused() -> None:
    assert stance_score([gold(denied="deny")], [])["cues found"] == 0.0
    other = record(denied="deny")
    other["report"]["text"] = TEXT + "!"
    with pytest.raises(ScoringError, match=r"report\.text differs"):
        stance_score([gold(denied="deny")], [other])


def test_annotations_hold_offsets_only_and_every_stance_in_both_halves() -> None:
    rows = marks("stances")
    assert all(set(row) == {"set", "id", "half", "stances"} and row["set"] in FILES for row in rows)
    assert len({(row["set"], row["id"]) for row in rows}) == len(rows)
    for half in ("fit", "report"):
        marked = [mark for row in rows if row["half"] == half for mark in row["stances"]]
        assert {mark["stance"] for mark in marked} == STANCES
        assert all(0 <= mark["cue"][0] < mark["cue"][1] for mark in marked)
