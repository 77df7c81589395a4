"""Several incidents: a few lines each for a person, a row each for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hearsay.export.incident_summary import Numbering, days, ends, kinds, where
from hearsay.export.phrases import one_line, plural, worded
from hearsay.export.tables import INCIDENT_COLUMNS, own_tables
from hearsay.export.terminal import Piece, screen_width, wrap
from hearsay.record.incident import Incident

_SHOWN = ("killed", "wounded", "casualties", "captured", "kidnapped", "missing", "displaced")
INCIDENT_FIELDS = ("id", *INCIDENT_COLUMNS[1:], "happenings")
"""What :func:`incident_row` says, in its order."""


def incident_row(one: Incident) -> Mapping[str, Any]:
    """The incident as a row of the table ``incidents``, with the ids of its happenings."""
    (row,) = own_tables([one])[0].rows
    return {
        "id": one.id,
        **{name: row.get(name) for name in INCIDENT_COLUMNS[1:]},
        "happenings": [happening.id for happening in one.happenings],
    }


def incident_lines(
    found: Iterable[Incident], width: int | None = None, colour: bool = False
) -> Iterator[str]:
    """Four lines an incident: its id and title, its first report, what, when and where, how many."""
    width = width or screen_width()
    for one in found:
        place = where(one.sites[0]) if one.sites else "place not known"
        reports = plural(len(one.reports), "report")
        told = len(Numbering(one).families())
        if told < len(one.reports):
            reports += f" of {plural(told, 'story', 'stories')}"
        what: list[Piece] = [(" · ".join(filter(None, [days(one.when), place, kinds(one)])), "")]
        last: list[Piece] = [(" · ".join([reports, plural(len(one.origins), "origin"), *_numbers(one)]), "")]
        if one.contradictions:
            last.append((f" · {plural(len(one.contradictions), 'contradiction')}", "warn"))
        for pieces, lead in (
            ([(one.id, "dim"), ("  " + one_line(one.title), "bold")], ""),
            ([(told_by(one), "")], "  "),
            (what, "  "),
            (last, "  "),
        ):
            for line in wrap(pieces, width, lead, lead + "  ", colour):
                yield line + "\n"


def told_by(one: Incident) -> str:
    """The title of its first report, and how many more there are: ``Fire in Chattogram kills 17 and 2 more``."""
    first = min(one.reports, key=lambda report: (report.published or "9999", report.ref))
    title = one_line(first.title or first.ref)
    return title if len(one.reports) == 1 else f"{title} and {len(one.reports) - 1} more"


def _numbers(one: Incident) -> Iterator[str]:
    """The best numbers of everybody: ``34 killed (23 to 34)``."""
    estimates = one.by_policy("ucdp")
    for outcome in _SHOWN:
        estimate = estimates.of(outcome)
        if estimate is not None and estimate.used:
            low, best, high = ends(estimate)
            span = "" if low == best == high else f" ({low} to {high})"
            yield f"{best} {worded('outcome', outcome)}{span}"
