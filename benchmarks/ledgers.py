"""Made-up ledgers of any size: invented reports with their records and bytes, and which claims tell of which incident.

Towns are real, so that distances mean something; everything that happens in them is invented. The same seed gives the
same reports, and the first thousand of a ledger are the same whatever its size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hearsay.record import (
    Attribution,
    Claim,
    Entity,
    Event,
    Figure,
    Mention,
    Participant,
    Place,
    Record,
    Report,
    Span,
    Time,
)

TOWNS = (
    ("Gao", "ML", 16.27, -0.04), ("Ménaka", "ML", 15.92, 2.40), ("Kidal", "ML", 18.44, 1.41),
    ("Mopti", "ML", 14.48, -4.18), ("Malakal", "SS", 9.53, 31.66), ("Bentiu", "SS", 9.26, 29.80),
    ("Bor", "SS", 6.21, 31.56), ("Yei", "SS", 4.09, 30.68), ("Goma", "CD", -1.68, 29.22),
    ("Beni", "CD", 0.49, 29.47), ("Bunia", "CD", 1.57, 30.25), ("Kalemie", "CD", -5.95, 29.19),
    ("Maiduguri", "NG", 11.85, 13.16), ("Jos", "NG", 9.92, 8.89), ("Kaduna", "NG", 10.52, 7.44),
    ("Zaria", "NG", 11.11, 7.72), ("Idlib", "SY", 35.93, 36.63), ("Homs", "SY", 34.73, 36.71),
    ("Raqqa", "SY", 35.95, 39.01), ("Dara", "SY", 32.62, 36.11), ("Taiz", "YE", 13.58, 44.02),
    ("Marib", "YE", 15.46, 45.33), ("Sada", "YE", 16.94, 43.76), ("Aden", "YE", 12.78, 45.02),
    ("Quetta", "PK", 30.18, 67.00), ("Peshawar", "PK", 34.01, 71.58), ("Kunduz", "AF", 36.73, 68.86),
    ("Herat", "AF", 34.35, 62.20), ("Sittwe", "MM", 20.15, 92.90), ("Loikaw", "MM", 19.67, 97.21),
    ("Cali", "CO", 3.44, -76.52), ("Tumaco", "CO", 1.79, -78.79),
)  # fmt: skip
PAPERS = tuple(
    f"{first} {second}"
    for first in ("Eastern", "Northern", "Coastal", "River", "Highland", "Harbour", "Plains", "Delta", "Savanna", "Border")
    for second in ("Courier", "Post", "Herald", "Times", "Wire", "Dispatch")
)  # fmt: skip
SOURCES = (
    ("the health ministry", "government", "named"), ("the army", "military", "named"),
    ("the governor", "government", "role"), ("a doctor", "medical", "role"),
    ("residents", "civilian", "collective"), ("the Red Cross", "ngo", "named"),
    ("the police", "police", "named"), ("two officials", "government", "anonymous"),
    ("the United Nations", "igo", "named"),
)  # fmt: skip
SIDES = (
    "Northern Front",
    "Free Valley Army",
    "Lion Brigade",
    "National Guard",
    "Southern Column",
    "River Militia",
)
DEEDS = (("attack", "attacked", None), ("shelling", "shelled", "heavy-weapons"), ("raid", "raided", None))
_DAY_ONE = date(2023, 1, 1)
_NUMBERS_OF = (("killed", 12), ("wounded", 30), ("displaced", 900))
_TELLINGS = 5
"""Reports that tell of one incident, on average."""
_PER_REPORT = 3
"""Incidents that one report tells of."""


@dataclass(frozen=True)
class Incident:
    """What is to be told: where, when, who did it, how many were hurt."""

    number: int
    town: tuple[str, str, float, float]
    day: date
    side: str
    deed: tuple[str, str, str | None]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Made:
    """One made-up report with its bytes; ``incidents`` says which incident each claim is of, by the claim's id."""

    record: Record
    raw: bytes
    incidents: dict[str, int] = field(default_factory=dict)


def made_reports(count: int, *, seed: int = 1) -> Iterator[Made]:
    """``count`` reports with some sixteen claims each, in the order of publication; one in twelve reprints another."""
    earlier: list[Made] = []
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        if earlier and chance.random() < 1 / 12:
            copied = chance.choice(earlier)
            yield reprint(copied, chance.choice(PAPERS), number)
            continue
        one = made_report(number, chance, seed)
        earlier = [*earlier[-40:], one]
        yield one


