"""The listing of errors: what counts as which kind."""

from __future__ import annotations

import pytest

from benchmarks.errors import Mark, errors, with_words

A, A_LONG, A_OTHER, B = Mark(0, 4, "source"), Mark(0, 9, "source"), Mark(0, 4, "cue"), Mark(20, 24, "source")


@pytest.mark.parametrize(
    ("gold", "found", "kinds"),
    [
        ([A], [A], []),
        ([A], [], [("missed", A, None)]),
        ([], [A], [("invented", None, A)]),
        ([A], [A_LONG], [("bounds", A, A_LONG)]),
        ([A], [A_OTHER], [("label", A, A_OTHER)]),
        ([A], [A_OTHER, A_LONG], [("bounds", A, A_LONG), ("invented", None, A_OTHER)]),
        ([A, B], [B, A_LONG], [("bounds", A, A_LONG)]),
    ],
)
def test_each_difference_is_one_error(gold: list[Mark], found: list[Mark], kinds: list[object]) -> None:
    assert list(errors(gold, found)) == kinds


def test_words_are_those_of_the_text() -> None:
    error = {"gold": {"start": 4, "end": 7, "label": "cue"}, "found": None, "text": "She has said so."}
    shown = with_words(error)
    assert shown["gold"]["words"] == "has"
    assert shown["around"] == "She has said so."
