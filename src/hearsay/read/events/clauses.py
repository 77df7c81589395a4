"""The network's syntax as a tree to walk in: words, lemmas, children, noun phrases, clauses.

The tree may be wrong in places, so every walk is bounded and none assumes that what it looks for is there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from hearsay.read.events.mending import mended, nouns_in_ing
from hearsay.read.lemmas import lemma
from hearsay.read.network.analysis import Analysis

CLAUSAL = frozenset(
    {"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"}
)
"""Relations by which a clause hangs on a word."""

_LONGEST_PHRASE = 12
"""Words before or after its head that a noun phrase may have."""

_PREMODIFIERS = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:npmod",
        "flat",
        "case",
        "continued",
        "goeswith",
    }
)
_CONTRACTED = {"won": "will", "can": "can", "shan": "shall", "ain": "be"}
_HYPHENS = frozenset("-‐‑")
_APOSTROPHES = frozenset("'’")
_FARTHEST = 40
"""Steps after which a climb to the root is given up; real trees are flatter."""


class Tree:
    """Read-only view of one report's words and their dependencies; all positions are word indices."""

    def __init__(self, analysis: Analysis, text: str) -> None:
        self.text = text
        self.starts: Sequence[int] = analysis.words.starts
        self.ends: Sequence[int] = analysis.words.ends
        self.lowers: Sequence[str] = [
            text[start:end].lower() for start, end in zip(self.starts, self.ends, strict=True)
        ]
        self.heads, self.relations = mended(self.lowers, analysis.tags, analysis.heads, analysis.relations)
        self.tags: Sequence[str] = nouns_in_ing(analysis.tags, self.heads, self.relations)
        self._lemmas: list[str | None] = [None] * len(self.lowers)

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def _children(self) -> list[list[int]]:
        table: list[list[int]] = [[] for _ in range(len(self))]
        for index, head in enumerate(self.heads):
            if head >= 0:
                table[head].append(index)
        return table

    def lemma(self, index: int) -> str:
        """Base form for the word's part of speech; a noun in -ing stays as it is ("the bombing")."""
        known = self._lemmas[index]
        if known is None:
            known = self._lemmas[index] = self._find_lemma(index)
        return known

    def _find_lemma(self, index: int) -> str:
        word, tag = self.lowers[index], self.tags[index]
        if tag == "MD" or self.negated(index):
            return {"wo": "will", "ca": "can", "ll": "will", "d": "would"}.get(word) or _contracted(word)
        if tag.startswith(("JJ", "RB")) or (tag in ("NN", "NNP") and word.endswith(("ing", "ed"))):
            return word
        if tag.startswith("NN") and word.endswith("ings"):
            return word[:-1]
        return lemma(word)

    def keys(self, index: int) -> list[str]:
        """How a lexicon may list the word: with what a hyphen joins to it ("cease-fire", "ceasefire"), and alone."""
        first, last = self.joined(index)
        alone = self.lemma(index)
        if first == last:
            return [alone, self.lowers[index]] if alone != self.lowers[index] else [alone]
        parts = [*(self.lowers[i] for i in range(first, last)), self.lemma(last)]
        whole = "".join(parts)
        bare = "".join(part for part in parts if part not in _HYPHENS)
        return [whole, bare, alone] if index == last else [whole, bare]

    def joined(self, index: int) -> tuple[int, int]:
        """First and last word of what hyphens without spaces hold together."""
        first = last = index
        while last + 2 < len(self) and self._hyphen(last + 1):
            last += 2
        while first >= 2 and self._hyphen(first - 1):
            first -= 2
        return first, last

    def _hyphen(self, index: int) -> bool:
        return (
            self.lowers[index] in _HYPHENS
            and self.ends[index - 1] == self.starts[index]
            and self.ends[index] == self.starts[index + 1]
        )

    def negated(self, index: int) -> bool:
        """True for "didn" and "won" of "didn't" and "won't"."""
        return (
            self.lowers[index].endswith("n")
            and index + 2 < len(self)
            and self.lowers[index + 1] in _APOSTROPHES
            and self.lowers[index + 2] == "t"
            and self.starts[index + 2] == self.ends[index + 1] == self.ends[index] + 1
        ) or self.lowers[index] == "cannot"

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents in text order; only those of ``relations`` if any are given."""
        found = self._children[index]
        return [child for child in found if self.relations[child] in relations] if relations else found

    def child(self, index: int, *relations: str) -> int | None:
        """The first dependent with one of ``relations``."""
        return next((child for child in self._children[index] if self.relations[child] in relations), None)

    def up(self, index: int) -> Iterator[tuple[int, str, int]]:
        """The arcs from ``index`` to the root: (dependent, relation, head)."""
        for _ in range(_FARTHEST):
            head = self.heads[index]
            if head < 0:
                return
            yield index, self.relations[index], head
            index = head

    def is_verb(self, index: int) -> bool:
        return self.tags[index].startswith("VB")

    def is_noun(self, index: int) -> bool:
        return self.tags[index].startswith("NN")

    def prepositions(self, index: int) -> list[str]:
        """What introduces a nominal or a clause: case and mark words, "according to" as two."""
        return [
            self.lowers[child]
            for child in self.children(index, "case", "mark")
            for child in self._fixed(child)
        ]

    def _fixed(self, index: int) -> list[int]:
        return [index, *self.children(index, "fixed")]

    def particles(self, index: int) -> list[str]:
        """Verb particles: "out" of "pulled out"."""
        return [self.lowers[child] for child in self.children(index, "compound:prt")]

    def inside(self, index: int, deep: int = 4) -> Iterator[int]:
        """The words below ``index``, itself first, clauses that hang on it left out."""
        yield index
        if deep:
            for child in self._children[index]:
                if self.relations[child] not in CLAUSAL and self.relations[child] not in ("conj", "punct"):
                    yield from self.inside(child, deep - 1)

    def phrase(self, index: int) -> tuple[int, int]:
        """Code points of the noun phrase with head ``index``: its premodifiers, itself, an "of" phrase after it."""
        first = last = index
        for child in self._children[index]:
            relation = self.relations[child]
            if child < index and relation in _PREMODIFIERS - {"case"}:
                left = self._leftmost(child)
                if index - left <= _LONGEST_PHRASE:  # longer, and a parse has gone astray
                    first = min(first, left)
            elif child > index and relation in ("flat", "continued", "goeswith", "compound"):
                right = self._rightmost(child)
                if right - index <= _LONGEST_PHRASE:
                    last = max(last, right)
            elif child > index and relation == "nmod" and "of" in self.prepositions(child):
                last = max(last, self._words_of(child, index))
        while first < index and self.tags[first] in ("-LRB-", "``", "''", ",", ":", "IN", "CC"):
            first += 1
        return self.starts[first], self.ends[last]

    def _words_of(self, child: int, index: int) -> int:
        last = self._last_of_phrase(child)
        return last if last - index <= _LONGEST_PHRASE else index

    def _last_of_phrase(self, index: int, deep: int = 3) -> int:
        last = index
        for child in self._children[index]:
            relation = self.relations[child]
            if relation in ("flat", "continued", "goeswith", "compound"):
                last = max(last, self._rightmost(child))
            elif deep and child > index and relation == "nmod" and "of" in self.prepositions(child):
                last = max(last, self._last_of_phrase(child, deep - 1))
        return last

    def _leftmost(self, index: int, deep: int = 6) -> int:
        below = (
            [self._leftmost(child, deep - 1) for child in self._children[index] if child < index]
            if deep
            else []
        )
        return min([index, *below])

    def _rightmost(self, index: int, deep: int = 6) -> int:
        below = (
            [self._rightmost(child, deep - 1) for child in self._children[index] if child > index]
            if deep
            else []
        )
        return max([index, *below])

    def word_at(self, start: int, end: int) -> int | None:
        """The head word of ``[start, end)``: the one whose own head lies outside; None if no word begins there."""
        words = self.words_in(start, end)
        if not words:
            return None
        outside = [
            i for i in words if self.heads[i] not in words and self.tags[i] not in (",", ".", "IN", "DT")
        ]
        return outside[-1] if outside else words[-1]

    def words_in(self, start: int, end: int) -> range:
        """Words that begin in ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def _contracted(word: str) -> str:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    return lemma(word.removesuffix("n")) if word.endswith("n") else word
