"""The entity layer: actors and things, with every place that names them.

Mentions are found (:mod:`mentions`), joined (:mod:`coreference`, :mod:`pronouns`) and described here: type, kind,
country, whom they speak for, age, sex. A pronoun of which the network is sure that it stands for somebody, but not
for whom, makes an entity of pronouns alone; :func:`resolved` tells it from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hearsay.read.entities.aliases import join_aliases, leader
from hearsay.read.entities.coreference import Chains, join_mentions
from hearsay.read.entities.found import Found
from hearsay.read.entities.introduced import with_introduced
from hearsay.read.entities.mentions import find_mentions, speaks_for
from hearsay.read.entities.nouns import (
    DETERMINERS,
    body,
    capital_of,
    country_name,
    country_of_place,
    country_word,
    is_people,
    words_of,
)
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.powers import TEAM, with_powers
from hearsay.read.entities.pronouns import resolve_pronouns
from hearsay.read.entities.unmarked import UNMARKED, find_unmarked
from hearsay.read.reading import Reading
from hearsay.record import Entity, Mention, Span
from hearsay.record.codes import EntityKind, EntityType, Sex

Grounds = dict[str, tuple[str | Span, ...]]

_AGE_AFTER = re.compile(r"(?:, (?:aged )?|,? aged | \()(\d{1,3})(?=[,.](?!\d)|[;)]| ?—| –|$)")
_AGE_WITHIN = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old $", re.IGNORECASE)
_OLDEST = 120


def read_entities(reading: Reading) -> tuple[Entity, ...]:
    """The entities of a report in the order of their first mentions."""
    page = Phrases(reading)
    if not len(page):
        return ()
    chains = gather(reading, page)
    year = _year(reading)
    resolve_pronouns(page, chains)
    drafts = [_Draft(page, chains, told) for group in chains.groups() if (told := _telling(chains, group))]
    by_root = {chains.root(draft.group[0]): draft for draft in drafts}
    for draft in drafts:
        _settle(page, chains, draft, year)
    for draft in drafts:
        draft.speaks_for = _represented(page, chains, draft, by_root)
    return _apart([draft.entity() for draft in drafts])


def gather(reading: Reading, page: Phrases) -> Chains:
    """All mentions of a report, names and descriptions joined into chains, no pronoun joined yet."""
    found = with_introduced(page, with_powers(page, reading.syntax, find_mentions(page)))
    chains = join_mentions(page, found)
    join_aliases(page, chains, _year(reading))
    return chains.with_others(find_unmarked(page, chains.found, reading.times))


def _year(reading: Reading) -> int | None:
    """The year of publication, if it is known."""
    return int(str(reading.report.published)[:4]) if reading.report.published else None


def _apart(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Words name one entity only: of several that claim them the one whose name they are, else the first, keeps them.

    An entity that is left without a mention goes; whoever represented it represents nobody known.
    """
    owner: dict[tuple[int, int], Entity] = {}
    for entity in entities:
        for mention in entity.mentions:
            before = owner.setdefault((mention.start, mention.end), entity)
            if before is not entity and entity.name == mention.words != before.name:
                owner[mention.start, mention.end] = entity
    if len(owner) == sum(len(entity.mentions) for entity in entities):
        return tuple(entities)
    kept: list[Entity] = []
    moved: dict[str, str] = {}
    for entity in entities:
        mine = tuple(m for m in entity.mentions if owner[m.start, m.end] is entity)
        if mine:
            kept.append(entity.replace(mentions=mine) if len(mine) < len(entity.mentions) else entity)
            moved.setdefault(entity.id, kept[-1].id)
    ids = {entity.id for entity in kept}
    return tuple(
        entity.replace(
            represents=entity.represents if entity.represents in ids else moved.get(entity.represents)
        )
        if entity.represents
        else entity
        for entity in kept
    )


def resolved(entity: Entity) -> bool:
    """Whether the text says who this is: a name or a description, not pronouns alone."""
    return any(mention.kind != "pronoun" for mention in entity.mentions)


def _telling(chains: Chains, group: list[int]) -> list[int]:
    """A chain with a name or description whole; of pronouns alone, those that the network holds for somebody.

    Descriptions that no head marked tell only of what a pronoun stands for.
    """
    mentions = [chains.found[member] for member in group]
    if chains.only_pronouns(group[0]):
        return [member for member in group if chains.found[member].rule == "entity head"]
    return [] if all(mention.rule == UNMARKED for mention in mentions) else group


