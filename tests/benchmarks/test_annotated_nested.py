"""Nested attributions against annotated ones: what is right, what counts, and that the annotations keep their rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import missing_sets
from benchmarks.accuracy import measure_annotated_set
from benchmarks.annotated import FILES, MEASURES, MissingTextError, load, marks, measure_annotated, placed
from benchmarks.annotated.nested import nested_score
from benchmarks.sets import ANNOTATED

Row = dict[str, Any]
TEXT = (
    "The ministry said that residents had told police that the bridge was mined. "
    "Ferries are expected to stop, a harbour pilot said. The mayor denied that she had resigned."
)
STANCES = {"assert", "believe", "fear", "show", "deny", "decline", "intend", "order", "agree"}


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def gold(half: str = "report", stretches: tuple[str, ...] = (TEXT,)) -> Row:
    nested = [
        {
            "source": [at("residents")],
            "cue": [at("had told")],
            "content": [at("that the bridge was mined")],
            "stance": "assert",
            "outer_content": at("that residents had told police that the bridge was mined"),
        },
        {
            "source": [],
            "cue": [at("are expected")],
            "content": [at("Ferries"), at("to stop")],
            "stance": "believe",
            "outer_content": at("Ferries are expected to stop"),
        },
    ]
    return {
        "id": "s/1",
        "half": half,
        "text": TEXT,
        "stretches": [at(s) for s in stretches],
        "nested": nested,
    }


def told(source: str | None, cue: str, *content: str, parent: str | None = "a1") -> Row:
    def spans(pieces: tuple[str, ...]) -> list[Row]:
        return [dict(zip(("start", "end"), at(piece), strict=True)) for piece in pieces]

    return {
        "id": cue,
        "source": spans((source,) if source else ()),
        "cue": spans((cue,)),
        "content": spans(content),
        "parent": parent,
    }


def record(*attributions: Row) -> Row:
    return {"report": {"ref": "s/1", "text": TEXT}, "attributions": list(attributions)}


def counts(attribution: Row, **row: Any) -> tuple[int, int, int]:
    score = nested_score([gold(**row)], [record(attribution)])["nested"]
    return score["tp"], score["predicted"], score["gold"]


@pytest.mark.parametrize(
    ("attribution", "right"),
    [
        (told("residents", "had told", "that the bridge was mined"), True),
        (told("that residents", "told", "the bridge was mined"), True),
        (told("residents", "had told", "police", "that the bridge"), True),
        (told(None, "are expected", "Ferries", "to stop"), True),
        (told(None, "expected", "to stop"), True),
        (told(None, "had told", "that the bridge was mined"), False),  # a source is named
        (told("Ferries", "are expected", "to stop"), False),  # nobody is
        (told("The ministry", "had told", "that the bridge was mined"), False),
        (told("residents", "said", "that the bridge was mined"), False),
        (told("residents", "had told", "was mined"), False),  # two words of five
        (told("The mayor", "denied", "that she had resigned"), False),
    ],
)
def test_cue_and_source_must_touch_and_half_of_the_content_agree(attribution: Row, right: bool) -> None:
    assert counts(attribution) == (int(right), 1, 2)


def test_the_same_nested_attribution_told_twice_is_right_once() -> None:
    twice = record(
        told("residents", "had told", "that the bridge was mined"),
        told("residents", "told", "the bridge was mined"),
    )
    score = nested_score([gold()], [twice])["nested"]
    assert (score["tp"], score["predicted"], score["precision"], score["recall"]) == (1, 2, 50.0, 50.0)
    assert score["f1"] == 50.0


def test_outer_attributions_and_cues_outside_the_stretches_count_neither_way() -> None:
    right = told("residents", "had told", "that the bridge was mined")
    assert counts({**right, "parent": None}) == (0, 0, 2)
    elsewhere = told("The mayor", "denied", "that she had resigned")
    assert counts(elsewhere, stretches=("The ministry said that residents had told police",)) == (0, 0, 2)
    assert counts(right, stretches=("The ministry said that residents had",)) == (0, 0, 2)


def test_only_the_half_asked_for_is_scored() -> None:
    records = [record(told(None, "are expected", "Ferries", "to stop"))]
    assert nested_score([gold("fit")], records)["nested"]["gold"] == 0
    assert nested_score([gold("fit")], records, "fit")["nested"]["tp"] == 1


def test_a_text_without_a_record_counts_as_read_with_nothing_found() -> None:
    score = nested_score([gold()], [])["nested"]
    assert (score["predicted"], score["gold"], score["f1"]) == (0, 2, 0.0)


def spans_of(item: Row) -> list[list[int]]:
    return [span for role in ("source", "cue", "content") for span in item[role]]


def test_marks_lie_in_their_outer_content_and_in_one_stretch() -> None:
    for row in marks("nested"):
        assert set(row) == {"set", "id", "half", "stretches", "nested"}
        assert row["set"] in FILES
        assert len(row["nested"]) <= 6
        for item in row["nested"]:
            assert item["stance"] in STANCES
            assert item["cue"]
            assert item["content"]
            outer = item["outer_content"]
            assert any(start <= outer[0] < outer[1] <= end for start, end in row["stretches"])
            assert all(outer[0] <= start < end <= outer[1] for start, end in spans_of(item))


def test_both_halves_hold_at_least_75_and_share_no_document() -> None:
    rows = marks("nested")
    held = Counter(row["half"] for row in rows for _ in row["nested"])
    assert set(held) == {"fit", "report"}
    assert min(held.values()) >= 75
    documents = [(row["set"], row["id"]) for row in rows]
    assert len(documents) == len(set(documents))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of gold sets with every text that the measures need, long enough for their marks, in invented words."""
    needed = {(row["set"], row["id"]) for name in MEASURES for row in marks(name)}
    for name, file in FILES.items():
        rows = [
            {"id": text_id, "text": "so it goes " * 2000} for set_name, text_id in needed if set_name == name
        ]
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf8")
    return tmp_path


