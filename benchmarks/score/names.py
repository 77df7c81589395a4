"""Names against WikiGold in that set's own convention.

The set was tagged inside-only (I-PER with no begin tags) and its tags were turned into spans such that a span goes on,
through whatever words stand between, until a name of another type begins or the sentence ends: "Anna met Ivo in
Rome" holds one PER, "Anna met Ivo". In its train and dev files no two neighbouring spans have one type (0 of 965 pairs of
neighbours), so the rule has no exception there and can be applied to names that stand apart: of the four types, names of
one type with none of another type between them are one, from the start of the first to the end of the last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .counts import prf
from .entities import NAME_SETS, TYPES
from .rows import Row, Scores, paired

Name = tuple[int, int, str]  # start, end, type

KINDS = {"person": "PER", "organisation": "ORG", "location": "LOC", "facility": "LOC"}
"""Types of a record -> types of the set; the rest (nationality, product, document, group …) are its MISC."""


def joined_names(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Names of a record joined as the set joins them, then exact span and type; PER, ORG and LOC make the micro.

    Each row is one sentence. Measures are those of :func:`entities.entities`, each with "joined" before it.
    """
    c: dict[str, Counter[str]] = defaultdict(Counter)
    for row, record in paired(gold, records):
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"]}
        told = set(joined(outermost(names_of(record))))
        for kind in NAME_SETS:
            mine, theirs = {x for x in told if x[2] == kind}, {x for x in wanted if x[2] == kind}
            c[f"joined {TYPES[kind]}"].update(hits=len(mine & theirs), told=len(mine), gold=len(theirs))
    scores = {kind: prf(n["hits"], n["told"], n["gold"]) for kind, n in sorted(c.items())}
    total = sum(c.values(), Counter[str]())
    return scores | {"joined micro": prf(total["hits"], total["told"], total["gold"])}


def names_of(record: Row) -> set[Name]:
    """The names of a record, under the types of the set."""
    return {
        (mention["start"], mention["end"], KINDS.get(entity["type"], "MISC"))
        for entity in record.get("entities", [])
        for mention in entity["mentions"]
        if mention.get("kind", "name") == "name"
    }


def outermost(names: Iterable[Name]) -> list[Name]:
    """The longest of names that overlap, in text order: the set is flat."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n[0] - n[1], n)):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
            kept.append(name)
    return sorted(kept)


def joined(names: Iterable[Name]) -> list[Name]:
    """Names in text order, with those of one type that follow one another made one."""
    out: list[Name] = []
    for start, end, kind in names:
        if out and out[-1][2] == kind:
            start = out.pop()[0]
        out.append((start, end, kind))
    return out
