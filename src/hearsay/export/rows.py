"""Rows of a ledger as JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]


def rows_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def rows_json(rows: Iterable[Row]) -> Iterator[str]:
    """An array of objects, whatever their number."""
    between = "[\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def rows_csv(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[str]:
    """A line of column names, then one a row, as RFC 4180 has it; what is not known is empty, lists are JSON.

    A value that a spreadsheet would take for a formula is given as it is: a comma-separated file is data, and changing
    the words of a report is worse.
    """
    names = tuple(columns)
    yield _line(names)
    for row in rows:
        yield _line([_cell(row.get(name)) for name in names])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
