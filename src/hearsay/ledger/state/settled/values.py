"""The fields of a claim that people set: columns of the table of claims, written into the parts of its record.

Figures, places and times are those that the table shows: the first figure with an outcome, the place that is known best, the
event's time. What the claim does not have is made on the event's own words, with the decision as its ground. One stretch of
words is one number, one place, one time: another claim that shares it is corrected with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearsay.ledger.state.settled.draft import Draft, Part, changed, grounded, made, unsaid
from hearsay.ledger.state.settled.words import BLANK_PLACE, BLANK_TIME, around, blank_figure
from hearsay.record.basis import instead
from hearsay.record.codes import modes_of

_PLACE = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "lat": "lat", "lon": "lon", "radius_km": "radius_km",
    "place_level": "level", "gazetteer_id": "gazetteer_id",
}  # fmt: skip
_UNKNOWN_LEVEL = 99


def assign(draft: Draft, claim_id: str, value: Mapping[str, Any], by: str) -> None:
    """Give a claim the values of its columns. Whatever they are, the record holds together afterwards: an end that a person
    did not set gives way to one that they did."""
    claim = draft.layers["claims"][claim_id]
    event = draft.layers["events"][claim["event"]]
    if "certainty" in value:
        _follow(draft, claim, value["certainty"], by)
    claim, event = _figure(draft, claim, event, value, by)
    event = _place(draft, event, value, by)
    event = _time(draft, event, value, by)
    event = changed(event, _kind(event, value), by)
    claim = changed(claim, {name: value[name] for name in ("certainty", "origin_kind") if name in value}, by)
    if "origin_name" in value:
        claim = _origin(draft, claim, value["origin_name"], "origin_kind" in value, by)
    draft.put("events", event)
    draft.put("claims", claim)


def shown_figure(draft: Draft, claim: Part) -> Part | None:
    """The figure of a claim that the table shows: its first with an outcome, else its first."""
    own = [draft.layers["figures"][id_] for id_ in claim["figures"]]
    return next((one for one in own if one["outcome"]), own[0] if own else None)


def shown_place(draft: Draft, event: Part) -> Part | None:
    """The place of an event that the table shows: the one that is known best."""
    own = [draft.layers["places"][id_] for id_ in event["where"]]
    return min(own, key=lambda one: (one["lat"] is None, one["level"] or _UNKNOWN_LEVEL), default=None)


def _kind(event: Part, value: Mapping[str, Any]) -> dict[str, Any]:
    if "event_type" not in value and "mode" not in value:
        return {}
    code = value.get("event_type", event["type"])
    mode = value.get("mode", event["mode"] if code == event["type"] else None)
    fits = mode is None or (code is not None and mode in modes_of(code))
    return {"type": code, "mode": mode if fits else None}  # a mode belongs to its type


# --- how many ---


def _figure(draft: Draft, claim: Part, event: Part, value: Mapping[str, Any], by: str) -> tuple[Part, Part]:
    names = ("low", "high", "bound", "outcome", "counted", "population_status")
    told = {name: value[name] for name in names if name in value}
    if not told:
        return claim, event
    figure = shown_figure(draft, claim)
    if figure is None:
        if all(one is None for one in told.values()):
            return claim, event
        figure = draft.get("figures", made("f", event, {}, by, ())["id"])
        figure = figure or draft.put("figures", made("f", event, blank_figure(None), by, ("low", "high")))
        event = changed(event, {"figures": list(dict.fromkeys([*event["figures"], figure["id"]]))}, by)
        claim = changed(claim, {"figures": [figure["id"]]}, by)
    changes: dict[str, Any] = {name: told[name] for name in ("bound", "outcome") if name in told}
    if changes.get("bound", "") is None:
        del changes["bound"]
    if "low" in told or "high" in told:
        changes |= _ends(figure, told)
    if "population_status" in told:
        changes["population"] = {**figure["population"], "status": told["population_status"]}
    if "certainty" in value:
        changes["certainty"] = value["certainty"]
    figure = changed(figure, changes, by)
    if "counted" in told:
        figure = _counted(draft, figure, told["counted"], by)
    draft.put("figures", figure)
    return claim, event


def _follow(draft: Draft, claim: Part, certainty: str, by: str) -> None:
    """Let the figures that were as certain as their claim be so still; one that the words hedge by itself stays as it is."""
    for id_ in claim["figures"]:
        figure = draft.layers["figures"][id_]
        if figure["certainty"] == claim["certainty"]:
            draft.put("figures", changed(figure, {"certainty": certainty}, by))


def _ends(figure: Part, told: Mapping[str, Any]) -> dict[str, Any]:
    low = _whole(told.get("low", figure["low"]))
    high = _whole(told.get("high", figure["high"]))
    if low is not None and high is not None and low > high:
        low, high = (low, None) if "low" in told and "high" not in told else (None, high)
    bound = told.get("bound") or _bound(low, high)
    said = {"value_low": low, "value_high": high, "vague": None}
    return {**said, "low": low, "high": high, "bound": bound}


def _whole(number: Any) -> Any:
    return (
        int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 2**53 else number
    )


def _bound(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "vague" if low is high else "at_least" if high is None else "at_most"
    return "exact" if low == high else "between"


def _counted(draft: Draft, figure: Part, words: str | None, by: str) -> Part:
    """Who is counted: the words where the figure's sentence has them, else the person's own, which no span can hold."""
    span = _found(draft, figure, words) if words else None
    figure = changed(unsaid(figure, "counted"), {"counted": span}, by)
    if words and span is None:
        was = figure.get("because", {}).get("counted", [by])[1:]
        figure = grounded(figure, {"counted": [by, instead(words), *was]})
    return figure


def _found(draft: Draft, near: Part, words: str) -> Part | None:
    start, end = around(draft, near)
    at = draft.text.find(words, near["end"], end)
    at = at if at >= 0 else draft.text.find(words, start, end)
    return None if at < 0 else draft.span({"start": at, "end": at + len(words)})


# --- where and when ---


def _place(draft: Draft, event: Part, value: Mapping[str, Any], by: str) -> Part:
    told = {field: value[name] for name, field in _PLACE.items() if name in value}
    name = value.get("place_name")
    if "place_name" in value and name is None:
        return changed(event, {"where": []}, by)
    if not told and name is None:
        return event
    place = shown_place(draft, event)
    if name is not None and (place is None or name != place["name"]):
        place, known = _named(draft, event, place, name, by)
        told = {**known, **told}
        event = changed(event, {"where": [place["id"]]}, by)
    elif place is None:
        if all(one is None for one in told.values()):
            return event
        fields = {"name": " ".join(event["words"].split()), **BLANK_PLACE}
        place = draft.get("places", made("p", event, {}, by, ())["id"]) or made(
            "p", event, fields, by, ("name",)
        )
        event = changed(event, {"where": [place["id"]]}, by)
    draft.put("places", changed(place, _located(place, told), by))
    return event


def _named(draft: Draft, event: Part, place: Part | None, name: str, by: str) -> tuple[Part, dict[str, Any]]:
    """The place that a person means by a name, and what is known of it: another that the report names, another that the
    same words may mean, else one that no words of the report name."""
    nothing = dict.fromkeys(
        ("country", "admin1", "admin2", "lat", "lon", "radius_km", "gazetteer_id", "level")
    )
    wanted = name.casefold()
    for one in draft.layers["places"].values():
        if wanted in (one["name"].casefold(), one["words"].casefold()):
            return one, {}
    for one in place["candidates"] if place else ():
        if wanted == one["name"].casefold():
            known = {field: one[field] for field in nothing if field in one}
            return changed(place, {"name": name}, by), {**nothing, **known}  # type: ignore[arg-type]
    own = draft.get("places", made("p", event, {}, by, ())["id"])
    if own is not None:
        return changed(own, {"name": name}, by), nothing
    return made("p", event, {"name": name, **BLANK_PLACE}, by, ("name",)), {}


def _located(place: Part, told: Mapping[str, Any]) -> dict[str, Any]:
    changes = dict(told)
    lat, lon = (changes.get(name, place[name]) for name in ("lat", "lon"))
    changes |= {
        name: float(changes[name]) for name in ("lat", "lon", "radius_km") if changes.get(name) is not None
    }
    if (lat is None) != (lon is None):
        changes |= {"lat": None, "lon": None}
    if any(changes.get(name, place[name]) != place[name] for name in ("lat", "lon", "country")):
        changes.setdefault("gazetteer_id", None)
    return changes


def _time(draft: Draft, event: Part, value: Mapping[str, Any], by: str) -> Part:
    told = {name: value[name] for name in ("earliest", "latest") if name in value}
    if not told:
        return event
    time = draft.get("times", event["when"])
    if time is None:
        if all(one is None for one in told.values()):
            return event
        time = draft.get("times", made("t", event, {}, by, ())["id"]) or made(
            "t", event, BLANK_TIME, by, ("type",)
        )
        event = changed(event, {"when": time["id"]}, by)
    first, last = (told.get(name, time[name]) for name in ("earliest", "latest"))
    if first is not None and last is not None and first > last:
        first, last = (first, None) if "earliest" in told and "latest" not in told else (None, last)
    changes: dict[str, Any] = {"earliest": first, "latest": last}
    if changes != {name: time[name] for name in changes}:
        changes |= {"value": None, "edtf": None}  # they say the days that were read
    draft.put("times", changed(time, changes, by))
    return event


# --- on whose word ---


def _origin(draft: Draft, claim: Part, name: str | None, kind_is_told: bool, by: str) -> Part:
    """The entity of that name, else the name itself, which no entity of the report has."""
    wanted = (name or "").casefold()
    entity = next(
        (one for one in draft.layers["entities"].values() if one["name"].casefold() == wanted), None
    )
    changes: dict[str, Any] = {"origin": entity["id"] if entity else None}
    if name is not None and claim["origin_kind"] == "publisher" and not kind_is_told:
        changes["origin_kind"] = "named"
    claim = unsaid(changed(claim, changes, by), "origin_name")
    return claim if entity or name is None else grounded(claim, {"origin_name": [by, instead(name)]})
