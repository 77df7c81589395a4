"""Whose word claims rest on across reports, and how many independent origins stand behind some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from hearsay.link.lineage.institutions import institution, may_relay
from hearsay.link.lineage.kinship import joined
from hearsay.link.lineage.naming import may_be_one, name_key
from hearsay.record import Claim, Entity, Record
from hearsay.record.lineage import Corroboration, Family, Lineage, Origin

ClaimKey = tuple[str, str]
"""(report id, claim id): a claim among those of all reports."""
_OF_A_COUNTRY = frozenset({"government", "military", "police", "intelligence", "legislature", "court"})
_STATE = "state:"
"""Begins the key of an institution of a state."""
_VOUCHING = frozenset({"assert", "believe", "fear", "show", "deny"})


def origins(records: Iterable[Record], lineage: Lineage) -> dict[ClaimKey, Origin]:
    """The origin of every claim of ``records``, whose reports ``lineage`` holds; keys are equal for equal origins.

    - A named source is its name, and whoever represents a body is the body. A person whom some reports give a body
      and others none is that body throughout, unless different reports give different ones.
    - An institution that a state has one of (``institutions.toml``) is one in all its names and speakers, where the report
      tells of which country it is: "the Sudanese army", "Sudan's armed forces", "a Sudanese military spokesman".
    - A publisher speaks once for its whole family of reprints; one that took words over from another
      (``quotes``) may owe its knowledge to it.
    - Anonymous and collective sources, roles without a body, bodies called by one common noun ("the ministry") and
      publishers nobody names are themselves within one family, and nobody's equal outside it.

    A report that ``lineage`` lacks is a family of its own. The order of ``records`` does not matter.
    """
    rows = sorted(records, key=lambda record: record.report.id)
    kin = _Kin(lineage)
    bodies = _bodies_of_people(rows)
    return {
        (record.report.id, claim.id): _origin(record, claim, kin, bodies)
        for record in rows
        for claim in record.claims
    }


def corroboration(behind: Iterable[Origin]) -> Corroboration:
    """The number of independent origins, as a range.

    At most: every different key counts. At least: those that may be one count once (a surname and a full name, a body
    and the like-named body of a country, an army and its defence ministry, publishers of which one took words from the
    other), and those who are never joined count only where there is nobody else.
    """
    found = {origin.key: origin for origin in behind}
    known = sorted(key for key, origin in found.items() if origin.joinable)
    pairs = [pair for pair in combinations(known, 2) if _may_be_one(found[pair[0]], found[pair[1]])]
    apart = set(joined(known, pairs).values())
    return Corroboration(
        at_least=max(len(apart), min(1, len(found))),
        at_most=len(found),
        origins=tuple(found[key] for key in sorted(found)),
    )


class _Kin:
    """Families by report, and the publishers' keys that quote one another."""

    def __init__(self, lineage: Lineage) -> None:
        self._family = {report: family for family in lineage.families for report in family.reports}
        self._quoting: dict[str, set[str]] = defaultdict(set)
        for edge in lineage.edges:
            ends = [self._family.get(edge.report), self._family.get(edge.other or "")]
            if edge.kind == "quotes" and ends[0] and ends[1] and ends[0] is not ends[1]:
                one, other = (publisher_key(family) for family in ends if family)
                self._quoting[one].add(other)
                self._quoting[other].add(one)

    def family(self, record: Record) -> Family:
        """The report's family; its own where lineage does not know it."""
        report = record.report
        publisher = report.publisher or report.carrier
        return self._family.get(report.id) or Family(
            original=report.id, publisher=publisher, reports=(report.id,)
        )

    def quoting(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(self._quoting[key] - {key})) if key in self._quoting else ()


def publisher_key(family: Family) -> str:
    """The key of a family's publisher as an origin."""
    return f"name:{name_key(family.publisher)}" if family.publisher else f"family:{family.original}"


