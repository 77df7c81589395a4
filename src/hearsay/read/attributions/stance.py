"""What a cue does with its content: asserts it, doubts it, denies it, orders it.

A small grammar over the tables of ``stances.toml``, by kinds of language: the cue's own words; a noun that the cue
only carries ("expressed his readiness to"); what the content is a case of ("hopes to go", "hopes that it goes"); who
or what speaks ("a survey suggests", "a spokesman suggests"); negation last.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from hearsay.read.attributions.complements import carried, kinds_of
from hearsay.read.attributions.tables import STANCES, Phrase, tables
from hearsay.read.lemmas import lemma

_WHERE = frozenset(["in", "during", "at"])
_NOT = frozenset(["not", "n't", "n’t", "t", "never", "cannot"])

REACH = 3
"""A word of a phrase stands at most this far behind the one before it."""


@dataclass(frozen=True)
class _Found:
    """A stance, the phrase of the table that gave it (empty: none did), and where in the cue its words stand."""

    stance: str
    phrase: Phrase = ()
    at: tuple[int, ...] = ()


def stance_of(cue: Sequence[str], content: str = "", speaker: str = "") -> str:
    """The stance of a cue given as its words, one of DESIGN's nine.

    ``content`` is the text of the content's first span: it tells "told him to leave" from "told him that".
    ``speaker`` is the head word of the source, empty where nobody is named: it tells "polls suggest" from "he suggests".
    """
    cue = _core(cue)
    bases = [lemma(word) for word in cue]
    found = _found(bases, cue)
    if found.stance == "decline":
        return "decline"
    stance = _by_speaker(found, bases, speaker)
    stance = _by_content(stance, found, bases, content, speaker)
    return tables().negated[stance] if _negated(cue, found) and stance in tables().negated else stance


def _core(cue: Sequence[str]) -> Sequence[str]:
    """The cue without "not" where it negates nothing ("not only"), and without what follows its verb and says only how
    or where ("without …", "in the petition")."""
    known = tables()
    kept: list[str] = []
    for at, word in enumerate(cue):
        lowered, after = word.lower(), cue[at + 1].lower() if at + 1 < len(cue) else ""
        if at and (lowered == "without" or (lowered in _WHERE and after in known.grammar["determiners"])):
            break
        if not (lowered in known.negations and after in known.unnegated):
            kept.append(word)
    return kept


def _found(bases: Sequence[str], cue: Sequence[str]) -> _Found:
    """What declines; else the longest phrase of any list, of equals that of the list looked for first; else it asserts."""
    words = [_forms(base, word) for base, word in zip(bases, cue, strict=True)]
    known = tables().by_opening
    best, rank = _Found("assert"), (0, 0)
    for order, phrase in sorted(
        {entry for forms in words for form in forms for entry in known.get(form, ())}
    ):
        stance = STANCES[order]
        ranked = (REACH * len(cue) if stance == "decline" else len(phrase), -order)
        at = _where(words, phrase) if ranked > rank else ()
        if at and not _particle(cue, bases, phrase, at):
            best, rank = _Found(stance, phrase, at), ranked
    return best


def _forms(base: str, word: str) -> frozenset[str]:
    forms = frozenset((base, word.lower()))
    return forms if forms.isdisjoint(_NOT) else forms | {"not"}


def _where(words: Sequence[Set[str]], phrase: Phrase) -> tuple[int, ...]:
    """Where a phrase stands in a cue, given as base and form of each word: in order and near each other, else empty."""
    for first, forms in enumerate(words):
        if phrase[0] not in forms:
            continue
        at = [first]
        for word in phrase[1:]:
            near = range(at[-1] + 1, min(len(words), at[-1] + 1 + REACH))
            step = next((i for i in near if word in words[i]), None)
            if step is None:
                break
            at.append(step)
        if len(at) == len(phrase):
            return tuple(at)
    return ()


def _particle(cue: Sequence[str], bases: Sequence[str], phrase: Phrase, at: Sequence[int]) -> bool:
    """ "back" in "strikes back" is no verb: it stands bare right behind one that is bent."""
    here = at[0]
    return phrase == ("back",) and cue[here].lower() == "back" and here > 0 and _bent(cue, bases, here - 1)


def _bent(cue: Sequence[str], bases: Sequence[str], at: int) -> bool:
    return bases[at] != cue[at].lower() and bases[at] not in ("be", "have", "do")


def _by_speaker(found: _Found, bases: Sequence[str], speaker: str) -> str:
    """A thing shows; a person who suggests or reveals says so."""
    known = tables()
    head = lemma(speaker)
    phrase = " ".join(found.phrase)
    if head in known.things:
        told = phrase in known.told or (found.stance == "assert" and not known.told.isdisjoint(bases))
        return "show" if told or phrase in known.shown else found.stance
    if found.stance == "show" and head not in known.unknown and phrase in known.shown:
        return "assert"
    return found.stance


def _by_content(stance: str, found: _Found, bases: Sequence[str], content: str, speaker: str) -> str:
    """The stance that the content's own kind gives, where the cue leaves it open."""
    known = tables()
    if found.stance in ("assert", "show") and _expresses(bases) and lemma(speaker) not in known.things:
        noun = carried(content)
        if noun:
            return noun
    words = {" ".join(found.phrase)} if found.phrase else set(bases)
    kinds = kinds_of(content, bases)
    for complement in known.complements:
        if not complement.words.isdisjoint(words):
            for kind, turned in complement.stances:
                if kind in kinds:
                    return turned
    return stance


def _expresses(bases: Sequence[str]) -> bool:
    """Whether the cue ends in a verb that only carries what the content opens with, adverbs after it aside."""
    verbs = [
        base
        for base in bases
        if base.isalpha() and not base.endswith("ly") and base not in ("to", "of", "in")
    ]
    return bool(verbs) and verbs[-1] in tables().expressing


def _negated(cue: Sequence[str], found: _Found) -> bool:
    """Whether a negation stands in the cue outside the phrase found."""
    known = tables()
    before = cue[found.at[0] - 1].lower() if found.at and found.at[0] else ""
    if before in known.scarce:
        return True
    return any(word.lower() in known.negations and at not in found.at for at, word in enumerate(cue))
