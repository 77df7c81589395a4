"""What a person needs to see of each claim, in plain words; the text view and the page both show this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hearsay.export.phrases import (
    chain_phrase,
    figure_phrase,
    inner_phrase,
    odds,
    one_line,
    place_phrase,
    said_phrase,
    time_phrase,
    worded,
)
from hearsay.export.segments import Mark
from hearsay.record import Attribution, Claim, Entity, Event, Figure, Participant, Place, Record, Time

_EITHER_SIDE = 45
"""Characters shown on each side of what a repeated claim says happened."""


@dataclass(frozen=True)
class Deed:
    """A piece of "who did what": words of the text, whether the trigger, whether a gap precedes them."""

    words: str
    trigger: bool
    gap: bool
    note: str = ""


@dataclass(frozen=True)
class Repeat:
    """Another place that makes the same claim."""

    words: str
    where: str
    """``headline`` and the like, empty in the story itself."""


@dataclass(frozen=True)
class Summary:
    """One claim in plain words. ``number`` counts a report's claims in the order of the text, from 1."""

    number: int
    claim: Claim
    event: Event
    chain: tuple[Attribution, ...]
    who: str
    within: str
    """The links of the chain inside its outermost one, for a list grouped by that; else empty."""
    deed: tuple[Deed, ...]
    parties: tuple[tuple[str, str], ...]
    """Who takes part, by role, without those that ``figures`` and ``places`` tell of."""
    kind: str
    mode: str
    figures: tuple[str, ...]
    places: tuple[str, ...]
    when: str | None
    said: str | None
    origin: str | None
    notes: tuple[str, ...]
    review: tuple[str, ...]
    part: str
    """The kind of furniture the claim stands in, empty for the story itself."""
    repeats: tuple[Repeat, ...] = ()
    repeating: tuple[Claim, ...] = field(default=(), repr=False)
    again_at: tuple[tuple[int, int], ...] = ()
    """Where the triggers of the repeats stand."""

    @property
    def certainty(self) -> str:
        """The plain word for how sure the claim is."""
        return worded("certainty", self.claim.certainty)

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What is known besides the deed, each with its name: who takes part, how many, when, where, said when."""
        rest = (("when", self.when), *(("where", place) for place in self.places), ("said", self.said),
                ("origin", self.origin), ("read rightly", self.odds))  # fmt: skip
        how_many = (("how many", figure) for figure in self.figures)
        return (*self.parties, *how_many, *((name, value) for name, value in rest if value))

    @property
    def odds(self) -> str:
        """How likely it is read rightly, ``7 in 10``; empty if nobody has said."""
        return "" if self.claim.confidence is None else odds(self.claim.confidence)

    @property
    def unnamed(self) -> str:
        """``anonymous`` or ``collective`` if the only source of the claim is that, else empty."""
        unnamed = self.claim.origin_kind in ("anonymous", "collective") and len(self.chain) == 1
        return worded("origin", self.claim.origin_kind) if unnamed else ""

    @property
    def unknown_kind(self) -> bool:
        """Whether a person should look because nobody knows what kind of happening it is."""
        return "no_type" in self.claim.review

    @property
    def slight(self) -> bool:
        """Whether it says of an unknown kind of happening neither how many nor when nor where, and nobody denies it."""
        told = self.figures or self.when or self.places or self.repeats
        asked = set(self.claim.review) - {"no_type", "low_confidence"}
        return (
            self.unknown_kind and not told and not asked and not any(a.stance == "deny" for a in self.chain)
        )

    @property
    def trigger(self) -> str:
        """The words that say what happened, without those around them."""
        return one_line(self.event.words)

    @property
    def what(self) -> str:
        """Who did what to whom as one line, in the words and the order of the text."""
        line = ""
        for deed in self.deed:
            line += ("" if not line else " … " if deed.gap else " ") + deed.words
            line += f" ({deed.note})" if deed.note else ""
        return line


class Layers:
    """The record's objects by their ids."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text or ""
        self.entities: Mapping[str, Entity] = {item.id: item for item in record.entities}
        self.times: Mapping[str, Time] = {item.id: item for item in record.times}
        self.places: Mapping[str, Place] = {item.id: item for item in record.places}
        self.figures: Mapping[str, Figure] = {item.id: item for item in record.figures}
        self.attributions: Mapping[str, Attribution] = {item.id: item for item in record.attributions}
        self.events: Mapping[str, Event] = {item.id: item for item in record.events}

    def chain(self, claim: Claim) -> tuple[Attribution, ...]:
        """The claim's attributions, innermost first."""
        return tuple(self.attributions[id_] for id_ in claim.attributions)

    def figures_of(self, claim: Claim) -> list[Figure]:
        """The claim's figures in the order of the text."""
        return sorted((self.figures[id_] for id_ in claim.figures), key=lambda f: (f.start, f.end))

    def places_of(self, claim: Claim) -> list[Place]:
        """Where the claim's event happened, in the order of the text."""
        where = self.events[claim.event].where
        return sorted((self.places[id_] for id_ in where), key=lambda p: (p.start, p.end))

    def part_at(self, start: int) -> str:
        """The kind of furniture at ``start``, empty in the story."""
        return next((f.kind for f in self.record.report.furniture if f.start <= start < f.end), "")

    def sentence_at(self, start: int) -> tuple[int, int]:
        """The sentence around ``start``, else the line."""
        for first, last in self.record.report.sentences:
            if first <= start < last:
                return first, last
        line_end = self.text.find("\n", start)
        return self.text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(self.text)


