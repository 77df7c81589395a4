"""What the parser gets wrong in the same way again and again, put right by the order of the words.

The tree is predicted arc by arc, so nothing keeps it from tying a word to a clause that has not begun yet: "said on
Tuesday | that …" is no day of what is told. Each rule rests on something that holds in all written English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hearsay.read.lemmas import lemma

_PUNCTUATION = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-", "."})
_SPEAKING = frozenset(
    ("say", "tell", "report", "announce", "state", "claim", "add", "note", "write", "argue", "insist", "warn", "believe",
     "confirm", "reveal", "admit", "acknowledge", "declare", "allege", "suggest", "explain", "stress", "recall", "testify")
)  # fmt: skip
_CLAUSAL = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "cop", "mark", "compound:prt")
)
"""What only a verb has below it."""
_FARTHEST = 40
"""Steps after which a climb to the root is given up."""


class _Arcs:
    """The arcs of one report in the making."""

    def __init__(
        self, lowers: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
    ) -> None:
        self.lowers, self.tags = lowers, tags
        self.heads, self.relations = list(heads), list(relations)
        self.children: list[list[int]] = [[] for _ in heads]
        for index, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(index)

    def verb(self, index: int) -> bool:
        return self.tags[index].startswith("VB")

    def below(self, index: int, *relations: str) -> list[int]:
        return [child for child in self.children[index] if self.relations[child] in relations]

    def up(self, index: int) -> Iterator[int]:
        """The words above one, nearest first; arcs may go in a circle."""
        for _ in range(_FARTHEST):
            index = self.heads[index]
            if index < 0:
                return
            yield index

    def hang(self, index: int, head: int, relation: str) -> None:
        old = self.heads[index]
        if old >= 0:
            self.children[old].remove(index)
        self.heads[index], self.relations[index] = head, relation
        self.children[head] = sorted((*self.children[head], index))


def nouns_in_ing(tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> Sequence[str]:
    """Tags, with those of a noun for a gerund that is somebody's subject and has neither subject nor object itself:
    "fighting began", "shelling killed 30", but "killing hostages is a crime"."""
    clausal = {head for head, relation in zip(heads, relations, strict=True) if relation in _CLAUSAL}
    named = [
        i
        for i, tag in enumerate(tags)
        if tag == "VBG" and relations[i] in ("nsubj", "nsubj:pass") and i not in clausal
    ]
    if not named:
        return tags
    fixed = list(tags)
    for i in named:
        fixed[i] = "NN"
    return fixed


def mended(
    lowers: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[Sequence[int], Sequence[str]]:
    """Heads and relations after every rule."""
    arcs = _Arcs(lowers, tags, heads, relations)
    for rule in _RULES:
        rule(arcs)
    return arcs.heads, arcs.relations


def _before_its_conjunction(arcs: _Arcs) -> None:
    """A clause takes nothing from before its own conjunction: "accused | Iran of supplying", "said on Tuesday | that"."""
    for mark, verb in enumerate(arcs.heads):
        if arcs.relations[mark] != "mark" or not mark < verb or not arcs.verb(verb):
            continue
        governor = arcs.heads[verb]
        for child in arcs.below(verb, "obj", "nsubj", "iobj", "obl"):
            if 0 <= governor < child < mark:
                oblique = arcs.relations[child] == "obl"
                arcs.hang(child, governor, "obl" if oblique else "obj")


def _before_its_and(arcs: _Arcs) -> None:
    """Nor does a coordinated clause from before its "and": "said on Thursday, | and 50 were hurt"."""
    for mark, verb in enumerate(arcs.heads):
        if arcs.relations[mark] != "cc" or not mark < verb or not arcs.verb(verb):
            continue
        governor = arcs.heads[verb]
        if arcs.relations[verb] != "conj" or governor < 0 or not arcs.verb(governor):
            continue
        for child in arcs.below(verb, "obl", "obj"):
            if governor < child < mark:
                arcs.hang(child, governor, arcs.relations[child])


def _second_subject(arcs: _Arcs) -> None:
    """ "Urged | Sudan to allow": the second subject of a verb, behind it, is its object."""
    for index, head in enumerate(arcs.heads):
        if arcs.relations[index] == "nsubj" and 0 <= head < index and arcs.verb(head):
            between = arcs.tags[head + 1 : index]
            first = any(child < head for child in arcs.below(head, "nsubj", "nsubj:pass"))
            if first and not _PUNCTUATION.intersection(between):
                arcs.relations[index] = "obj"


def _behind_a_verb(arcs: _Arcs) -> None:
    """ "They died when it burned, the police said on Thursday": what stands right behind a verb is not reached across it."""
    for index, relation in enumerate(arcs.relations):
        head = arcs.heads[index]
        if relation != "obl" or not 0 <= head < index:
            continue
        verb = next(
            (i for i in range(index - 1, head, -1) if arcs.verb(i) or arcs.tags[i] in _PUNCTUATION), head
        )
        if verb == head or not arcs.verb(verb):
            continue
        if verb in arcs.up(head) or lemma(arcs.lowers[verb]) in _SPEAKING:
            arcs.hang(index, verb, "obl")


def _told_clause(arcs: _Arcs) -> None:
    """ "They died when it burned, the police said": the clause of time belongs to what is said, not to the saying."""
    for verb, head in enumerate(arcs.heads):
        if arcs.relations[verb] != "advcl" or head <= verb or not arcs.verb(verb) or not arcs.verb(head):
            continue
        marks = arcs.below(verb, "mark", "advmod", "case")
        if not marks or marks[0] > verb or lemma(arcs.lowers[head]) not in _SPEAKING:
            continue
        told = [
            c for c in arcs.below(head, "ccomp", "parataxis", "root", "dep") if c < marks[0] and arcs.verb(c)
        ]
        if told:
            arcs.hang(verb, told[-1], "advcl")


def _told_list(arcs: _Arcs) -> None:
    """ "Said that men entered the town, fired and left": a list of what they did, not what the speaker did."""
    for verb, head in enumerate(arcs.heads):
        if arcs.relations[verb] != "conj" or not 0 <= head < verb or not arcs.verb(verb):
            continue
        if lemma(arcs.lowers[head]) not in _SPEAKING or arcs.below(verb, "cc", "nsubj", "nsubj:pass"):
            continue
        told = [
            c for c in arcs.below(head, "ccomp") if head < c < verb and arcs.below(c, "mark") and arcs.verb(c)
        ]
        if told and arcs.lowers[verb - 1] == ",":
            arcs.hang(verb, told[-1], "conj")


def _done_to(arcs: _Arcs) -> None:
    """ "Agreed to rebuild clinics | destroyed by the storm": a participle right behind a noun says what was done to it."""
    for verb, head in enumerate(arcs.heads):
        noun = verb - 1
        if arcs.relations[verb] != "acl" or arcs.tags[verb] != "VBN" or not 0 <= head < noun:
            continue
        between = arcs.tags[noun].startswith("NN") and not arcs.tags[head].startswith("NN")
        if between and arcs.heads[noun] != verb:
            arcs.hang(verb, noun, "acl")


def _agent(arcs: _Arcs) -> None:
    """Who acts in a passive stands behind "by"; the governor in "killed, according to the governor" does not."""
    for index, relation in enumerate(arcs.relations):
        if relation == "obl:agent" and _preposition(arcs, index) not in (None, "by"):
            arcs.relations[index] = "obl"


def _preposition(arcs: _Arcs, noun: int) -> str | None:
    """The word that introduces a noun, by the words before it alone; None if there is none."""
    for index in range(noun - 1, max(-1, noun - 12), -1):
        if arcs.lowers[index] == "by":
            return "by"
        if arcs.tags[index] in ("IN", "TO"):
            return arcs.lowers[index]
        if arcs.tags[index] in ("VBD", "VBZ", "VBP", "."):
            return None
    return None


_RULES: tuple[Callable[[_Arcs], None], ...] = (
    _before_its_conjunction,
    _before_its_and,
    _second_subject,
    _behind_a_verb,
    _told_clause,
    _told_list,
    _done_to,
    _agent,
)
