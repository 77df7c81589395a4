"""Wrapping by the width on the screen, and colour only where it is wanted."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.terminal import columns, paint, screen_width, wants_colour, wrap

ESCAPES = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "width"),
    [("Korčula", 7), ("Korc\u030cula", 7), ("朝鮮", 4), ("👍", 2), ("שלום", 4), ("a\u200db", 2), ("", 0)],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(
    st.lists(
        st.tuples(st.text("ab朝é \u0301·\n", max_size=30), st.sampled_from(["", "bold", "figure"])),
        max_size=6,
    ),
    st.integers(12, 60),
    st.booleans(),
)
def test_lines_fit_and_lose_nothing_but_white_space(
    pieces: list[tuple[str, str]], width: int, colour: bool
) -> None:
    lines = [ESCAPES.sub("", line) for line in wrap(pieces, width, "* ", "    ", colour)]
    assert all(columns(line) <= width for line in lines)
    assert all(line.startswith("    ") for line in lines[1:])
    shown = "".join(lines).replace("* ", "", 1) if lines else ""
    assert "".join(shown.split()) == "".join("".join(text for text, _ in pieces).split())


def test_a_word_is_never_broken_while_it_fits() -> None:
    assert list(wrap([("one two three four", "")], 9)) == ["one two", "three", "four"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert list(wrap([("abcdefghij", "")], 4)) == ["abcd", "efgh", "ij"]


def test_a_separating_dot_stays_at_the_end_of_its_line() -> None:
    assert list(wrap([("one ·", ""), (" two", "")], 5)) == ["one ·", "two"]


def test_colour_spans_a_styled_stretch_and_no_line_break() -> None:
    assert list(wrap([("at most 400", "figure"), (" men", "")], 9, colour=True)) == [
        "\x1b[33mat most\x1b[0m",
        "\x1b[33m400\x1b[0m men",
    ]
    assert paint("400", "figure", colour=False) == "400"


@pytest.mark.parametrize(
    ("environment", "stream", "wanted"),
    [
        ({"TERM": "xterm"}, Terminal(), True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "xterm", "NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"TERM": "xterm"}, io.StringIO(), False),
    ],
)
def test_colour_only_on_a_terminal_that_wants_it(
    environment: dict[str, str], stream: io.StringIO, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(stream) is wanted


@pytest.mark.parametrize(("screen", "width"), [("20", 40), ("72", 72), ("400", 100)])
def test_width_follows_the_terminal_within_reason(
    screen: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", screen)
    assert screen_width() == width
