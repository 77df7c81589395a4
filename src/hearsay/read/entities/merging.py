"""Descriptions of one head and bare names of the other put together: which stay, what they are, which type is right.

The ``entity`` head (re3d) marks whole phrases, the ``name`` head (GUM, WikiGold) the names in them. Both are kept where
one stands inside the other, as English nests: "the mayor of Sarn" names Sarn, and "the U.N." describes by the name
"U.N.", the two belonging to one entity. How the heads' types are weighed was read off train rows of the three sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import DETERMINERS, body, country_name, is_people, noun, titles, words_of
from hearsay.read.entities.phrases import Phrases
from hearsay.record.codes import EntityType

_ALONE = 0.5
"""Names less sure than this are left out unless the other head marks a mention around them."""
_STRETCHES = 0.6
"""Names at least as sure as this lengthen a phrase that ends inside them."""
_SHAPED: tuple[EntityType, ...] = ("weapon", "platform", "document", "nationality")
"""Types that the name head does not know."""


class _Kept:
    """Mentions by the words that they cover, one a place."""

    def __init__(self) -> None:
        self._at: dict[int, list[Found]] = defaultdict(list)

    def over(self, first: int, last: int) -> list[Found]:
        """Those that share a word with the range."""
        return list(dict.fromkeys(m for index in range(first, last) for m in self._at[index]))

    def at(self, first: int, last: int) -> Found | None:
        """The one at this place."""
        return next((m for m in self._at[first] if (m.first, m.last) == (first, last)), None)

    def put(self, mention: Found) -> None:
        """Add a mention, in the stead of one at its place."""
        for index in range(mention.first, mention.last):
            others = [m for m in self._at[index] if (m.first, m.last) != (mention.first, mention.last)]
            self._at[index] = [*others, mention]

    def take(self, mention: Found) -> None:
        """Remove a mention."""
        for index in range(mention.first, mention.last):
            self._at[index].remove(mention)

    def __iter__(self) -> Iterator[Found]:
        return iter(dict.fromkeys(m for index in sorted(self._at) for m in self._at[index]))


def merged(page: Phrases, described: Iterable[Found], names: Iterable[Found]) -> list[Found]:
    """One mention a place, none that crosses another; names that are sure enough or stand inside a description."""
    kept = _Kept()
    for phrase in sorted(described, key=lambda m: (-m.score, m.first)):
        if not any(other.crosses(phrase) for other in kept.over(phrase.first, phrase.last)):
            kept.put(phrase)
    for name in sorted(names, key=lambda m: (-m.score, m.first)):
        _add(page, kept, name)
    for name in [m for m in kept if m.rule == "name head"]:
        _tie(page, kept, name)
    return list(kept)


def _add(page: Phrases, kept: _Kept, name: Found) -> None:
    same = kept.at(name.first, name.last)
    over = kept.over(name.first, name.last)
    crossed = [m for m in over if m.crosses(name)]
    if same:
        kind = "name" if same.kind == "nominal" else same.kind
        kept.put(replace(same, kind=kind, type=agreed(page, same, name)))
    elif crossed:
        if len(crossed) == 1 and name.score >= _STRETCHES and _stretch(page, kept, crossed[0], name):
            kept.put(name)
    elif (
        any(m.rule == "entity head" for m in over)
        or name.score >= _ALONE
        or name.rule == "people"
        or page.analysis is None
    ):
        kept.put(name)


def _stretch(page: Phrases, kept: _Kept, phrase: Found, name: Found) -> bool:
    """Lengthen a phrase of the other head over the name that it cuts, if nothing is in the way."""
    first, last = min(phrase.first, name.first), max(phrase.last, name.last)
    longer = replace(phrase, first=first, last=last, head=page.head_of(first, last))
    others = [m for m in kept.over(first, last) if m != phrase]
    if phrase.rule != "entity head" or any(m.crosses(longer) or m.holds(longer) for m in others):
        return False
    kept.take(phrase)
    kept.put(longer)
    return True


def _tie(page: Phrases, kept: _Kept, name: Found) -> None:
    """A phrase that ends in a bare name describes by it and has its type: "the U.N.", "Gen. Ana Horvat"."""
    around = [m for m in kept.over(name.first, name.last) if m.rule == "entity head" and m.holds(name)]
    outer = [m for m in around if m.last == name.last and m.first < name.first and m.kind == "name"]
    if outer:
        phrase = min(outer, key=lambda m: m.last - m.first)
        type_ = agreed(page, phrase, name) if name.first <= phrase.head else phrase.type
        for mention in outer:
            kept.put(replace(mention, kind="nominal", type=type_ if mention == phrase else mention.type))
        if name.first <= phrase.head:
            kept.put(replace(name, type=type_))


def agreed(page: Phrases, phrase: Found, name: Found) -> EntityType:
    """The type of a phrase that ends in a name, or is one, where the two heads differ.

    The name head has seen all kinds of text, the entity head conflict reporting alone: the name head is right on a
    person, a body and a place, the other on what the name head does not know, on a people, and on a country that acts.
    """
    told, bare = phrase.type, name.type
    words = page.string(name.first, name.last)
    if told == bare or phrase.kind == "pronoun" or bare == "nationality":
        return told
    if body(words):
        return "organisation"
    if told in _SHAPED or is_people(words):
        return told
    if told == "organisation":
        if bare == "location":
            return told if country_name(words) and not _located(page, name) else bare
        return bare if name.score > phrase.score else told
    last = page.lowers[name.last - 1]
    office = (known := noun(last)) is not None and known.type == "person"
    return told if told == "person" and (office or last in titles()) else bare


def _located(page: Phrases, name: Found) -> bool:
    """Whether something is in, near or from the place: "in Russia", not "in Russia's interest"."""
    at = name.first - 1
    while at >= 0 and page.lowers[at] in DETERMINERS:
        at -= 1
    return (
        at >= 0 and page.lowers[at] in words_of("small", "locative") and not page.possessive_after(name.last)
    )
