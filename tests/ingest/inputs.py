"""Shortcuts of the ingest tests: one input in, its outcome out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from hearsay.ingest import Accepted, Given, Notice, Outcome, Refused, ingest
from hearsay.record import Report

STORY = (
    "The harbour master said on Tuesday that twelve people had been killed when the ferry hit the quay. "
    "Residents denied that anyone had been warned."
)


def outcomes(data: bytes | str, **given: Any) -> list[Outcome]:
    """What standard input holding ``data`` becomes."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return list(ingest(["-"], given=Given(**given), stdin=io.BytesIO(raw)))


def outcome(data: bytes | str, **given: Any) -> Accepted | Refused:
    """The one report that standard input holding ``data`` becomes."""
    (only,) = outcomes(data, **given)
    assert not isinstance(only, Notice)
    return only


def report(data: bytes | str, **given: Any) -> Report:
    """The report of an accepted input."""
    accepted = outcome(data, **given)
    assert isinstance(accepted, Accepted), accepted
    return accepted.report


def row(**fields: Any) -> bytes:
    """One JSONL line."""
    return json.dumps(fields).encode("utf-8") + b"\n"


def codes(found: Outcome) -> list[str]:
    """The codes an outcome carries, in order."""
    if isinstance(found, Notice):
        return [found.problem.code]
    return [rejection.code for rejection in found.rejections]


def from_file(folder: Path, name: str, data: bytes) -> list[Outcome]:
    """What a file of that name and content becomes."""
    (folder / name).write_bytes(data)
    return list(ingest([folder / name]))


def furniture(text: str, kind: str | None = None) -> list[tuple[str, str]]:
    """Kind and words of each piece of furniture in ``text``."""
    return [(f.kind, f.words) for f in report(text, form="text").furniture if kind in (None, f.kind)]


def story(text: str) -> str:
    """What is left of the body when the furniture within it is cut out."""
    read = report(text, form="text")
    assert read.body is not None
    start, end = read.body
    kept = []
    for piece in read.furniture:
        if start <= piece.start < end:
            kept.append(text[start : piece.start])
            start = piece.end
    return "".join([*kept, text[start:end]])
