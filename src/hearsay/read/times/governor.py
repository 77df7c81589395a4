"""Past or future by the verb that governs a time, where the network has told the syntax.

From the time the heads are followed up to a verb; what its auxiliaries and its own form say decides. Where the verb
says nothing of the day ("hosts a talk show"), there is no answer and the words around decide (``tense``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hearsay.read.reading import Syntax
from hearsay.read.times.vocabulary import TENSE

Direction = Literal["past", "future"]

_STEPS = 6
_AHEAD = frozenset(("will", "'ll", "shall", "wo", "ll", "\u2019ll"))
_MAYBE = frozenset(("may", "must", "should", "can", "ca", "would", "'d", "\u2019d"))
_PERFECT = frozenset(("had", "has", "have", "'ve", "'d", "having", "\u2019ve"))
_IS = frozenset(("is", "are", "am", "'s", "'re", "\u2019s", "\u2019re"))
_WAS = frozenset(("was", "were", "been"))
_PLANNED = frozenset(TENSE["planned"])
_PLANS = frozenset(TENSE["plans"])
_SAYS = frozenset(TENSE["says"])


class Tree:
    """The syntax of a report, asked by code points."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self._syntax = syntax
        self._lowers = [text[a:b].lower() for a, b in zip(syntax.starts, syntax.ends, strict=True)]
        self._at = {start: index for index, start in enumerate(syntax.starts)}
        children: list[list[int]] = [[] for _ in syntax.heads]
        for index, head in enumerate(syntax.heads):
            if head >= 0:
                children[head].append(index)
        self._children: Sequence[Sequence[int]] = children

    def direction(self, start: int) -> Direction | None:
        """Which way the verb above the word that begins at ``start`` points."""
        index = self._at.get(start)
        for _ in range(_STEPS):
            if index is None or index < 0:
                return None
            if self._is_verb(index):
                return self._verb(index, 0)
            index = self._syntax.heads[index]
        return None

    def _is_verb(self, index: int) -> bool:
        tag = self._syntax.tags[index]
        return tag.startswith("VB") or any(self._syntax.relations[i] == "cop" for i in self._children[index])

    def _beside(self, index: int) -> set[str]:
        """The auxiliaries, copulas and infinitive marks of a verb."""
        told = ("aux", "aux:pass", "cop", "mark")
        return {self._lowers[i] for i in self._children[index] if self._syntax.relations[i] in told}

    def _verb(self, index: int, depth: int) -> Direction | None:
        lower, tag, beside = self._lowers[index], self._syntax.tags[index], self._beside(index)
        if beside & _AHEAD:
            return "future"
        if beside & _PERFECT and not (beside & _MAYBE and "have" not in beside):
            return "past"
        if beside & _MAYBE:
            return "future"
        if lower in _PLANNED:
            return None if beside & _WAS else "future"
        if tag == "VBD" or beside & _WAS:
            return None if lower in _PLANS else "past"
        if tag == "VBN":
            return None if beside & (_IS | {"be"}) else "past"
        if tag in ("VBZ", "VBP"):
            return None if lower in _SAYS else "future"
        if beside & _IS:
            return "future"
        return self._open(index, depth) if depth < 3 else None

    def _open(self, index: int, depth: int) -> Direction | None:
        """An infinitive or a form in -ing takes its time from the verb above."""
        above = self._syntax.heads[index]
        while above >= 0 and not self._is_verb(above):
            above = self._syntax.heads[above]
        if above < 0:
            return None
        if "to" in self._beside(index) and self._lowers[above] in _PLANS | _PLANNED:
            return None if self._beside(above) & (_PERFECT | _WAS) else "future"
        return self._verb(above, depth + 1)
