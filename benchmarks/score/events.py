"""What happened: PLOVER types and participants; and how far each event is a fact in the text (MEANTIME)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .counts import percent, prf
from .rows import Row, Scores, first_free, paired

PLOVER = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
# The gold records use the names of an older version.
RENAMED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
AGENTS = ("agent", "perpetrator")
RECIPIENTS = ("recipient", "target", "victim")
STOP = frozenset(
    ("the", "a", "an", "of", "and", "in", "for", "to", "by", "from", "with", "his", "her", "their", "its")
)
# Accuracy says nothing where nearly all is certain and past: these rare classes are counted apart.
RARE = {
    "certainty": ("hedged", ("POSSIBLE", "PROBABLE")),
    "polarity": ("negative", ("NEG",)),
    "time": ("future", ("FUTURE",)),
}


def _participants(record: Row, events: Sequence[Row], roles: Sequence[str]) -> set[str]:
    """Every mention, in lower case, of each entity that takes one of the roles in one of the events."""
    by_id = {entity["id"]: entity for entity in record.get("entities", [])}
    text = record["report"]["text"] if record else ""
    return {
        text[m["start"] : m["end"]].lower()
        for event in events
        for participant in event.get("participants", [])
        if participant["role"] in roles
        for m in by_id.get(participant["entity"], {}).get("mentions", [])
    }


def _shares_word(names: Sequence[str], mentions: set[str]) -> bool:
    return any(set(name.lower().split()) & set(m.split()) - STOP for name in names for m in mentions)


def events(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """One PLOVER event a gold sentence: is its type told, how many are, are agent and recipient found."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        told = [event for event in record.get("events", []) if event.get("type") in PLOVER]
        wanted = RENAMED.get(row["event"], row["event"])
        kinds = {event["type"] for event in told}
        c.update(n=1, hit=wanted in kinds, types=len(kinds), silent=not kinds)
        right = [event for event in told if event["type"] == wanted]
        for side, key, roles in (("agent", "source", AGENTS), ("recipient", "target", RECIPIENTS)):
            names = [actor["actorText"] for actor in row.get(key) or [] if actor.get("actorText")]
            if names:
                c[f"{side} n"] += 1
                c[f"{side} hit"] += _shares_word(names, _participants(record, right, roles))
    return {
        "gold type among predicted": percent(c["hit"], c["n"]),
        "types predicted per sentence": round(c["types"] / max(1, c["n"]), 2),
        "precision of types": percent(c["hit"], c["types"]),
        "sentences with none": c["silent"],
        "agent found": percent(c["agent hit"], c["agent n"]),
        "recipient found": percent(c["recipient hit"], c["recipient n"]),
        "n": max(1, c["n"]),
    }


def _class_f1(table: Counter[tuple[str, str | None]], name: str) -> float:
    hits = table[name, name]
    told = sum(n for (_, b), n in table.items() if b == name)
    wanted = sum(n for (a, _), n in table.items() if a == name)
    return 2 * hits / (told + wanted) if hits else 0.0


def _label_scores(field: str, table: Counter[tuple[str, str | None]]) -> Scores:
    """Of one field: F1 of its rare class, then accuracy and macro F1 over the classes that the gold uses."""
    name, rare = RARE[field]
    hits = sum(n for (a, b), n in table.items() if a in rare and b in rare)
    told = sum(n for (_, b), n in table.items() if b in rare)
    wanted = sum(n for (a, _), n in table.items() if a in rare)
    total = table.total()
    classes = list({a for a, _ in table})
    f1s = [_class_f1(table, label) for label in classes]
    same = sum(n for (a, b), n in table.items() if a == b)
    return {
        f"{field} {name}": prf(hits, told, wanted),
        field: {
            "accuracy": round(100 * same / total, 1) if total else None,
            "macro f1": round(100 * sum(f1s) / len(f1s), 1) if f1s else None,
            "n": total,
        },
    }


def factuality(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Event mentions found by overlap; among those found: certain or hedged, denied, past or to come."""
    c: Counter[str] = Counter()
    tables: dict[str, Counter[tuple[str, str | None]]] = {field: Counter() for field in RARE}
    for row, record in paired(gold, records):
        told = record.get("events", [])
        used: set[int] = set()
        c.update(gold=len(row["events"]), told=len(told))
        for wanted in row["events"]:
            k = first_free(wanted, told, used)
            if k is None:
                continue
            used.add(k)
            c["hits"] += 1
            for field, table in tables.items():
                if wanted.get(field):
                    table[wanted[field], told[k].get(field)] += 1
    scores: Scores = {"events found": prf(c["hits"], c["told"], c["gold"])}
    for field, table in tables.items():
        scores |= _label_scores(field, table)
    return scores
