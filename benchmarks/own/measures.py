"""Scores over our own gold set: the public measures, and those no public set can give (stance, claims)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.score import LAYERS
from benchmarks.score.attribution import Covered, Tokens, linked, told_spans
from benchmarks.score.counts import percent, prf
from benchmarks.score.events import AGENTS, RECIPIENTS
from benchmarks.score.figures import NOT_VOUCHING
from benchmarks.score.rows import Row, Scores, first_free, overlap, pair_of, paired

# The public measures, and which figure of each is held.
PUBLIC = (
    ("attribution", "linked", "f1"),
    ("times", "value", "f1"),
    ("places", "resolved within 161 km, of all gold", None),
    ("figures", "value+bound", "f1"),
    ("entities", "micro", "f1"),
    ("factuality", "events found", "f1"),
)

# Arguments of an event in our gold -> its field in a record and the layer that the field's ids point into.
ARGUMENTS = {
    "agent": ("participants", "entities"),
    "target": ("participants", "entities"),
    "where": ("where", "places"),
    "when": ("when", "times"),
    "figure": ("figures", "figures"),
}
ROLES = {"agent": AGENTS, "target": RECIPIENTS}


def measure_own(gold: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    """Every measure over our own set, in per cent: name -> figure."""
    records = [_without_statements(record) for record in records]
    measures: dict[str, float] = {}
    for layer, name, part in PUBLIC:
        score = LAYERS[layer](gold, records)[name]
        measures[f"{layer}: {name}"] = score[part] if part else score
    people = [figure for row in gold for figure in row["people"]]
    for name, score in LAYERS["people-figures"](people, records).items():
        measures[f"people-figures: {name}"] = score["f1"]
    for own in (attribution_details, claims, arguments, furniture):
        measures |= own(gold, records)
    return measures


def _without_statements(record: Row) -> Row:
    """Our gold marks happenings, not the saying of them: STATEMENT events and their claims are set aside."""
    said = {event["id"] for event in record.get("events", []) if event.get("type") == "STATEMENT"}
    return {
        **record,
        "events": [event for event in record.get("events", []) if event["id"] not in said],
        "claims": [claim for claim in record.get("claims", []) if claim["event"] not in said],
    }


def attribution_details(gold: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    """Stance, voice, time of saying, resolved source, of all gold attributions; nested ones linked, as F1."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        text = Tokens(row["text"])
        wanted, told = row["all attributions"], record.get("attributions", [])
        values = {time["id"]: time.get("value") for time in record.get("times", [])}
        links = linked(_covered(text, wanted), _covered(text, told))
        c.update(gold=len(wanted), said_gold=sum(a["said"] is not None for a in wanted))
        for g, k in links:
            c["stance"] += wanted[g]["stance"] == told[k].get("stance")
            c["voice"] += wanted[g]["voice"] == told[k].get("voice")
            c["said"] += wanted[g]["said"] is not None and wanted[g]["said"] == values.get(
                told[k].get("said")
            )
        inner = [a for a in wanted if a["parent"]]
        told_inner = [a for a in told if a.get("parent")]
        c.update(
            nested=len(linked(_covered(text, inner), _covered(text, told_inner))),
            nested_gold=len(inner),
            nested_told=len(told_inner),
        )
        for g, entity in _resolvable(row):
            c["source_gold"] += 1
            found = [told[k] for other, k in links if other == g]
            c["source"] += bool(found) and _resolves(found[0], entity, record)
    return {
        "attribution: stance": percent(c["stance"], c["gold"]),
        "attribution: voice": percent(c["voice"], c["gold"]),
        "attribution: time of saying": percent(c["said"], c["said_gold"]),
        "attribution: nested linked": prf(c["nested"], c["nested_told"], c["nested_gold"])["f1"],
        "attribution: nominal source resolved": percent(c["source"], c["source_gold"]),
    }


def _covered(text: Tokens, attributions: Sequence[Row]) -> list[Covered]:
    return [text.touched_by_role(told_spans(a)) for a in attributions]


def _resolvable(row: Row) -> list[tuple[int, Row]]:
    """Gold attributions whose source is a pronoun or description of an entity named elsewhere in the text."""
    found = []
    for g, attribution in enumerate(row["all attributions"]):
        spans = {pair_of(span) for span in attribution["source"]}
        for entity in row["all entities"]:
            kinds = {m["kind"] for m in entity["mentions"] if pair_of(m) in spans}
            named = any(m["kind"] == "name" for m in entity["mentions"])
            if named and kinds & {"nominal", "pronoun"}:
                found.append((g, entity))
    return found


