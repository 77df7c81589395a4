"""Scenes as the table that Splink compares, and which pairs of them it compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.table import ALIKE, Bands, Numbers, alike_column, spot_columns
from hearsay.link.incidents.scenes import Scene


def scene_table(reports: Sequence[ReportRow], told: Mapping[str, Sequence[Scene]], bands: Bands) -> pa.Table:
    """One line a scene, numbered through the reports in their order by ``unique_id``."""
    rows = [(number, scene) for number, report in enumerate(reports) for scene in told[report.id]]
    scenes = [scene for _, scene in rows]
    alike = alike_column(reports, bands)
    names = Numbers()
    texts = pa.list_(pa.string())
    figures = [sorted(":".join(map(str, row)) for row in scene.figures) for scene in scenes]
    return pa.table(
        {
            "unique_id": pa.array(range(len(rows)), pa.int64()),
            "report": pa.array([number for number, _ in rows], pa.int32()),
            "alike": pa.array([alike[number] for number, _ in rows], ALIKE),
            "act": pa.array([scene.act for scene in scenes], pa.string()),
            "first": pa.array([scene.first for scene in scenes], pa.int32()),
            "last": pa.array([scene.last for scene in scenes], pa.int32()),
            "lasting": pa.array([scene.lasting for scene in scenes], pa.bool_()),
            **spot_columns([scene.spot for scene in scenes]),
            "actors": pa.array([names.all(scene.actors) for scene in scenes], pa.list_(pa.int32())),
            "figures": pa.array(figures, texts),
            "outcomes": pa.array([sorted({row[0] for row in scene.figures}) for scene in scenes], texts),
        }
    )


def scene_pairs(
    reports: Sequence[ReportRow],
    told: Mapping[str, Sequence[Scene]],
    alike: Iterable[tuple[str, str]],
    within: Iterable[str],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every two scenes of one report or of two that are alike, by ``unique_id``, the smaller first."""
    start: dict[str, int] = {}
    count = 0
    for report in reports:
        start[report.id] = count
        count += len(told[report.id])
    pairs = [
        (start[id_] + a, start[id_] + b)
        for id_ in within
        for a in range(len(told[id_]))
        for b in range(a + 1, len(told[id_]))
    ]
    for one, other in alike:
        for a in range(start[one], start[one] + len(told[one])):
            for b in range(start[other], start[other] + len(told[other])):
                pairs.append((min(a, b), max(a, b)))
    array = np.array(pairs, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]
