"""What each export format writes: files with their texts, piece by piece; whoever calls it does the writing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import Literal, get_args

from hearsay.export.acled import acled_table
from hearsay.export.ged import ged_table
from hearsay.export.tables import (
    NOTE_COLUMNS,
    Note,
    Row,
    Table,
    csv_header,
    csv_rows,
    incidents_to_jsonl,
    note_table,
    own_tables,
    to_jsonl,
)
from hearsay.record.estimate import Policy
from hearsay.record.incident import Incident

Format = Literal["csv", "jsonl", "ged", "acled"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True)
class Form:
    """A format as people are told of it. ``policy``: the only one whose numbers it has a place for; null: any."""

    code: Format
    title: str
    about: str
    loses: tuple[str, ...]
    policy: Policy | None = None


@dataclass(frozen=True)
class Piece:
    """The next text of one of the files, written where it is asked for, and the ``rows`` that it holds under ``columns``;
    ``notes``, where it is the side file's. The first piece of a file holds no row."""

    file: str
    written: Callable[[], str] = field(repr=False)
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The text, made anew."""
        return self.written()


@cache
def forms() -> Mapping[Format, Form]:
    """The formats in the order in which they are offered."""
    told = tomllib.loads(files("hearsay.export").joinpath("forms.toml").read_text(encoding="utf-8"))
    return {
        code: Form(code, row["title"], row["about"], tuple(row["loses"]), row.get("policy"))
        for code, row in ((code, told[code]) for code in FORMATS)
    }


def policies(form: Format, policy: Policy | None) -> tuple[Policy, ...]:
    """The policies by which numbers have to be made, the format's own or the chosen one first.

    With none chosen our own tables have all three.
    """
    own = forms()[form].policy
    if own is not None:  # acled says beside its own number what ucdp's would be
        return tuple(dict.fromkeys((own, "ucdp")))
    return get_args(Policy) if policy is None else (policy,)


def export_pieces(
    incidents: Iterable[Incident], form: Format, policy: Policy | None = None
) -> Iterator[Piece]:
    """The files of an export, piece by piece, an incident at a time; the same incidents give the same pieces.

    Each file begins with a piece of its own, the files in their order; then their pieces take turns. ``policy`` is that
    of the numbers in ``csv`` and ``jsonl`` (null: all three, ``ucdp`` in the list of incidents); the others keep theirs.
    """
    return _WRITERS[form](incidents, policy)


def export_files(incidents: Iterable[Incident], form: Format, policy: Policy | None = None) -> dict[str, str]:
    """File name -> text for the incidents, in their order; the same incidents give the same bytes.

    ``csv`` and ``jsonl`` are our own tables (``jsonl`` with whole incidents), ``ged`` and ``acled`` the target's one
    table with a side file ``…-notes.csv`` of what was assumed, could not be held, or is no row there.
    """
    texts: dict[str, list[str]] = {}
    for piece in export_pieces(incidents, form, policy):
        texts.setdefault(piece.file, []).append(piece.text)
    return {name: "".join(parts) for name, parts in texts.items()}


def _csv(incidents: Iterable[Incident], policy: Policy | None) -> Iterator[Piece]:
    for table in own_tables((), policy or "ucdp"):
        yield Piece(f"{table.name}.csv", partial(csv_header, table.columns), table.columns)
    for one in incidents:
        for table in own_tables((one,), policy or "ucdp"):
            yield Piece(f"{table.name}.csv", partial(csv_rows, table), table.columns, table.rows)


def _jsonl(incidents: Iterable[Incident], policy: Policy | None) -> Iterator[Piece]:
    for table in own_tables((), policy or "ucdp"):
        yield Piece(f"{table.name}.jsonl", str, table.columns)
    for one in incidents:
        first, *others = own_tables((one,), policy or "ucdp")
        yield Piece("incidents.jsonl", partial(incidents_to_jsonl, (one,)), first.columns, first.rows)
        for table in others:
            yield Piece(f"{table.name}.jsonl", partial(to_jsonl, table), table.columns, table.rows)


def _with_notes(
    make: Callable[[Sequence[Incident]], Table],
) -> Callable[[Iterable[Incident], Policy | None], Iterator[Piece]]:
    def pieces(incidents: Iterable[Incident], _: Policy | None) -> Iterator[Piece]:
        empty = make(())
        file, side = f"{empty.name}.csv", f"{empty.name}-notes.csv"
        always = tuple(dict.fromkeys(empty.notes))
        yield Piece(file, partial(csv_header, empty.columns), empty.columns)
        yield Piece(side, partial(csv_header, NOTE_COLUMNS), NOTE_COLUMNS)
        yield _noted(side, always)
        for one in incidents:
            table = make((one,))
            yield Piece(file, partial(csv_rows, table), table.columns, table.rows)
            yield _noted(side, tuple(note for note in dict.fromkeys(table.notes) if note not in always))

    return pieces


def _noted(side: str, notes: tuple[Note, ...]) -> Piece:
    told = note_table(notes)
    return Piece(side, partial(csv_rows, told), NOTE_COLUMNS, told.rows, notes)


_WRITERS: Mapping[Format, Callable[[Iterable[Incident], Policy | None], Iterator[Piece]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "ged": _with_notes(ged_table),
    "acled": _with_notes(acled_table),
}
