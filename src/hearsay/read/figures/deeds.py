"""Words of outcomes by how they govern a number, from the tables."""

from __future__ import annotations

from typing import Any

from hearsay.read.figures.tables import OUTCOMES, load


def _table(kind: str) -> dict[str, str]:
    return {word: name for name, entry in OUTCOMES.items() for word in reversed(entry.get(kind, ()))}


AFTER = _table("after")
"""A participle or adjective behind the number, with its outcome: "20 people were killed"."""
BEFORE = _table("before")
"""A verb or noun before it: "killed 20", "the arrest of 20"."""
NOUN = _table("noun")
"""Counted nouns that say it themselves: "20 deaths"."""
AGENT = _table("agent")
"""What fighters do: "20 rebels attacked"."""
VERBS = frozenset(AFTER) | frozenset(BEFORE) | frozenset(AGENT)
"""Words of outcomes: where one follows a number, the noun phrase is over."""

CLAUSE: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in load("clause.toml").items()}

_IDIOMS: dict[str, Any] = load("idioms.toml")
ANYWHERE: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (name, frozenset(words)) for name, words in _IDIOMS["anywhere"].items()
)
"""Words behind a preposition that say it under any verb: "in custody"."""
IDIOMS: dict[str, tuple[tuple[str, frozenset[str], frozenset[str]], ...]] = {
    kind: tuple(
        (name, frozenset(entry["verbs"]), frozenset(entry["words"]))
        for name, entries in _IDIOMS[kind].items()
        for entry in entries
    )
    for kind in ("object", "oblique")
}
"""Outcome, verbs and the words of which one depends on them: "lost their lives", "taken to hospital"."""
