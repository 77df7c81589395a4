"""How a content begins: a deed to do, somebody else to do it, a question, an offer; and the noun that opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.read.attributions.tables import tables
from hearsay.read.lemmas import lemma

OPENING = 6
"""Words from the start of the content among which its head noun is looked for."""

SUBJECT = 10
"""Words from the start of the content among which the "to" of "the guards … to leave" is looked for."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|\?")
_QUOTES = frozenset("“„«\"'‘`")


def kinds_of(content: str, bases: Sequence[str] = ()) -> frozenset[str]:
    """The kinds of content that the tables tell apart; ``bases`` are the cue's base forms, for a "to" left in the cue."""
    words = [word.lower() for word in _WORD.findall(content)]
    found = _openings(words, bases)
    if not found and words and content.strip()[0] not in _QUOTES:
        found.add("thing")
    if "as" in words[:12] or "as" in bases:
        found.add("as")
    if not tables().grammar["being"].isdisjoint(bases):
        found.add("being")
    return frozenset({"other"} | found | _objects(words))


def _openings(words: Sequence[str], bases: Sequence[str]) -> set[str]:
    """What the first words are the beginning of: a deed, a clause, a question."""
    grammar, found = tables().grammar, set[str]()
    first, second = [*words[:2], "", ""][:2]
    if first == "to" or (bases and bases[-1] == "to"):
        found.add("to")
    if first == "to" and lemma(second) in tables().objects["saying"]:
        found.add("to_say")
    if first == "against" or (first, second) == ("not", "to"):
        found.add("against")
    if first == "that" or first in grammar["question"]:
        found.add("clause")
    else:
        found.update(_to_others(words))
    if first in grammar["question"] | grammar["asking"] or (words and words[-1] == "?"):
        found.add("question")
    deed = second if first in grammar["before_gerund"] else first
    if deed.endswith("ing") and len(deed) > 4 and deed not in grammar["no_gerund"]:
        found.add("gerund")
    return found


def _to_others(words: Sequence[str]) -> set[str]:
    """Whether a short noun phrase with an infinitive stands in front: "the guards to leave"."""
    grammar = tables().grammar
    for at, word in enumerate(words[:SUBJECT]):
        if word in grammar["no_subject"]:
            return set()
        if at and word == "to" and at + 1 < len(words) and words[at + 1] not in grammar["determiners"]:
            return {"someone_against"} if words[at - 1] == "not" else {"someone"}
    return set()


def _objects(words: Sequence[str]) -> set[str]:
    """Which kinds of object stand in front: what is offered, granted or said, unless something claimed stands before."""
    kinds = tables().objects
    found: set[str] = set()
    for word, after in zip(words[:OPENING], [*words[1:], ""], strict=False):
        base = lemma(word)
        if word in ("that", "which", "who"):
            break
        if not word.endswith("ing"):
            found.update(kind for kind, nouns in kinds.items() if base in nouns)
        if base in kinds["claimed"] and not (base in kinds["hollow"] and after == "of"):
            break
    return found


def carried(content: str) -> str | None:
    """The stance of the noun that opens the content: "its readiness to talk" intends."""
    known, grammar = tables(), tables().grammar
    for word in _WORD.findall(content.lower())[:OPENING]:
        if word in grammar["ends"] or word in grammar["question"]:
            return None
        stance = known.expressed.get(lemma(word))
        if stance:
            return stance
    return None
