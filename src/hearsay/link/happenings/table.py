"""Rows of events as the table that Splink compares: one line an event, sets of stems as sorted numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

import numpy as np
import pyarrow as pa

from hearsay.link.actors.join import same
from hearsay.link.happenings.rows import EventRow, ReportRow, Spot
from hearsay.link.happenings.words import lexicon
from hearsay.link.incidents.scenes import scenes

BITS = 1024
"""A dozen stems a sentence share a bit by chance in one comparison of seven."""

Bands = Mapping[str, Mapping[str, int]]
"""Of each report, for its nearest the band of how alike they are, as ``candidates.band`` numbers them."""


class Numbers:
    """Numbers for words, the same word always the same one within a table."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))

    def all(self, words: Iterable[str]) -> list[int]:
        return sorted({self.of(word) for word in words})


def event_table(reports: Sequence[ReportRow], bands: Bands) -> pa.Table:
    """One line an event, numbered through the reports in their order by ``unique_id``."""
    alike = alike_column(reports, bands)
    rows = [(number, event) for number, report in enumerate(reports) for event in report.events]
    events = [event for _, event in rows]
    owners = pa.array([number for number, _ in rows], pa.int32())
    days, spots = _settings(reports)
    numbers = Numbers()
    integers = pa.list_(pa.int32())
    texts = pa.list_(pa.string())
    return pa.table(
        {
            "unique_id": pa.array(range(len(rows)), pa.int64()),
            "report": owners,
            "alike": pa.array(alike, ALIKE).take(owners),
            "sentence": pa.array([event.sentence for event in events], pa.int32()),
            "stem": pa.array([numbers.of(event.stem) for event in events], pa.int32()),
            "rarity": pa.array([event.rarity for event in events], pa.float32()),
            "vector": _vectors(events),
            "type": pa.array([event.type for event in events], pa.string()),
            "doers": pa.array([numbers.all(event.doers) for event in events], integers),
            "others": pa.array([numbers.all(event.others) for event in events], integers),
            **actor_columns(reports, bands),
            "around": _around(events),
            "telling": pa.array([len(event.around) for event in events], pa.int32()),
            "first": pa.array([first for first, _ in days], pa.int32()),
            "last": pa.array([last for _, last in days], pa.int32()),
            **spot_columns(spots),
            "figures": pa.array(
                [[":".join(map(str, row)) for row in event.figures] for event in events], texts
            ),
            "outcomes": pa.array([sorted({row[0] for row in event.figures}) for event in events], texts),
        }
    )


def actor_columns(reports: Sequence[ReportRow], bands: Bands) -> dict[str, pa.Array]:
    """Who did each event and to whom, by the numbers of actors: ``doing`` and ``done_to``; and with ``_same`` behind the
    name those and all who are the same by the model or by a person's word."""
    kin = same({report.id: report.actors for report in reports}, bands)
    columns: dict[str, list[list[int]]] = {"doing": [], "done_to": [], "doing_same": [], "done_to_same": []}
    first = 0
    for report in reports:
        number = {actor.entity: first + place for place, actor in enumerate(report.actors)}
        first += len(report.actors)
        for event in report.events:
            for name, doer in (("doing", True), ("done_to", False)):
                own = {
                    number[part.entity] for part in event.parts if part.doer is doer and part.entity in number
                }
                columns[name].append(sorted(own))
                columns[f"{name}_same"].append(sorted({other for one in own for other in kin[one]}))
    return {name: pa.array(column, pa.list_(pa.int32())) for name, column in columns.items()}


def _settings(reports: Sequence[ReportRow]) -> tuple[list[tuple[int | None, int | None]], list[Spot | None]]:
    """Days and place of each event: its own, else those of its scene. What went on through a time is compared by the day
    it began: "11 killed since March" is none of the attacks since."""
    days: list[tuple[int | None, int | None]] = []
    spots: list[Spot | None] = []
    for report in reports:
        scene_of = {key: scene for scene in scenes(report) for key in scene.events}
        for event in report.events:
            scene = scene_of.get(event.key)
            dated = event.first is not None and event.last is not None
            own = (event.first, event.first if event.lasting else event.last)
            days.append(own if dated or scene is None else (scene.first, scene.last))
            spots.append(event.spot or (scene.spot if scene else None))
    return days, spots


def _vectors(events: Sequence[EventRow]) -> pa.FixedSizeListArray:
    table = lexicon().vectors
    values = np.zeros((len(events), table.shape[1]), np.float32)
    for row, event in enumerate(events):
        if event.word is not None:
            values[row] = table[event.word]
    return pa.FixedSizeListArray.from_arrays(pa.array(values.ravel()), table.shape[1])


def _around(events: Sequence[EventRow]) -> pa.BinaryArray:
    """One bit a stem, by its checksum: two sets are then compared by counting bits, twenty times as quick as lists."""
    bits = np.zeros((len(events), BITS), np.bool_)
    rows = np.repeat(np.arange(len(events)), [len(event.around) for event in events])
    bits[rows, np.array([_bit(word) for event in events for word in event.around], np.int64)] = True
    width = BITS // 8
    ends = np.arange(0, (len(events) + 1) * width, width, dtype=np.int32)
    packed = np.packbits(bits, axis=1)
    return pa.Array.from_buffers(
        pa.binary(), len(events), [None, pa.py_buffer(ends.tobytes()), pa.py_buffer(packed.tobytes())]
    )


@cache
def _bit(word: str) -> int:
    return crc32(word.encode()) % BITS


ALIKE = pa.map_(pa.int32(), pa.int8())


def alike_column(reports: Sequence[ReportRow], bands: Bands) -> list[list[tuple[int, int]]]:
    """For each report its nearest by their numbers, with the band of how alike they are."""
    numbers = {report.id: number for number, report in enumerate(reports)}
    return [
        [(numbers[id_], band) for id_, band in bands.get(report.id, {}).items() if id_ in numbers]
        for report in reports
    ]


def spot_columns(spots: Sequence[Spot | None]) -> dict[str, pa.Array]:
    """Columns of places: ``lat``, ``lon``, ``country``, ``level``, null where unknown."""
    return {
        "lat": pa.array([spot and spot.lat for spot in spots], pa.float64()),
        "lon": pa.array([spot and spot.lon for spot in spots], pa.float64()),
        "country": pa.array([spot and spot.country for spot in spots], pa.string()),
        "level": pa.array([spot and spot.level for spot in spots], pa.int32()),
    }
