"""Rows of actors as the table that Splink compares: one line an actor, sets of names as sorted numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from hearsay.link.actors.rows import ActorRow

ALIKE = pa.map_(pa.int32(), pa.int8())


def actor_table(actors: Mapping[str, Sequence[ActorRow]], bands: Mapping[str, Mapping[str, int]]) -> pa.Table:
    """One line an actor, numbered through the reports in their order by ``unique_id``.

    ``bands``: of each report, for its nearest the band of how alike they are.
    """
    numbers: dict[str, int] = {}
    reports = {report: number for number, report in enumerate(actors)}
    near = [
        [(reports[id_], band) for id_, band in bands.get(report, {}).items() if id_ in reports]
        for report in actors
    ]
    told = [(reports[report], row) for report, rows in actors.items() for row in rows]
    rows = [row for _, row in told]

    def sets(values: Sequence[frozenset[str]]) -> pa.Array:
        found = [sorted(numbers.setdefault(word, len(numbers)) for word in value) for value in values]
        return pa.array(found, pa.list_(pa.int32()))

    return pa.table(
        {
            "unique_id": pa.array(range(len(rows)), pa.int64()),
            "report": pa.array([number for number, _ in told], pa.int32()),
            "alike": pa.array([near[number] for number, _ in told], ALIKE),
            "named": pa.array([row.named for row in rows], pa.bool_()),
            "names": sets([row.names for row in rows]),
            "long": sets([frozenset(name for name in row.names if " " in name) for row in rows]),
            "short": sets([row.short for row in rows]),
            "initials": sets([row.initials for row in rows]),
            "words": sets([row.words for row in rows]),
            "person": pa.array([row.person for row in rows], pa.bool_()),
            "family": pa.array([row.family for row in rows], pa.string()),
            "given": pa.array([row.given for row in rows], pa.string()),
            "body": pa.array([row.body for row in rows], pa.string()),
            "state": pa.array([row.state for row in rows], pa.string()),
            "kind": pa.array([row.kind for row in rows], pa.string()),
            "country": pa.array([row.country for row in rows], pa.string()),
            "sex": pa.array([row.sex for row in rows], pa.string()),
            "age": pa.array([row.age for row in rows], pa.int32()),
        }
    )
