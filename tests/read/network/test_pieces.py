"""Words, their pieces and the windows made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.network.pieces import WINDOW, find_words, make_windows, shape
from hearsay.read.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't shoot.", ["Don", "'", "t", "shoot", "."]),
        ("Kovač’s war-torn İzmir", ["Kovač", "’", "s", "war", "-", "torn", "İzmir"]),
        ("5,000\u00a0men\r\n😀 \u202bסלום", ["5", ",", "000", "men", "😀", "\u202bסלום"]),
    ],
)
def test_words_are_runs_of_letters_or_single_marks(text: str, words: list[str]) -> None:
    found = find_words(text)
    assert [text[a:b].strip("\u202b") for a, b in zip(found.starts, found.ends, strict=True)] == [
        word.strip("\u202b") for word in words
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", 0), ("Paris", 1), ("NATO", 2), ("A", 1), ("iPhone", 3), ("G7", 4), (",", 0)],
)
def test_shape(word: str, expected: int) -> None:
    assert shape(word) == expected


@given(st.text(max_size=300))
def test_offsets_lie_in_order_inside_any_text(text: str) -> None:
    words = find_words(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert list(words.starts) == sorted(words.starts)
    assert words.first[-1] == len(words.pieces)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30), st.sampled_from([0, 24, 60]))
def test_windows_cover_every_word_once_and_stay_within_size(lengths: list[int], context: int) -> None:
    text = " ".join("Word" + " word" * (length - 1) + "." for length in lengths)
    words = find_words(text)
    windows = make_windows(words, split_sentences(text), context=context)
    cores = [index for window in windows for index in range(window.core_first, window.core_last)]
    assert cores == list(range(len(words)))
    for window in windows:
        assert window.first <= window.core_first < window.core_last <= window.last
        assert words.first[window.last] - words.first[window.first] <= WINDOW - 2
