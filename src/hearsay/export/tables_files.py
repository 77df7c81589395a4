"""What each export format writes: names of files and their contents; whoever calls it does the writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from hearsay.export.acled import acled_table
from hearsay.export.ged import ged_table
from hearsay.export.tables import Table, incidents_to_jsonl, note_table, own_tables, to_csv, to_jsonl
from hearsay.record.incident import Incident

Format = Literal["csv", "jsonl", "ged", "acled"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export_files(incidents: Sequence[Incident], form: Format) -> dict[str, str]:
    """File name -> text for the incidents, in their order; the same incidents give the same bytes.

    ``csv`` and ``jsonl`` are our own tables (``jsonl`` with whole incidents), ``ged`` and ``acled`` the target's one
    table with a side file ``…-notes.csv`` of what was assumed, could not be held, or is no row there.
    """
    return _WRITERS[form](incidents)


def _csv(incidents: Sequence[Incident]) -> dict[str, str]:
    return {f"{table.name}.csv": to_csv(table) for table in own_tables(incidents)}


def _jsonl(incidents: Sequence[Incident]) -> dict[str, str]:
    _, *others = own_tables(incidents)
    files = {f"{table.name}.jsonl": to_jsonl(table) for table in others}
    return {"incidents.jsonl": incidents_to_jsonl(incidents), **files}


def _with_notes(table: Table) -> dict[str, str]:
    return {f"{table.name}.csv": to_csv(table), f"{table.name}-notes.csv": to_csv(note_table(table.notes))}


_WRITERS: Mapping[Format, Callable[[Sequence[Incident]], dict[str, str]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "ged": lambda incidents: _with_notes(ged_table(incidents)),
    "acled": lambda incidents: _with_notes(acled_table(incidents)),
}
