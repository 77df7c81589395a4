"""What is said ends with its paragraph, but for a quotation that goes on in the next.

The network reads windows of words and does not see where a paragraph ends: a content may run on into the first words of the
next, or begin in the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hearsay.read.network.analysis import Analysis
from hearsay.read.network.drafts import Draft, Range

_BREAK = re.compile(r"\n\s*\n")
_OPENING = ('"', "“", "„", "«", "'", "‘", "`", "”")
"""Marks with which a quotation goes on in a paragraph; some write the closing one."""
_LEADING = (":", "—", "―", "–")
"""Behind these a list or a quotation follows in paragraphs of its own."""


def within_paragraphs(text: str, analysis: Analysis) -> tuple[Draft, ...]:
    """The drafts, with no content beyond a paragraph that neither is quoted there nor was announced."""
    return tuple(_cut(text, analysis, draft) for draft in analysis.drafts)


def _cut(text: str, analysis: Analysis, draft: Draft) -> Draft:
    content = tuple(_kept(text, analysis, draft.cue, piece) for piece in draft.content)
    near = tuple(piece for piece in content if _reached(text, analysis, draft.cue, piece))
    content = near or content
    return draft if content == draft.content else replace(draft, content=content)


def _kept(text: str, analysis: Analysis, cue: Range, piece: Range) -> Range:
    parts = list(_parts(text, analysis, piece))
    if len(parts) < 2:
        return piece
    said = [place for place, part in enumerate(parts) if _has_words(text, analysis, part)]
    if not said:
        return piece
    near = min(said, key=lambda place: _distance(parts[place], cue))
    first = last = near
    while first > 0 and _goes_on(text, analysis, parts[first - 1], parts[first]):
        first -= 1
    while last + 1 < len(parts) and _goes_on(text, analysis, parts[last], parts[last + 1]):
        last += 1
    return parts[first][0], parts[last][1]


def _reached(text: str, analysis: Analysis, cue: Range, piece: Range) -> bool:
    """Whether a piece stands in the paragraph of its cue, or in another for a reason."""
    words = analysis.words
    first, last = (cue, piece) if cue[0] < piece[0] else (piece, cue)
    breaks = list(_BREAK.finditer(text, words.ends[first[1] - 1], words.starts[last[0]]))
    if not breaks:
        return True
    announced = text[max(0, breaks[-1].start() - 8) : breaks[-1].start()].rstrip().endswith(_LEADING)
    return announced or text.startswith(_OPENING, words.starts[piece[0]])


def _parts(text: str, analysis: Analysis, piece: Range) -> Iterator[Range]:
    """The piece, paragraph by paragraph."""
    words, first = analysis.words, piece[0]
    for k in range(piece[0] + 1, piece[1]):
        if _BREAK.search(text, words.ends[k - 1], words.starts[k]):
            yield first, k
            first = k
    yield first, piece[1]


def _has_words(text: str, analysis: Analysis, part: Range) -> bool:
    return any(
        letter.isalnum() for letter in text[analysis.words.starts[part[0]] : analysis.words.ends[part[1] - 1]]
    )


def _distance(part: Range, cue: Range) -> int:
    return max(cue[0] - part[1], part[0] - cue[1], 0)


def _goes_on(text: str, analysis: Analysis, one: Range, following: Range) -> bool:
    """Whether what is said in one paragraph goes on in the next."""
    words = analysis.words
    announced = text[words.ends[one[1] - 1] - 1] in _LEADING
    opens = text.startswith(_OPENING, words.starts[following[0]])
    return (announced or opens) and all(_has_words(text, analysis, part) for part in (one, following))
