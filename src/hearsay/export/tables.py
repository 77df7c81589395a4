"""Our own tables: one row an incident, one a claim, one a claim's part in a number; as CSV and as JSON lines.

Also what every tabular target shares: rows with fixed columns, and notes on what was assumed or could not be held.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from hearsay.record.estimate import Behind, Estimate, Policy
from hearsay.record.incident import Incident, Quote

Cell = str | int | float | None
Row = Mapping[str, Cell]

INCIDENT_COLUMNS = (
    "incident", "title", "types", "modes", "earliest", "latest", "place", "admin1", "admin2", "country", "lat", "lon",
    "level", "reports", "families", "origins", "claims", "contradictions", "policy", "killed_low", "killed_best",
    "killed_high", "killed_reached", "wounded_low", "wounded_best", "wounded_high", "wounded_reached",
)  # fmt: skip
CLAIM_COLUMNS = (
    "incident", "claim", "report", "ref", "title", "publisher", "carrier", "url", "published", "published_basis",
    "status", "family", "happening", "type", "mode", "trigger", "certainty", "origin", "origin_key", "origin_kind",
    "through", "said", "on", "earliest", "latest", "where", "figures", "start", "end", "words", "repeats", "decision",
    "set_by",
)  # fmt: skip
NUMBER_COLUMNS = (
    "incident", "outcome", "population", "status", "side", "people", "group", "sex", "age_group", "policy", "low",
    "best", "high", "reached", "origins_at_least", "origins_at_most", "counts", "sets", "rule", "assumed", "says_low",
    "says_high", "on", "origin", "report", "claim", "figure", "publisher", "published", "words",
    "set_by",
)  # fmt: skip
NOTE_COLUMNS = ("target", "incident", "column", "kind", "value", "words")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Note:
    """Something a target needed and no claim says (``assumed``), or that it has no place for (``not_held``).

    ``incident`` is null where it is so for every row, ``column`` where it belongs to none.
    """

    target: str
    incident: str | None
    column: str | None
    kind: Literal["assumed", "not_held", "not_exported"]
    value: str | None
    words: str


@dataclass(frozen=True)
class Table:
    """Rows with the target's columns, in its order, and the notes for the side file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()


def own_tables(incidents: Sequence[Incident], policy: Policy = "ucdp") -> tuple[Table, Table, Table]:
    """``incidents``, ``claims`` and ``numbers``: nothing of an incident's claims and numbers is left out.

    ``policy`` makes the numbers in ``incidents``; ``numbers`` has those of every policy that the incidents have.
    """
    numbers = [row for one in incidents for row in _number_rows(one)]
    return (
        Table("incidents", INCIDENT_COLUMNS, tuple(_incident_row(one, policy) for one in incidents)),
        Table("claims", CLAIM_COLUMNS, tuple(_claim_row(one, quote) for one in incidents for quote in one.quotes)),
        Table("numbers", NUMBER_COLUMNS, tuple(numbers)),
    )  # fmt: skip


def note_table(notes: Iterable[Note]) -> Table:
    """The side file: each note once."""
    return Table("notes", NOTE_COLUMNS, tuple(asdict(note) for note in dict.fromkeys(notes)))


def to_csv(table: Table) -> str:
    """RFC 4180 with a header, lines ended by CR LF, null as nothing.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; :func:`from_csv` takes it away.
    """
    return csv_header(table.columns) + csv_rows(table)


def csv_header(columns: Sequence[str]) -> str:
    """The first line of a table."""
    return _csv_lines([columns])


def csv_rows(table: Table) -> str:
    """The lines of a table without the first, as :func:`to_csv` has them."""
    return _csv_lines([_cell(row.get(column)) for column in table.columns] for row in table.rows)


