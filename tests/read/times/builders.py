"""Reports for the tests of times: published on Wednesday, 6 March 2024, unless said otherwise."""

from __future__ import annotations

from dataclasses import replace

from hearsay.read.order import LAYERS
from hearsay.read.reading import Reading
from hearsay.read.times import read_times
from hearsay.record import Furniture, Report, Time

WEDNESDAY = "2024-03-06"


def reported(text: str, published: str | None = WEDNESDAY, **fields: object) -> Reading:
    basis = "given" if published else None
    report = Report.of(
        ref="r", text=text, raw=text.encode(), published=published, published_basis=basis, **fields
    )
    return Reading(report=report)


def read(
    text: str, published: str | None = WEDNESDAY, furniture: tuple[Furniture, ...] = ()
) -> tuple[Time, ...]:
    """The times of a text, read by the grammar alone."""
    return read_times(reported(text, published, furniture=furniture))


def read_with_syntax(text: str, published: str | None = WEDNESDAY) -> tuple[Time, ...]:
    """The times of a text, read behind the network's pass."""
    reading = reported(text, published)
    for layer in LAYERS:
        reading = replace(reading, **{layer.gives: layer.read(reading)})
        if layer.gives == "times":
            break
    return reading.times


def only(text: str, published: str | None = WEDNESDAY) -> Time:
    times = read(text, published)
    assert len(times) == 1, [time.words for time in times]
    return times[0]


def values(text: str, published: str | None = WEDNESDAY) -> list[str | None]:
    return [time.value for time in read(text, published)]
