"""What speaks for and against a chain as that which a pronoun stands for: clues by name, each a number.

The clues are those of Lappin and Leass (1994) and of the mention-ranking literature (Denis and Baldridge 2008): how far
back, in what role, how often, of what type, number and sex, and whose words the pronoun stands in. Apart from them,
where the weights have a head for it, stand the chances that the network gives to two words being of one entity.
:mod:`pronouns` weighs both. A clue that is not told is nought.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log2

from hearsay.read.entities.coreference import Chains
from hearsay.read.entities.found import Found
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.unmarked import KINDS, kinds
from hearsay.read.network.analysis import CONTEXT
from hearsay.read.network.pieces import make_windows

Clues = dict[str, float]

REACH = 7
"""Sentences that a pronoun looks back."""
NEAREST = 16
"""Chains that it looks at; of the train pronouns of GUM that have one, 98 in 100 have the right one among them."""
NOBODY = -1
"""What stands for no chain among the chances."""

_FAINT_KIND = 0.02
_KINDS = {
    "person": "person", "group": "person", "organisation": "organization", "location": "place", "facility": "place",
}  # fmt: skip
"""What a chain of a type is taken for where the network does not tell."""
_REFLEXIVE = ("self", "selves")
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")
_CLAUSES = ("csubj", "csubj:pass", "ccomp", "xcomp", "advcl")


class Speakers:
    """Which chain speaks which words: the drafts by the words of their content."""

    def __init__(self, page: Phrases, chains: Chains) -> None:
        self.page = page
        self._source = {m.source: i for i, m in enumerate(chains.found) if m.source is not None}
        self._drafts: dict[int, int] = {}
        for number, draft in enumerate(page.analysis.drafts if page.analysis else ()):
            for first, last in draft.content:
                for index in range(first, last):
                    self._drafts[index] = number

    def of(self, index: int) -> int | None:
        """The mention that is the source of the innermost attribution around a word."""
        return self._source.get(self._drafts.get(index, -1))


class Scene:
    """A report's mentions while its pronouns are joined to chains in text order."""

    def __init__(self, page: Phrases, chains: Chains) -> None:
        self.page, self.chains = page, chains
        self.speakers = Speakers(page, chains)
        self.kinds = kinds(page)
        self._standing: dict[tuple[int, int], Clues] = {}

    def found(self, index: int) -> Found:
        """The mention at a position."""
        return self.chains.found[index]

    def sentence(self, index: int) -> int:
        """The number of the sentence that a mention stands in."""
        return self.page.sentence[self.chains.found[index].first]

    def said(self, root: int) -> list[Found]:
        """The names and descriptions of a chain."""
        return [found for m in self.chains.members(root) if (found := self.found(m)).kind != "pronoun"]

    def standing(self, root: int) -> Clues:
        """Clues of a chain as it is by now, whatever the pronoun."""
        key = (root, len(self.chains.members(root)))
        if key not in self._standing:
            self._standing[key] = _standing(self, root)
        return self._standing[key]

    @cached_property
    def heads(self) -> dict[int, int]:
        """Head word -> the outermost mention that it is the head of."""
        return {mention.head: index for index, mention in reversed(list(enumerate(self.chains.found)))}

    @cached_property
    def windows(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The first words of the stretches that windows answer for, and of the windows themselves."""
        found = make_windows(self.page.words, self.page.sentences, context=CONTEXT)
        return tuple(w.core_first for w in found), tuple(w.first for w in found)


@dataclass(frozen=True)
class _Asked:
    """A pronoun with what a clue to any of its candidates looks at. ``above``: heads of the subjects of the clause that
    it stands in, and of the next clause above. ``spoke``: the chain that was the last source before it, if it is one too.
    """

    index: int
    found: Found
    word: str
    relation: str
    sentence: int
    quoted: bool
    speaker: int | None
    spoke: int | None
    above: tuple[Sequence[int], Sequence[int]]


def nobody(scene: Scene, index: int) -> Clues:
    """Clues that a pronoun stands for nothing that was spoken of before."""
    pronoun = scene.found(index)
    relation = scene.page.relations[pronoun.head]
    return _held(
        {
            "nobody": True,
            "expletive": relation == "expl",
            "marked": pronoun.rule == "entity head",
            "source": pronoun.source is not None,
            "possessive": relation == "nmod:poss",
            "subject": relation.startswith("nsubj"),
            "clause follows": _clause_follows(scene.page, pronoun),
        }
    )


def _held(clues: Mapping[str, bool]) -> Clues:
    return {name: 1.0 for name, holds in clues.items() if holds}


def _clause_follows(page: Phrases, pronoun: Found) -> bool:
    """ "It is feared that", "it takes courage to": a clause that the pronoun may only announce."""
    verb = page.heads[pronoun.head]
    return any(
        page.heads[other] == verb and page.relations[other] in _CLAUSES
        for other in range(verb + 1, min(verb + 25, len(page)))
    )


def candidates(scene: Scene, index: int) -> dict[int, Clues]:
    """Clues for each chain that has a name or description, was mentioned near before the pronoun, and has no other sex."""
    page, pronoun = scene.page, scene.found(index)
    near = _before(scene, index)
    last = sorted(members[0] for members in near.values())
    own = scene.chains.root(index)
    fitting = (root for root in near if root != own and _possible(scene, root, near[root], index))
    possible = list(islice(fitting, NEAREST))
    if not possible:
        return {}
    asked = _Asked(
        index,
        pronoun,
        page.lowers[pronoun.first],
        page.relations[pronoun.head],
        scene.sentence(index),
        page.quoted[pronoun.first],
        scene.speakers.of(pronoun.first),
        _spoke_last(scene, near) if pronoun.source is not None else None,
        _above(page, pronoun),
    )
    out = {}
    for root in possible:
        between = len(last) - 1 - bisect_left(last, near[root][0])
        out[root] = scene.standing(root) | _clues(scene, asked, root, near[root])
        out[root]["others between"] = log2(1 + between)
    return out


def _before(scene: Scene, index: int) -> dict[int, list[int]]:
    """Chains with their mentions before the pronoun, the nearest first, as far as it looks back."""
    found, chains = scene.chains.found, scene.chains
    here, begin = scene.sentence(index), found[index].first
    near: dict[int, list[int]] = defaultdict(list)
    for other in range(index - 1, -1, -1):
        if here - scene.sentence(other) > REACH:
            break
        if found[other].last <= begin:
            near[chains.root(other)].append(other)
    return near


def _spoke_last(scene: Scene, near: Mapping[int, Sequence[int]]) -> int | None:
    """The chain of the last mention that is a source."""
    sources = {
        m: root for root, members in near.items() for m in members if scene.found(m).source is not None
    }
    return sources[max(sources)] if sources else None


def _possible(scene: Scene, root: int, members: Sequence[int], index: int) -> bool:
    chains, sex = scene.chains, scene.chains.about[index].sex
    if chains.only_pronouns(root) or (sex and chains.sex_of(root) not in (None, sex)):
        return False
    return not any(_bound(scene.page, scene.found(m), scene.found(index)) for m in members[:3])


def _standing(scene: Scene, root: int) -> Clues:
    chains, said = scene.chains, scene.said(root)
    clues = _held(
        {
            "named": any(mention.kind == "name" for mention in said),
            "plural": chains.plural(root),
            f"type {chains.type_of(root)}": True,
            "sex told": chains.sex_of(root) is not None,
            "opens the report": scene.sentence(chains.members(root)[0]) <= 1,
        }
    )
    if scene.kinds is None:
        return clues | {f"as {_KINDS.get(chains.type_of(root), 'object')}": 1.0}
    # What the network takes names and descriptions to stand for: of each kind the greatest chance.
    best = scene.kinds[[mention.head for mention in said]].max(0).tolist()
    return clues | {f"as {k}": c for k, c in zip(KINDS[1:], best[1:], strict=True) if c >= _FAINT_KIND}


def _clues(scene: Scene, asked: _Asked, root: int, members: Sequence[int]) -> Clues:
    page, pronoun = scene.page, asked.found
    last = scene.found(members[0])
    back = asked.sentence - scene.sentence(members[0])
    relation = page.relations[last.head]
    heads = {scene.found(m).head for m in members[:6]}
    place = _place(asked.relation)
    clues = _held(
        {
            "same sentence": back == 0,
            "sentence before": back == 1,
            "last a pronoun": last.kind == "pronoun",
            "same pronoun": last.kind == "pronoun" and page.lowers[last.first] == asked.word,
            f"last {_role(relation)}": True,
            "both subjects": asked.relation.startswith("nsubj") and relation.startswith("nsubj"),
            "type told": pronoun.rule == "entity head" and pronoun.type == scene.chains.type_of(root),
            f"subject above, of {place}": not heads.isdisjoint(asked.above[0]),
            f"subject further above, of {place}": not heads.isdisjoint(asked.above[1]),
        }
    )
    clues["sentences back"] = log2(1 + back)
    clues["said often"] = log2(len(members))
    return clues | _voices(scene, asked, root, members)


def _place(relation: str) -> str:
    if relation.startswith("nsubj"):
        return "subject"
    return "possessor" if relation == "nmod:poss" else "other"


def _role(relation: str) -> str:
    if relation.startswith("nsubj"):
        return "subject"
    if relation in ("obj", "iobj"):
        return "object"
    if relation.startswith("obl"):
        return "oblique"
    if relation == "nmod:poss":
        return "possessor"
    return "within" if relation.startswith(("nmod", "compound", "amod", "appos", "flat")) else "other"


def _above(page: Phrases, pronoun: Found) -> tuple[Sequence[int], Sequence[int]]:
    """Subjects of the clause that the pronoun stands in, and of the next clause above; a clause without a subject of
    its own ("…, using her own words") is passed over."""
    found: list[list[int]] = []
    index = pronoun.head
    for _ in range(12):
        index = page.heads[index]
        if index < 0 or len(found) == 2:
            break
        subjects = [
            other
            for other in range(max(0, index - 40), min(len(page), index + 15))
            if page.heads[other] == index
            and page.relations[other].startswith("nsubj")
            and other != pronoun.head
        ]
        if subjects:
            found.append(subjects)
    return (found[0] if found else []), (found[1] if len(found) > 1 else [])


def _voices(scene: Scene, asked: _Asked, root: int, members: Sequence[int]) -> Clues:
    """Clues from who speaks: "he" in a quotation is hardly its speaker, in reported speech often is."""
    page, pronoun, nearest = scene.page, asked.found, scene.found(members[0])
    speaker = asked.speaker
    speaks = speaker is not None and speaker != asked.index and scene.chains.root(speaker) == root
    source = pronoun.source is not None
    return _held(
        {
            "speaks the quotation": speaks and asked.quoted,
            "speaks the words": speaks and not asked.quoted,
            "both sources": source and any(scene.found(m).source is not None for m in members),
            "spoke last": asked.spoke == root,
            "in its own words": source and _in_own_words(page, pronoun, nearest),
            "quoted apart": page.quoted[nearest.first] != asked.quoted,
        }
    )


def _in_own_words(page: Phrases, pronoun: Found, mention: Found) -> bool:
    """Whether the pronoun is the source of an attribution whose content holds the mention: "… troops died, they said"
    does not make the troops speak."""
    if page.analysis is None or pronoun.source is None:
        return False
    return any(first <= mention.first < last for first, last in page.analysis.drafts[pronoun.source].content)


def _bound(page: Phrases, mention: Found, pronoun: Found) -> bool:
    """Two arguments of one verb are two entities unless the second is a reflexive; possessives are free."""
    return (
        page.heads[mention.head] == page.heads[pronoun.head] >= 0
        and page.relations[mention.head].startswith(_ARGUMENTS)
        and page.relations[pronoun.head].startswith(_ARGUMENTS)
        and not page.lowers[pronoun.first].endswith(_REFLEXIVE)
    )


def chances(scene: Scene, index: int, roots: Iterable[int]) -> dict[int, float] | None:
    """The network's chance that the pronoun is of each chain, and of none of them; None where it says nothing.

    It sees one window: of a chain with no mention there it knows no more than that it is none of the others.
    """
    pronoun, analysis = scene.found(index), scene.page.analysis
    told = analysis.links.get(pronoun.head) if analysis else None
    if not told:
        return None
    found: dict[int, float] = defaultdict(float)
    none = 0.0
    for word, chance in told:
        home = scene.heads.get(word)
        found[NOBODY if home is None else scene.chains.root(home)] += chance
        none += chance if word < 0 else 0.0
    cores, firsts = scene.windows
    begin = firsts[max(0, bisect_right(cores, pronoun.head) - 1)]
    for root in roots:
        members = scene.chains.members(root)
        if not any(begin <= scene.found(m).head < pronoun.head for m in reversed(members)):
            found[root] = none
    return found
