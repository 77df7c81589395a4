"""What the reader refuses is told, and never counts as read well."""

from __future__ import annotations

from typing import Any

from benchmarks.reader import readable


def record(ref: str, text: str | None, sentences: list[list[int]], *codes: str) -> dict[str, Any]:
    report = {"ref": ref, "text": text, "sentences": sentences}
    return {"report": report, "rejections": [{"code": code} for code in codes]}


def test_refused_reports_are_named_with_their_codes() -> None:
    records = [
        record("good", "Nine died.", [[0, 10]]),
        record("partly", "Nine died. …", [[0, 10]], "E-READ-LONG-SENTENCE"),
        record("german", "Neun starben.", [], "E-READ-LANGUAGE"),
        record("broken", None, [], "E-INGEST-BINARY"),
    ]
    read, refused = readable(records)
    assert [r["report"]["ref"] for r in read] == ["good", "partly", "german"]
    assert refused == ["german (E-READ-LANGUAGE)", "broken (E-INGEST-BINARY)"]
