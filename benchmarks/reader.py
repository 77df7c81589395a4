"""The one place where benchmarks touch the reader: rows in, printed records out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from .score.rows import Row


def read_records(rows: Iterable[Row], *, workers: int = 1, heads: Path | None = None) -> list[Row]:
    """Records of input rows, in order, as the command line prints them (plain JSON).

    ``heads``: event heads to read with instead of the shipped ones, in this process alone. Raises ``ValueError`` if
    they were fitted on another network.
    """
    from hearsay.flow import read_rows

    if heads is None:
        return [json.loads(record.to_json()) for record in read_rows(rows, workers=workers)]
    from hearsay.read.network.heads import event_heads, load_heads, using_heads

    chosen, shipped = load_heads(heads), event_heads()
    if shipped is None or chosen.network != shipped.network:
        raise ValueError(f"{heads.name} was fitted on another network: run python -m training.events again")
    with using_heads(chosen):
        return [json.loads(record.to_json()) for record in read_rows(rows, workers=1)]


def readable(records: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Records that were read, and the references with codes of those refused (another language, say).

    A refused report scores as read with nothing found, like any row without a record.
    """
    read, refused = [], []
    for record in records:
        if record["report"].get("text") is not None:
            read.append(record)
        if record["rejections"] and not record["report"]["sentences"]:
            codes = ", ".join(rejection["code"] for rejection in record["rejections"])
            refused.append(f"{record['report']['ref']} ({codes})")
    return read, refused
