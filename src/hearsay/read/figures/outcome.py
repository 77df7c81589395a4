"""What became of the people a number counts: the rules in their order, and what they are asked of."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.read.figures.counted import Counted
from hearsay.read.figures.deeds import AFTER, BEFORE, CLAUSE
from hearsay.read.figures.governed import described, governed
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.hedges import certainty_of, scope_of
from hearsay.read.figures.nearby import adjacent, before, behind, bereft, noun, right_before, strong_noun
from hearsay.read.figures.parts import with_parts
from hearsay.read.figures.people import is_plural
from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.setting import Outcome, Setting
from hearsay.read.scan import Scan

_PUNCTUATION = frozenset(",.;:)")

RULES = (adjacent, bereft, strong_noun, right_before, behind, before, governed, noun, described)
"""The first that says something is believed."""


def find_outcomes(
    words: Scan, grammar: Grammar, quantities: Sequence[Quantity], counted: Sequence[Counted | None]
) -> list[Outcome]:
    """The outcome of each quantity, in the same order; an empty one where it counts no people."""
    owner = [-1] * len(words)
    for position, (item, noun_phrase) in enumerate(zip(quantities, counted, strict=True)):
        for index in range(item.first, noun_phrase.last + 1 if noun_phrase is not None else item.after):
            owner[index] = position
    settings = [
        Setting(words, grammar, item, noun_phrase, owner, position)
        for position, (item, noun_phrase) in enumerate(zip(quantities, counted, strict=True))
    ]
    people = [_may_be_people(setting) for setting in settings]
    found = [_outcome(setting) if may else Outcome() for setting, may in zip(settings, people, strict=True)]
    return with_parts(settings, found, people)


def _may_be_people(setting: Setting) -> bool:
    item = setting.item
    if item.unit is not None or (item.low is not None and item.low.denominator != 1):
        return False
    if setting.lower(item.after) == "-" and setting.words.glued(item.after):
        return False
    if _is_rate(setting) or _is_name(setting):
        return False
    if _tells(setting):
        return False
    if setting.counted is not None:
        return setting.counted.people
    return not (_is_age(setting) or _counts_things(setting) or _has_children(setting))


def _tells(setting: Setting) -> bool:
    """ "A medic put the dead at 23": who tells of others and is not told of."""
    grammar, head = setting.grammar, setting.head
    verb = grammar.heads[head]
    telling = grammar.relations[head] == "nsubj" and verb > head and setting.lower(verb) in CLAUSE["telling"]
    return telling and grammar.tags[verb] != "VBN" and not grammar.is_passive(verb)


def _is_name(setting: Setting) -> bool:
    """ "Ada Rook, one of the leaders, was seized": one who has been named."""
    grammar, item = setting.grammar, setting.item
    if setting.lower(item.first) != "one" or setting.lower(item.after) != "of":
        return False
    head = grammar.heads[item.last]
    if grammar.relations[item.last] == "appos" and head >= 0 and grammar.tags[head].startswith("NNP"):
        return True
    before = setting.words.words[max(0, item.first - 2) : item.first]
    return not setting.words.capitals and before[1:] == (",",) and before[0][:1].isupper()


def _is_rate(setting: Setting) -> bool:
    """ "One in five people", "three out of four": neither number counts anybody."""
    words, item = setting.words.lowers, setting.item
    if setting.counted is None and item.low is not None and item.low == item.high and item.low < 10:
        after = words[item.after : item.after + 2]
        size = 2 if after == ("out", "of") else 1 if after[:1] == ("in",) and item.low == 1 else 0
        owned = setting.owner[item.after + size] if size and item.after + size < len(setting.owner) else -1
        if owned > setting.me:
            return True
    before = words[max(0, item.first - 3) : item.first]
    return (before[-1:] == ("in",) and before[-2:-1] == ("one",)) or before[-2:] == ("out", "of")


def _is_age(setting: Setting) -> bool:
    """ "Ana Kos (71)", "Ana and Ivo Kos, both 51, died", "…, 42." """
    item, before, behind = (
        setting.item,
        setting.lower(setting.item.first - 1),
        setting.lower(setting.item.after),
    )
    if item.low is None or item.low != item.high or not 0 < item.low < 120 or item.bound != "exact":
        return False
    if before in ("aged", "age") or (before == "both" and behind in _PUNCTUATION):
        return True
    name = setting.words.words[item.first - 2 : item.first - 1]
    named = bool(name) and (name[0][:1].isupper() or setting.grammar.tags[item.first - 2].startswith("NNP"))
    return named and ((before == "(" and behind == ")") or (before == "," and behind in _PUNCTUATION))


def _counts_things(setting: Setting) -> bool:
    """ "Seized 4 M-16 rifles": syntax finds a noun for the number that the words behind it hide."""
    grammar, last = setting.grammar, setting.item.last
    if grammar.relations[last] != "nummod" or grammar.heads[last] <= last:
        return False
    noun = grammar.heads[last]
    lower = setting.lower(noun)
    return (
        grammar.tags[noun].startswith("NN")
        and lower not in AFTER
        and lower not in BEFORE
        and not is_plural(lower)
    )


def _has_children(setting: Setting) -> bool:
    """ "A mother of two was killed": the two are hers."""
    return (
        setting.lower(setting.item.first - 1) == "of"
        and setting.lower(setting.item.first - 2) in CLAUSE["parents"]
    )


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
        certainty, hedge = certainty_of(setting, word)
        scope = scope_of(setting, word)
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
    for at in (index, index + 1, index + 2):
        if setting.lower(at) in ("in", "by", "during", "when", "after", "at"):
            return False
        if at < len(setting.owner) and setting.owner[at] not in (-1, setting.me):
            return True
    return False
