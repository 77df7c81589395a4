"""Counts without a number: "a soldier was wounded", "both were killed", "no casualties", "nobody was hurt", "a fourth
died".

They are only candidates: one stays where something became of the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hearsay.read.figures.counted import Counted, is_inside, noun_phrase
from hearsay.read.figures.deeds import AFTER, CLAUSE, VERBS
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.people import is_plural, is_singular, told
from hearsay.read.figures.quantity import Quantity
from hearsay.read.scan import Scan

Candidate = tuple[Quantity, Counted | None]

KEPT = frozenset(("killed", "wounded", "casualties", "kidnapped", "missing"))
"""Outcomes that make an indefinite a figure: those of casualties. "A man was arrested" counts nobody."""
HARM = CLAUSE["harm"]
"""Words of the outcome ``other`` that do so too."""
_INDEFINITE = frozenset(("a", "an", "another"))
_ORDINAL = CLAUSE["ordinals"]
_NOBODY = frozenset(("nobody", "none"))
_HARM_NOUNS = CLAUSE["harm_nouns"]
_MODALS = frozenset(
    ("can", "could", "may", "might", "must", "should", "will", "would", "shall", "cannot", "to")
)
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had", "did", "does"))
_AUXILIARIES = frozenset(CLAUSE["auxiliaries"])
_PASSED = frozenset(CLAUSE["passed"]) | {"yet", "else", "so", "far", "however"}
_STOPS = frozenset(CLAUSE["stops"])
_CLAUSE = 12
"""How many words behind "nobody" its verb is looked for."""
_SEVERAL = (("were",), ("have",), ("are",))
_ZERO = Fraction(0)


def read_unnumbered(
    words: Scan, grammar: Grammar, blocked: Sequence[bool], taken: frozenset[int]
) -> list[Candidate]:
    """Candidates in order, each with the noun phrase it counts; ``taken`` are the words of numbers."""
    found: list[Candidate] = []
    for index, lower in enumerate(words.lowers):
        if blocked[index]:
            continue
        hit: Candidate | None = None
        if lower in _INDEFINITE:
            hit = _ordinal(words, grammar, index) or _indefinite(words, grammar, index, index)
        elif lower == "not":
            hit = _not_one(words, index)
        elif lower == "both":
            hit = _both(words, index)
        elif lower in ("no", "any") or lower in _NOBODY:
            hit = _nobody(words, index)
        if hit is not None and not _is_taken(hit, taken, found) and not _holds_number(words, hit, taken):
            found.append(hit)
    return found


def _is_taken(hit: Candidate, taken: frozenset[int], found: Sequence[Candidate]) -> bool:
    """Whether the words belong to a number or to the candidate before; "not one" takes its number along."""
    item = hit[0]
    inside = bool(found) and item.first <= found[-1][0].last
    return inside or item.first in taken


def _holds_number(words: Scan, hit: Candidate, taken: frozenset[int]) -> bool:
    """ "An escort of about 60 volunteers": the number counts, not the article."""
    item, counted = hit
    last = item.last if counted is None else counted.last
    number = not taken.isdisjoint(range(last + 2, last + 5))
    return item.low == 1 and number and words.lowers[last + 1 : last + 2] == ("of",)


def _indefinite(words: Scan, grammar: Grammar, index: int, last: int) -> Candidate | None:
    counted = noun_phrase(words, last + 1, single=True)
    if (
        counted is None
        or is_plural(words.lowers[counted.last])
        or not is_singular(words.lowers[counted.last])
        or _is_named(words, index, counted)
        or _apposed(grammar, counted.last)
        or _goes_on(words, grammar, counted.last)
        or grammar.child(counted.last, "cop") is not None  # "one of the dead was a member of the force"
    ):
        return None
    pair = _paired(words, counted)
    many = Fraction(1 if pair is None else 2)
    return Quantity(index, last, many, many, said="indefinite"), pair or counted


def _paired(words: Scan, counted: Counted) -> Counted | None:
    """ "A man and woman were killed": two under one article; null where the second is what else the first is ("a wife and
    mother", "a teacher and poet was killed")."""
    joint = counted.last + 1
    if words.lowers[joint : joint + 1] != ("and",):
        return None
    other = noun_phrase(words, joint + 1, single=True)
    if other is None or other.first != joint + 1 or not is_singular(words.lowers[other.last]):
        return None
    sexes = {told(one.words(words)).sex for one in (counted, other)}
    if sexes != {"female", "male"} and words.lowers[other.last + 1 : other.last + 2] not in _SEVERAL:
        return None
    return Counted(counted.first, other.last, counted.people and other.people)


def _ordinal(words: Scan, grammar: Grammar, index: int) -> Candidate | None:
    """ "A second man was killed", "three died and a fourth was hurt"."""
    if words.lowers[index + 1 : index + 2] == () or words.lowers[index + 1] not in _ORDINAL:
        return None
    if index + 2 < len(words) and (not is_inside(words, index + 2) or grammar.is_verb(index + 2)):
        return Quantity(index, index + 1, Fraction(1), Fraction(1), said="indefinite"), None
    return _indefinite(words, grammar, index, index + 1)


def _goes_on(words: Scan, grammar: Grammar, noun: int) -> bool:
    """ "A rebel offensive": the noun for a person only qualifies the one behind it."""
    index = noun + 1
    if index >= len(words) or not is_inside(words, index) or words.lowers[index] in VERBS:
        return False
    if grammar.known(noun) and grammar.known(index):
        return (
            not grammar.is_verb(index)
            and grammar.heads[noun] >= index
            and grammar.relations[noun] in ("compound", "amod")
        )
    return True


def _apposed(grammar: Grammar, noun: int) -> bool:
    """Whether a name and the noun stand side by side: "Ada Rook, a baker", whatever the letters."""
    head = grammar.heads[noun]
    if grammar.relations[noun] == "appos" and head >= 0 and grammar.tags[head].startswith("NNP"):
        return True
    return any(grammar.tags[child].startswith("NNP") for child in grammar.children(noun, "appos", "flat"))


def _is_named(words: Scan, index: int, counted: Counted) -> bool:
    """True where the clause names the person: "a baker, Ada Rook, was …", "Ada Rook, a baker, …", "a baker
    named …".
    """
    after = words.words[counted.last + 1 : counted.last + 3]
    if not after:
        return False
    if words.lowers[counted.last + 1] in ("named", "called", "identified", "known"):
        return True
    if words.words[max(0, index - 3) : index : 2] == (",", ",") and words.kinds[index - 2] == "number":
        return True  # "Ada Rook, 45, a baker"
    if words.capitals:
        return False
    if after[0] == "," and len(after) > 1 and after[1][:1].isupper():
        return True
    if after[0][:1].isupper():
        return True
    before = words.words[max(0, index - 2) : index]
    return len(before) == 2 and before[1] == "," and before[0][:1].isupper()


def _both(words: Scan, index: int) -> Candidate | None:
    counted = noun_phrase(words, index + 1, single=False)
    behind = words.lowers[index + 1 : index + 2]
    if counted is None and behind not in (("were",), ("was",), ("died",), ("of",), ("are",), ("have",)):
        return None
    if "and" in words.lowers[index + 1 : (counted.last if counted is not None else index + 5)]:
        return None  # "both the mayor and his son"
    return Quantity(index, index, Fraction(2), Fraction(2), said="indefinite"), counted


def _nobody(words: Scan, index: int) -> Candidate | None:
    lower = words.lowers[index]
    if lower == "any":
        if index == 0 or words.lowers[index - 1] != "without":
            return None
        counted = noun_phrase(words, index + 1, single=False)
        return None if counted is None else (Quantity(index - 1, index, _ZERO, _ZERO, said="none"), counted)
    last = _nobody_end(words, index)
    if last is not None:
        behind = words.lowers[last + 1 : last + 4]
        narrowed = (
            behind[:2] == ("of", "those") and behind[2:] and behind[2] in AFTER
        )  # "none of those hurt is in danger"
        idle = narrowed or (behind and behind[0] in _MODALS) or _does_something_else(words, last + 1)
        return None if idle else (Quantity(index, last, _ZERO, _ZERO, said="none"), None)
    at = index + 1
    while at < len(words) and words.lowers[at] in CLAUSE["before_harm"]:
        at += 1
    if at < len(words) and words.lowers[at] in _HARM_NOUNS:
        return Quantity(index, index, _ZERO, _ZERO, said="none"), Counted(at, at, True)
    counted = noun_phrase(words, index + 1, single=False) or noun_phrase(words, index + 1, single=True)
    return None if counted is None else (Quantity(index, index, _ZERO, _ZERO, said="none"), counted)


def _does_something_else(words: Scan, index: int) -> bool:
    """ "Nobody had been able to count the wounded", "none of the dead had been named": the verb behind is none of harm."""
    lowers = words.lowers[index : index + _CLAUSE]
    begin = next((n for n, word in enumerate(lowers) if word in _FINITE or word in _STOPS), None)
    if begin is None or lowers[begin] in _STOPS:
        return False
    verb = next((word for word in lowers[begin:] if word not in _AUXILIARIES and word not in _PASSED), None)
    return verb is not None and verb not in VERBS and verb not in HARM


def _not_one(words: Scan, index: int) -> Candidate | None:
    """ "Not one person", "not a single soldier"."""
    last = index + 1
    if words.lowers[last : last + 2] == ("a", "single"):
        last += 1
    elif words.lowers[last : last + 1] != ("one",):
        return None
    counted = noun_phrase(words, last + 1, single=True)
    return None if counted is None else (Quantity(index, last, _ZERO, _ZERO, said="none"), counted)


def _nobody_end(words: Scan, index: int) -> int | None:
    """The last word of "nobody", "none", "no one", "no-one"; None of another word."""
    if words.lowers[index] in _NOBODY:
        return index
    if words.lowers[index + 1 : index + 2] == ("one",):
        return index + 1
    return index + 2 if words.lowers[index + 1 : index + 3] == ("-", "one") else None
