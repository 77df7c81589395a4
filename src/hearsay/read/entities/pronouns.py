"""Pronouns: whom "he", "they", "it" and a quotation's "I" stand for.

Each third-person pronoun goes to the chain that the clues of :mod:`antecedents` speak for most, weighed by
``pronouns.json`` (fitted by ``python -m training.coreference``); one that hardly stands for any is left
alone. A pronoun once joined is a clue for those after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from hearsay.read.entities.antecedents import NOBODY, Clues, Scene, candidates, chances, nobody
from hearsay.read.entities.coreference import Chains, pronoun_group
from hearsay.read.entities.phrases import Phrases

TABLE = "pronouns.json"
"""The file beside this one with what the clues weigh."""

CLASSES = {"male": "person", "female": "person", "plural": "plural", "thing": "thing"}
"""Group of a third-person pronoun -> the table of weights for it."""


@dataclass(frozen=True)
class Weights:
    """What clues weigh. ``clues``: for each of the classes, by name of the clue.

    ``link``: what the logarithm of the network's chance weighs; ``faint``: added to each chance before; ``nobody``:
    added for none, less than nothing where a likely antecedent shall do; ``unsaid``: the same for a pronoun that is the
    source of an attribution, as somebody must be speaking.
    """

    clues: Mapping[str, Mapping[str, float]]
    link: float
    faint: float
    nobody: float
    unsaid: float


@cache
def weights() -> Weights:
    """The shipped weights."""
    return parsed(files("hearsay.read.entities").joinpath(TABLE).read_text("utf-8"))


def parsed(text: str) -> Weights:
    """Weights from their JSON; raises ``KeyError`` if a class of pronouns has none."""
    table = json.loads(text)
    return Weights(
        {kind: table["clues"][kind] for kind in CLASSES.values()},
        table["link"],
        table["faint"],
        table["nobody"],
        table["unsaid"],
    )


def resolve_pronouns(page: Phrases, chains: Chains) -> None:
    """Join each pronoun to the chain it stands for, in text order; "I" and "we" last, when it is known who speaks."""
    scene = Scene(page, chains)
    order = [i for i, m in enumerate(chains.found) if m.kind == "pronoun"]
    for index in order:
        if pronoun_group(page, chains.found[index]) in CLASSES:
            options = candidates(scene, index)
            chosen = choose(scene, index, options, weights())
            if chosen != NOBODY:
                chains.join(chosen, index)
    for index in order:
        group = pronoun_group(page, chains.found[index])
        if group in ("speaker", "speakers"):
            _resolve_speaker(scene, index, group)
    _join_left_over(page, chains, order)


def choose(scene: Scene, index: int, options: Mapping[int, Clues], weights: Weights) -> int:
    """The chain among ``options`` that a pronoun stands for, or ``NOBODY``."""
    if not options:
        return NOBODY
    group = pronoun_group(scene.page, scene.found(index)) or ""
    table = weights.clues[CLASSES[group]]
    none = weights.nobody if scene.found(index).source is None else weights.unsaid
    scores = {NOBODY: none + weigh(nobody(scene, index), table)}
    scores |= {root: weigh(clues, table) for root, clues in options.items()}
    told = chances(scene, index, options)
    if told is not None:
        scores = {
            k: score + weights.link * log(told.get(k, 0.0) + weights.faint) for k, score in scores.items()
        }
    return max(scores, key=lambda root: (scores[root], -root))


def weigh(clues: Clues, table: Mapping[str, float]) -> float:
    """The sum of clues, each by its weight."""
    return sum(table.get(name, 0.0) * value for name, value in clues.items())


def _resolve_speaker(scene: Scene, index: int, group: str) -> None:
    """ "I" between quotation marks is who speaks; "we" is only where a body or a group speaks."""
    page, chains = scene.page, scene.chains
    at = chains.found[index].first
    speaker = scene.speakers.of(at)
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