def _origin(record: Record, claim: Claim, kin: _Kin, bodies: Mapping[str, frozenset[str]]) -> Origin:
    family = kin.family(record)
    if claim.origin_kind == "publisher":
        key = publisher_key(family)
        return Origin(
            key=key,
            name=family.publisher,
            kind="publisher",
            joinable=family.publisher is not None,
            perhaps=kin.quoting(key),
        )
    entities = {entity.id: entity for entity in record.entities}
    entity = entities.get(claim.origin or "")
    words = entity.name if entity else _source_words(record, claim)
    kind = claim.origin_kind
    if entity is None or kind in ("anonymous", "collective"):
        return _alone(family, kind, words)
    body = _body(entity, entities)
    found = institution(body or entity)
    if found is not None:
        name, country = found[0], found[1] or entity.country
        if country is not None:
            return Origin(key=_state_key(name, country), name=(body or entity).name, kind=kind, joinable=True)
        if " " not in name:  # whose army it is the report does not tell
            return Origin(key=f"{family.original}:body:{name}", name=words, kind=kind, joinable=False)
    elif (body is None and kind == "role") or _is_bare(body or entity):
        return _alone(family, kind, words)
    if body is not None or found is not None:
        body = body or entity
        return Origin(key=_entity_key(body), name=body.name, kind=kind, joinable=True)
    own = _entity_key(entity)
    of = sorted(bodies.get(own, frozenset()))
    if len(of) == 1:
        return Origin(key=of[0], name=entity.name, kind=kind, joinable=True)
    return Origin(key=own, name=entity.name, kind=kind, joinable=True, perhaps=tuple(of))


def _alone(family: Family, kind: str, words: str | None) -> Origin:
    key = f"{family.original}:{kind}:{name_key(words) if words else ''}"
    return Origin.model_validate({"key": key, "name": words, "kind": kind, "joinable": False})


def _is_bare(entity: Entity) -> bool:
    """One common noun, "the ministry" or "the agency": in another report it is another body."""
    named = any(mention.kind == "name" for mention in entity.mentions)
    return not named and len(name_key(entity.name).split()) == 1


def _source_words(record: Record, claim: Claim) -> str | None:
    """The words of the innermost source that vouches, where no entity stands for it."""
    known = {attribution.id: attribution for attribution in record.attributions}
    for attribution in (known[id_] for id_ in claim.attributions):
        if attribution.stance in _VOUCHING and attribution.source:
            return " ".join(span.words for span in attribution.source)
    return None


def _body(entity: Entity, entities: Mapping[str, Entity]) -> Entity | None:
    """The body that the entity speaks for in the end; null if it speaks for nobody else."""
    body = None
    while entity.represents is not None:
        body = entity = entities[entity.represents]
    return body


def _entity_key(entity: Entity) -> str:
    """By name; bodies that every country has, such as ministries and armies, by country too where it is known."""
    found = institution(entity)
    if found is not None:
        return _state_key(found[0], found[1]) if found[1] else f"name:{found[0]}"
    key = f"name:{name_key(entity.name)}"
    return f"{key} ({entity.country})" if entity.country and entity.kind in _OF_A_COUNTRY else key


def _state_key(name: str, country: str) -> str:
    return f"{_STATE}{name} ({country})"


def _bodies_of_people(records: Iterable[Record]) -> dict[str, frozenset[str]]:
    """The keys of the bodies that a named person speaks for in any report, by the person's key."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        entities = {entity.id: entity for entity in record.entities}
        for entity in record.entities:
            named = any(mention.kind == "name" for mention in entity.mentions)
            if entity.type == "person" and named and (body := _body(entity, entities)):
                found[_entity_key(entity)].add(_entity_key(body))
    return {key: frozenset(bodies) for key, bodies in found.items()}


def _may_be_one(one: Origin, other: Origin) -> bool:
    if one.key in other.perhaps or other.key in one.perhaps:
        return True
    keys = [origin.key.removeprefix("name:").removeprefix(_STATE).partition(" (") for origin in (one, other)]
    countries = {country for _, _, country in keys if country}
    if len(countries) > 1:
        return False
    if one.key.startswith(_STATE) and other.key.startswith(_STATE):
        return may_relay(keys[0][0], keys[1][0])
    return may_be_one(keys[0][0], keys[1][0])
