"""Which events are compared at all: alike in trigger, and of one report only near ones."""

from __future__ import annotations

import numpy as np

from hearsay.link.happenings.candidates import REACH, Shape, candidates


def shape(first: int, stems: list[int]) -> Shape:
    """Events with these stems and no vectors, numbered from ``first`` on."""
    return Shape(
        np.arange(first, first + len(stems)), np.zeros((len(stems), 4), np.float32), np.array(stems, np.int64)
    )


def pairs(shapes: dict[str, Shape], alike: list[tuple[str, str]], within: list[str]) -> set[tuple[int, int]]:
    left, right = candidates(shapes, alike, within)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def test_events_of_one_stem_are_compared_within_a_report_and_across_alike_ones() -> None:
    shapes = {"a": shape(0, [1, 2, 1]), "b": shape(3, [2, 3])}
    assert pairs(shapes, [], ["a", "b"]) == {(0, 2)}
    assert pairs(shapes, [("b", "a")], ["a"]) == {(0, 2), (1, 3)}


def test_a_report_of_book_length_has_no_more_pairs_an_event_than_the_reach() -> None:
    many = 3 * REACH
    found = pairs({"a": shape(0, [7] * many)}, [], ["a"])
    assert (0, REACH) in found
    assert (0, REACH + 1) not in found
    assert len(found) < many * REACH
