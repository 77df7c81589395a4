"""Why two events are one happening, or are not: what each comparison weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from hearsay.link.actors.join import said_of
from hearsay.link.actors.rows import ActorRow
from hearsay.link.actors.table import actor_table
from hearsay.link.happenings.alike import Postings
from hearsay.link.happenings.candidates import BANDS, band
from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.table import event_table
from hearsay.link.happenings.weigh import levels, model
from hearsay.record.happening import ActorLink, Comparison, EventKey, Link


class UnknownEventError(KeyError):
    """An event that is in none of the reports."""


def explain(reports: Iterable[ReportRow], one: EventKey, other: EventKey) -> Link:
    """The weights between two events of ``reports`` (``linked.state.reports``), compared whether or not linking would.

    The first of the comparisons is the prior: what linking weighs before it compares anything. Raises
    :class:`UnknownEventError`.
    """
    of = {report.id: report for report in reports if report.id in (one[0], other[0])}
    part = [of[id_] for id_ in sorted(of)]
    number = {event.key: n for n, event in enumerate(event for report in part for event in report.events)}
    for key in (one, other):
        if key not in number:
            raise UnknownEventError(key)
    ends = sorted((number[one], number[other]))
    table = event_table(part, _bands(part))
    row = levels("happenings", table, np.array(ends[:1]), np.array(ends[1:])).to_pylist()[0]
    return Link(
        pair=(one, other), weight=_bits(row["match_weight"]), comparisons=_comparisons("happenings", row)
    )


def explain_actors(reports: Iterable[ReportRow], one: EventKey, other: EventKey) -> tuple[ActorLink, ...]:
    """The weights between those who take part in two events in the same way, as far as their names share anything."""
    of = {report.id: report for report in reports if report.id in (one[0], other[0])}
    part = [of[id_] for id_ in sorted(of)]
    actors = {report.id: report.actors for report in part}
    keys = [(report.id, row.entity) for report in part for row in report.actors]
    number = {key: place for place, key in enumerate(keys)}
    rows = [row for report in part for row in report.actors]
    pairs = sorted(
        {
            (number[a], number[b])
            for a, b in _opposite(of, one, other)
            if a in number and b in number and a != b
        }
    )
    pairs = [
        (a, b)
        for a, b in pairs
        if rows[a].tokens & rows[b].tokens or said_of(keys[a], rows[a], keys[b], rows[b]) is not None
    ]
    if not pairs:
        return ()
    left, right = (np.array(end) for end in zip(*(sorted(pair) for pair in pairs), strict=True))
    found = levels("actors", actor_table(actors, _bands(part)), left, right).to_pylist()
    return tuple(_actor_link(keys, rows, row) for row in found)


def _actor_link(keys: list[tuple[str, str]], rows: list[ActorRow], row: Mapping[str, Any]) -> ActorLink:
    a, b = row["unique_id_l"], row["unique_id_r"]
    return ActorLink(
        pair=(keys[a], keys[b]),
        weight=_bits(row["match_weight"]),
        comparisons=_comparisons("actors", row),
        said=said_of(keys[a], rows[a], keys[b], rows[b]),
    )


def _opposite(
    of: Mapping[str, ReportRow], one: EventKey, other: EventKey
) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Every two of those who do, and of those to whom it is done, in the two events."""
    sides = []
    for key in (one, other):
        event = next((event for event in of[key[0]].events if event.key == key), None)
        if event is None:
            raise UnknownEventError(key)
        sides.append([((key[0], part.entity), part.doer) for part in event.parts])
    return [(a, b) for a, does in sides[0] for b, too in sides[1] if does is too]


def _comparisons(room: str, row: Mapping[str, Any]) -> tuple[Comparison, ...]:
    """The prior, then each comparison with its level and weight."""
    settings = model(room)
    chance = settings["probability_two_random_records_match"]
    found = [
        Comparison(name="prior", level="any two compared", weight=_bits(math.log2(chance / (1 - chance))))
    ]
    for comparison in settings["comparisons"]:
        name = comparison["output_column_name"]
        label = _label(comparison, row[f"gamma_{name}"])
        found.append(Comparison(name=name, level=label, weight=_bits(row[f"mw_{name}"])))
    return tuple(found)


def _bands(part: list[ReportRow]) -> dict[str, dict[str, int]]:
    """The band of two reports, also of those too unlike for linking to compare them."""
    if len(part) < 2:
        return {}
    likeness = Postings(part[1:]).alike(part[0]).get(part[1].id)
    return {part[0].id: {part[1].id: len(BANDS) + 1 if likeness is None else band(likeness)}}


def _label(comparison: Mapping[str, Any], gamma: int) -> str:
    """What the level is called: Splink numbers levels from 0 for the last, and "unknown" -1."""
    told = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
    if gamma < 0:
        told = [level for level in comparison["comparison_levels"] if level.get("is_null_level")]
        return str(told[0]["label_for_charts"])
    return str(told[len(told) - 1 - gamma]["label_for_charts"])


def _bits(weight: float) -> float:
    return round(weight, 3) + 0.0