def _resolves(attribution: Row, entity: Row, record: Row) -> bool:
    """Whether the source entity of a told attribution has a mention over a name of the gold entity."""
    names = [pair_of(m) for m in entity["mentions"] if m["kind"] == "name"]
    told = [e for e in record.get("entities", []) if e["id"] == attribution.get("source_entity")]
    return any(overlap(pair_of(m), name) for e in told for m in e["mentions"] for name in names)


def claims(gold: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    """Claims found by their trigger, as F1; of all gold claims: type, origin, certainty, all three right."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        events = {event["id"]: event for event in record.get("events", [])}
        told = [claim for claim in record.get("claims", []) if claim["event"] in events]
        anchors = [events[claim["event"]] for claim in told]
        used: set[int] = set()
        c.update(gold=len(row["events"]), told=len(told))
        for wanted in row["events"]:
            k = first_free(wanted, anchors, used)
            if k is None:
                continue
            used.add(k)
            kind = anchors[k].get("type") == wanted["type"]
            origin = _same_origin(wanted["origin"], _origin_spans(told[k], record))
            certainty = told[k].get("certainty") == wanted["claim"]
            c.update(
                found=1, type=kind, origin=origin, certainty=certainty, all=kind and origin and certainty
            )
    scores: Scores = {"claims: found": prf(c["found"], c["told"], c["gold"])["f1"]}
    return scores | {
        f"claims: {name}": percent(c[name], c["gold"]) for name in ("type", "origin", "certainty", "all")
    }


def arguments(gold: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    """Of all gold events with an agent, target, place, time or figure: event found and that argument with it."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        told = record.get("events", [])
        used: set[int] = set()
        for wanted in row["events"]:
            held = [name for name in ARGUMENTS if name in wanted]
            c.update(f"{name} gold" for name in held)
            k = first_free(wanted, told, used)
            if k is None:
                continue
            used.add(k)
            for name in held:
                spans = _argument_spans(told[k], name, record)
                c[name] += any(overlap(pair_of(wanted[name]), pair_of(span)) for span in spans)
    return {f"events: {name}": percent(c[name], c[f"{name} gold"]) for name in ARGUMENTS}


def _argument_spans(event: Row, name: str, record: Row) -> list[Row]:
    """Where the record says an event's argument stands; of a participant, its own words and every mention of it."""
    if name in ROLES:
        held = [p for p in event.get("participants", []) if p["role"] in ROLES[name]]
        own = [p for p in held if "start" in p]
        ids = {p.get("entity") for p in held}
        return own + [m for e in record.get("entities", []) if e["id"] in ids for m in e["mentions"]]
    field, layer = ARGUMENTS[name]
    ids = set(event.get(field) or []) if field != "when" else {event.get(field)}
    return [anchored for anchored in record.get(layer, []) if anchored["id"] in ids]


def _same_origin(wanted: Sequence[Row], told: Sequence[Row]) -> bool:
    if not wanted or not told:
        return not wanted and not told
    return any(overlap(pair_of(a), pair_of(b)) for a in wanted for b in told)


def _origin_spans(claim: Row, record: Row) -> list[Row]:
    """Mentions of the claim's origin; without an entity, the source of its innermost vouching attribution."""
    for entity in record.get("entities", []):
        if claim.get("origin") and entity["id"] == claim["origin"]:
            return list(entity["mentions"])
    by_id = {a["id"]: a for a in record.get("attributions", [])}
    for attribution in (by_id[ref] for ref in claim.get("attributions", []) if ref in by_id):
        if attribution["source"] and attribution.get("stance") not in NOT_VOUCHING:
            return list(attribution["source"])
    return []


def furniture(gold: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    """Furniture found by overlap and kind, as F1."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        told = record.get("report", {}).get("furniture", [])
        used: set[int] = set()
        c.update(gold=len(row["furniture"]), told=len(told))
        for wanted in row["furniture"]:
            k = first_free(wanted, told, used)
            if k is not None:
                used.add(k)
                c["hits"] += told[k]["kind"] == wanted["kind"]
    return {"furniture": prf(c["hits"], c["told"], c["gold"])["f1"]}
