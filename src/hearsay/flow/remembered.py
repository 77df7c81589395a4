"""What linking remembers of a ledger from one run to the next, as the ledger keeps it. It saves time and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from hearsay.flow.binding import Binding
from hearsay.flow.shipped import digest, within
from hearsay.ledger import Ledger, spare
from hearsay.link.happenings.actors import dressed
from hearsay.link.happenings.columns import Shelf
from hearsay.link.happenings.rows import ReportRow, report_row
from hearsay.link.lineage import signature
from hearsay.link.lineage.known import Known
from hearsay.link.packing import FORMAT, StaleError, packed, row_bytes, row_of, unpacked
from hearsay.link.run import Linked
from hearsay.record import Record
from hearsay.record.happening import Bond, Constraints, IncidentWord, SameActor
from hearsay.record.kept import Kept


@cache
def made_by() -> str:
    """A digest of all that linking follows from: its code, its models and tables, and what weighs pairs."""
    weighing = (version(name) for name in ("duckdb", "splink", "numpy"))  # asked without loading them
    return digest(within(files("hearsay.link"), ("",)), *weighing)


@dataclass
class Remembered:
    """What the last run knew. ``seen`` is the last journal entry it knew of, ``entry`` the linking run that stands; 0 and
    nothing where everything is to be linked anew. ``barred`` and ``kept`` are pairs of reports and ids of links that
    people had judged."""

    ledger: Ledger
    linked: Linked = field(default_factory=Linked)
    known: Known = field(default_factory=Known)
    seen: int = 0
    entry: int = 0
    barred: frozenset[frozenset[str]] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)

    def signatures(self, reports: Sequence[str]) -> dict[str, bytes]:
        """Signatures of reports that were known."""
        return {id_: row.signature for id_, row in self.rows(reports).items()}

    def rows(self, reports: Sequence[str]) -> dict[str, spare.Row]:
        """What is kept of reports. Raises ``SpareError``."""
        with self.ledger.reading() as connection:
            return spare.rows(connection, reports)


def recall(ledger: Ledger, constraints: Constraints) -> Remembered | None:
    """What the last run left, if it is whole, of this journal and of these models; else null."""
    try:
        with ledger.reading() as connection:
            found = spare.load(connection)
            if found is None or spare.last_linking(connection) != found.head["entry"]:
                return None
        head = found.head
        entry = next(iter(ledger.entries(after=head["seen"] - 1)), None) if head["seen"] else None
        if (head["made_by"], head["format"]) != (made_by(), FORMAT) or entry is None:
            return None
        if (entry.seq, entry.hash) != (head["seen"], head["hash"]):
            return None
        before = Constraints(
            bonds=tuple(Bond.model_validate(one) for one in head["bonds"]),
            actors=tuple(SameActor.model_validate(_tuples(one)) for one in head["actors"]),
            incidents=tuple(_incident_word(one) for one in head["incidents"]),
        )
        remembered = Remembered(
            ledger,
            seen=head["seen"],
            entry=head["entry"],
            barred=frozenset(frozenset(pair) for pair in head["barred"]),
            kept=dict(head["kept"]),
        )

        def fetch(ids: Sequence[str]) -> Iterable[ReportRow]:
            kept = remembered.rows(ids)
            return dressed((row_of(kept[id_].row) for id_ in ids), constraints.actors)

        remembered.linked, remembered.known = unpacked(found.parts, Shelf(fetch=fetch), before)
    except (spare.SpareError, StaleError, KeyError, TypeError, ValueError):
        return None
    return remembered


def head_of(seen: int, hash_: str, linked: Linked, bound: Binding) -> dict[str, Any]:
    """What the ledger keeps beside the columns, as plain JSON."""
    constraints = bound.constraints.to_dict()
    return {
        "format": FORMAT,
        "made_by": made_by(),
        "seen": seen,
        "hash": hash_,
        "reports": len(linked.state.columns),
        "bonds": constraints["bonds"],
        "actors": constraints["actors"],
        "incidents": constraints["incidents"],
        "barred": sorted(sorted(pair) for pair in bound.barred),
        "kept": {one.id: str(one.members[0].report) for one in bound.kept},
    }


def spare_of(head: Mapping[str, Any], linked: Linked, known: Known) -> spare.Spare:
    """Everything that the next run needs but the rows."""
    return spare.Spare(head, packed(linked, known))


@dataclass
class Came:
    """Reports that are new or told otherwise than before: their rows for linking, what is kept of them; and which of
    them were known."""

    rows: list[ReportRow] = field(default_factory=list)
    kept: dict[str, spare.Row] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)


def came(remembered: Remembered) -> Came:
    """What has come since. A report that was only judged or marked, and reads as before, has not. Raises ``SpareError``."""
    found = Came()
    had = remembered.linked.state.columns.number_of
    told: dict[str, ReportRow] = {}
    for one in remembered.ledger.snapshot(after=remembered.seen):
        told[one.report] = row = report_row(one.data)
        found.kept[one.report] = spare.Row(row_bytes(row), _signature(one))
    before = remembered.rows([id_ for id_ in told if id_ in had])
    for id_, row in told.items():
        if before.get(id_) == found.kept[id_]:
            del found.kept[id_]
            continue
        found.rows.append(row)
        if id_ in had:
            found.again.add(id_)
    return found


def _signature(kept: Kept) -> bytes:
    bare = {name: value for name, value in kept.data.items() if name in ("format", "version", "report")}
    return signature(Record.parse(bare).report)


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _incident_word(fields: Mapping[str, Any]) -> IncidentWord:
    return IncidentWord(sides=tuple(tuple((report, id_) for report, id_ in side) for side in fields["sides"]))
