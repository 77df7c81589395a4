"""Who is meant: third-person pronouns, and sources that are pronouns or descriptions, against a gold of entities.

The rule. A gold pronoun is asked for if an earlier mention of its entity names or describes it. It *reaches* the right
entity if the record has it in an entity of which more than half of the names and descriptions that gold knows are of
that gold entity. A told mention is the gold mention whose core words (its head; of a name all its words) it touches;
of several, the one that it covers best. A pronoun that the record leaves alone, or among pronouns only, is not reached;
precision is over the others, and of "all" also over those told that by gold stand for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .counts import percent
from .rows import Pair, Row, Scores, overlap, pair_of, paired

THING = frozenset({"it", "its", "itself"})
PRONOUNS = THING | {
    *("he", "him", "his", "himself", "she", "her", "hers", "herself"),
    *("they", "them", "their", "theirs", "themselves"),
}
ACTORS = frozenset({"person", "organization", "place"})
"""GUM's types that a record's actors have; what else is spoken of (an idea, a dance) has no entity there."""


class Gold:
    """The entities of one gold row by number, and which of them a told span stands for."""

    def __init__(self, row: Row) -> None:
        self.text: str = row["text"]
        self.entities: Sequence[Row] = row["entities"]
        self._mentions = [(m, number) for number, e in enumerate(self.entities) for m in e["mentions"]]
        self._said = [(mention, number) for mention, number in self._mentions if mention["kind"] != "pronoun"]

    def of(self, span: Pair) -> int | None:
        """The entity that a span names or describes, if any."""
        found = _best(span, self._said)
        return found[1] if found else None

    def unnamed(self, span: Pair) -> int | None:
        """The entity that a span describes, or is a third-person pronoun of, if any."""
        found = _best(span, self._mentions)
        if found is None or found[0]["kind"] == "name":
            return None
        third = self.words(found[0]) in PRONOUNS
        return found[1] if third or found[0]["kind"] == "nominal" else None

    def empty(self, pronoun: Pair) -> bool:
        """Whether a third-person pronoun stands for nothing: "it rains"."""
        third = self.text[slice(*pronoun)].lower() in PRONOUNS
        return third and not any(pair_of(mention) == pronoun for mention, _ in self._mentions)

    def words(self, mention: Row) -> str:
        """The words of a mention in small letters."""
        return self.text[slice(*pair_of(mention))].lower()

    def pronouns(self) -> Iterable[tuple[Row, int]]:
        """Third-person pronouns that stand after a name or description of their entity, and its number."""
        for number, entity in enumerate(self.entities):
            said = [pair_of(mention) for mention in entity["mentions"] if mention["kind"] != "pronoun"]
            for mention in entity["mentions"]:
                if self.words(mention) in PRONOUNS and any(end <= mention["start"] for _, end in said):
                    yield mention, number


def _best(span: Pair, mentions: Iterable[tuple[Row, int]]) -> tuple[Row, int] | None:
    """Of the mentions whose core words a span touches, the one that it covers best; the first of equals."""
    touched = [item for item in mentions if any(overlap(span, core) for core in item[0]["core"])]
    return max(touched, key=lambda item: _likeness(span, pair_of(item[0])), default=None)


def _likeness(a: Pair, b: Pair) -> float:
    """Twice the characters that two spans share, of all that they have."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared / (a[1] - a[0] + b[1] - b[0])


def meant(entity: Row, gold: Gold) -> tuple[bool, int | None]:
    """Whether an entity of the record is named or described at all; the gold entity that more than half of it is."""
    said = [pair_of(mention) for mention in entity["mentions"] if mention["kind"] != "pronoun"]
    known = Counter(number for span in said if (number := gold.of(span)) is not None)
    number, count = max(known.items(), key=lambda item: (item[1], -item[0]), default=(None, 0))
    return bool(said), number if 2 * count > sum(known.values()) else None


def coreference(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Of gold pronouns the share that reach the right entity, of those told the share that is right, in per cent.

    "actors": pronouns of persons, organisations and places; "it" among them apart; "all": of anything. "sources":
    told attributions whose source is by gold a third-person pronoun or a description of a named actor; the share of
    them that leads to an entity with a name of that actor. Counts follow.
    """
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        known, told = Gold(row), record.get("entities", [])
        holder = {pair_of(m): entity for entity in told for m in entity["mentions"] if m["kind"] == "pronoun"}
        meanings = {entity["id"]: meant(entity, known) for entity in told}
        for mention, number in known.pronouns():
            entity = holder.get(pair_of(mention))
            resolved, reached = meanings[entity["id"]] if entity else (False, None)
            for group in _groups(known, mention, number):
                c.update({f"{group} gold": 1, f"{group} told": resolved, f"{group} right": reached == number})
        c["all told"] += sum(meanings[e["id"]][0] for pair, e in holder.items() if known.empty(pair))
        for right in _sources(known, record):
            c.update({"sources": 1, "sources right": right})
    scores: Scores = {}
    for group in ("actors", "it of actors", "all"):
        scores[f"pronouns, {group}"] = percent(c[f"{group} right"], c[f"{group} gold"])
        scores[f"precision, {group}"] = percent(c[f"{group} right"], c[f"{group} told"])
    scores["sources reaching the name"] = percent(c["sources right"], c["sources"])
    counts = {f"n, {group}": c[f"{group} gold"] for group in ("actors", "it of actors", "all")}
    return scores | counts | {"n, sources": c["sources"]}


def _groups(known: Gold, mention: Row, number: int) -> list[str]:
    """The groups that a pronoun counts in."""
    actor = known.entities[number]["type"] in ACTORS
    thing = known.words(mention) in THING
    return ["all"] + ["actors"] * actor + ["it of actors"] * (actor and thing)


def _sources(known: Gold, record: Row) -> Iterable[bool]:
    """For each told source that is an unnamed mention of a named actor: whether its entity has a name of that actor."""
    entities = {entity["id"]: entity for entity in record.get("entities", [])}
    for attribution in record.get("attributions", []):
        for span in attribution["source"][:1]:
            number = known.unnamed(pair_of(span))
            if number is None:
                continue
            entity = known.entities[number]
            names = [pair_of(mention) for mention in entity["mentions"] if mention["kind"] == "name"]
            if names and entity["type"] in ACTORS:
                told = entities.get(attribution["source_entity"] or "", {}).get("mentions", [])
                yield any(overlap(pair_of(m), name) for m in told if m["kind"] != "pronoun" for name in names)
