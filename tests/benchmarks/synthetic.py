"""Made-up gold rows and half-right records for every layer, to compare two scorers on."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
WORDS = [
    *(
        "the",
        "ministry",
        "said",
        "that",
        "at",
        "least",
        "20",
        "people",
        ",",
        "were",
        "killed",
        "near",
        "Aden",
    ),
    *("on", "Tuesday", "“", "they", "fear", "more", "”", ".", "\n"),
]
KINDS = ("Organisation", "Location", "Person", "Weapon", "MilitaryPlatform", "Temporal", "Nationality")
RECORD_KINDS = ("organisation", "location", "person", "weapon", "platform", "group")
PLOVER = ("ASSAULT", "AGREE", "PROTEST", "REQUEST", "ACCUSE", "AID", "CASUALTY", None)


def _text(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(30, 60)))


def _span(rng: random.Random, text: str, longest: int = 25) -> Row:
    start = rng.randrange(len(text) - 1)
    end = min(len(text), start + rng.randint(1, longest))
    return {"start": start, "end": end, "words": text[start:end]}


def _nudged(rng: random.Random, span: Row, text: str) -> Row:
    """The same span, a little moved, or another one altogether."""
    roll = rng.random()
    if roll < 0.55:
        return {"start": span["start"], "end": span["end"]}
    if roll < 0.8:
        start = max(0, span["start"] - rng.randint(0, 3))
        return {"start": start, "end": min(len(text), max(start + 1, span["end"] + rng.randint(-2, 4)))}
    return _span(rng, text)


def _pairs(rng: random.Random, text: str, most: int) -> list[list[int]]:
    found = (_span(rng, text, 40) for _ in range(rng.randint(0, most)))
    return [[span["start"], span["end"]] for span in found]


def _attribution(rng: random.Random, text: str) -> tuple[Row, Row]:
    roles = {"source": 1, "cue": 2, "content": 2}
    gold = [{role: _pairs(rng, text, most) for role, most in roles.items()} for _ in range(rng.randint(0, 5))]
    told = []
    for n, wanted in enumerate(gold):
        if rng.random() < 0.8:
            spans = {
                role: [_nudged(rng, {"start": s, "end": e}, text) for s, e in wanted[role]] for role in roles
            }
            told.append({"id": f"a{n}", "parent": None, **spans})
    if told:
        outer = dict(told[0], id="outer", content=[{"start": 0, "end": len(text)}])
        told.append(outer)
        told.append(dict(told[0], id="inner", parent="outer"))
    return {"attributions": gold}, {"attributions": told}


def _some(
    rng: random.Random, text: str, label: Callable[[], Row], spoil: Callable[[Row], Row]
) -> tuple[list[Row], list[Row]]:
    """Labelled gold spans, and told ones of which some are moved, dropped, relabelled or invented."""
    gold = [{**_span(rng, text), **label()} for _ in range(rng.randint(0, 6))]
    told = [{**spoil(g), **_nudged(rng, g, text)} for g in gold if rng.random() < 0.85]
    told += [{**spoil(label()), **_span(rng, text)} for _ in range(rng.randint(0, 2))]
    return gold, told


def _times(rng: random.Random, text: str) -> tuple[Row, Row]:
    def label() -> Row:
        return {"type": rng.choice(["DATE", "DURATION"]), "value": rng.choice(["2024-03-05", "P3D", "2024"])}

    gold, told = _some(rng, text, label, lambda t: label() if rng.random() < 0.3 else dict(t))
    return {"timexes": gold}, {"times": told}


def _places(rng: random.Random, text: str) -> tuple[Row, Row]:
    def label() -> Row:
        known = rng.random() < 0.8
        lat, lon = rng.uniform(-80, 80), rng.uniform(-170, 170)
        return {
            "lat": lat if known else None,
            "lon": lon if known else None,
            "class": rng.choice(["Literal", "Metonymic", "PPL"]),
        }

    def spoil(t: Row) -> Row:
        told: Row = {
            "use": rng.choice(["literal", "metonymic", "modifier"]),
            "lat": t["lat"],
            "lon": t["lon"],
        }
        if told["lat"] is not None and rng.random() < 0.6:
            told["lat"] = max(-89.0, min(89.0, told["lat"] + rng.uniform(-2.5, 2.5)))
        return told

    gold, told = _some(rng, text, label, spoil)
    return {"toponyms": gold}, {"places": told}


def _figures(rng: random.Random, text: str) -> tuple[Row, Row]:
    values = ["3", "12.5", "1000", "3-5", "dozens", "0"]
    told: list[Row] = []
    gold = [
        {"value": rng.choice(values), "change": rng.choice("=~<>") if rng.random() < 0.8 else "up"}
        for _ in range(rng.randint(0, 4))
    ]
    for quantity in [*gold, {"value": "7"}]:
        if quantity["value"] == "dozens":
            told.append({"value_low": None, "value_high": None, "bound": "vague"})
            continue
        ends = [float(x) for x in quantity["value"].split("-")]
        bound = rng.choice(
            ["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", None]
        )
        told.append({"value_low": ends[0], "value_high": ends[-1] + (rng.random() < 0.2), "bound": bound})
    return {"quantities": gold}, {"figures": told}


def _entities(rng: random.Random, text: str) -> tuple[Row, Row]:
    gold = [{**_span(rng, text), "type": rng.choice(KINDS)} for _ in range(rng.randint(0, 7))]
    right = {"Organisation": "organisation", "Location": "location", "Person": "person", "Weapon": "weapon"}
    told = []
    for n, wanted in enumerate(gold):
        kind = right.get(wanted["type"], "platform") if rng.random() < 0.8 else rng.choice(RECORD_KINDS)
        mention = {**_nudged(rng, wanted, text), "kind": rng.choice(["name", "nominal", "pronoun"])}
        told.append({"id": f"e{n}", "type": kind, "mentions": [mention]})
    return {"entities": gold}, {"entities": told}


def _factuality(rng: random.Random, text: str) -> tuple[Row, Row]:
    def label() -> Row:
        return {
            "certainty": rng.choice(["CERTAIN", "CERTAIN", "PROBABLE", "POSSIBLE", ""]),
            "polarity": rng.choice(["POS", "POS", "NEG"]),
            "time": rng.choice(["NON_FUTURE", "FUTURE", "UNDERSPECIFIED"]),
        }

    gold, told = _some(rng, text, label, lambda t: label() if rng.random() < 0.4 else dict(t))
    return {"events": gold}, {"events": told}


def _events(rng: random.Random, text: str) -> tuple[Row, Row]:
    mention = _span(rng, text)
    told = [
        {
            **_span(rng, text),
            "type": rng.choice(PLOVER),
            "participants": [
                {"role": role, "entity": rng.choice(["e0", "e9"])}
                for role in ("agent", "recipient", "perpetrator", "victim", "instrument")
                if rng.random() < 0.5
            ],
        }
        for _ in range(rng.randint(0, 3))
    ]
    names = [{"actorText": rng.choice(["The Ministry", "Aden", "people of Aden", ""])} for _ in range(2)]
    kinds = ["ASSAULT", "AGREE", "DEMAND", "FIGHT", "DISAPPROVE", "INVESTIGATE", "PROTEST"]
    gold = {
        "event": rng.choice(kinds),
        "source": names[:1],
        "target": names[1:] if rng.random() < 0.7 else None,
    }
    return gold, {"events": told, "entities": [{"id": "e0", "type": "person", "mentions": [mention]}]}


PARTS = {
    "attribution": _attribution,
    "times": _times,
    "places": _places,
    "figures": _figures,
    "entities": _entities,
    "factuality": _factuality,
    "events": _events,
}


def _people(rng: random.Random, reports: int) -> tuple[list[Row], list[Row]]:
    gold, records = [], []
    outcomes = ["killed", "wounded", "other", "missing"]
    for n in range(reports):
        text = _text(rng)
        figures, attributions = [], []
        for _ in range(rng.randint(0, 4)):
            span, source = _span(rng, text), _span(rng, text)
            low, high = rng.choice([(20, None), (None, 500), (3, 3)])
            outcome = rng.choice(outcomes)
            named = rng.random() < 0.6
            gold.append(
                {
                    **{"id": f"r{n}", **span, "low": low, "high": high, "outcome": outcome},
                    "source_start": source["start"] if named else None,
                    "source_end": source["end"] if named else None,
                }
            )
            told = outcome if rng.random() < 0.7 else rng.choice(["casualties", "killed", None])
            figures.append(
                {
                    **_nudged(rng, span, text),
                    "low": low,
                    "high": high if rng.random() < 0.8 else 9,
                    "outcome": told,
                }
            )
            if rng.random() < 0.7:
                content = {"start": max(0, span["start"] - rng.randint(0, 9)), "end": span["end"]}
                stance = rng.choice(["assert", "agree", "believe", "decline"])
                sources = [_nudged(rng, source, text)] if rng.random() < 0.8 else []
                attributions.append({"source": sources, "content": [content], "stance": stance})
        record = {"report": {"ref": f"r{n}", "text": text}, "figures": figures, "attributions": attributions}
        if n % 5 != 4:
            records.append(record)
    return gold, records


def _happenings(rng: random.Random, reports: int) -> tuple[list[Row], list[Row]]:
    gold: list[Row] = []
    members: dict[str, list[Row]] = {}
    for n in range(reports):
        text = _text(rng)
        mentions = []
        for _ in range(rng.randint(1, 5)):
            instance = rng.choice(["i1", "i2", "i3", None])
            kind = rng.choice(["ACTION_OCCURRENCE", "NEG_ACTION_STATE", "HUMAN_PART"])
            mention = {**_span(rng, text), "type": kind} | ({"instance": instance} if instance else {})
            mentions.append(mention)
            if rng.random() < 0.8:
                where = {"ref": f"r{n}", **_nudged(rng, mention, text)}
                members.setdefault(instance or f"lone{n}" if rng.random() < 0.8 else "i1", []).append(where)
        gold.append({"id": f"r{n}", "topic": str(n % 2), "text": text, "mentions": mentions})
    return gold, [{"id": key, "members": found} for key, found in members.items()]


def gold_and_records(layer: str, rng: random.Random, reports: int) -> tuple[list[Row], list[Row]]:
    """Gold rows and records of one layer; every fifth record is missing and every sixth is empty."""
    if layer == "people-figures":
        return _people(rng, reports)
    if layer == "happenings":
        return _happenings(rng, reports)
    gold, records = [], []
    for n in range(reports):
        text = _text(rng)
        wanted, told = PARTS[layer](rng, text)
        ref = f"r{n}"
        gold.append({"id": ref, "text": text, **wanted})
        if n % 5 != 4:
            records.append({"report": {"ref": ref, "text": text}, **({} if n % 6 == 5 else told)})
    return gold, records