def summaries(record: Record) -> tuple[Summary, ...]:
    """The record's claims in the order of the text, each repeat folded under the claim that it repeats."""
    layers = Layers(record)
    by_id = {claim.id: claim for claim in record.claims}
    repeated: dict[str, list[Claim]] = {}
    for claim in _in_order(record.claims, layers):
        if claim.repeats:
            repeated.setdefault(_first(claim, by_id).id, []).append(claim)
    firsts = [claim for claim in _in_order(record.claims, layers) if not claim.repeats]
    return tuple(
        _summary(number, claim, tuple(repeated.get(claim.id, ())), layers)
        for number, claim in enumerate(firsts, start=1)
    )


def evidence(record: Record, listed: Iterable[Summary]) -> tuple[Mark, ...]:
    """Every mark that the layers make in the text, with the numbers of the claims that rest on it."""
    layers = Layers(record)
    claims: dict[tuple[int, int, str], set[int]] = {}

    def mark(spans: Iterable[tuple[int, int]], role: str, number: int | None = None) -> None:
        for start, end in spans:
            claims.setdefault((start, end, role), set()).update(() if number is None else (number,))

    for attribution in record.attributions:
        for role, spans in _roles(attribution):
            mark(spans, role)
    for layer, role in ((record.figures, "figure"), (record.times, "time"), (record.places, "place")):
        mark(((item.start, item.end) for item in layer), role)
    for summary in listed:
        for claim in (summary.claim, *summary.repeating):
            for role, spans in _evidence_of(claim, layers):
                mark(spans, role, summary.number)
    return tuple(Mark(start, end, role, tuple(sorted(who))) for (start, end, role), who in claims.items())


def _in_order(claims: Iterable[Claim], layers: Layers) -> list[Claim]:
    return sorted(
        claims, key=lambda claim: (layers.events[claim.event].start, claim.start, claim.end, claim.id)
    )


def _first(claim: Claim, by_id: Mapping[str, Claim]) -> Claim:
    while claim.repeats:  # ends: a record whose repeats lead back to themselves cannot be built
        claim = by_id[claim.repeats]
    return claim


def _summary(number: int, claim: Claim, repeating: tuple[Claim, ...], layers: Layers) -> Summary:
    event, chain = layers.events[claim.event], layers.chain(claim)
    published = layers.record.report.published
    when = layers.times.get(event.when or "")
    said = layers.times.get(chain[-1].said or "") if chain else None
    return Summary(
        number=number,
        claim=claim,
        event=event,
        chain=chain,
        who=chain_phrase(chain, layers.entities) if chain else own_voice(claim, layers),
        within=" › ".join(inner_phrase(link, layers.entities) for link in reversed(chain[:-1])),
        deed=_deed(claim, event, layers),
        parties=tuple((actor.role, _party(actor, layers)) for actor in _actors(claim, event, layers)),
        kind=event.type.lower() if event.type else "",
        mode=event.mode or "",
        figures=tuple(figure_phrase(figure, claim.certainty) for figure in layers.figures_of(claim)),
        places=tuple(dict.fromkeys(place_phrase(place) for place in layers.places_of(claim))),
        when=time_phrase(when, published) if when else None,
        said=time_phrase(said, published) if said else None,
        origin=_origin(claim, chain, layers),
        notes=_notes(claim, event),
        review=tuple(worded("review", code) for code in claim.review),
        part=layers.part_at(event.start),
        repeats=tuple(_repeat(repeat, layers) for repeat in repeating),
        repeating=repeating,
        again_at=tuple((e.start, e.end) for e in (layers.events[repeat.event] for repeat in repeating)),
    )


def own_voice(claim: Claim, layers: Layers) -> str:
    """Who speaks where no source does: the headline, a caption, the publisher, the report."""
    part = layers.part_at(layers.events[claim.event].start)
    if part:
        return f"the {worded('furniture', part)}"
    return f"{one_line(layers.record.report.publisher or 'the report')}, in its own voice"


def outer_voice(summary: Summary, layers: Layers) -> str:
    """The outermost speaker alone, under whom a list groups its claims."""
    return (
        said_phrase(summary.chain[-1], layers.entities) if summary.chain else own_voice(summary.claim, layers)
    )


