"""BERT's uncased tokenisation (Devlin et al. 2019) with every word's place in the original text.

Our own because the library that has it weighs more than fifty megabytes with what it pulls in, an HTTP client
among that; the tests hold it against that library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

UNKNOWN = 100
_LONGEST = 100
"""Characters; a longer word is unknown as a whole."""

_SPACES = "\\t\\n\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_CHINESE = (
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
    "\\U00020000-\\U0002a6df\\U0002a700-\\U0002ceaf\\U0002f800-\\U0002fa1f"
)


def _punctuation() -> str:
    """A character class of what stands alone: ASCII marks, and Unicode's punctuation."""
    marks = [chr(i) for i in range(33, 127) if not chr(i).isalnum()]
    marks += [chr(i) for i in range(127, 0x1F000) if unicodedata.category(chr(i)).startswith("P")]
    return "".join(map(re.escape, marks))


@cache
def _splitter() -> re.Pattern[str]:
    alone = _punctuation() + _CHINESE
    return re.compile(f"[{alone}]|[^{alone}{_SPACES}]+")


@cache
def _vocabulary() -> dict[str, int]:
    lines = resources.files("hearsay.read").joinpath("weights", "vocab.txt").read_text("utf-8").split("\n")
    return {piece: index for index, piece in enumerate(lines) if piece}


def _dropped(letter: str) -> bool:
    """Control and format characters, lone accents and the replacement character are not read."""
    return letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn")


def tokenise(text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Start, end and piece ids of each word: a run of letters, digits and symbols, or one mark."""
    for match in _splitter().finditer(text):
        word = match.group()
        start, end = match.span()
        if not word.isascii() or not word.isprintable():
            while start < end and _dropped(text[start]):
                start += 1
            while start < end and _dropped(text[end - 1]):
                end -= 1
        ids = pieces_of(word)
        if ids:
            yield start, end, ids


@lru_cache(65_536)
def pieces_of(word: str) -> tuple[int, ...]:
    """Vocabulary ids of a word as written: lower case, accents dropped, the longest known piece first."""
    if not word.isascii() or not word.isprintable():
        word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not _dropped(letter))
    word = word.lower()
    if not word:
        return ()
    known = _vocabulary()
    if len(word) > _LONGEST:
        return (UNKNOWN,)
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = known.get(word[start:end] if start == 0 else "##" + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return (UNKNOWN,)
    return tuple(found)
