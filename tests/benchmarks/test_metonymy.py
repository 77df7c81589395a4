"""Sentences on metonymy: complete, true to their words, scored rightly, and the reader held to what it reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import measure_metonymy
from benchmarks.metonymy import HALVES, USES, load_sentences, metonymy
from benchmarks.own import GoldError

Row = dict[str, Any]


def test_a_hundred_and_fifty_sentences_with_every_use_in_either_half() -> None:
    rows = {half: load_sentences(half) for half in HALVES}
    assert [len(rows[half]) for half in HALVES] == [75, 75]
    texts = [row["text"] for half in HALVES for row in rows[half]]
    assert len(set(texts)) == 150
    for half in HALVES:
        assert {t["use"] for row in rows[half] for t in row["toponyms"]} == set(USES)
        assert all(
            row["text"][t["start"] : t["end"]] == t["words"] for row in rows[half] for t in row["toponyms"]
        )


def record(row: Row, use: str, type_: str) -> Row:
    spans = [{key: t[key] for key in ("start", "end", "words")} for t in row["toponyms"]]
    return {
        "report": {"ref": row["id"], "text": row["text"]},
        "places": [{**span, "use": use} for span in spans],
        "entities": [{"type": type_, "mentions": [{**span, "kind": "name"}]} for span in spans],
    }


@pytest.mark.parametrize(("use", "right"), [("metonymic", 50.0), ("literal", 50.0), ("modifier", 0.0)])
@pytest.mark.parametrize("type_", ["organisation", "location"])
def test_use_and_body_are_counted(tmp_path: Path, use: str, right: float, type_: str) -> None:
    path = tmp_path / "sentences.toml"
    path.write_text(
        '[[fit]]\ntext = "Oslo wrote to me in Oslo."\nmetonymic = ["Oslo"]\nliteral = ["Oslo#2"]\n'
    )
    rows = load_sentences("fit", path)
    scores = metonymy(rows, [record(row, use, type_) for row in rows])
    assert scores["use right"] == right
    named = use == "metonymic" and type_ == "organisation"
    assert scores["metonyms that name a body"] == (100.0 if named else 0.0)


def test_a_place_that_is_not_told_counts_as_wrong(tmp_path: Path) -> None:
    path = tmp_path / "sentences.toml"
    path.write_text('[[fit]]\ntext = "Oslo wrote."\nmetonymic = ["Oslo"]\n')
    assert metonymy(load_sentences("fit", path), [])["use right"] == 0.0


@pytest.mark.parametrize("marks", ['literal = ["Rome"]', 'literal = ["Oslo"]\nmetonymic = ["Oslo"]'])
def test_marks_that_do_not_hold_are_refused(tmp_path: Path, marks: str) -> None:
    path = tmp_path / "sentences.toml"
    path.write_text(f'[[fit]]\ntext = "Oslo wrote."\n{marks}\n')
    with pytest.raises(GoldError):
        load_sentences("fit", path)


def test_the_reader_tells_a_place_from_those_who_act_in_its_name() -> None:
    result = measure_metonymy()
    assert not result.refused
    assert (result.figures["use right"] or 0) >= 90
    assert (result.figures["metonyms that name a body"] or 0) >= 85
