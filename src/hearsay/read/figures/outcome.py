"""What became of the people a number counts: the rules in their order, and what they are asked of."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.read.figures.counted import Counted
from hearsay.read.figures.deeds import AFTER, BEFORE, CLAUSE
from hearsay.read.figures.governed import described, governed
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.hedges import certainty_of, scope_of
from hearsay.read.figures.nearby import adjacent, before, behind, noun, right_before, strong_noun
from hearsay.read.figures.parts import as_part, as_total
from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.setting import Outcome, Setting
from hearsay.read.scan import Scan

RULES = (adjacent, strong_noun, right_before, behind, before, governed, noun, described)
"""The first that says something is believed."""


def find_outcomes(
    words: Scan, grammar: Grammar, quantities: Sequence[Quantity], counted: Sequence[Counted | None]
) -> list[Outcome]:
    """The outcome of each quantity, in the same order; an empty one where it counts no people."""
    owner = [-1] * len(words)
    for position, (item, noun_phrase) in enumerate(zip(quantities, counted, strict=True)):
        for index in range(item.first, noun_phrase.last + 1 if noun_phrase is not None else item.after):
            owner[index] = position
    found: list[Outcome] = []
    for position, (item, noun_phrase) in enumerate(zip(quantities, counted, strict=True)):
        setting = Setting(words, grammar, item, noun_phrase, owner, position)
        outcome = _outcome(setting) if _may_be_people(setting) else Outcome()
        outcome = as_total(setting, outcome, found)
        found.append(as_part(setting, outcome, found))
    return found


def _may_be_people(setting: Setting) -> bool:
    item = setting.item
    if item.unit is not None or (item.low is not None and item.low.denominator != 1):
        return False
    if setting.lower(item.after) == "-" and setting.words.glued(item.after):
        return False
    return setting.counted is None or setting.counted.people


def _outcome(setting: Setting) -> Outcome:
    for rule in RULES:
        hit = rule(setting)
        if hit is None:
            continue
        name, word = hit
        if not name:
            return Outcome()
        if setting.counted is None and name not in CLAUSE["elided"] and rule is not adjacent:
            return Outcome()
        name = _lumped(setting, name, word)
        certainty, hedge = certainty_of(setting.words, setting.item, setting.tail, word)
        scope = scope_of(setting.words, setting.item, setting.tail, word)
        return Outcome(name, word, rule.__name__.replace("_", " "), certainty, hedge, scope)
    return Outcome()


def _lumped(setting: Setting, name: str, word: int) -> str:
    """ "Killed or wounded", "dead and injured" of one number: casualties."""
    if name not in ("killed", "wounded"):
        return name
    lowers = setting.words.lowers
    other = "wounded" if name == "killed" else "killed"
    if lowers[word + 1 : word + 2] in (("and",), ("or",)) and word + 2 < len(lowers):
        follows = lowers[word + 2]
        if (AFTER.get(follows) == other or BEFORE.get(follows) == other) and setting.owner[word + 2] < 0:
            shot = lowers[word] in ("shot", "stabbed")
            return name if shot or _takes_own_number(setting, word + 3) else "casualties"
    if word >= 2 and lowers[word - 1] in ("and", "or") and AFTER.get(lowers[word - 2]) == other:
        return "casualties"
    return name


def _takes_own_number(setting: Setting, index: int) -> bool:
    """ "Killed 20 and wounded 30": the second verb has its number."""
    return any(
        at < len(setting.owner) and setting.owner[at] not in (-1, setting.me)
        for at in (index, index + 1, index + 2)
    )
