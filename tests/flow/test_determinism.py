"""The same bytes for the same input, whatever it is read with; and no text that cannot be read."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.flow import read_rows
from hearsay.record import Record
from hearsay.record.schema import json_schema

ROWS = [
    {
        "id": "a",
        "published": "2024-03-06",
        "text": "The ministry said on Tuesday that six people were killed in Vis.",
    },
    {
        "id": "b",
        "text": "“We left at dawn,” said Ana Ruiz, a teacher, “and nobody stopped us.” She denied any deal.",
    },
    {
        "id": "c",
        "published": "2024-03-07",
        "text": "Vis calm\n\nVIS, March 7 — Residents said shelling had stopped.",
    },
    {
        "id": "d",
        "text": "Les habitants ont quitté la ville pendant la nuit, a déclaré le maire de la commune.",
    },
    {"id": "e", "text": "", "published": "2024-03-06"},
    {"id": "f", "published": "2023-11-01", "text": "Up to 400 troops agreed to leave. " * 40},
]


def written(rows: list[dict[str, Any]], workers: int = 1) -> dict[str, str]:
    return {record.report.ref: record.to_json() for record in read_rows(rows, workers=workers)}


@pytest.fixture(scope="module")
def once() -> dict[str, str]:
    return written(ROWS)


@settings(max_examples=8)
@given(order=st.permutations(ROWS), size=st.integers(1, 6))
def test_order_and_portions_change_no_byte(
    once: dict[str, str], order: list[dict[str, Any]], size: int
) -> None:
    again: dict[str, str] = {}
    for start in range(0, len(order), size):
        again.update(written(order[start : start + size]))
    assert again == once


def test_several_processes_give_the_same_records_in_the_same_order(once: dict[str, str]) -> None:
    told = [record.report.ref for record in read_rows(ROWS, workers=2)]
    assert told == [row["id"] for row in ROWS]
    assert written(ROWS, workers=2) == once


def test_a_record_read_back_is_the_same(once: dict[str, str]) -> None:
    for line in once.values():
        assert Record.parse(line).to_json() == line


def test_every_record_fits_the_schema(once: dict[str, str]) -> None:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json_schema())
    for line in once.values():
        assert not list(validator.iter_errors(json.loads(line)))


ALPHABETS = (
    "The minister said on Friday that 20 people were killed in Paris. ",
    "“”‘’«»\"'—–…,.;:!? \n\r\t",
    "éñßøÅİıſﬁǅ½²Ⅳ€",
    "السلام שלום नमस्ते 你好 こんにちは 한국어 Привет ไทย አማርኛ",
    "😀👍🏽👨\u200d👩\u200d👧🇺🇸e\u0301a\u0308\u0327",
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2069\ufeff\u00ad\u2028\u2029\x0b\x0c\x85\u00a0\u3000",
    "\x00\x01\x1b\x7f\ufffd\uffff\U0010ffff\ue000",
)


def strange_texts(count: int) -> Iterator[str]:
    """Sentences a reader knows, cut and filled up with characters of every kind."""
    rng = random.Random(11)
    planes = [chr(i) for i in range(0x20, 0x3000, 7) if unicodedata.category(chr(i)) != "Cs"]
    for _ in range(count):
        parts = []
        for _ in range(rng.randrange(1, 12)):
            kind = rng.random()
            if kind < 0.5:
                words = ALPHABETS[0].split()
                start = rng.randrange(len(words))
                parts.append(" ".join(words[start : start + rng.randrange(1, 12)]))
            elif kind < 0.9:
                parts.append("".join(rng.choices(rng.choice(ALPHABETS[1:]), k=rng.randrange(1, 6))))
            else:
                parts.append("".join(rng.choices(planes, k=rng.randrange(1, 8))))
        yield rng.choice(("", " ")).join(parts)


def test_a_thousand_texts_of_every_kind_of_character_are_read_with_true_spans() -> None:
    texts = list(strange_texts(1000))
    rows = [{"id": str(n), "text": text, "language": "en"} for n, text in enumerate(texts)]
    count = 0
    for row, record in zip(rows, read_rows(rows), strict=True):
        if record.report.text is None:
            assert record.rejections, "a text that is not read says why"
            continue
        assert record.report.text == row["text"].replace("\ufeff", "", 1) or record.report.text == row["text"]
        for span in spans(json.loads(record.to_json())):
            assert record.report.text[span["start"] : span["end"]] == span["words"]
            count += 1
    assert count > 3000


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with words in a record, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "words"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_a_sentence_of_twenty_thousand_characters_is_read() -> None:
    text = "The mayor said " + "that the road was long and " * 740 + "that it was closed."
    (record,) = read_rows([{"id": "long", "text": text}])
    assert record.attributions
    assert len(text) > 20_000


def test_the_examples_are_read_the_same_from_files_and_in_any_order() -> None:
    from hearsay.flow import read_paths

    folder = files("hearsay").joinpath("examples")
    paths = sorted(str(item) for item in folder.iterdir() if item.name.endswith(".txt"))[:4]
    forth = {record.report.ref: record.to_json() for record in read_paths(paths)}
    back = {record.report.ref: record.to_json() for record in read_paths(paths[::-1])}
    assert forth == back
