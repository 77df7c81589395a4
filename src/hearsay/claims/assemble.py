"""Events, figures and attributions to claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from hearsay.claims.certainty import claim_certainty, weaker
from hearsay.claims.confidence import Confidence, shipped
from hearsay.claims.corrections import superseded_figures
from hearsay.claims.origin import origin_of
from hearsay.claims.repeats import first_tellings
from hearsay.claims.review import reasons, with_reason
from hearsay.claims.signs import Known, Surroundings, claim_signs
from hearsay.record import Attribution, Claim, Entity, Event, Figure, Place, Record, Time


@dataclass(frozen=True)
class Material:
    """A record's layers by id."""

    record: Record
    events: dict[str, Event] = field(init=False)
    attributions: dict[str, Attribution] = field(init=False)
    figures: dict[str, Figure] = field(init=False)
    times: dict[str, Time] = field(init=False)
    places: dict[str, Place] = field(init=False)
    entities: dict[str, Entity] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("events", "attributions", "figures", "times", "places", "entities"):
            object.__setattr__(self, name, {item.id: item for item in getattr(self.record, name)})

    def places_of(self, event: Event) -> list[Place]:
        """Where an event is told to be."""
        return [place for id_ in event.where if (place := self.places.get(id_))]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds a position, else that position alone."""
        sentences = self.record.report.sentences
        found = bisect_right(sentences, at, key=lambda one: one[0]) - 1
        return sentences[found] if found >= 0 and at < sentences[found][1] else (at, at + 1)

    def in_headline(self, at: int) -> bool:
        """Whether a position lies in the headline."""
        return any(
            piece.kind == "headline" and piece.start <= at < piece.end
            for piece in self.record.report.furniture
        )


def make_claims(
    record: Record, known: Known | None = None, *, rule: Confidence | None = None
) -> tuple[Claim, ...]:
    """The claims of a record that has every layer but these, in the order of the text.

    ``known``: what the layers know of how sure their answers are, by id; ``rule``: what makes a confidence of it,
    by default the one that ships.
    """
    rule = rule or shipped()
    claims = unsure_claims(record)
    signs = signs_of(record, claims, known or {})
    return tuple(_judged(claim, rule.probability(signs[claim.id]), rule.review_below) for claim in claims)


def signs_of(record: Record, claims: Sequence[Claim], known: Known) -> dict[str, dict[str, float]]:
    """Claim id -> sign -> value: what the confidence of each claim is made of."""
    material, around = Material(record), Surroundings(record)
    return {
        claim.id: claim_signs(
            claim,
            material.events[claim.event],
            [material.attributions[id_] for id_ in claim.attributions],
            [material.figures[id_] for id_ in claim.figures],
            around,
            known,
        )
        for claim in claims
    }


def _judged(claim: Claim, confidence: float, review_below: float) -> Claim:
    why = with_reason(claim.review, "low_confidence") if confidence < review_below else claim.review
    return claim.replace(confidence=confidence, review=why)


def unsure_claims(record: Record) -> tuple[Claim, ...]:
    """The claims without their confidence."""
    material = Material(record)
    around = Around(record.attributions)
    chains = {event.id: around.chain_of(event) for event in record.events}
    repeated = first_tellings(record, chains, material.in_headline)
    for event in record.events:
        if material.in_headline(event.start) and event.id in repeated:
            chains[event.id] = chains[repeated[event.id]]
    superseded = superseded_figures(record)
    claims = {event.id: _claim(material, event, chains[event.id], superseded) for event in record.events}
    linked = _linked(claims, repeated, material)
    return tuple(sorted(linked, key=lambda claim: (claim.start, claim.end, claim.id)))


def settle_figures(figures: Sequence[Figure], claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """The figures with the certainty of the claims that carry them: 400 workers agreed to be sent are planned."""
    carrying: dict[str, list[Claim]] = {}
    for claim in claims:
        for figure in claim.figures:
            carrying.setdefault(figure, []).append(claim)
    return tuple(_settled(figure, carrying.get(figure.id, [])) for figure in figures)


def _settled(figure: Figure, claims: Sequence[Claim]) -> Figure:
    carried = [claim.certainty for claim in claims]
    if figure.high == 0:  # "nobody was hurt" denies that somebody was, and asserts that it was none
        carried = [certainty for certainty in carried if certainty != "denied"]
    certainty = weaker(figure.certainty, *carried)
    if certainty == figure.certainty:
        return figure
    ids = tuple(claim.id for claim in claims)
    return figure.replace(certainty=certainty, because={**figure.because, "certainty": ids})


class Around:
    """The contents of some attributions in the order of the text, in which those around a place are found quickly."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._spans = sorted(
            (
                (span.start, span.end, number)
                for number, item in enumerate(attributions)
                for span in item.content
            ),
        )
        self._attributions = attributions
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def chain_of(self, event: Event) -> tuple[Attribution, ...]:
        """The attributions whose content holds the event's trigger, innermost first.

        One that the event itself is the cue of stands around it only if it is nested in another: who accuses
        does not vouch for the accusing.
        """
        first = bisect_left(self._spans, (event.end - self._longest,))
        last = bisect_left(self._spans, (event.start + 1,))
        holding = {number for _, end, number in self._spans[first:last] if event.end <= end}
        return tuple(
            sorted(
                (self._attributions[number] for number in holding), key=lambda item: (_length(item), item.id)
            )
        )


def _length(attribution: Attribution) -> int:
    """Characters of the whole content; an inner attribution's is shorter than the one it stands in."""
    return sum(span.end - span.start for span in attribution.content)


def _claim(
    material: Material, event: Event, chain: Sequence[Attribution], superseded: Collection[str]
) -> Claim:
    origin, kind, basis = origin_of(chain, material.entities)
    start, end = _extent(material, event)
    figures = [material.figures[figure] for figure in event.figures]
    why = list(
        reasons(
            event,
            chain,
            kind,
            when=material.times.get(event.when or ""),
            where=material.places_of(event),
            figures=figures,
        )
    )
    if any(figure.id in superseded for figure in figures):
        why.append("superseded")
    because = {"origin": (basis.id,)} if basis and origin else {}
    return Claim.of(
        event=event,
        attributions=chain,
        origin=origin,
        origin_kind=kind,
        start=start,
        end=end,
        certainty=claim_certainty(event, chain),
        review=tuple(why),
        because=because,
    )


def _extent(material: Material, event: Event) -> tuple[int, int]:
    """From the first to the last word that the claim is made of, within the trigger's sentence."""
    parts = [(event.start, event.end), *((item.start, item.end) for item in event.participants)]
    when = material.times.get(event.when or "")
    parts += [(when.start, when.end)] if when else []
    parts += [(place.start, place.end) for place in material.places_of(event)]
    parts += [(figure.start, figure.end) for id_ in event.figures if (figure := material.figures.get(id_))]
    first, last = material.sentence(event.start)
    inside = [(a, b) for a, b in parts if first <= a and b <= last] or [(event.start, event.end)]
    return min(a for a, _ in inside), max(b for _, b in inside)


def _linked(claims: dict[str, Claim], repeated: dict[str, str], material: Material) -> Iterator[Claim]:
    """Claims with what they repeat; a headline that repeats nothing is marked."""
    for event, claim in claims.items():
        if event in repeated:
            yield claim.replace(repeats=claims[repeated[event]].id)
        elif material.in_headline(material.events[event].start):
            yield claim.replace(review=(*claim.review, "headline"))
        else:
            yield claim
