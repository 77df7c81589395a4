"""Gold rows and records: reading them, and putting each gold row beside the record read from it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # one gold row, or one record as printed: plain JSON
Scores = dict[str, Any]  # name of a measure -> counts with precision, recall and F1, or one number
Pair = tuple[int, int]  # a span: [start, end) in Unicode code points

log = logging.getLogger("benchmarks")


class ScoringError(ValueError):
    """Gold and records cannot be compared."""


def load_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file; blank lines are passed over."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def row_id(position: int, row: Row) -> str:
    """The row's own id, else its position: what `report.ref` of its record must equal."""
    return str(row.get("id", position))


def reports_of(gold: Sequence[Row]) -> Iterator[Row]:
    """The gold texts as input reports: text, and whatever a caller would know of the report."""
    given = ("title", "published", "publisher", "url")
    for position, row in enumerate(gold):
        known = {key: row[key] for key in given if row.get(key)}
        yield {"id": row_id(position, row), "text": row["text"], **known}


def by_ref(records: Iterable[Row]) -> dict[str, Row]:
    """Records by the reference of their report."""
    return {str(record["report"]["ref"]): record for record in records}


def paired(gold: Sequence[Row], records: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Each gold row with its record; a row without one counts as read with nothing found (and is logged).

    Raises ScoringError where a record's text is not the gold text, for then offsets mean nothing.
    """
    known = by_ref(records)
    missing = [row_id(i, row) for i, row in enumerate(gold) if row_id(i, row) not in known]
    if missing:
        log.warning("%d gold rows have no record, e.g. %s; they count as empty", len(missing), missing[:3])
    for position, row in enumerate(gold):
        record = known.get(row_id(position, row), {})
        if record and "text" in row and record["report"]["text"] != row["text"]:
            ref = row_id(position, row)
            raise ScoringError(f"record {ref}: report.text differs from the gold text; offsets mean nothing")
        yield row, record


def pair_of(anchored: Row) -> Pair:
    """Start and end of anything anchored by a span."""
    return anchored["start"], anchored["end"]


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def first_free(
    wanted: Row, offered: Sequence[Row], used: set[int], *, prefer_exact: bool = False
) -> int | None:
    """Index of the first unused object that overlaps the wanted one, or with `prefer_exact` equals it."""
    span = pair_of(wanted)
    free = [k for k, other in enumerate(offered) if k not in used]
    if prefer_exact:
        exact = next((k for k in free if pair_of(offered[k]) == span), None)
        if exact is not None:
            return exact
    return next((k for k in free if overlap(span, pair_of(offered[k]))), None)
