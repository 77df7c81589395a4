"""Whose word a claim finally rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hearsay.record import Attribution, Entity

VOUCHING = frozenset({"assert", "believe", "fear", "show", "deny"})
"""Stances that vouch for the content; who agrees, intends or orders does not vouch for the deed."""

_ANONYMOUS = re.compile(
    r"\b(anonym\w+|unnamed|unidentified|not (?:be|to be) (?:named|identified)|sources?|people familiar|person familiar"
    r"|insiders?|someone|somebody)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^(?:(?:some|several|many|most|two|three|four|five|six|other|local|the|these|those|state|both|all)\s+)*"
    r"(?:[\w’'-]+\s+){0,4}?(?:\w+[^s\W]s|people|media|police|men|women|children|they|others|many|critics)\b(?!\s+\w+(?:man|woman|er|or)\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:he|she|it|they|who|we|i|you|him|her|them|this|that)$", re.IGNORECASE)


def origin_of(
    chain: Sequence[Attribution], entities: Mapping[str, Entity]
) -> tuple[str | None, str, Attribution | None]:
    """Entity id or null, kind of origin, and the attribution it was taken from.

    ``chain`` is innermost first. The innermost that has a source and vouches for its content decides; where
    none does it is the publisher.
    """
    for attribution in chain:
        if attribution.stance in VOUCHING and (attribution.source or attribution.source_entity):
            entity = entities.get(attribution.source_entity or "")
            return (entity.id if entity else None), _kind(attribution, entity), attribution
    return None, "publisher", None


def _kind(attribution: Attribution, entity: Entity | None) -> str:
    words = " ".join(span.words for span in attribution.source) or (entity.name if entity else "")
    if _ANONYMOUS.search(words):
        return "anonymous"
    if entity and any(mention.kind == "name" for mention in entity.mentions):
        return "named"
    if entity and entity.type == "group":
        return "collective"
    if entity and entity.type == "organisation":
        return "named" if not _MANY.match(entity.name) else "collective"
    described = entity.name if entity and _PRONOUN.match(words) else words
    return "collective" if _MANY.match(described) else "role"


def is_pronoun(attribution: Attribution) -> bool:
    """Whether the source is nothing but a pronoun."""
    return bool(attribution.source) and all(_PRONOUN.match(span.words.strip()) for span in attribution.source)
