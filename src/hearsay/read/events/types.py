"""What kind of happening a trigger names: PLOVER's types and modes, ours beside them, from a lexicon of senses.

A sense is a word or phrase with conditions on what stands beside it ("fire" at a crowd, "fire" a minister). The table
``tables/events.toml`` says how senses are written; :func:`find_sense` picks the first that fits.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, cast

from hearsay.read.events.arguments import Slots
from hearsay.read.events.clauses import Tree
from hearsay.record.codes import EventType, Mode, Outcome

Kinds = Callable[[int], frozenset[str]]
"""From a word that heads a noun phrase to the entity types it is known by, "name" for any other proper name."""

_PREPOSITIONS = frozenset(
    [
        "to",
        "on",
        "off",
        "of",
        "by",
        "for",
        "with",
        "from",
        "in",
        "into",
        "through",
        "at",
        "over",
        "against",
        "about",
        "as",
        "out",
        "up",
        "down",
        "back",
        "aside",
        "away",
    ]
)
_CONDITIONS = ("object", "subject", "near", "complement")
_TYPED = frozenset({"object", "subject"})
"""Conditions in which an item may also be an entity type."""
_REACH = 3
"""Words after the trigger in which a companion counts even where the tree does not tie it."""


@dataclass(frozen=True)
class Sense:
    """One row of the table for one entry. ``companions`` stand beside the trigger, ``needs`` and ``bars`` are tests."""

    entry: str
    type: EventType | None
    mode: Mode | None
    outcome: Outcome | None
    sure: bool
    patient: bool
    companions: tuple[str, ...]
    needs: Mapping[str, frozenset[str]]
    bars: Mapping[str, frozenset[str]]

    @property
    def weight(self) -> tuple[int, int]:
        """Longer entries first, then those with conditions."""
        return (-len(self.companions), 0 if self.needs else 1)


@dataclass(frozen=True)
class Lexicon:
    """Senses by the word that triggers them, in the order in which they are tried."""

    verbs: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, tuple[Sense, ...]]
    adjectives: Mapping[str, tuple[Sense, ...]]
    classes: Mapping[str, frozenset[str]]
    forms: Mapping[str, str]
    """Regular forms of the verbs, to their base forms."""
    modes: tuple[tuple[EventType, Mode, frozenset[str]], ...]


@cache
def lexicon() -> Lexicon:
    """The shipped table, loaded at the first call."""
    source = resources.files("hearsay.read").joinpath("tables", "events.toml").read_text("utf-8")
    table = tomllib.loads(source)
    classes = {name: frozenset(_items(words)) for name, words in table["classes"].items()}
    found: dict[str, dict[str, list[Sense]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for row in table["sense"]:
        tests = _tests(row, classes)
        for part, senses in found.items():
            for entry in _items(row.get(part, "")):
                trigger, companions = _anchor(entry, part)
                senses.setdefault(trigger, []).append(_sense(row, entry, companions, tests))
    ordered = {
        part: {
            word: tuple(sorted(senses, key=lambda sense: sense.weight)) for word, senses in by_word.items()
        }
        for part, by_word in found.items()
    }
    modes = tuple((row["type"], row["mode"], frozenset(_items(row["words"]))) for row in table["mode"])
    return Lexicon(
        ordered["verbs"], ordered["nouns"], ordered["adjectives"], classes, _forms(ordered["verbs"]), modes
    )


def _forms(verbs: Iterable[str]) -> dict[str, str]:
    """The regular forms of verbs whose base is known; spelled out, because a rule that cuts endings must guess."""
    found: dict[str, str] = {}
    for verb in verbs:
        if verb.endswith("e"):
            forms = [verb + "s", verb + "d", verb[:-1] + "ing"]
        elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
            forms = [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
        else:
            third = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
            stems = [verb, verb + verb[-1]] if verb[-1] in "bdgklmnprt" else [verb]
            forms = [verb + third, *(stem + ending for stem in stems for ending in ("ed", "ing"))]
        for form in forms:
            found.setdefault(form, verb)
    return found


def _items(words: str) -> list[str]:
    return [item for item in (" ".join(word.split()) for word in words.split(",")) if item]


def _tests(
    row: Mapping[str, Any], classes: Mapping[str, frozenset[str]]
) -> tuple[dict[str, frozenset[str]], ...]:
    needs: dict[str, frozenset[str]] = {}
    bars: dict[str, frozenset[str]] = {}
    for name in _CONDITIONS:
        for key, out in ((name, needs), (f"no_{name}", bars)):
            if key in row:
                out[name] = frozenset(
                    word
                    for item in _items(row[key])
                    for word in (*([f"<{item}>"] if name in _TYPED else []), *classes.get(item, (item,)))
                )
    return needs, bars


def _anchor(entry: str, part: str) -> tuple[str, tuple[str, ...]]:
    """The word that triggers an entry, and the others."""
    words = entry.split()
    if len(words) == 1:
        return entry, ()
    if part == "nouns":
        joined = next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), len(words))
        return words[joined - 1], tuple(words)
    if words[0].endswith("ly"):
        return words[1], (words[0], *words[2:])
    return words[0], tuple(words[1:])


def _sense(
    row: Mapping[str, Any],
    entry: str,
    companions: tuple[str, ...],
    tests: tuple[dict[str, frozenset[str]], ...],
) -> Sense:
    return Sense(
        entry,
        cast("EventType | None", row.get("type")),
        cast("Mode | None", row.get("mode")),
        cast("Outcome | None", row.get("outcome")),
        bool(row.get("sure")),
        entry in _items(row.get("patients", "")),
        companions,
        *tests,
    )


class Surroundings:
    """The words beside one trigger, gathered as conditions ask for them."""

    def __init__(self, tree: Tree, index: int, slots: Slots, kinds: Kinds) -> None:
        self.tree, self.index, self.slots, self.kinds = tree, index, slots, kinds

    def _keys(self, heads: Iterable[int]) -> frozenset[str]:
        found: set[str] = set()
        for head in heads:
            found.update((self.tree.lowers[head], self.tree.lemma(head)))
            found.update(f"<{kind}>" for kind in self.kinds(head))
        return frozenset(found)

    @cached_property
    def subject(self) -> frozenset[str]:
        """Keys of who acts: words, lemmas and entity types in angle brackets."""
        slots = self.slots
        if self.tree.is_noun(self.index):
            return self._keys((*slots.subject, *slots.by("by"), *slots.owner, *slots.modifiers))
        heads = (*slots.subject, *slots.by("by"))
        return self._keys(heads) | self._sorts(heads)

    def _sorts(self, heads: Iterable[int]) -> frozenset[str]:
        """What kind of thing a name says its bearer is: the cyclone of "Cyclone Osei"."""
        tree = self.tree
        before = (head - 1 for head in heads if head and tree.tags[head] == tree.tags[head - 1] == "NNP")
        return frozenset(tree.lowers[word] for word in before)

    @cached_property
    def object(self) -> frozenset[str]:
        """Keys of who or what is acted on, with its own premodifiers where it is a thing."""
        slots = self.slots
        heads = [*slots.object, *slots.indirect]
        if self.tree.is_noun(self.index):
            heads += [*slots.by("of", "on", "against", "with"), *slots.owner, *slots.modifiers]
        elif not slots.object:
            heads += slots.by("on", "at", "against", "of", "into", "with", "from", "")
        for head in slots.object:
            heads += slots_of(self.tree, head)
        return self._keys(heads)

    @cached_property
    def near(self) -> frozenset[str]:
        """Keys of all words in the trigger's clause that hang on it, and those just after it."""
        tree, slots = self.tree, self.slots
        words = set(tree.inside(self.index))
        for head in (
            *slots.subject,
            *slots.object,
            *slots.modifiers,
            *slots.owner,
            *slots.by(*slots.obliques),
        ):
            words.update(tree.inside(head, 2))
        if slots.carrier is not None:
            words.update(tree.children(slots.carrier, "nsubj", "obl", "obj"))
        if tree.relations[self.index] == "compound" and tree.heads[self.index] >= 0:
            words.add(tree.heads[self.index])
        words.discard(self.index)
        return self._keys(words) | {f"@{word}" for word in tree.prepositions(self.index)}

    @cached_property
    def complement(self) -> frozenset[str]:
        """Keys of what is asked, promised, threatened or refused; "*" if it is a clause, "*to" if an infinitive."""
        tree, slots = self.tree, self.slots
        heads = [*slots.complements, *slots.by("for", "to", "of", "on", "against", "with", "from", "")]
        if tree.is_verb(self.index):
            heads += slots.object
        words: set[int] = set()
        for head in heads:
            words.update(tree.inside(head, 2))
            for below in tree.children(head, "conj", "xcomp", "ccomp", "acl", "advcl"):
                words.update(tree.inside(below, 1))
        clauses = [head for head in slots.complements if tree.is_verb(head)]
        marks = {tree.lowers[mark] for head in clauses for mark in tree.children(head, "mark")}
        clause = {"*"} if clauses else set()
        return self._keys(words) | clause | ({"*to"} if "to" in marks else set())

    @cached_property
    def beside(self) -> frozenset[str]:
        """Keys that may stand for a companion of a phrase."""
        tree = self.tree
        words = set(tree.inside(self.index, 2)) | set(self.slots.object)
        words.update(child for child in tree.children(self.index, "xcomp") if not tree.is_verb(child))
        after = range(self.index + 1, min(len(tree), self.index + 1 + _REACH))
        return self._keys(words) | {
            tree.lowers[i]
            for i in after
            if (tree.heads[i] == self.index or i == self.index + 1) and not tree.is_verb(i)
        }

    def has(self, companion: str) -> bool:
        """Whether a companion of a verb stands beside it; prepositions must be its own."""
        if companion not in _PREPOSITIONS:
            return companion in self.beside
        tree, following = self.tree, self.index + 1
        return (
            companion in tree.particles(self.index)
            or companion in self.slots.obliques
            or (following < len(tree) and tree.lowers[following] == companion)
            or any(
                companion in tree.prepositions(child)
                for child in tree.children(self.index, "obl", "advmod", "advcl", "xcomp")
            )
            or any(tree.lowers[child] == companion for child in tree.children(self.index, "advmod"))
        )

    def spells(self, words: tuple[str, ...]) -> bool:
        """Whether the words of a noun phrase stand around the trigger one after another."""
        tree = self.tree
        place = next((k for k, w in enumerate(words) if w == tree.lemma(self.index)), None)
        if place is None:
            return False
        first = self.index - place
        if first < 0 or first + len(words) > len(tree):
            return False
        return all(
            word in (tree.lowers[first + k], tree.lemma(first + k))
            for k, word in enumerate(words)
            if k != place
        )