def test_a_text_is_found_by_set_and_id(folder: Path) -> None:
    row = marks("nested")[0]
    assert load(folder, row["set"], row["id"])["text"].startswith("so it goes")
    assert placed(folder, [row])[0]["id"] == f"{row['set']}/{row['id']}"


@pytest.mark.parametrize(
    ("set_name", "text_id", "message"),
    [
        ("tr-news", "none", "has no row 'none'"),
        ("of my own", "1", "of my own is none of muc4-train, tr-news, polnear-train"),
    ],
)
def test_a_text_that_is_not_there_is_refused_by_name(
    folder: Path, set_name: str, text_id: str, message: str
) -> None:
    with pytest.raises(MissingTextError, match=message):
        load(folder, set_name, text_id)


def test_an_absent_set_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(MissingTextError, match="HEARSAY_GOLD=DIR"):
        load(tmp_path, "tr-news", "1")


def test_only_texts_of_the_reported_half_are_read_each_once(folder: Path) -> None:
    read: list[str] = []

    def reader(rows: Any) -> list[Row]:
        read.extend(row["id"] for row in rows)
        return []

    number, scores = measure_annotated(folder, reader)
    reported = {f"{row['set']}/{row['id']}" for row in marks("nested") if row["half"] == "report"}
    assert reported <= set(read)
    assert len(read) == len(set(read)) == number
    assert scores["nested"]["predicted"] == 0
    assert scores["nested"]["gold"] >= 75


def test_the_set_is_passed_over_by_name_where_one_of_its_files_is_absent(folder: Path) -> None:
    assert ANNOTATED.is_in(folder)
    (folder / FILES["tr-news"]).unlink()
    assert not ANNOTATED.is_in(folder)
    assert measure_annotated_set(ANNOTATED, folder) is None


def test_a_missing_file_of_it_is_told_by_the_sets_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_GOLD", str(folder))
    others = next(line for line in missing_sets(["attribution", "places"]))
    assert "annotated" not in others
    (folder / FILES["muc4-train"]).unlink()
    assert "annotated" in next(line for line in missing_sets(["attribution", "places"]))
