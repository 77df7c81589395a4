"""The network's syntax told in the words of a scan, which are coarser: "1,700" is one word of a scan and three of syntax.

Relations are those of Universal Dependencies v2. Without syntax nothing has a head, and every question is answered
with nothing found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from hearsay.read.reading import Syntax
from hearsay.read.scan import Scan


class Grammar:
    """Head, relation, tag and dependents of each word of a scan."""

    def __init__(self, words: Scan, syntax: Syntax | None) -> None:
        size = len(words)
        self.heads = [-1] * size
        self.relations = [""] * size
        self.tags = [""] * size
        self.sentences = [-1] * size
        """Number of the word's sentence, -1 where no sentence holds it."""
        self._children: dict[int, list[int]] = {}
        if syntax is not None and size:
            self._read(words, syntax)

    def _read(self, words: Scan, syntax: Syntax) -> None:
        place = [bisect_right(words.starts, start) - 1 for start in syntax.starts]
        seen: set[int] = set()
        for token, at in enumerate(place):
            if at < 0:
                continue
            head = syntax.heads[token]
            outside = head < 0 or place[head] != at
            if at in seen and not (outside and syntax.relations[token] != "continued"):
                continue
            if at in seen and self.heads[at] >= 0:
                continue
            seen.add(at)
            self.tags[at] = syntax.tags[token]
            self.sentences[at] = syntax.sentence[token]
            self.heads[at] = place[head] if outside and head >= 0 else -1
            self.relations[at] = syntax.relations[token]
        for index, head in enumerate(self.heads):
            if head >= 0:
                self._children.setdefault(head, []).append(index)

    def known(self, index: int) -> bool:
        """Whether syntax says anything of the word."""
        return bool(self.tags[index])

    def children(self, index: int, *relations: str) -> Iterator[int]:
        """Dependents of a word in text order, of these relations if any are given."""
        for child in self._children.get(index, ()):
            if not relations or self.relations[child] in relations:
                yield child

    def child(self, index: int, *relations: str) -> int | None:
        """The first dependent of one of these relations."""
        return next(self.children(index, *relations), None)

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence; true where syntax does not know them."""
        return self.sentences[one] == self.sentences[other] or -1 in (
            self.sentences[one],
            self.sentences[other],
        )

    def is_verb(self, index: int) -> bool:
        """Whether the word is tagged as a verb."""
        return self.tags[index].startswith("VB")

    def is_passive(self, verb: int) -> bool:
        """Whether a verb has a passive auxiliary or subject."""
        return self.child(verb, "aux:pass", "nsubj:pass") is not None

    def case(self, index: int) -> tuple[int, ...]:
        """The prepositions of a noun phrase by its head."""
        return tuple(self.children(index, "case"))
