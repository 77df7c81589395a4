"""A record as people have corrected it: their values in place of the machine's, each saying whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearsay.record import Claim, Event, Figure, Place, Record, Time

_BASIS = "a person's correction"
_FIGURE = {"low": "low", "high": "high", "bound": "bound", "outcome": "outcome"}
_PLACE = {
    "place_name": "name",
    "country": "country",
    "admin1": "admin1",
    "lat": "lat",
    "lon": "lon",
    "place_level": "level",
}
_TIME = {"earliest": "earliest", "latest": "latest"}
_UNKNOWN_LEVEL = 9


def with_correction(record: Record, claim_id: str, value: Mapping[str, Any]) -> Record:
    """``record`` with one claim corrected; ``value`` holds the columns of the ledger's table of claims.

    Figures, places and times are those that the table shows: the first figure with an outcome, the place that is known
    best, the event's time. What the claim does not have is made on the event's own words. Another claim that
    shares the figure is corrected with it: one span is one number. ``counted`` and ``origin_name`` are words that
    need not stand in the text: :class:`~hearsay.link.estimates.told.Told` carries them beside the record.
    Raises ``E-RECORD-SHAPE`` for a value that does not fit.
    """
    claims = {claim.id: claim for claim in record.claims}
    if claim_id not in claims:
        return record
    claim = claims[claim_id]
    event = next(event for event in record.events if event.id == claim.event)
    record, event = _figures(record, claim, event, value)
    record, event = _places(record, event, value)
    record, event = _times(record, event, value)
    named = {"event_type": "type", "mode": "mode"}
    changes = {named[name]: value[name] for name in named if name in value}
    if changes.get("type", event.type) != event.type:
        changes.setdefault("mode", None)  # a mode belongs to its type
    event = _changed(event, changes)
    of_claim = {name: value[name] for name in ("certainty", "origin_kind") if name in value}
    corrected = _changed(
        claim, {**of_claim, "figures": tuple(dict.fromkeys((*claim.figures, *_added(claim, event))))}
    )
    return record.replace(
        events=tuple(event if one.id == event.id else one for one in record.events),
        claims=tuple(corrected if one.id == claim.id else one for one in record.claims),
    )


def corrected_figure(record: Record, claim: Claim) -> Figure | None:
    """The figure that a correction of the claim's number is about: its first with an outcome, else its first."""
    figures = {figure.id: figure for figure in record.figures}
    own = [figures[id_] for id_ in claim.figures]
    return next((figure for figure in own if figure.outcome), own[0] if own else None)


def _figures(record: Record, claim: Claim, event: Event, value: Mapping[str, Any]) -> tuple[Record, Event]:
    changes: dict[str, Any] = {_FIGURE[name]: value[name] for name in _FIGURE if name in value}
    if not changes and "population_status" not in value:
        return record, event
    figure = corrected_figure(record, claim)
    made = figure is None
    if figure is None:
        figure = Figure.on(event)
        event = event.replace(figures=(*event.figures, figure.id))
    if "low" in changes or "high" in changes:
        changes |= {"vague": None, "value_low": changes.get("low"), "value_high": changes.get("high")}
        changes.setdefault("low", figure.low)
        changes.setdefault("high", figure.high)
        changes.setdefault("bound", _bound(changes["low"], changes["high"]))
    if "population_status" in value:
        changes["population"] = figure.population.replace(status=value["population_status"])
    if "certainty" in value:
        changes["certainty"] = value["certainty"]
    corrected = _changed(figure, changes)
    kept = tuple(corrected if one.id == figure.id else one for one in record.figures)
    record = record.replace(figures=(*kept, corrected) if made else kept)
    return record, event


def _bound(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "vague" if low is high else "at_least" if high is None else "at_most"
    return "exact" if low == high else "between"


def _places(record: Record, event: Event, value: Mapping[str, Any]) -> tuple[Record, Event]:
    changes: dict[str, Any] = {_PLACE[name]: value[name] for name in _PLACE if name in value}
    if not changes:
        return record, event
    known = {place.id: place for place in record.places}
    shown = sorted(
        (known[id_] for id_ in event.where), key=lambda p: (p.lat is None, p.level or _UNKNOWN_LEVEL)
    )
    place = shown[0] if shown else Place.on(event, name=changes.get("name") or event.words)
    corrected = _changed(place, {**changes, "gazetteer_id": None})
    kept = tuple(corrected if one.id == place.id else one for one in record.places)
    record = record.replace(places=kept if place.id in known else (*kept, corrected))
    return record, event if shown else event.replace(where=(corrected.id,))


def _times(record: Record, event: Event, value: Mapping[str, Any]) -> tuple[Record, Event]:
    changes: dict[str, Any] = {_TIME[name]: value[name] for name in _TIME if name in value}
    if not changes:
        return record, event
    time = next((one for one in record.times if one.id == event.when), None)
    corrected = _changed(time or Time.on(event, type="DATE"), changes)
    kept = tuple(corrected if one.id == corrected.id else one for one in record.times)
    record = record.replace(times=kept if time else (*kept, corrected))
    return record, event.replace(when=corrected.id)


def _added(claim: Claim, event: Event) -> tuple[str, ...]:
    """A figure that was made for an event whose claim had none."""
    return event.figures if not claim.figures else ()


def _changed(part: Any, changes: Mapping[str, Any]) -> Any:
    """``part`` with the changes, and for each that a person made it."""
    if not changes:
        return part
    because = {**part.because, **dict.fromkeys(changes, (_BASIS,))}
    return part.replace(**changes, because=because)
