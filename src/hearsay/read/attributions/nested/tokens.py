"""The words of a report as the rules ask for them: in lower case, with tag, head, relation and base form."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.entities.nouns import noun
from hearsay.read.lemmas import lemma
from hearsay.read.network.analysis import Analysis

BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "m", "re"])
HAVE = frozenset(["have", "has", "had", "having", "ve"])
DO = frozenset(["do", "does", "did", "don", "doesn", "didn"])
CUT_OFF = frozenset(["isn", "aren", "wasn", "weren", "haven", "hasn", "hadn", "won", "wouldn", "couldn"]) | {
    *("don", "didn", "doesn"),
}
"""Auxiliaries as they stand before "'t"."""

NOMINATIVE = frozenset(["i", "we", "he", "she", "they", "it", "you", "there"])
RELATIVE = frozenset(["who", "which", "that", "whom"])
QUESTION = frozenset(["whether", "if", "how", "what", "why", "when", "where", "who", "which", "whom"])
JOINING = frozenset(["and", "or", "but", "nor"])

_APOSTROPHES = frozenset(["'", "’"])
_QUOTES = _APOSTROPHES | frozenset(['"', "“", "”", "‘", "`", "«", "»", "„"])
_CLIPPED = frozenset(["m", "re", "ve", "ll", "d", "s", "t"])
_MODAL = frozenset(["would", "could", "should", "might", "must"])
_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
_ADVERB = frozenset(["RB", "RBR", "RBS"])
_NOMINAL = frozenset(["NN", "NNS", "NNP", "NNPS", "CD", "PRP", "EX"])
_HEADING = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj"])
_HANGING = frozenset(["acl", "acl:relcl", "amod", "compound", "xcomp", "nmod"])
_NO_ADVERB = frozenset(["here", "there", "home", "too", "up", "down", "out", "ago", "as", "so", "then"])
_ACTORS = frozenset(["PER", "ORG", "LOC", "MISC", "Person", "Organisation", "Location", "Nationality"])


@dataclass(frozen=True)
class Tokens:
    """One report's words and what the network says of each; beyond either end stand empty words.

    ``happenings``: words that it takes for events. ``actors``: words of names, persons, bodies and nations.
    ``titled``: words with a capital first letter and small ones behind it.
    """

    lowers: Sequence[str]
    tags: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    happenings: Set[int]
    actors: Set[int]
    titled: Set[int]
    _bases: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, analysis: Analysis) -> Tokens:
        """The words of ``text`` as analysed."""
        words = analysis.words
        named = [item for item in (*analysis.names, *analysis.mentions) if item.kind in _ACTORS]
        return cls(
            [text[a:b].lower() for a, b in zip(words.starts, words.ends, strict=True)],
            analysis.tags,
            analysis.heads,
            analysis.relations,
            frozenset(item.first for item in analysis.triggers),
            frozenset(i for item in named for i in range(item.first, item.last)),
            frozenset(i for i, shape in enumerate(words.shapes) if shape == 1),
        )

    def word(self, i: int) -> str:
        """A word in lower case."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def tag(self, i: int) -> str:
        """A word's Penn tag."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def base(self, i: int) -> str:
        """The base form of a word."""
        if i not in self._bases:
            word = self.word(i)
            helper = "be" if word in BE else "have" if word in HAVE else "do" if word in DO else ""
            self._bases[i] = helper or lemma(word)
        return self._bases[i]

    def any_of(self, first: int, last: int, words: Set[str]) -> bool:
        """Whether one of the words [first, last) is among ``words``."""
        return any(self.word(k) in words for k in range(first, last))

    def any_tag(self, first: int, last: int, tags: Set[str]) -> bool:
        """Whether one of the words [first, last) has one of ``tags``."""
        return any(self.tag(k) in tags for k in range(first, last))

    def acts(self, i: int) -> bool:
        """Whether a word names or describes somebody who can say something."""
        known = noun(self.word(i))
        return i in self.actors or (known is not None and known.type in ("person", "organisation", "group"))

    def is_continued(self, i: int) -> bool:
        """Whether a word goes on with the one before it, as the marks and letters of "U.S." do."""
        return 0 <= i < len(self.relations) and self.relations[i] == "continued"

    def is_clipped(self, i: int) -> bool:
        """Whether a word is an apostrophe inside a word, or what follows one ("'s", "n't")."""
        if self.word(i) in _APOSTROPHES:
            return self.is_continued(i + 1) or self.tag(i) == "POS"
        return self.word(i) in _CLIPPED and self.word(i - 1) in _APOSTROPHES

    def is_possessive(self, i: int) -> bool:
        """Whether a word is the apostrophe or the "s" of a possessive."""
        return self.is_clipped(i) and "POS" in (self.tag(i), self.tag(i - 1))

    def is_quote(self, i: int) -> bool:
        """Whether a word is a quotation mark, not an apostrophe."""
        return self.word(i) in _QUOTES and not self.is_clipped(i)

    def is_adverb(self, i: int) -> bool:
        """Whether a word may stand among the verbs of a group without being one."""
        word, tag = self.word(i), self.tag(i)
        mistaken = word.endswith("ly") and len(word) > 6 and tag[:2] in ("VB", "JJ")
        return (tag in _ADVERB or mistaken) and word not in _NO_ADVERB

    def is_verb(self, i: int) -> bool:
        """Whether a word is a verb in any form, "will" and "can" excepted."""
        return self.tag(i).startswith("VB")

    def is_finite(self, i: int) -> bool:
        """Whether a word is a verb that goes with a subject."""
        return self.tag(i) in _FINITE or self.word(i) in CUT_OFF | _MODAL or self.is_past(i)

    def is_past(self, i: int) -> bool:
        """Whether a word tagged a participle is a past tense: no auxiliary in front, and it hangs on no noun."""
        if self.tag(i) != "VBN" or self.relations[i] in _HANGING:
            return False
        k = i - 1
        while self.is_adverb(k) or (self.is_clipped(k) and self.word(k) != "s"):
            k -= 1
        return self.is_nominal(k) or self.word(k) in RELATIVE | JOINING

    def is_nominal(self, i: int) -> bool:
        """Whether a word can end a noun phrase."""
        if self.is_clipped(i):
            return self.is_possessive(i)
        while self.is_continued(i):  # the last full stop of "the U.N."
            i -= 1
        heading = self.tag(i) in ("DT", "JJ", "PDT", "PRP$", "VBN", "VBG") and self.relations[i] in _HEADING
        return heading or self.tag(i) in _NOMINAL

    def is_day(self, i: int) -> bool:
        """Whether a word is a day, a month, a part of a day ("Tuesday", "today", "evening")."""
        return self.word(i) in lexicon().words["temporal"] and self.tag(i) != "MD"

    def past_quotes(self, i: int, limit: int) -> int:
        """The first word from ``i`` on that is no quotation mark."""
        while i < limit and self.is_quote(i):
            i += 1
        return i