def passage(summary: Summary, layers: Layers) -> tuple[int, int]:
    """The words to quote: what the outermost source says in the sentence of the event, else that sentence."""
    event = summary.event
    start, end = layers.sentence_at(event.start)
    for span in summary.chain[-1].content if summary.chain else ():
        if span.start <= event.start and event.end <= span.end:
            return max(start, span.start), min(end, span.end)
    return start, max(end, event.end)


def _actors(claim: Claim, event: Event, layers: Layers) -> list[Participant]:
    """Participants that the figures and places of the claim do not tell of already."""
    told = [(item.start, item.end) for item in (*layers.figures_of(claim), *layers.places_of(claim))]
    told += [(f.counted.start, f.counted.end) for f in layers.figures_of(claim) if f.counted]
    return [
        actor
        for actor in event.participants
        if not any(start < actor.end and actor.start < end for start, end in told)
    ]


def _deed(claim: Claim, event: Event, layers: Layers) -> tuple[Deed, ...]:
    """Participants and trigger in the order of the text."""
    parts: list[tuple[int, int, str, bool, str]] = [(event.start, event.end, event.words, True, "")]
    for actor in _actors(claim, event, layers):
        parts.append((actor.start, actor.end, _actor(actor, layers), False, _standing(actor)))
    deed: list[Deed] = []
    reached = -1
    for start, end, words, trigger, note in sorted(parts, key=lambda part: (part[0], -part[1], not part[3])):
        if start < reached:
            continue
        gap = reached >= 0 and bool(layers.text[reached:start].strip())
        deed.append(Deed(clipped(one_line(words)), trigger, gap, note))
        reached = end
    return tuple(deed)


def _actor(actor: Participant, layers: Layers) -> str:
    entity = layers.entities.get(actor.entity or "")
    words = one_line(actor.words)
    mention = (
        next((m for m in entity.mentions if (m.start, m.end) == (actor.start, actor.end)), None)
        if entity
        else None
    )
    if entity and mention and mention.kind == "pronoun":
        return f"{words} ({one_line(entity.name)})" if entity.name.lower() != words.lower() else words
    return words


def _party(actor: Participant, layers: Layers) -> str:
    note = _standing(actor)
    return clipped(_actor(actor, layers)) + (f" ({note})" if note else "")


def _standing(actor: Participant) -> str:
    return "" if actor.standing == "stated" else worded("standing", actor.standing)


def clipped(words: str, most: int = 60) -> str:
    """``words``, cut at a space with an ellipsis if they are longer than ``most`` characters."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _origin(claim: Claim, chain: tuple[Attribution, ...], layers: Layers) -> str | None:
    """Whose word it rests on, where several could be meant; and that nobody stands for it by name."""
    kind = worded("origin", claim.origin_kind) if claim.origin_kind in ("anonymous", "collective") else None
    entity = layers.entities.get(claim.origin or "")
    if entity is None or sum(1 for link in chain if link.source) < 2:
        return kind
    return one_line(entity.name) + (f" ({kind})" if kind else "")


def _notes(claim: Claim, event: Event) -> tuple[str, ...]:
    return ("did not happen",) if event.polarity == "NEG" and claim.certainty != "denied" else ()


def _repeat(claim: Claim, layers: Layers) -> Repeat:
    event = layers.events[claim.event]
    part = layers.part_at(event.start)
    low, high = layers.sentence_at(event.start)
    start = max(low, event.start - _EITHER_SIDE)
    start = start if start == low else layers.text.find(" ", start, event.start) + 1 or event.start
    end = min(high, event.end + _EITHER_SIDE)
    end = end if end == high else max(layers.text.rfind(" ", event.end, end), event.end)
    words = one_line(layers.text[start:end])
    words = ("… " if start > low else "") + words + (" …" if end < high else "")
    return Repeat(words, worded("furniture", part) if part else "")


def _roles(attribution: Attribution) -> Iterable[tuple[str, list[tuple[int, int]]]]:
    for role in ("content", "source", "cue"):
        yield role, [(span.start, span.end) for span in getattr(attribution, role)]


def _evidence_of(claim: Claim, layers: Layers) -> Iterable[tuple[str, list[tuple[int, int]]]]:
    event, chain = layers.events[claim.event], layers.chain(claim)
    yield "trigger", [(event.start, event.end)]
    yield "actor", [(actor.start, actor.end) for actor in event.participants]
    for figure in layers.figures_of(claim):
        yield "figure", [(span.start, span.end) for span in (figure, figure.counted) if span]
    yield "place", [(place.start, place.end) for place in layers.places_of(claim)]
    times = (layers.times.get(id_ or "") for id_ in (event.when, *(link.said for link in chain)))
    yield "time", [(time.start, time.end) for time in times if time]
    for attribution in chain:
        yield from _roles(attribution)
