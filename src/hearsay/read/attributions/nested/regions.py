"""The stretch of content that is searched, and drafts made from what is found in it."""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.read.attributions.nested.extents import Said, said_until
from hearsay.read.attributions.nested.frames import Complement
from hearsay.read.attributions.nested.tokens import Tokens
from hearsay.read.network.drafts import Draft, Range

RELATIVE = frozenset(["who", "which", "that", "whoever", "whichever", "whatever", "what"])
"""Words that open a clause inside a noun phrase and are its subject."""


@dataclass(frozen=True)
class Region:
    """The words [first, last) of one sentence of one piece of content of one attribution.

    ``speaker``: the subject of a passive around it ("advisers are said to be urging"), whose the infinitive is that
    it begins with. ``said``: it is content, not a sentence of the report's own.
    """

    first: int
    last: int
    speaker: Range | None = None
    said: bool = True


def draft_of(
    t: Tokens,
    region: Region,
    word: int,
    cue: Range,
    source: Range | None,
    complement: Complement,
    before: Range | None = None,
) -> Draft | None:
    """The attribution that ``word`` makes, None where nothing is said; ``before``: what is said in front of the cue."""
    pieces = [before] if before else []
    if complement.first >= 0:
        edge = min(source[0], cue[0]) if source else cue[0]
        relative = t.word(edge) in RELATIVE or (before is not None and t.word(before[0]) in RELATIVE)
        reduced = t.tag(word) == "VBN" and complement.subject
        participle = cue[0] == word and (t.tag(word) == "VBG" or reduced)
        missing = before is not None and complement.gap
        alone = cue[0] == word and t.tag(word) == "JJ"
        within = relative or participle or missing or alone or t.tag(word) in ("NN", "NNS")
        first = complement.first
        while t.word(first) == ",":
            first += 1
        end = said_until(t, Said(complement.kind, first, region.last, word, edge, within))
        end = _with_quote(t, end, region)
        if end <= first:
            return None
        pieces.append((first, end))
    return Draft(source, cue, tuple(pieces), 1.0) if pieces else None


def _with_quote(t: Tokens, end: int, region: Region) -> int:
    """With the marks up to the end of the content around, where a quotation closes there."""
    rest = range(end, region.last)
    closing = any(t.is_quote(k) for k in rest) and all(t.is_quote(k) or t.word(k) in ".,!?" for k in rest)
    return region.last if closing else end