def slots_of(tree: Tree, head: int) -> list[int]:
    """Premodifying nouns of a noun: "tear" in "tear gas", and the noun an "of" phrase counts."""
    found = tree.children(head, "compound")
    for child in tree.children(head, "nmod"):
        if "of" in tree.prepositions(child):
            found = [*found, child]
    return found


def find_sense(around: Surroundings, part: str | None = None) -> Sense | None:
    """The first sense of the lexicon that fits the trigger, or None."""
    part = part or _part(around.tree, around.index)
    senses = senses_of(around.tree, around.index, part)
    return next((sense for sense in senses if _fits(sense, around, part)), None)


def senses_of(tree: Tree, index: int, part: str | None = None) -> list[Sense]:
    """Every sense that the lexicon has for the word, whatever stands around it."""
    table, part = lexicon(), part or _part(tree, index)
    by_word = {"verbs": table.verbs, "nouns": table.nouns, "adjectives": table.adjectives}[part]
    keys = tree.keys(index)
    base = table.forms.get(tree.lowers[index]) if part == "verbs" else None
    return [
        sense
        for key in ([*keys, base] if base and base not in keys else keys)
        for sense in by_word.get(key, ())
    ]


def _part(tree: Tree, index: int) -> str:
    return "verbs" if tree.is_verb(index) else "nouns" if tree.is_noun(index) else "adjectives"


