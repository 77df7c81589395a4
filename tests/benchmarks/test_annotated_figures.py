"""Figures about people against annotated ones: what counts, what is right, and that the annotations keep their rules."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from benchmarks.annotated import FILES, MEASURES, marks
from benchmarks.annotated.figures import flat, people_score, within
from benchmarks.sets import gold_folder
from hearsay.record.codes import Bound, Certainty, Outcome

Row = dict[str, Any]
TEXT = "The mayor said at least 12 people were killed and a boy hurt. Police held 30. A dog and 40 men ran."
SHARED = gold_folder().resolve().parent / "tools" / "score.py"


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def marked(words: str, low: int | None, high: int | None, outcome: str, source: str | None) -> Row:
    start, end = at(words)
    return {"start": start, "end": end, "low": low, "high": high, "bound": "exact", "outcome": outcome,
            "certainty": "asserted", "source": at(source) if source else None, "part_of": None}  # fmt: skip


def gold(**changes: Any) -> Row:
    return {
        "set": "s", "id": "s/1", "half": "report", "text": TEXT, "stretches": [[0, TEXT.index("A dog")]],
        "figures": [
            marked("at least 12", 12, None, "killed", "The mayor"),
            marked("a boy", 1, 1, "wounded", "The mayor"),
            marked("30", 30, 30, "captured", None),
        ],
        **changes,
    }  # fmt: skip


def told(words: str, low: int | None, high: int | None, outcome: str | None) -> Row:
    start, end = at(words)
    return {"start": start, "end": end, "words": words, "low": low, "high": high, "outcome": outcome,
            "certainty": "asserted"}  # fmt: skip


def record(*figures: Row) -> Row:
    def span(words: str) -> Row:
        start, end = at(words)
        return {"start": start, "end": end, "words": words}

    content = span("at least 12 people were killed and a boy hurt")
    mayor = {"source": [span("The mayor")], "cue": [span("said")], "content": [content], "stance": "assert"}
    return {"report": {"ref": "s/1", "text": TEXT}, "attributions": [mayor], "figures": list(figures)}


ALL = (
    told("at least 12", 12, None, "killed"),
    told("a boy", 1, 1, "wounded"),
    told("30", 30, 30, "captured"),
)


def f1(name: str, *figures: Row, **changes: Any) -> float:
    return float(people_score([gold(**changes)], [record(*figures)])[f"people figures: {name}"]["f1"])


def test_a_record_that_has_all_of_it_right() -> None:
    scores = people_score([gold()], [record(*ALL)])
    assert {name: score["f1"] for name, score in scores.items() if isinstance(score, dict)} == {
        f"people figures: {name}": 100.0 for name in ("found", "numbers", "outcome", "source", "all")
    }
    assert scores["people figures: certainty right, of those found"] == 100.0


def test_a_lost_bound_is_a_wrong_number_and_spoils_the_whole() -> None:
    lost = (told("at least 12", 12, 12, "killed"), *ALL[1:])
    assert f1("numbers", *lost) == pytest.approx(66.7)
    assert f1("all", *lost) == pytest.approx(66.7)
    assert f1("outcome", *lost) == 100.0


def test_a_false_figure_in_a_stretch_costs_precision_and_one_outside_costs_nothing() -> None:
    outside = told("40", 40, 40, "deployed")
    assert f1("found", *ALL, outside) == 100.0
    assert f1("found", *ALL, outside, stretches=[[0, len(TEXT)]]) == pytest.approx(85.7)


def test_a_number_without_an_outcome_is_no_figure_about_people() -> None:
    assert f1("found", *ALL[:2], told("30", 30, 30, None)) == pytest.approx(80.0)


def test_a_text_without_a_record_counts_as_read_with_nothing_found() -> None:
    score = people_score([gold()], [])["people figures: found"]
    assert (score["predicted"], score["gold"]) == (0, 3)


def test_the_source_is_the_innermost_that_vouches() -> None:
    assert f1("source", *ALL) == 100.0
    agreed = record(*ALL)
    agreed["attributions"][0]["stance"] = "agree"
    score = people_score([gold()], [agreed])["people figures: source"]
    assert score["tp"] == 1


@pytest.mark.skipif(not SHARED.is_file(), reason="no shared scorer at HEARSAY_GOLD/../tools/score.py")
@pytest.mark.parametrize("figures", [ALL, ALL[:2], (told("30", 29, 30, "killed"), told("40", 1, 1, "other"))])
def test_agrees_with_the_shared_scorer(figures: tuple[Row, ...], tmp_path: Path) -> None:
    rows, records = [gold()], [record(*figures)]
    paths = {"gold": flat(rows), "records": within(rows, records)}
    for name, lines in paths.items():
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    command = [
        sys.executable,
        str(SHARED),
        "people-figures",
        *(str(tmp_path / name) for name in paths),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = people_score(rows, records)
    assert {name: ours[f"people figures: {name}"] for name in theirs} == theirs


def test_it_is_measured_with_the_others() -> None:
    assert MEASURES["figures"] is people_score


def test_marks_keep_their_rules() -> None:
    for row in marks("figures"):
        assert set(row) == {"set", "id", "half", "stretches", "figures"}
        assert row["set"] in FILES
        for figure in row["figures"]:
            assert any(start <= figure["start"] < figure["end"] <= end for start, end in row["stretches"])
            assert figure["outcome"] in set(get_args(Outcome)) - {"casualties"}
            assert figure["certainty"] in get_args(Certainty)
            assert figure["bound"] in get_args(Bound)
            low, high = figure["low"], figure["high"]
            assert low is None or high is None or low <= high
            whole = figure["part_of"]
            assert whole is None or row["figures"][whole]["part_of"] is None


def test_both_halves_hold_at_least_100_and_share_no_document_nor_part_one_with_another_file() -> None:
    rows = marks("figures")
    held = Counter(row["half"] for row in rows for _ in row["figures"])
    assert set(held) == {"fit", "report"}
    assert min(held.values()) >= 100
    documents = {(row["set"], row["id"]): row["half"] for row in rows}
    assert len(documents) == len(rows)
    for name in set(MEASURES) - {"figures"}:
        for row in marks(name):
            half = documents.get((row["set"], row["id"]), row["half"])
            assert half == row["half"], f"{name}: {row['id']} is read for fitting and for figures"
