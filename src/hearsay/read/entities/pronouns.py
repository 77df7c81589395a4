"""Pronouns: whom "he", "they", "it" and a quotation's "I" stand for.

Salience with the weights of Lappin and Leass (1994): each sentence in which somebody is mentioned gives weight by
grammatical role, halved a sentence; the filters are number, sex, kind of thing and binding. A pronoun whose best
antecedent hardly beats the next, or lies too far back, is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hearsay.read.entities.coreference import Chains, pronoun_group
from hearsay.read.entities.mentions import Found
from hearsay.read.entities.phrases import Phrases

REACH = 3
"""Sentences that a pronoun looks back."""
ENOUGH = 60.0
"""Salience below which an antecedent is too faint."""
CLEAR = 1.05
"""How many times more salient than the next the antecedent must be."""

_RECENT, _SUBJECT, _OBJECT, _OBLIQUE, _HEAD, _SPEAKER, _TOPIC = 100.0, 60.0, 40.0, 30.0, 50.0, 60.0, 40.0
_PARALLEL, _CLAUSE = 60.0, 160.0
_THINGS = ("organisation", "location", "facility", "weapon", "platform", "document", "product", "other")
_REFLEXIVE = ("self", "selves")


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


def resolve_pronouns(page: Phrases, chains: Chains) -> None:
    """Join each pronoun to the chain it stands for, in text order; source pronouns first tell who speaks."""
    speakers = Speakers(page, chains)
    order = [i for i, m in enumerate(chains.found) if m.kind == "pronoun"]
    for index in order:
        group = pronoun_group(page, chains.found[index])
        if group == "thing" and not _stands_for_something(page, chains.found[index]):
            continue
        if group in ("male", "female", "plural", "thing"):
            _resolve(page, chains, speakers, index, group)
    for index in order:
        group = pronoun_group(page, chains.found[index])
        if group in ("speaker", "speakers"):
            _resolve_speaker(page, chains, speakers, index, group)
    _join_left_over(page, chains, order)


def _stands_for_something(page: Phrases, pronoun: Found) -> bool:
    """ "It rains" and "it is feared that" stand for nothing: "it" needs the network's word or a source's place."""
    return pronoun.rule == "entity head" or pronoun.source is not None or page.lowers[pronoun.first] != "it"


def _resolve(page: Phrases, chains: Chains, speakers: Speakers, index: int, group: str) -> None:
    scores = _scores(page, chains, speakers, index, group)
    if not scores:
        return
    ranked = sorted(scores, key=lambda root: (-scores[root], root))
    best = scores[ranked[0]]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    if best >= ENOUGH and best >= CLEAR * second:
        chains.join(ranked[0], index)


def _scores(page: Phrases, chains: Chains, speakers: Speakers, index: int, group: str) -> dict[int, float]:
    pronoun = chains.found[index]
    here = page.sentence[pronoun.first]
    speaker = speakers.of(pronoun.first)
    quoted = page.quoted[pronoun.first]
    weights: dict[int, dict[int, float]] = defaultdict(dict)
    barred: set[int] = set()
    for other in _before(page, chains, index):
        mention, root = chains.found[other], chains.root(other)
        if root == chains.root(index) or (mention.kind == "pronoun" and chains.only_pronouns(root)):
            continue
        if not fits(chains, root, group) or _in_own_words(page, pronoun, mention):
            continue
        if _bound(page, mention, pronoun):
            barred.add(root)
        sentence = page.sentence[mention.first]
        weight = _weight(page, mention) + _likeness(page, mention, pronoun)
        if mention.source is not None and pronoun.source is not None:
            weight += _SPEAKER
        if page.quoted[mention.first] and not quoted:
            weight *= 0.5
        weights[root][sentence] = max(weights[root].get(sentence, 0.0), weight)
    scores: dict[int, float] = {}
    for root, by_sentence in weights.items():
        if root in barred:
            continue
        total = sum(weight / 2 ** (here - sentence) for sentence, weight in by_sentence.items())
        if speaker is not None and chains.root(speaker) == root:
            total += -1e9 if quoted and speaker != index else _TOPIC
        if total > 0:
            scores[root] = total * _liking(chains, root, group)
    return scores


def _in_own_words(page: Phrases, pronoun: Found, mention: Found) -> bool:
    """Whether the pronoun is the source of an attribution whose content holds the mention: "… troops died, they said"
    does not make the troops speak."""
    if page.analysis is None or pronoun.source is None:
        return False
    return any(first <= mention.first < last for first, last in page.analysis.drafts[pronoun.source].content)


def _before(page: Phrases, chains: Chains, index: int) -> Iterator[int]:
    """Mentions before the pronoun in its own sentence and the ones it looks back over."""
    pronoun = chains.found[index]
    here = page.sentence[pronoun.first]
    for other in range(index - 1, -1, -1):
        mention = chains.found[other]
        if here - page.sentence[mention.first] > REACH:
            return
        if mention.last <= pronoun.first:
            yield other


def fits(chains: Chains, root: int, group: str) -> bool:
    """Whether a pronoun of this class can stand for a chain, by type, number and sex."""
    type_, plural = chains.type_of(root), chains.plural(root)
    if group in ("male", "female"):
        return type_ == "person" and not plural and chains.sex_of(root) in (None, group)
    if group == "plural":
        return plural or type_ in ("group", "organisation")
    return type_ in _THINGS and not plural


def _liking(chains: Chains, root: int, group: str) -> float:
    """How well a chain that fits suits the pronoun: "they" is rather said of many, "it" of bodies and places."""
    if group == "plural":
        return 1.0 if chains.plural(root) or chains.type_of(root) == "group" else 0.6
    if group == "thing":
        return 1.0 if chains.type_of(root) == "organisation" else 0.8
    return 1.0


def _weight(page: Phrases, mention: Found) -> float:
    relation = page.relations[mention.head]
    weight = _RECENT
    if relation.startswith("nsubj"):
        weight += _SUBJECT
    elif relation in ("obj", "iobj"):
        weight += _OBJECT
    elif relation.startswith("obl"):
        weight += _OBLIQUE
    if not relation.startswith(("nmod", "compound", "amod")):
        weight += _HEAD
    return weight


def _likeness(page: Phrases, mention: Found, pronoun: Found) -> float:
    """A subject looks back at a subject; a possessive at the subject of its own clause."""
    relation = page.relations[pronoun.head]
    if not page.relations[mention.head].startswith("nsubj"):
        return 0.0
    if relation.startswith("nsubj"):
        return _PARALLEL
    if page.sentence[mention.first] == page.sentence[pronoun.first]:
        index = pronoun.head
        for _ in range(6):
            index = page.heads[index]
            if index < 0:
                break
            if index == page.heads[mention.head]:
                return _CLAUSE
            if page.tags[index].startswith("VB"):
                break
    return 0.0


def _bound(page: Phrases, mention: Found, pronoun: Found) -> bool:
    """Two arguments of one verb are two entities unless the second is a reflexive; possessives are free."""
    if page.analysis is None or page.lowers[pronoun.first].endswith(_REFLEXIVE):
        return False
    if (
        page.relations[pronoun.head] == "nmod:poss"
        or page.sentence[mention.first] != page.sentence[pronoun.first]
    ):
        return False
    arguments = ("nsubj", "obj", "iobj", "obl")
    return (
        page.heads[mention.head] == page.heads[pronoun.head] >= 0
        and page.relations[mention.head].startswith(arguments)
        and page.relations[pronoun.head].startswith(arguments)
    )


def _resolve_speaker(page: Phrases, chains: Chains, speakers: Speakers, index: int, group: str) -> None:
    """ "I" between quotation marks is who speaks; "we" is only where a body or a group speaks."""
    at = chains.found[index].first
    speaker = speakers.of(at)
    if speaker is None or speaker == index or not page.quoted[at]:
        return
    type_ = chains.type_of(speaker)
    if (group == "speaker" and type_ == "person") or (
        group == "speakers" and type_ in ("organisation", "group")
    ):
        chains.join(speaker, index)


def _join_left_over(page: Phrases, chains: Chains, order: list[int]) -> None:
    """Pronouns of one class in one sentence that found nobody are at least one another."""
    last: dict[tuple[int, str], int] = {}
    for index in order:
        if not chains.only_pronouns(index):
            continue
        group = pronoun_group(page, chains.found[index])
        key = (page.sentence[chains.found[index].first], f"{group} {chains.found[index].type}")
        if key in last and group != "thing":
            chains.join(last[key], index)
        last[key] = index