@dataclass
class _Draft:
    """An entity in the making."""

    page: Phrases
    chains: Chains
    group: list[int]
    type: EntityType = "other"
    kind: EntityKind | None = None
    country: str | None = None
    age: int | None = None
    sex: Sex | None = None
    speaks_for: _Draft | None = None
    because: Grounds = field(default_factory=dict)

    def mentions(self) -> list[Found]:
        """Its mentions in text order."""
        return [self.chains.found[m] for m in self.group]

    def span(self, first: int, last: int) -> Span:
        """The span of words, for ``because``."""
        return Span.at(self.page.text, *self.page.span(first, last))

    def name(self) -> str:
        """The longest proper name without its titles, else the words of the first description or pronoun."""
        names = [
            n.name
            for m in self.group
            if (n := self.chains.about[m]).name and self.chains.found[m].kind == "name"
        ]
        if names:
            return max(names, key=lambda name: (len(name), -names.index(name)))
        said = [m for m in self.mentions() if m.kind == "nominal"] or self.mentions()
        return " ".join(self.page.string(said[0].first, said[0].last).split())

    def records(self) -> tuple[Mention, ...]:
        """The mentions as records."""
        return tuple(
            Mention.at(self.page.text, *self.page.span(m.first, m.last), kind=m.kind) for m in self.mentions()
        )

    def entity(self) -> Entity:
        """The record."""
        represents = None
        because = dict(self.because)
        if self.speaks_for:
            represents = Entity.of(name="?", type="other", mentions=self.speaks_for.records()).id
        return Entity.of(
            name=self.name(),
            type=self.type,
            kind=self.kind,
            country=self.country,
            represents=represents,
            age=self.age,
            sex=self.sex,
            mentions=self.records(),
            because=because,
        )


def _settle(page: Phrases, chains: Chains, draft: _Draft, year: int | None) -> None:
    draft.type = chains.type_of(draft.group[0])  # type: ignore[assignment]
    said = [m for m in draft.group if chains.found[m].kind != "pronoun"]
    if draft.type in ("person", "organisation", "group", "other", "facility"):
        for member in [*_known_bodies(chains, draft, said), *said]:
            if kind := chains.about[member].kind:
                draft.kind = kind  # type: ignore[assignment]
                draft.because["kind"] = (draft.span(chains.found[member].first, chains.found[member].last),)
                break
    _settle_country(page, chains, draft, said)
    if draft.type == "person":
        _settle_leader(chains, draft, said, year)
        _settle_sex(chains, draft)
        _settle_age(page, chains, draft, said)
    if draft.type in ("organisation", "group") and draft.kind is None and draft.country:
        _settle_government(page, chains, draft, said)


def _known_bodies(chains: Chains, draft: _Draft, said: Sequence[int]) -> list[int]:
    """Mentions of a body that readers know, longest names first: what is known goes before what a noun tells."""
    if draft.type == "person":
        return []
    known = [m for m in said if chains.about[m].name and body(chains.about[m].name)]
    return sorted(known, key=lambda m: (-len(chains.about[m].name), m))


def _settle_country(page: Phrases, chains: Chains, draft: _Draft, said: Sequence[int]) -> None:
    """The country that a well-known body has, or that the words of a mention name, if all name the same."""
    found: dict[str, Span] = {}
    for member in [*_known_bodies(chains, draft, said), *said]:
        mention = chains.found[member]
        for code in _countries(page, chains, draft, member):
            found.setdefault(code, draft.span(mention.first, mention.last))
        if found:
            break
    if len(found) == 1:
        code, span = found.popitem()
        draft.country = code
        draft.because["country"] = (span,)


def _countries(page: Phrases, chains: Chains, draft: _Draft, member: int) -> Iterable[str]:
    mention, about = chains.found[member], chains.about[member]
    if draft.type == "location":
        code = country_name(about.name) if about.name else None
        return [code] if code else []
    if draft.type in ("weapon", "platform", "document", "product", "facility"):
        return []
    if about.name and draft.type in ("organisation", "group", "other"):
        if (known := body(about.name)) and known.country:
            return [known.country]
        if known or (code := capital_of(about.name)):
            return [] if known else [code] if code else []
    tokens = page.tokens(mention.first, mention.last)
    if draft.type == "person" and about.name:
        tokens = tokens[: max(0, len(tokens) - len(about.name.split()))]
    return _named_countries(tokens) or _countries_of_places(tokens)


def _countries_of_places(tokens: Sequence[str]) -> list[str]:
    """The country of a large town or region before a noun: "Gaza's health ministry", "a Kharkiv court"."""
    return list(dict.fromkeys(code for token in tokens[:-1] if (code := country_of_place(token))))


def _named_countries(tokens: Sequence[str]) -> list[str]:
    codes: list[str] = []
    at = 0
    while at < len(tokens):
        for width in (3, 2, 1):
            words = " ".join(tokens[at : at + width])
            code = country_word(words) if at + width <= len(tokens) else None
            if code:
                codes.append(code)
                at += width - 1
                break
        at += 1
    return list(dict.fromkeys(codes))


