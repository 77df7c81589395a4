"""Records as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hearsay.export.jsonl import json_document, jsonl
from hearsay.record import Record
from tests.export.invented import korcula, plain, refused

SEVERAL = [korcula(), refused(), plain("Line one.\u2028Line two.\r\n")]


def test_one_line_a_record_in_order() -> None:
    lines = "".join(jsonl(SEVERAL)).split("\n")
    assert lines.pop() == ""
    assert [Record.parse(line) for line in lines] == SEVERAL


def test_lines_come_as_soon_as_their_record() -> None:
    taken: list[Record] = []

    def source() -> Iterator[Record]:
        for record in SEVERAL:
            taken.append(record)
            yield record

    lines = jsonl(source())
    next(lines)
    assert len(taken) == 1


def test_one_object_for_one_report_an_array_for_several() -> None:
    assert json.loads("".join(json_document(SEVERAL[:1])))["report"]["ref"] == "korcula.txt"
    several = json.loads("".join(json_document(SEVERAL)))
    assert [one["report"]["ref"] for one in several] == ["korcula.txt", "letters/missing.txt", "plain.txt"]
    assert json.loads("".join(json_document([]))) == []
