"""One row an actor: what is compared of an entity, taken from its record alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hearsay.link.actors.naming import body, initials, is_short, key, keys, state
from hearsay.link.happenings.words import rarity, stem

ActorKey = tuple[str, str]
"""Report and entity."""
_BODIES = frozenset({"organisation", "location", "facility", "nationality", "platform"})
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "president", "prime", "minister", "general", "gen", "colonel",
     "col", "major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "senator", "sen", "professor", "prof",
     "spokesman", "spokeswoman", "spokesperson", "king", "queen", "prince", "princess", "pope", "judge", "governor", "gov")
)  # fmt: skip
_TELLING = 1.4
"""Words of a description at least so rare tell who is meant: "police" does, "people" does not."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """What is compared of one actor. Null and empty mean that the report does not tell.

    ``names`` are keys of its names, ``initials`` what long ones may be shortened to, ``words`` stems of the longest name or,
    ``named`` false, of the descriptions; ``family`` and ``given`` those of a person; ``body`` and ``state`` a well-known
    body or a state as a whole. ``bond`` names the group that people put the actor in, ``apart`` are actors that they said
    it is not.
    """

    entity: str
    named: bool
    names: frozenset[str]
    initials: frozenset[str]
    words: frozenset[str]
    person: bool | None
    family: str | None = None
    given: str | None = None
    body: str | None = None
    state: str | None = None
    kind: str | None = None
    country: str | None = None
    sex: str | None = None
    age: int | None = None
    bond: str | None = None
    apart: frozenset[ActorKey] = frozenset()

    @property
    def short(self) -> frozenset[str]:
        """The names that are abbreviations."""
        return frozenset(name for name in self.names if is_short(name))

    @property
    def tokens(self) -> frozenset[str]:
        """Two actors are compared where they share one of these."""
        marked = {f"={name}" for name in self.short | self.initials}
        marked |= {f"@{self.body}"} if self.body else set()
        marked |= {f"#{self.state}"} if self.state else set()
        return frozenset(self.words | marked | ({self.family} if self.family else set()))


def actor_row(entity: Mapping[str, Any]) -> ActorRow | None:
    """The row of an entity, given as plain values; null for one that only pronouns stand for."""
    told = _told(entity["mentions"])
    if told is None:
        return None
    is_named, phrases = told
    person = _person(entity["type"])
    names = tuple(phrase for phrase in phrases if is_named)
    is_body = person is False and entity["type"] == "organisation"
    kind, country = entity["kind"], entity["country"]
    family, given = _person_name(names) if person and is_named else (None, None)
    return ActorRow(
        entity=entity["id"],
        named=is_named,
        names=frozenset(one for name in names for one in keys(name)),
        initials=frozenset(short for name in names for short in initials(name))
        if not person
        else frozenset(),
        words=_words(phrases, is_named),
        person=person,
        family=family,
        given=given,
        body=body(names, country) if not person else None,
        state=state(phrases, kind, country, is_body) if not person else None,
        kind=kind,
        country=country,
        sex=entity["sex"],
        age=entity["age"],
    )


def actor_rows(record: Mapping[str, Any]) -> tuple[ActorRow, ...]:
    """The rows of all who take part in an event of a record, plain values of its JSON; in the order of their ids."""
    wanted = {
        part["entity"] for event in record["events"] for part in event["participants"] if part["entity"]
    }
    rows = (actor_row(entity) for entity in record["entities"] if entity["id"] in wanted)
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: row.entity))


def _told(mentions: Sequence[Mapping[str, Any]]) -> tuple[bool, list[str]] | None:
    """The names of an entity, else its descriptions; null if it has neither."""
    for kind in ("name", "nominal"):
        words = [mention["words"] for mention in mentions if mention["kind"] == kind]
        if words:
            return kind == "name", list(dict.fromkeys(words))
    return None


def _person(type_: str) -> bool | None:
    """Null for groups and what is neither: "two soldiers" may be persons or part of a body."""
    return True if type_ == "person" else False if type_ in _BODIES else None


@cache
def _bare(name: str) -> tuple[str, ...]:
    words = key(name).casefold().split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return tuple(words)


def _person_name(names: Iterable[str]) -> tuple[str | None, str | None]:
    """Family and given name by the longest of the names; of one word alone it is the family's."""
    longest = max((_bare(name) for name in names), key=lambda words: (len(words), words), default=())
    if not longest:
        return None, None
    return longest[-1], longest[0] if len(longest) > 1 else None


def _words(phrases: Iterable[str], is_named: bool) -> frozenset[str]:
    """Stems of the longest name, small words and titles left out, or of what tells in the descriptions."""
    if is_named:
        longest = max((_bare(phrase) for phrase in phrases), key=lambda words: (len(words), words))
        return frozenset(stem(word) for word in longest)
    found = {word for phrase in phrases for word in key(phrase).casefold().split()}
    return frozenset(stem(word) for word in found if len(word) > 1 and rarity(word) >= _TELLING)
