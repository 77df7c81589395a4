"""From the claims of one incident to the incident as it is shown and exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from hearsay.link.contradictions import contradictions
from hearsay.link.estimates import Corroboration, Told, estimates, standing
from hearsay.link.estimates.entry import in_order
from hearsay.link.estimates.populations import population_of
from hearsay.link.incident_setting import sites_of, when_of
from hearsay.record import Entity, Figure
from hearsay.record.basis import entry_of
from hearsay.record.codes import EventType
from hearsay.record.estimate import Policy
from hearsay.record.incident import (
    Actor,
    Carried,
    Happening,
    Incident,
    Interval,
    Marked,
    Member,
    Numbered,
    Quote,
    Site,
)
from hearsay.record.lineage import Edge, Origin

_Code = TypeVar("_Code", bound=str)

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PEOPLE = [
    [word] for word in ("fighters", "soldiers", "troops", "forces", "gunmen", "militants", "police", "guards")
]
_HAPPENED = frozenset({"asserted", "probable", "possible"})
_DEED = {
    "ASSAULT": "Attack", "CASUALTY": "Casualties", "PROTEST": "Protest", "COERCE": "Repression", "MOBILIZE": "Mobilisation",
    "AID": "Aid", "AGREE": "Agreement", "CONSULT": "Meeting", "DEPLOY": "Deployment", "RETREAT": "Withdrawal",
    "SANCTION": "Sanction", "THREATEN": "Threat", "HONOUR": "Honour",
}  # fmt: skip
"""Nouns for titles, the type that names an incident best first."""


def incident(
    id: str,
    claims: Sequence[Told],
    *,
    origins: Mapping[str, Origin] | None = None,
    title: str | None = None,
    edges: Sequence[Edge] = (),
    policies: Sequence[Policy] = ("ucdp", "acled", "range"),
    corroboration: Corroboration | None = None,
) -> Incident:
    """The incident that ``claims`` make.

    ``origins`` are those of the claims by their keys, else the words of the sources are taken; ``edges`` are the
    lineage between its reports; ``title`` stands for one made of what, where and when. Raises ``E-RECORD-SHAPE``
    if the parts do not hold together.
    """
    told = in_order({one.key: one for one in claims}.values())
    true = [one for one in told if one.claim.certainty in _HAPPENED and one.decision != "rejected"]
    when = when_of(true)
    span = (when.earliest, when.latest)
    sites = sites_of(true)
    stands = standing(told, span)
    types: tuple[EventType, ...] = _common(one.event.type for one in true)
    return Incident(
        id=id,
        title=title or _title(types, sites, when),
        types=tuple(code for code in types if code != "STATEMENT"),
        modes=_common(one.event.mode for one in true),
        when=when,
        sites=sites,
        actors=_actors(true),
        happenings=_happenings(told),
        reports=_reports(told),
        origins=_origins(told, origins or {}),
        quotes=tuple(_quote(one) for one in told),
        estimates=tuple(estimates(told, policy, span, corroboration, stands) for policy in policies),
        contradictions=contradictions(told, span, stands),
        edges=tuple(edges),
    )


def _common(codes: Iterable[_Code | None]) -> tuple[_Code, ...]:
    """Each once, the most frequent first."""
    counted = Counter(code for code in codes if code is not None)
    return tuple(sorted(counted, key=lambda code: (-counted[code], code)))


def _title(types: Sequence[str], sites: Sequence[Site], when: Interval) -> str:
    deed = next((_DEED[code] for code in _DEED if code in types), "Incident")
    where = f" in {sites[0].name}" if sites else ""
    if when.earliest is None:
        return f"{deed}{where}"
    first, last = _day(when.earliest), _day(when.latest or when.earliest)
    return f"{deed}{where}, {first if first == last else f'{first} to {last}'}"


def _day(date: str) -> str:
    """``15 March 2025``."""
    return f"{int(date[8:10])} {_MONTHS[int(date[5:7])]} {date[:4]}"


def _actors(told: Sequence[Told]) -> tuple[Actor, ...]:
    found: dict[str, list[tuple[Told, Entity, str, str]]] = {}
    for one in told:
        for actor in one.event.participants:
            entity = one.layers.entities.get(actor.entity or "")
            owner = _whose(one, entity) if entity is not None else None
            if owner is not None:
                key = one.actors.get(owner.id) or f"{one.family} {owner.name.casefold()}"
                found.setdefault(key, []).append((one, owner, actor.role, actor.standing))
            elif entity is not None and any(mention.kind != "pronoun" for mention in entity.mentions):
                key = one.actor(actor) or f"{one.family} {entity.name.casefold()}"
                found.setdefault(key, []).append((one, entity, actor.role, actor.standing))
    return tuple(_actor(key, rows) for key, rows in sorted(found.items()))


def _whose(one: Told, entity: Entity) -> Entity | None:
    """The body whose people are described as "its fighters" and nothing else: what they do it does."""
    first = entity.mentions[0]
    if (
        any(mention.kind == "name" for mention in entity.mentions)
        or first.words.lower().split()[1:] not in _PEOPLE
    ):
        return None
    owners = (
        other
        for other in one.layers.entities.values()
        if other.type in ("organisation", "group")
        and any(m.start == first.start and m.kind == "pronoun" for m in other.mentions)
    )
    owner = next((other for other in owners if other is not entity), None)
    return owner.replace(kind=entity.kind) if owner is not None and entity.kind else owner


def _actor(key: str, rows: Sequence[tuple[Told, Entity, str, str]]) -> Actor:
    entities = [entity for _, entity, _, _ in rows]
    best = max(entities, key=lambda e: (any(m.kind == "name" for m in e.mentions), len(e.name), e.name))
    return Actor(
        key=key,
        name=best.name,
        named=any(mention.kind == "name" for mention in best.mentions),
        type=best.type,
        kind=next((e.kind for e in entities if e.kind), None),
        country=next((e.country for e in entities if e.country), None),
        part=tuple(dict.fromkeys((role, standing, one.event.type) for one, _, role, standing in rows)),  # type: ignore[misc]
        claims=tuple(dict.fromkeys(one.key for one, *_ in rows)),
    )


def _happenings(told: Sequence[Told]) -> tuple[Happening, ...]:
    members: dict[str, dict[Member, None]] = {}
    for one in told:
        if one.happening:
            report, event = one.record.report, one.event
            member = Member(
                ref=report.ref, report=report.id, event=event.id, start=event.start, end=event.end
            )
            members.setdefault(one.happening, {})[member] = None
    return tuple(Happening(id=id_, members=tuple(found)) for id_, found in sorted(members.items()))


def _reports(told: Sequence[Told]) -> tuple[Carried, ...]:
    found: dict[str, Carried] = {}
    for one in told:
        report = one.record.report
        found[report.id] = Carried(
            id=report.id, ref=report.ref, title=report.title or _headline(one), publisher=report.publisher,
            carrier=report.carrier, url=report.url, published=report.published,
            published_basis=report.published_basis, status=one.status or report.status, family=one.family,
        )  # fmt: skip
    return tuple(found.values())


def _headline(one: Told) -> str | None:
    furniture = one.record.report.furniture
    return next((" ".join(piece.words.split()) for piece in furniture if piece.kind == "headline"), None)


def _origins(told: Sequence[Told], known: Mapping[str, Origin]) -> tuple[Origin, ...]:
    found: dict[str, Origin] = {}
    for one in told:
        if one.origin not in found:
            kind = one.claim.origin_kind
            origin = known.get(one.origin) or Origin(key=one.origin, kind=kind, joinable=kind == "named")
            found[one.origin] = origin if origin.name else origin.replace(name=_origin_name(one))
    return tuple(found.values())


def _origin_name(one: Told) -> str:
    entity = one.layers.entities.get(one.claim.origin or "")
    if entity is not None:
        return entity.name
    if one.claim.origin_kind == "publisher":
        return one.record.report.publisher or one.record.report.carrier or one.record.report.ref
    sources = _sources(one)
    return sources[0] if sources else one.origin


def _sources(one: Told) -> list[str]:
    """The words of the sources of the chain, the innermost first."""
    chain = [one.layers.attributions[id_] for id_ in one.claim.attributions]
    return [" ".join(" ".join(span.words for span in link.source).split()) for link in chain if link.source]


def _quote(one: Told) -> Quote:
    start, end = _stretch(one)
    event = one.event
    return Quote(
        report=one.key[0], claim=one.key[1], happening=one.happening, origin=one.origin,
        through=tuple(_sources(one)[1:]), type=event.type, mode=event.mode, certainty=one.claim.certainty,
        trigger=event.words, start=start, end=end, words=(one.record.report.text or "")[start:end],
        marks=_marks(one, start, end), numbers=tuple(_numbered(one, figure) for figure in one.figures),
        said=one.said, on=one.said or one.published, when=Interval(earliest=one.when[0], latest=one.when[1]),
        where=tuple(dict.fromkeys(one.layers.places[id_].name for id_ in event.where)),
        repeats=one.claim.repeats, decision=one.decision, set_by=_set_by(one),
    )  # fmt: skip


def _set_by(one: Told) -> tuple[str, ...]:
    """The decisions behind a claim and what it is made of, in the order of the journal, each with what it set."""
    layers, event = one.layers, one.event
    parts: list[Any] = [
        one.claim,
        event,
        *event.participants,
        *one.figures,
        *(layers.places[id_] for id_ in event.where),
    ]
    parts += [layers.attributions[id_] for id_ in one.claim.attributions]
    parts += [layers.times[event.when]] if event.when else []
    said: dict[tuple[int, str], set[str]] = {}
    for part in parts:
        for name, grounds in part.because.items():
            for ground in grounds:
                if (entry := entry_of(ground)) is not None:
                    said.setdefault((entry, str(ground)), set()).add(name)
    return tuple(f"{by}: {', '.join(sorted(names))}" for (_, by), names in sorted(said.items()))


def _stretch(one: Told) -> tuple[int, int]:
    """The sentences of the event, its figures and whoever says it, at most one apart; else the line."""
    anchors = [(one.event.start, one.event.end), *((figure.start, figure.end) for figure in one.figures)]
    sentences = one.record.report.sentences
    around = [s for s in sentences if any(s[0] < end and start < s[1] for start, end in anchors)]
    if around:
        return min(s[0] for s in around), max(s[1] for s in around)
    text = one.record.report.text or ""
    first, last = min(a[0] for a in anchors), max(a[1] for a in anchors)
    stop = text.find("\n", last)
    return text.rfind("\n", 0, first) + 1, len(text) if stop < 0 else stop


def _marks(one: Told, start: int, end: int) -> tuple[Marked, ...]:
    layers, event = one.layers, one.event
    found = [(event.start, event.end, "trigger")]
    found += [(figure.start, figure.end, "figure") for figure in one.figures]
    found += [(f.counted.start, f.counted.end, "figure") for f in one.figures if f.counted]
    found += [(layers.places[id_].start, layers.places[id_].end, "place") for id_ in event.where]
    time = layers.times.get(event.when or "")
    found += [(time.start, time.end, "time")] if time else []
    chain = [layers.attributions[id_] for id_ in one.claim.attributions]
    found += [(span.start, span.end, "source") for link in chain for span in link.source]
    inside = sorted({row for row in found if start <= row[0] and row[1] <= end})
    return tuple(Marked(start=a, end=b, role=role) for a, b, role in inside)  # type: ignore[arg-type]


def _numbered(one: Told, figure: Figure) -> Numbered:
    return Numbered(
        figure=figure.id, start=figure.start, end=figure.end, words=figure.words,
        counted=figure.counted.words if figure.counted else None, low=figure.low, high=figure.high,
        bound=figure.bound, outcome=figure.outcome, population=population_of(figure, one),
    )  # fmt: skip