def made_claims(count: int, *, seed: int = 1) -> Iterator[Made]:
    """Reports until there are ``count`` claims or a few more."""
    had, number = 0, 0
    for one in made_reports(count, seed=seed):
        yield one
        had, number = had + len(one.record.claims), number + 1
        if had >= count:
            return


def incident(number: int, seed: int) -> Incident:
    """The incident of a number; neighbours in number are neighbours in time."""
    chance = random.Random(f"{seed} incident {number}")
    return Incident(
        number,
        chance.choice(TOWNS),
        _DAY_ONE + timedelta(days=number // 12),
        chance.choice(SIDES),
        chance.choice(DEEDS),
        tuple(1 + int(chance.expovariate(1 / mean)) for _, mean in _NUMBERS_OF),
    )


def made_report(number: int, chance: random.Random, seed: int) -> Made:
    """One report on some incidents of its days."""
    middle = number * _PER_REPORT // _TELLINGS
    chosen = sorted({max(0, middle - chance.randrange(24)) for _ in range(_PER_REPORT)})
    told = [incident(one, seed) for one in chosen]
    published = max(one.day for one in told) + timedelta(days=chance.randrange(1, 3))
    paper = chance.choice(PAPERS)
    writing = _Writing(chance)
    for one in told:
        writing.incident(one)
    text = writing.text()
    raw = text.encode("utf-8")
    report = Report.of(
        ref=f"made/{number:06}.txt",
        raw=raw,
        text=text,
        title=f"{told[-1].deed[0].capitalize()} on {told[-1].town[0]}",
        publisher=paper,
        url=f"https://{paper.lower().replace(' ', '-')}.example/{number:06}",
        language="en",
        published=published.isoformat(),
        published_basis="given",
        body=(0, len(text)),
        sentences=tuple(writing.sentences),
    )
    record, incidents = _Reading(text, report, writing.plans).record()
    return Made(record, raw, incidents)


def reprint(original: Made, carrier: str, number: int) -> Made:
    """The same text on another's page."""
    report = original.record.report
    copy = Report.of(
        ref=f"made/{number:06}.txt", raw=original.raw, text=report.text, title=report.title, publisher=report.publisher,
        carrier=carrier, url=f"https://{carrier.lower().replace(' ', '-')}.example/{number:06}", language="en",
        published=report.published, published_basis="given", body=report.body, sentences=report.sentences,
    )  # fmt: skip
    return Made(original.record.replace(report=copy), original.raw, original.incidents)


@dataclass
class _Plan:
    """What a sentence says, by the places of its words."""

    of: Incident
    type: str | None
    mode: str | None
    at: dict[str, tuple[int, int]]
    source: tuple[str, str, str] | None = None
    outcome: str | None = None
    number: int | None = None
    bound: str = "exact"
    certainty: str = "asserted"


class _Writing:
    """Sentences one after the other, with what each says and where."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.parts: list[str] = []
        self.length = 0
        self.sentences: list[tuple[int, int]] = []
        self.plans: list[_Plan] = []

    def text(self) -> str:
        return "".join(self.parts)

    def incident(self, one: Incident) -> None:
        town, deed = one.town[0], one.deed
        when = f"{one.day.day} {one.day:%B %Y}"
        self.sentence(_Plan(one, "ASSAULT", deed[2], {}), "The ", ("actor", one.side), " ", ("trigger", deed[1]), " ",
                      ("place", town), " on ", ("time", when), ". ")  # fmt: skip
        for (outcome, _), true in zip(_NUMBERS_OF, one.counts, strict=True):
            source = self.chance.choice(SOURCES)
            number = max(1, round(true * self.chance.choice((0.5, 0.9, 1, 1, 1, 1.1, 1.5))))
            bound = self.chance.choice(("exact", "exact", "at_least"))
            figure = f"at least {number:,}" if bound == "at_least" else f"{number:,}"
            self.sentence(
                _Plan(one, "CASUALTY", None, {}, source, outcome, number, bound),
                ("source", source[0][0].upper() + source[0][1:]), " ", ("cue", "said"), " ", ("content", ""),
                ("figure", figure), " people were ", ("trigger", outcome), " in ", ("place", town), " on ", ("time", when),
                (".", "end"),
            )  # fmt: skip
        if self.chance.random() < 0.4:
            self.sentence(_Plan(one, "ASSAULT", deed[2], {}, (f"the {one.side}", "rebel", "named"), certainty="denied"),
                          ("source", f"The {one.side}"), " ", ("cue", "denied"), " ", ("content", ""), "having ",
                          ("trigger", deed[1]), " ", ("place", town), (".", "end"))  # fmt: skip

    def sentence(self, plan: _Plan, *pieces: str | tuple[str, str]) -> None:
        start, content = self.length, None
        for piece in pieces:
            words = piece if isinstance(piece, str) else piece[1]
            if isinstance(piece, tuple):
                if piece[1] == "end":
                    words = ". "
                    if content is not None:
                        plan.at["content"] = (content, self.length)
                elif piece[0] == "content":
                    content = self.length
                else:
                    plan.at[piece[0]] = (self.length, self.length + len(words))
            self.parts.append(words)
            self.length += len(words)
        self.sentences.append((start, self.length - 1))
        self.plans.append(plan)


class _Reading:
    """The record of what was written, made as a reader makes it."""

    def __init__(self, text: str, report: Report, plans: list[_Plan]) -> None:
        self.text, self.report, self.plans = text, report, plans
        self.named: dict[str, list[tuple[int, int]]] = {}
        self.layers: dict[str, list[Any]] = {
            name: [] for name in ("times", "places", "figures", "attributions", "events", "claims")
        }

    def record(self) -> tuple[Record, dict[str, int]]:
        for plan in self.plans:
            for role in ("actor", "source"):
                if role in plan.at:
                    self.named.setdefault(self.name(plan, role), []).append(plan.at[role])
        sides = {plan.of.side for plan in self.plans}
        kinds = {f"the {side}": "rebel" for side in sides} | {source[0]: source[1] for source in SOURCES}
        entities = {
            name: Entity.of(
                name=name.removeprefix("the ") if name.removeprefix("the ") in sides else name,
                type="organisation",
                kind=kinds[name],
                mentions=[Mention.at(self.text, *place, kind="name") for place in places],
            )
            for name, places in self.named.items()
        }
        incidents = {self.claim(plan, entities).id: plan.of.number for plan in self.plans}
        layers: dict[str, Any] = {name: tuple(parts) for name, parts in self.layers.items()}
        return Record(report=self.report, entities=tuple(entities.values()), **layers), incidents

    def name(self, plan: _Plan, role: str) -> str:
        return f"the {plan.of.side}" if role == "actor" or plan.source is None else plan.source[0]

    def claim(self, plan: _Plan, entities: dict[str, Entity]) -> Claim:
        at, keep, one = plan.at, self.layers, plan.of
        place = Place.at(self.text, *at["place"], name=one.town[0], country=one.town[1], lat=one.town[2], lon=one.town[3],
                         level=2, radius_km=5, gazetteer_id=f"made:{one.town[0]}")  # fmt: skip
        keep["places"].append(place)
        when = figure = None
        if "time" in at:
            day = one.day.isoformat()
            when = Time.at(self.text, *at["time"], type="DATE", value=day, earliest=day, latest=day, edtf=day)
            keep["times"].append(when)
        if "figure" in at:
            end = at["figure"][1] + 1
            figure = Figure.at(
                self.text, *at["figure"], value_low=plan.number, value_high=plan.number, bound=plan.bound, low=plan.number,
                high=None if plan.bound == "at_least" else plan.number, outcome=plan.outcome,
                counted=Span.at(self.text, end, end + len("people")),
            )  # fmt: skip
            keep["figures"].append(figure)
        doer = entities.get(f"the {one.side}")
        participants = []
        if "actor" in at and doer is not None:
            participants.append(Participant.at(self.text, *at["actor"], role="perpetrator", entity=doer.id))
        event = Event.at(
            self.text, *at["trigger"], type=plan.type, mode=plan.mode, certainty="CERTAIN",
            polarity="NEG" if plan.certainty == "denied" else "POS", time="NON_FUTURE", participants=participants,
            when=when.id if when else None, where=[place.id], figures=[figure.id] if figure else [],
        )  # fmt: skip
        keep["events"].append(event)
        chain: list[Attribution] = []
        source = plan.source
        if source is not None and "source" in at:
            said = Attribution.of(
                **{role: [Span.at(self.text, *at[role])] for role in ("source", "cue", "content")},
                voice="indirect", stance="deny" if plan.certainty == "denied" else "assert",
                source_entity=entities[source[0]].id,
            )  # fmt: skip
            keep["attributions"].append(said)
            chain.append(said)
        first = min(place[0] for role, place in at.items() if role not in ("source", "cue"))
        last = max(place[1] for place in at.values())
        claim = Claim.of(
            event=event, attributions=chain, origin_kind=source[2] if source else "publisher", certainty=plan.certainty,
            origin=chain[0].source_entity if chain and source and source[2] in ("named", "role") else None,
            start=first, end=last, confidence=0.8,
        )  # fmt: skip
        keep["claims"].append(claim)
        return claim
