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


def places_given(rows: Iterable[Row]) -> list[Row]:
    """Records with nothing but places, the gold spans of each row taken for its toponyms: placing without finding.

    A span that reaches past the end of its text is cut there, one that lies behind it is left out; the network is not run.
    """
    from hearsay.read.places.read import read_places
    from hearsay.read.reading import Reading
    from hearsay.record import Report

    records = []
    for row in rows:
        text, told = row["text"], {key: row.get(key) for key in ("publisher", "url")}
        report = Report.of(ref=str(row["id"]), raw=text.encode(), text=text, **told)
        inside = [t for t in row["toponyms"] if t["start"] < len(text)]
        spans = [(t["start"], min(t["end"], len(text))) for t in inside]
        places = [place.model_dump(mode="json") for place in read_places(Reading(report), spans)]
        records.append({"report": {"ref": report.ref, "text": text}, "places": places})
    return records


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
