"""Lines for a terminal: coloured pieces of text wrapped by the width they take on the screen."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

Piece = tuple[str, str]
"""A text and the name of its style, ``""`` for none."""

WIDEST = 100
"""Longer lines are hard to read; a wider terminal is left with a margin."""
NARROWEST = 40

_CODES = {
    "bold": "1",
    "dim": "2",
    "who": "1;36",
    "trigger": "1",
    "figure": "33",
    "time": "35",
    "place": "32",
    "warn": "33",
    "refused": "31",
    "asserted": "",
    "probable": "34",
    "possible": "34",
    "planned": "35",
    "hypothetical": "35",
    "denied": "31",
}
_PARTS = re.compile(r"\S+(?: ·(?!\S))?|\s+")
"""Words and white space; a separating dot stays with the word before it."""


def screen_width() -> int:
    """Columns to write for: those of the terminal (or ``COLUMNS``, else 80), between 40 and 100."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def wants_colour(stream: TextIO | None = None) -> bool:
    """Whether ``stream`` (standard output by default) is a terminal whose user has not asked for plain text.

    ``NO_COLOR`` set to anything, or ``TERM=dumb``, asks for it (https://no-color.org).
    """
    stream = stream or sys.stdout
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def columns(text: str) -> int:
    """How many columns ``text`` takes: East Asian wide characters two, combining marks and joiners none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def paint(text: str, style: str, colour: bool) -> str:
    """``text`` in its style if ``colour``, else as it is."""
    code = _CODES.get(style, "")
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text.strip() else text


def wrap(
    pieces: Iterable[Piece], width: int, first: str = "", rest: str = "", colour: bool = False
) -> Iterator[str]:
    """The pieces as lines of at most ``width`` columns, begun with ``first``, then with ``rest``.

    A word longer than a line is broken; white space at a break is dropped.
    """
    line: list[Piece] = []
    indent, used, space = first, columns(first), ""
    for token, style in _tokens(pieces):
        if token.isspace():
            space = " " if line else ""
            continue
        for part in _fitting(token, max(1, width - columns(rest))):
            if line and used + len(space) + columns(part) > width:
                yield indent + _painted(line, colour)
                line, indent, used, space = [], rest, columns(rest), ""
            if space:
                line.append((space, style if line[-1][1] == style else ""))
            line.append((part, style))
            used, space = used + len(space) + columns(part), ""
    if line:
        yield indent + _painted(line, colour)


def _painted(line: Iterable[Piece], colour: bool) -> str:
    return "".join(
        paint("".join(text for text, _ in stretch), style, colour)
        for style, stretch in groupby(line, key=lambda piece: piece[1])
    )


def _tokens(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for text, style in pieces:
        for part in _PARTS.findall(text):
            yield part, style


def _fitting(word: str, width: int) -> Iterator[str]:
    while columns(word) > width:
        cut = 0
        taken = 0
        while taken + _columns(word[cut]) <= width or cut == 0:
            taken += _columns(word[cut])
            cut += 1
        yield word[:cut]
        word = word[cut:]
    if word:
        yield word
