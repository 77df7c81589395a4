"""Text to words, once, for the layers that are small grammars (times, figures).

A word is finer than a tokenizer's: numbers keep their commas and decimals ("1,700", "2.5"), clock times, ISO
dates, decades and ordinals are one word each, a possessive stands alone, and a blank line is a word of its
own so that no pattern runs from one paragraph into the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_D1, _D2 = "[0-9]{1,2}", "[0-9]{2}"
_CLOCK = "[0-2]?[0-9]:[0-5][0-9]"
_SHAPES = {  # letters first: they are most of a text
    "meridiem": r"\b[apAP]\.[mM]\b\.?|(?<=[0-9])\s?[apAP][mM]\b",
    "word": r"[^\W\d_]++(?!\d|_\d)(?:['\u2019](?![sS]\b)[^\W\d_]+)*",
    "code": r"[^\W\d_]+[0-9]\w*",
    "stamp": rf"(?<![0-9-])[0-9]{{4}}-{_D2}-{_D2}"
    rf"(?:[T ]{_D2}:{_D2}(?::{_D2})?(?:\.[0-9]+)?(?:Z|[+-]{_D2}:?{_D2})?)?(?![0-9-])",
    "slash": rf"(?<![0-9/.])(?:{_D1}/{_D1}/(?:[0-9]{{4}}|{_D2})|[0-9]{{4}}/{_D1}/{_D1}"
    rf"|{_D1}\.{_D1}\.[0-9]{{4}})(?![0-9/])",
    "clock": rf"(?<![0-9:.,])(?:{_D1}[:.]{_D2}(?=\s?[apAP]\.?[mM]\b)|{_CLOCK}(?::[0-5][0-9])?)(?![0-9:])",
    "decade": r"['\u2019\u2018`][0-9]0s\b|\b[0-9]{1,3}0['\u2019]?s\b",
    "ordinal": r"[0-9]{1,3}(?:,[0-9]{3})*(?:st|nd|rd|th|ST|ND|RD|TH)\b",
    "fraction": r"(?<![0-9/])[0-9]+/[0-9]+(?![0-9/])",
    "number": r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?|(?<![\w])\.[0-9]+",
    "possessive": r"['\u2019][sS]\b",
    "gap": r"\n[^\S\n]*\n",
    "mark": r"[^\w\s]|_",
}
_WORD = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES.items()))


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of one text: parallel tuples, positions in code points."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    kinds: tuple[str, ...]
    capitals: bool
    """True where the whole text is in capitals, so that a capital says nothing."""

    def __len__(self) -> int:
        return len(self.starts)

    def glued(self, index: int) -> bool:
        """True where the word follows the one before without a space ("G" and "20", "-" and "old")."""
        return index > 0 and self.starts[index] == self.ends[index - 1]


def scan(text: str) -> Scan:
    """The words of ``text``."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    kinds: list[str] = []
    for match in _WORD.finditer(text):
        word, kind = match.group(), match.lastgroup or "mark"
        start = match.start()
        if kind == "meridiem" and word[0].isspace():
            start, word = start + 1, word[1:]
        starts.append(start)
        ends.append(match.end())
        words.append(word)
        kinds.append(kind)
    lowers = tuple(word.lower().replace("\u2019", "'") for word in words)
    return Scan(text, tuple(starts), tuple(ends), tuple(words), lowers, tuple(kinds), text.isupper())