def _settle_leader(chains: Chains, draft: _Draft, said: Sequence[int], year: int | None) -> None:
    """What is known of heads of state and government, where the text tells nothing else."""
    who = next((w for m in said if chains.about[m].name and (w := leader(chains.about[m].name, year))), None)
    if who is None:
        return
    if draft.kind is None:
        draft.kind = "government"
        draft.because["kind"] = (f"known leader: {who.name}",)
    if draft.country is None:
        draft.country = who.country
        draft.because["country"] = (f"known leader: {who.name}",)


def _settle_sex(chains: Chains, draft: _Draft) -> None:
    told = {chains.about[m].sex: m for m in reversed(draft.group) if chains.about[m].sex}
    if len(told) == 1:
        sex, member = told.popitem()
        draft.sex = sex  # type: ignore[assignment]
        draft.because["sex"] = (draft.span(chains.found[member].first, chains.found[member].last),)


def _settle_age(page: Phrases, chains: Chains, draft: _Draft, said: Sequence[int]) -> None:
    for member in said:
        mention = chains.found[member]
        start, end = page.span(mention.first, mention.last)
        match = (
            _AGE_WITHIN.search(page.text, start, end)
            or _AGE_AFTER.match(page.text, end, min(len(page.text), end + 16))
            or _AGE_BEFORE.search(page.text[:start], max(0, start - 16))
        )
        if match and int(match.group(1)) <= _OLDEST and not chains.about[member].plural:
            draft.age = int(match.group(1))
            draft.because["age"] = (Span.at(page.text, *match.span(1)),)
            return


def _settle_government(page: Phrases, chains: Chains, draft: _Draft, said: Sequence[int]) -> None:
    """A country or its capital that acts is its government."""
    for member in said:
        name = chains.about[member].name
        if chains.found[member].rule == TEAM:
            return
        if name and (country_name(name) or capital_of(name)) and not is_people(name):
            draft.kind = "government"
            draft.because["kind"] = (
                "country acts",
                draft.span(chains.found[member].first, chains.found[member].last),
            )
            return


def _represented(page: Phrases, chains: Chains, draft: _Draft, by_root: dict[int, _Draft]) -> _Draft | None:
    """The body that a person speaks for: a spokesman for the ministry, the ministry's spokesman, ministry spokesman X."""
    if draft.type not in ("person", "group"):
        return None
    for member in draft.group:
        mention = chains.found[member]
        if mention.kind == "pronoun":
            continue
        bodies = [*_bodies_of(page, chains, member, mention), *_apposed_bodies(page, chains, member, mention)]
        for index in bodies:
            other = by_root.get(chains.root(index))
            if other is not None and other is not draft and other.type in ("organisation", "group"):
                span = draft.span(mention.first, mention.last)
                draft.because["represents"] = (span,)
                if draft.country is None and other.country:
                    draft.country = other.country
                    draft.because["country"] = ("represents", span)
                if draft.kind is None and other.kind:
                    draft.kind = other.kind
                    draft.because["kind"] = ("represents", span)
                return other
    return None


def _bodies_of(page: Phrases, chains: Chains, member: int, mention: Found) -> Iterable[int]:
    """Mentions of bodies that stand before a speaking noun of this mention, or hang on it by "for" and the like."""
    speaking, links = words_of("speaking", "nouns"), words_of("speaking", "links")
    spoken = next((i for i in range(mention.first, mention.last) if page.lowers[i] in speaking), None)
    if spoken is None:
        return
    part = speaks_for(page, mention.first, mention.last, mention.head)
    after = spoken + 1
    for index in range(max(0, member - 6), min(len(chains.found), member + 12)):
        other = chains.found[index]
        if other.kind == "pronoun" or index == member:
            continue
        before = other.last in (spoken, spoken - 2) and other.first >= mention.first
        if before or (other.first, other.last) == part or _hangs_on(page, after, other, links):
            yield index


def _apposed_bodies(page: Phrases, chains: Chains, member: int, mention: Found) -> Iterable[int]:
    """Bodies in what follows a name: "Farhan Haq, a spokesman *for the United Nations*"."""
    speaking, links = words_of("speaking", "nouns"), words_of("speaking", "links")
    at = mention.last + 1
    if mention.kind != "name" or at >= len(page) or page.forms[mention.last] != ",":
        return
    while at < len(page) and at < mention.last + 6 and page.lowers[at] not in speaking:
        if page.forms[at] in (",", ".") or page.tags[at].startswith("V"):
            return
        at += 1
    if at >= len(page) or page.lowers[at] not in speaking:
        return
    for index in range(member + 1, min(len(chains.found), member + 8)):
        if chains.found[index].kind != "pronoun" and _hangs_on(page, at + 1, chains.found[index], links):
            yield index


def _hangs_on(page: Phrases, link: int, other: Found, links: frozenset[str]) -> bool:
    """Whether a mention follows a linking word at once or after an article: "for the ministry"."""
    if link >= len(page) or page.lowers[link] not in links:
        return False
    return other.first == link + 1 or (other.first == link + 2 and page.lowers[link + 1] in DETERMINERS)
