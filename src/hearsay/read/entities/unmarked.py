"""Descriptions that no head marked as an actor or a thing: they enter the record only if a pronoun stands for them.

"The *study* was halted after *it* …": without the noun among the candidates the pronoun would find somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

import numpy as np

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import noun, pronouns
from hearsay.read.entities.phrases import Phrases
from hearsay.read.network.heads import Floats
from hearsay.record import Time
from hearsay.record.codes import EntityType

UNMARKED = "unmarked"
"""The rule of these mentions."""

KINDS = (
    "none", "person", "place", "organization", "animal", "plant", "event", "object", "substance", "time", "abstract",
)  # fmt: skip
"""What a head word stands for, in the order of the network's ``nominal`` output."""

_NEAR = 2
"""Sentences that a pronoun looks back for an unmarked description."""
_LOOK_BACK = ("male", "female", "plural", "thing")
_TYPES: dict[str, EntityType] = {"person": "person", "organization": "organisation"}
"""A place that no head marks ("the room") is none on a map, and so of type other."""
_MADE = ("weapon", "platform", "document", "product", "facility")
_NO_MENTION = (
    "compound",
    "flat",
    "fixed",
    "amod",
    "nummod",
    "goeswith",
    "continued",
    "det",
    "case",
    "list",
    "dep",
)
_NO_PART = ("punct", "cc", "mark", "appos", "conj", "parataxis", "acl:relcl")


def kinds(page: Phrases) -> Floats | None:
    """[words, KINDS] chances of what each word stands for as the head of a mention, where the network tells."""
    return page.analysis.given.get("nominal") if page.analysis else None


def find_unmarked(page: Phrases, found: Sequence[Found], times: Iterable[Time]) -> list[Found]:
    """A nominal for each noun near before a pronoun that heads no mention in ``found``, is of no name and no time."""
    if page.analysis is None:
        return []
    wanted = _near_pronouns(page, found)
    taken = {mention.head for mention in found}
    for mention in found:
        if mention.kind == "name":
            taken.update(range(mention.first, mention.last))
    for time in times:
        taken.update(page.words.between(time.start, time.end))
    told = kinds(page)
    below: dict[int, list[int]] = defaultdict(list)
    for index, head in enumerate(page.heads):
        below[head].append(index)
    return [
        Found(_begin(page, below, index), index + 1, index, "nominal", type_, 0.0, UNMARKED)
        for index in _nouns(page, wanted)
        if index not in taken and (type_ := _type(page, index, told))
    ]


def _near_pronouns(page: Phrases, found: Iterable[Found]) -> set[int]:
    """Sentences with a third-person pronoun, and those close before it."""
    here = {
        page.sentence[mention.first]
        for mention in found
        if mention.kind == "pronoun" and pronouns().get(page.lowers[mention.first]) in _LOOK_BACK
    }
    return {sentence - back for sentence in here for back in range(_NEAR + 1)} - {-1}


def _nouns(page: Phrases, sentences: Container[int]) -> Iterator[int]:
    for index, tag in enumerate(page.tags):
        spoken = tag.startswith("NN") and page.forms[index][0].isalpha()
        if spoken and page.sentence[index] in sentences and not page.relations[index].startswith(_NO_MENTION):
            yield index


def _begin(page: Phrases, below: dict[int, list[int]], head: int) -> int:
    """The first word of what stands before the head and belongs to it."""
    inside: set[int] = set()
    waiting = [i for i in below[head] if i < head and page.relations[i] not in _NO_PART]
    while waiting:
        index = waiting.pop()
        if index not in inside:
            inside.add(index)
            waiting.extend(i for i in below[index] if i < head)
    first = head
    while first - 1 in inside:
        first -= 1
    return first


def _type(page: Phrases, head: int, told: Floats | None) -> EntityType | None:
    """The type by the network's word, else by the list of nouns; None where it is no mention at all, or a time."""
    known = noun(page.lowers[head])
    listed: EntityType | None = known.type if known else None  # type: ignore[assignment]
    if told is None:
        return listed or "other"
    kind = KINDS[int(np.argmax(told[head]))]
    if kind in ("none", "time"):
        return None
    type_ = _TYPES.get(kind) or (listed if listed in _MADE else "other")
    many = page.tags[head] in ("NNS", "NNPS") or (known is not None and known.plural)
    return "group" if type_ == "person" and many else type_
