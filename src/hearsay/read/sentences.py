"""Sentence boundaries: punctuation, abbreviations and layout, with offsets into the report's text.

Rules rather than a network: a boundary that moves with the weights would move every identifier that hangs
on it. Each line ends a sentence unless the text is hard-wrapped, as old newswire is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘'—–]+$")
_OPENING = re.compile(r"[\"'“‘«(\[]*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n {2,}|\r\r+")
_LINE = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]")

LONGEST = 20_000
"""Characters after which a sentence without an end is cut at a space, so that one bad text stays readable."""


@cache
def _table() -> dict[str, frozenset[str]]:
    source = resources.files("hearsay.read").joinpath("tables", "sentences.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(source).items()}


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Split ``text[start:end]`` into sentences.

    Returns (start, end) pairs in order, never empty, never overlapping, without surrounding white space;
    every character between them is white space.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for first, last in _blocks(text, start, end):
        for cut in _cuts(text, first, last):
            found.extend(_trimmed(text, first, cut))
            first = cut
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    if right > left:
        yield start + left, start + right


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs; in a text that is not hard-wrapped every line is one."""
    breaks = _BREAK if _hard_wrapped(text[start:end]) else _LINE
    for match in breaks.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _hard_wrapped(text: str) -> bool:
    """Whether most lines that are followed by another stop in mid-sentence at about the same width."""
    inner = [
        line for block in re.split(r"\n[ \t\r]*\n", text) for line in block.splitlines()[:-1] if line.strip()
    ]
    if len(inner) < 2:
        return False
    open_ended = sum(line.rstrip()[-1] not in ".!?:\"'”’" for line in inner)
    even = sum(45 <= len(line.rstrip()) <= 100 for line in inner)
    return open_ended >= 0.6 * len(inner) and even >= 0.6 * len(inner)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    last = start
    for match in _END.finditer(text, start, end):
        if _ends(text, match, start, end):
            yield from _forced(text, last, match.end())
            yield match.end()
            last = match.end()
    yield from _forced(text, last, end)
    yield end


def _forced(text: str, start: int, end: int) -> Iterator[int]:
    while end - start > LONGEST:
        space = max((text.rfind(mark, start + 1, start + LONGEST) for mark in " \t\n"), default=-1)
        start = space if space > start else start + LONGEST
        yield start


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the punctuation at ``match`` closes a sentence rather than an abbreviation or a trailing quote."""
    after = text[match.end() : min(end, match.end() + 80)].lstrip()
    if not after:
        return False
    opening = _OPENING.match(after)
    following = after[opening.end() :] if opening else after
    if not following or following[0].islower():
        return False
    mark = match.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = _WORD_BEFORE.search(text[max(start, match.start() - 40) : match.start()])
    return before is None or _closes(before.group(), following)


def _closes(word: str, following: str) -> bool:
    table = _table()
    lowered = word.lower()
    next_word = re.split(r"[\s,;:.]", following, maxsplit=1)[0]
    starter = next_word.lower() in table["starters"] and next_word[:1].isupper()
    if lowered in table["titles"]:
        return False
    if lowered in table["before_numbers"]:
        return not following[0].isdigit() and starter
    if lowered in table["open"] or (_INITIAL.fullmatch(word) and "." in word):
        return starter
    if len(word) == 1 and word.isalpha() and word != "I":
        return starter and word.isupper() is False
    return True
