"""The closed lists of codes as types. What each code means stands in ``codes.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

PublishedBasis = Literal["given", "metadata", "text"]
Status = Literal["usable", "corrected", "withdrawn", "embargoed"]
FurnitureKind = Literal[
    "headline", "dateline", "byline", "biography", "credit", "footer", "read_more", "caption",
    "correction", "timestamp", "notice",
]  # fmt: skip

EntityType = Literal[
    "person", "organisation", "location", "group", "weapon", "platform", "facility", "document",
    "product", "nationality", "other",
]  # fmt: skip
EntityKind = Literal[
    "government", "military", "police", "intelligence", "legislature", "court", "state_media",
    "news_media", "igo", "ngo", "rebel", "militia", "party", "civilian", "expert", "witness", "medical",
    "religious", "company", "criminal",
]  # fmt: skip
MentionKind = Literal["name", "nominal", "pronoun"]
Sex = Literal["female", "male"]

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS",
    "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip

PlaceUse = Literal["literal", "metonymic", "modifier"]
PlaceRelation = Literal["at", "near", "between", "direction"]

Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"]
Outcome = Literal[
    "killed", "wounded", "casualties", "captured", "kidnapped", "missing", "displaced", "deployed",
    "released", "surrendered", "honoured", "other",
]  # fmt: skip
PopulationStatus = Literal["civilian", "combatant", "mixed"]
PopulationSex = Literal["female", "male", "mixed"]
AgeGroup = Literal["child", "adult", "elderly"]
Scope = Literal["new", "cumulative"]

Voice = Literal["direct", "indirect", "mixed"]
Stance = Literal["assert", "believe", "fear", "show", "deny", "decline", "intend", "order", "agree"]

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CASUALTY", "DEPLOY",
    "HONOUR", "STATEMENT",
]  # fmt: skip
Mode = Literal[
    "visit", "third-party", "multilateral", "phone",
    "withdraw", "release", "disarm", "ceasefire", "access", "resign",
    "assist", "change", "yield", "meet",
    "disapprove", "investigate", "allege",
    "restrict", "arrest", "relations", "expel", "territory", "violence",
    "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
    "convict", "discontinue",
    "troops", "weapons", "police", "militia",
    "seize", "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
]  # fmt: skip
EventCertainty = Literal["CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED"]
Polarity = Literal["POS", "NEG", "UNDERSPECIFIED"]
EventTime = Literal["NON_FUTURE", "FUTURE", "UNDERSPECIFIED"]
Role = Literal["perpetrator", "agent", "recipient", "target", "victim", "instrument"]
Standing = Literal["stated", "suspected", "claimed", "denied"]

Certainty = Literal["asserted", "probable", "possible", "planned", "hypothetical", "denied"]
OriginKind = Literal["named", "role", "anonymous", "collective", "publisher"]
ReviewReason = Literal[
    "no_source", "anonymous_source", "unresolved_source", "ambiguous_place", "unresolved_place",
    "unresolved_date", "no_date", "no_actor", "no_type", "vague_figure", "figure_unclear", "long_chain",
    "low_confidence", "headline", "superseded",
]  # fmt: skip


@cache
def codes() -> dict[str, Any]:
    """``codes.toml``: each list by its name in this module, code -> meaning.

    ``EventType`` rows hold ``quad`` (PLOVER's quadrant, null outside PLOVER), ``meaning`` and ``modes``.
    """
    text = files("hearsay.record").joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def modes_of(event_type: str) -> frozenset[str]:
    """The modes that PLOVER knows for an event type; none for the types outside PLOVER."""
    return frozenset(codes()["EventType"][event_type]["modes"])
