"""Figures about people against those annotated in public texts: found, and right in numbers, outcome and source.

A gold row is one document: ``set``, ``id``, ``half`` (``fit`` or ``report``), ``stretches`` in which every figure about
people is marked, and ``figures``, each with ``start``, ``end``, ``low``, ``high``, ``bound``, ``outcome``, ``certainty``,
``source`` ([start, end) or null) and ``part_of`` (index of its total in the row, or null). Judged is what a record tells
within the stretches, by the measure that other sets of such figures are scored with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.score.counts import percent
from benchmarks.score.figures import people_figures
from benchmarks.score.rows import Row, Scores, by_ref, first_free

MEASURE = "people figures"


def people_score(rows: Sequence[Row], records: Iterable[Row]) -> Scores:
    """Found, numbers, outcome, source and all right (precision, recall, F1), and per cent of certainties right, of those
    found.

    ``rows`` have the ``id`` of their record; everything comes from the rows given: give one half to report on it.
    """
    told = within(rows, records)
    scores = people_figures(flat(rows), told)
    return {
        **{f"{MEASURE}: {name}": score for name, score in scores.items()},
        f"{MEASURE}: certainty right, of those found": _certainty(rows, told),
    }


def flat(rows: Iterable[Row]) -> list[Row]:
    """One row a figure, as scorers of figures about people read them: the source as two offsets, null where nobody."""
    return [
        {
            **{key: figure[key] for key in ("start", "end", "low", "high", "bound", "outcome", "certainty")},
            "set": row["set"],
            "id": row["id"],
            "source_start": figure["source"][0] if figure["source"] else None,
            "source_end": figure["source"][1] if figure["source"] else None,
        }
        for row in rows
        for figure in row["figures"]
    ]


def within(rows: Iterable[Row], records: Iterable[Row]) -> list[Row]:
    """The records of the rows, with those figures alone that begin in a stretch."""
    known = by_ref(records)
    return [
        {**record, "figures": [figure for figure in record.get("figures", []) if _inside(figure, row)]}
        for row in rows
        if (record := known.get(str(row["id"]))) is not None
    ]


def _inside(figure: Row, row: Row) -> bool:
    return any(start <= figure["start"] < end for start, end in row["stretches"])


def _certainty(rows: Sequence[Row], records: Sequence[Row]) -> float | None:
    c: Counter[bool] = Counter(
        wanted["certainty"] == figure.get("certainty") for wanted, figure in found_pairs(rows, records)
    )
    return percent(c[True], c.total())


def found_pairs(rows: Iterable[Row], records: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Each marked figure with the figure about people told for it: the first that overlaps it and is not given yet."""
    known = by_ref(records)
    for row in rows:
        told = [
            figure for figure in known.get(str(row["id"]), {}).get("figures", []) if figure.get("outcome")
        ]
        used: set[int] = set()
        for wanted in row["figures"]:
            number = first_free(wanted, told, used)
            if number is not None:
                used.add(number)
                yield wanted, told[number]
