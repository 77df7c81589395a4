"""Claims against annotated ones: which parts are right, by rules counted by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from benchmarks.annotated import MEASURES, marks
from benchmarks.annotated.claims import judge, score_claims
from benchmarks.annotated.own import from_own
from benchmarks.own import load_own
from benchmarks.score.rows import pair_of

Row = dict[str, Any]
TEXT = "The mayor said 12 people were killed and nine hurt. Residents fear more may die. A dog barked."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def span(words: str) -> Row:
    start, end = at(words)
    return {"start": start, "end": end, "words": words}


def gold() -> Row:
    mayor = {"source": at("The mayor"), "cue": at("said"), "stance": "assert"}
    fear = {"source": at("Residents"), "cue": at("fear"), "stance": "fear"}
    return {
        "set": "s",
        "id": "1",
        "half": "report",
        "text": TEXT,
        "stretches": [[0, TEXT.index("A dog")]],
        "claims": [
            {"trigger": at("killed"), "chain": [mayor], "figures": [{**span("12"), "low": 12, "high": 12}],
             "certainty": "asserted"},
            {"trigger": at("hurt"), "chain": [mayor], "figures": [{**span("nine"), "low": 9, "high": 9}],
             "certainty": "asserted"},
            {"trigger": at("die"), "chain": [fear], "figures": [], "certainty": "possible"},
        ],
    }  # fmt: skip


def record() -> Row:
    """A record that has all of it right."""

    def claim(n: int, event: str, chain: list[str], figures: list[str], certainty: str) -> Row:
        return {"id": f"c{n}", "event": event, "attributions": chain, "figures": figures,
                "certainty": certainty, "confidence": 0.8}  # fmt: skip

    return {
        "report": {"ref": "1", "text": TEXT},
        "entities": [{"id": "e1", "mentions": [span("The mayor")]}],
        "attributions": [
            {"id": "a1", "source": [span("The mayor")], "source_entity": "e1"},
            {"id": "a2", "source": [span("Residents")], "source_entity": None},
        ],
        "figures": [
            {"id": "f1", **span("12"), "low": 12, "high": 12},
            {"id": "f2", **span("nine"), "low": 9, "high": 9},
        ],
        "events": [
            {"id": f"v{n}", **span(word)} for n, word in enumerate(("killed", "hurt", "die", "barked"), 1)
        ],
        "claims": [
            claim(1, "v1", ["a1"], ["f1"], "asserted"),
            claim(2, "v2", ["a1"], ["f2"], "asserted"),
            claim(3, "v3", ["a2"], [], "possible"),
            claim(4, "v4", [], [], "asserted"),
        ],
    }


def parts(changed: Row) -> dict[str, tuple[bool, ...]]:
    return {one.claim: (one.found, *one.parts) for one in judge(gold(), changed)}


def test_all_right_and_what_stands_outside_the_stretches_is_not_judged() -> None:
    judged = list(judge(gold(), record()))
    assert [one.claim for one in judged] == ["c1", "c2", "c3"]
    assert all(one.right for one in judged)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda r: r["claims"][0].update(certainty="denied"), {"c1": (True, True, True, False)}),
        (lambda r: r["claims"][1].update(figures=[]), {"c2": (True, True, False, True)}),
        (lambda r: r["claims"][2].update(figures=["f2"]), {"c3": (True, True, False, True)}),
        (lambda r: r["figures"][0].update(high=None), {"c1": (True, True, False, True)}),
        (lambda r: r["claims"][0].update(figures=["f1", "f2"]), {"c1": (True, True, False, True)}),
        (lambda r: r["claims"][0].update(attributions=[]), {"c1": (True, False, True, True)}),
        (lambda r: r["claims"][0].update(attributions=["a2", "a1"]), {"c1": (True, False, True, True)}),
        (lambda r: r["claims"][0].update(attributions=["a1", "a2"]), {}),
        # an innermost attribution of nobody gives way to the one around it
        (lambda r: (r["attributions"][1].update(source=[]), r["claims"][0].update(attributions=["a2", "a1"])),
         {"c3": (True, False, True, True)}),
        # a speaker taken over from a joined cue has no words there
        (lambda r: r["attributions"][0].update(source=[]), {}),
        (lambda r: r["attributions"][0].update(source=[], source_entity=None),
         {"c1": (True, False, True, True), "c2": (True, False, True, True)}),
        (lambda r: r["events"][0].update(span("people")), {"c1": (False, False, False, False)}),
        # a longer trigger still overlaps
        (lambda r: r["events"][0].update(span("were killed")), {}),
    ],
)  # fmt: skip
def test_what_makes_a_claim_wrong(change: Any, wrong: dict[str, tuple[bool, ...]]) -> None:
    changed = copy.deepcopy(record())
    change(changed)
    expected = dict.fromkeys(("c1", "c2", "c3"), (True, True, True, True)) | wrong
    assert parts(changed) == expected


def test_a_gold_claim_is_given_once_and_to_the_equal_trigger() -> None:
    changed = record()
    changed["events"][1].update(span("were killed"))  # before the equal one in the record's order
    changed["claims"].insert(0, changed["claims"].pop(1))
    assert parts(changed)["c1"][0]
    assert not parts(changed)["c2"][0]


def test_the_score_counts_what_is_missed_and_what_is_too_much() -> None:
    changed = record()
    del changed["claims"][1]
    changed["claims"][1].update(certainty="asserted", confidence=0.4)
    scores = score_claims([gold()], [changed])
    assert scores["claims found"] == {
        "precision": 100.0, "recall": 66.7, "f1": 80.0, "tp": 2, "predicted": 2, "gold": 3,
    }  # fmt: skip
    assert scores["certainty right, of those found"] == 50.0
    assert scores["all right, of those found"] == 50.0
    assert (scores["claims right"]["precision"], scores["claims right"]["recall"]) == (50.0, 33.3)
    assert scores["calibration error"] == pytest.approx((0.2 + 0.4) / 2)


def test_a_reading_without_confidence_is_scored_without_reliability() -> None:
    changed = record()
    for claim in changed["claims"]:
        claim["confidence"] = None
    scores = score_claims([gold()], [changed])
    assert "claims found" in scores
    assert "reliability" not in scores


def test_our_own_gold_takes_the_same_form() -> None:
    rows = load_own()
    first = from_own(rows[0])
    killed, _, toll, *_, shelled = first["claims"]
    text = first["text"]
    assert text[slice(*killed["trigger"])] == "killed"
    assert [text[slice(*link["source"])] for link in killed["chain"]] == ["the Yemeni health ministry"]
    assert [(figure["low"], figure["high"]) for figure in killed["figures"]] == [(14, None)]
    assert [(figure["low"], figure["high"]) for figure in toll["figures"]] == [(9, 9)]
    assert shelled["certainty"] == "denied"
    nested = [claim for row in rows for claim in from_own(row)["claims"] if len(claim["chain"]) > 1]
    assert nested, "our own gold has claims under two sources"


def test_the_annotations_keep_their_form() -> None:
    rows = marks("claims")
    assert len(rows) == len({(row["set"], row["id"]) for row in rows})
    assert {row["half"] for row in rows} == {"fit", "report"}
    assert "text" not in {key for row in rows for key in row}
    for row in rows:
        for claim in row["claims"]:
            start, end = claim["trigger"]
            assert any(a <= start < end <= b for a, b in row["stretches"])
            assert all(pair_of(figure)[0] < pair_of(figure)[1] for figure in claim["figures"])


def test_claims_are_among_the_measures_of_our_annotations() -> None:
    assert MEASURES["claims"] is score_claims