def _csv_lines(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def from_csv(text: str) -> Iterator[dict[str, str]]:
    """The rows of a table that :func:`to_csv` wrote, every value a text, null an empty one."""
    for row in csv.DictReader(io.StringIO(text)):
        yield {name: _uncell(value) for name, value in row.items()}


def to_jsonl(table: Table) -> str:
    """One object a row, every column there, numbers as numbers, null as null."""
    return "".join(_line({column: row.get(column) for column in table.columns}) for row in table.rows)


def incidents_to_jsonl(incidents: Iterable[Incident]) -> str:
    """One whole incident a line, with every claim, number and rule."""
    return "".join(_line(one.to_dict()) for one in incidents)


def incidents_from_jsonl(text: str) -> Iterator[Incident]:
    """The incidents that :func:`incidents_to_jsonl` wrote. Raises ``ValueError`` for a line that is none."""
    for line in text.split("\n"):
        if line.strip():
            yield Incident.model_validate_json(line)


def _line(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith((*_FORMULA, "'")) else value
    return str(value)


def _uncell(value: str) -> str:
    return value[1:] if value.startswith("'") else value


def joined(values: Iterable[str]) -> str | None:
    """``a; b``; null for none. A semicolon in a value becomes a comma."""
    return "; ".join(value.replace(";", ",") for value in values) or None


def _incident_row(one: Incident, policy: Policy) -> Row:
    site = one.sites[0] if one.sites else None
    row: dict[str, Cell] = {
        "incident": one.id, "title": one.title, "types": joined(one.types), "modes": joined(one.modes),
        "earliest": one.when.earliest, "latest": one.when.latest,
        "reports": len(one.reports), "families": len({report.family for report in one.reports}),
        "origins": len(one.origins), "claims": len(one.quotes), "contradictions": len(one.contradictions),
        "policy": policy,
    }  # fmt: skip
    if site is not None:
        row.update(place=site.name, admin1=site.admin1, admin2=site.admin2, country=site.country, lat=site.lat,
                   lon=site.lon, level=site.level)  # fmt: skip
    for outcome in ("killed", "wounded"):
        estimate = one.by_policy(policy).of(outcome)
        if estimate is not None:
            for end in ("low", "best", "high", "reached"):
                row[f"{outcome}_{end}"] = getattr(estimate, end)
    return row


def _claim_row(one: Incident, quote: Quote) -> Row:
    report, origin = one.report(quote.report), one.origin(quote.origin)
    figures = (
        f"{n.words} {n.counted or ''} [{n.outcome or 'no outcome'}]".replace("  ", " ") for n in quote.numbers
    )
    return {
        "incident": one.id, "claim": quote.claim, "report": report.id, "ref": report.ref, "title": report.title,
        "publisher": report.publisher, "carrier": report.carrier, "url": report.url, "published": report.published,
        "published_basis": report.published_basis, "status": report.status, "family": report.family,
        "happening": quote.happening, "type": quote.type, "mode": quote.mode, "trigger": quote.trigger,
        "certainty": quote.certainty, "origin": one.origin_name(quote.origin), "origin_key": origin.key,
        "origin_kind": origin.kind,
        "through": joined(quote.through), "said": quote.said, "on": quote.on, "earliest": quote.when.earliest,
        "latest": quote.when.latest, "where": joined(quote.where), "figures": joined(figures), "start": quote.start,
        "end": quote.end, "words": quote.words, "repeats": quote.repeats, "decision": quote.decision,
        "set_by": joined(quote.set_by),
    }  # fmt: skip


def _number_rows(one: Incident) -> Iterator[Row]:
    quotes = {quote.key: quote for quote in one.quotes}
    for estimates in one.estimates:
        for estimate in estimates.estimates:
            for behind in estimate.used:
                yield {
                    **_estimate_cells(one, estimate),
                    **_behind_cells(one, quotes, behind),
                    "counts": "used",
                }
            for behind in estimate.left_out:
                yield {
                    **_estimate_cells(one, estimate),
                    **_behind_cells(one, quotes, behind),
                    "counts": "left out",
                }
        for behind in estimates.left_out:
            cells = _behind_cells(one, quotes, behind)
            yield {"incident": one.id, "policy": estimates.policy, **cells, "counts": "left out"}


def _estimate_cells(one: Incident, estimate: Estimate) -> dict[str, Cell]:
    origins = estimate.corroboration or (None, None)
    names = {actor.key: actor.name for actor in one.actors}
    return {
        "incident": one.id, "outcome": estimate.outcome, "population": estimate.population.words_with(names),
        **estimate.population.to_dict(), "policy": estimate.policy, "low": estimate.low, "best": estimate.best,
        "high": estimate.high, "reached": estimate.reached, "origins_at_least": origins[0],
        "origins_at_most": origins[1],
    }  # fmt: skip


def _behind_cells(one: Incident, quotes: Mapping[tuple[str, str], Quote], behind: Behind) -> dict[str, Cell]:
    report = one.report(behind.report)
    return {
        "sets": joined(behind.sets), "rule": behind.rule, "assumed": behind.assumed, "says_low": behind.low,
        "says_high": behind.high, "on": behind.on, "origin": one.origin_name(behind.origin), "report": behind.report,
        "claim": behind.claim, "figure": behind.figure, "publisher": report.publisher, "published": report.published,
        "words": quotes[behind.report, behind.claim].words,
        "set_by": joined(quotes[behind.report, behind.claim].set_by),
    }  # fmt: skip
