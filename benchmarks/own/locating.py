"""Finding marked words in a text: how the gold files point at their spans."""

from __future__ import annotations

import re

from benchmarks.score.rows import Row

# "words", "words#2" (the second time they stand there), "from here … to here", "from here#2 … to here".
REFERENCE = re.compile(r"^(?P<head>.+?)(?:#(?P<nth>\d+))?(?: … (?P<tail>.+))?$", re.DOTALL)


class GoldError(ValueError):
    """A gold file says something that its own text does not bear out."""


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand as whole words, as spans in order."""
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return [match.span() for match in re.finditer(before + re.escape(words) + after, text)]


def locate(text: str, reference: str) -> tuple[int, int]:
    """The span a reference points at.

    Raises GoldError where the words do not stand in the text so often, or the end does not follow the start.
    """
    parts = REFERENCE.match(reference)
    if parts is None:
        raise GoldError(f"not a reference: {reference!r}")
    nth = int(parts["nth"] or 1)
    heads = occurrences(text, parts["head"])
    if len(heads) < nth:
        raise GoldError(f"{parts['head']!r} stands {len(heads)} times in the text, not {nth}: {text[:60]!r}")
    start, end = heads[nth - 1]
    if parts["tail"] is None:
        return start, end
    tails = [span for span in occurrences(text, parts["tail"]) if span[0] >= end]
    if not tails:
        raise GoldError(f"{parts['tail']!r} does not follow {parts['head']!r}: {text[:60]!r}")
    return start, tails[0][1]


def span_of(text: str, reference: str) -> Row:
    """The span a reference points at, as a record writes one."""
    start, end = locate(text, reference)
    return {"start": start, "end": end, "words": text[start:end]}


def spans_of(text: str, references: str | list[str]) -> list[Row]:
    """Spans of one reference or several, in the order of the text."""
    listed = [references] if isinstance(references, str) else references
    return sorted((span_of(text, reference) for reference in listed), key=lambda span: int(span["start"]))