def _fits(sense: Sense, around: Surroundings, part: str) -> bool:
    if part == "nouns" and sense.companions:
        if not around.spells(sense.companions):
            return False
    elif not all(around.has(word) for word in sense.companions):
        return False
    return all(not wanted.isdisjoint(getattr(around, name)) for name, wanted in sense.needs.items()) and all(
        barred.isdisjoint(getattr(around, name)) for name, barred in sense.bars.items()
    )


def find_mode(sense: Sense, around: Surroundings) -> Mode | None:
    """The sense's mode, or a finer one from the means named beside the trigger."""
    tree, slots = around.tree, around.slots
    means = {around.index, *slots.modifiers, *slots.subject, *slots.by("with", "by", "from", "using", "in")}
    for child in tree.children(around.index, "advcl", "acl"):
        if tree.lemma(child) == "use":
            means.update(tree.children(child, "obj"))
    words = {
        key for i in means for j in (i, *tree.children(i, "compound", "amod", "conj")) for key in tree.keys(j)
    }
    words.update(tree.lowers[i] for i in means)
    for type_, mode, signs in lexicon().modes:
        if type_ == sense.type and not signs.isdisjoint(words) and _finer(sense.mode, mode):
            return mode
    return sense.mode


_COARSE: frozenset[str | None] = frozenset(
    {None, "explosives", "aerial", "firearms", "destroy", "visit", "demo", "troops"}
)


def _finer(given: str | None, found: str) -> bool:
    if given is None:
        return True
    if given in ("explosives", "firearms", "aerial"):
        return found in ("suicide-attack", "drone", "unconventional")
    return given in _COARSE - {"destroy", "visit"} and found != given
