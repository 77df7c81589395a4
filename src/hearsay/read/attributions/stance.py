"""What a cue does with its content: asserts it, doubts it, denies it, orders it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from hearsay.read.lemmas import lemma

STANCES = ("decline", "deny", "fear", "believe", "order", "agree", "intend", "show")
"""In the order in which they are looked for: "declined to agree" declines."""


@cache
def _tables() -> dict[str, tuple[frozenset[str], tuple[tuple[str, ...], ...]]]:
    """Of each list the single words and the phrases of several."""
    source = resources.files("hearsay.read").joinpath("tables", "stances.toml").read_text("utf-8")
    table = tomllib.loads(source)
    split = {name: [tuple(phrase.split()) for phrase in table[name]] for name in (*STANCES, "negations")}
    return {
        name: (frozenset(p[0] for p in phrases if len(p) == 1), tuple(p for p in phrases if len(p) > 1))
        for name, phrases in split.items()
    }


@cache
def _negated() -> dict[str, str]:
    source = resources.files("hearsay.read").joinpath("tables", "stances.toml").read_text("utf-8")
    turned: dict[str, str] = tomllib.loads(source)["negated"]
    return turned


def stance_of(cue: Sequence[str], content: str = "") -> str:
    """The stance of a cue given as its words; ``content`` tells "told him to leave" from "told him that".

    The rule: the first list with a phrase in the cue's base forms; a negation turns it; else ``assert``.
    """
    bases = [lemma(word) for word in cue]
    if _any(bases, "decline"):
        return "decline"
    found = next((name for name in STANCES[1:] if _any(bases, name)), "assert")
    if found == "assert" and "tell" in bases and content.lower().startswith("to "):
        found = "order"
    if any(word.lower() in _tables()["negations"][0] for word in cue):
        return _negated()[found]
    return found


def _any(bases: Sequence[str], name: str) -> bool:
    words, phrases = _tables()[name]
    return not words.isdisjoint(bases) or any(_holds(bases, phrase) for phrase in phrases)


def _holds(bases: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words of ``phrase`` stand in ``bases`` in this order, with at most two words between them."""
    last = -1
    for word in phrase:
        options = ("not", "n't", "t", "never", "cannot") if word == "not" else (word,)
        reach = len(bases) if last < 0 else min(len(bases), last + 4)
        at = next((i for i in range(last + 1, reach) if bases[i] in options), None)
        if at is None:
            return False
        last = at
    return True
