"""The places in the text that people selected for a claim: what happened, who says it, how many, when, where, who."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hearsay.ledger.state.settled.draft import Draft, Part, changed, grounded, made, moved, unsaid
from hearsay.record.ids import make_id

CHAIN = ("source", "cue", "content")
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_VOUCHING = ("assert", "believe", "fear", "show", "deny")


def select(draft: Draft, claim: str, spans: Mapping[str, Sequence[Mapping[str, Any]]], by: str) -> None:
    """Give a claim the places that ``spans`` has by role; a role that it lacks stays as it is."""
    found = {role: draft.spans(places) for role, places in spans.items()}
    if found.get("trigger"):
        _trigger(draft, claim, found["trigger"][0], by)
    if any(role in found for role in CHAIN):
        _chain(draft, claim, {role: found[role] for role in CHAIN if role in found}, by)
    roles: dict[str, Callable[[Draft, str, list[Part], str], None]] = {
        "figure": _figures,
        "time": _times,
        "place": _places,
        "actor": _actors,
    }
    for role, apply in roles.items():
        if role in found:
            apply(draft, claim, found[role], by)


def _event(draft: Draft, claim: str) -> Part:
    return draft.layers["events"][draft.layers["claims"][claim]["event"]]


def _trigger(draft: Draft, claim: str, span: Part, by: str) -> None:
    event = draft.put("events", moved(_event(draft, claim), span, by))
    for one in list(draft.layers["claims"].values()):
        if one["event"] == event["id"] and not one["start"] <= span["start"] < span["end"] <= one["end"]:
            start, end = around(draft, span)
            draft.put("claims", changed(one, {"start": start, "end": end}, by))


def around(draft: Draft, span: Part) -> tuple[int, int]:
    """The sentence of a place, else the place."""
    for start, end in draft.record["report"]["sentences"]:
        if start <= span["start"] and span["end"] <= end:
            return start, end
    return span["start"], span["end"]


# --- who says it ---


def _chain(draft: Draft, claim_id: str, wanted: Mapping[str, list[Part]], by: str) -> None:
    claim = draft.layers["claims"][claim_id]
    links = [draft.layers["attributions"][id_] for id_ in claim["attributions"]]
    if not links:
        link = new_link(draft, {role: wanted.get(role, []) for role in CHAIN}, by)
        if link is not None:
            _rechained(draft, claim, [link["id"]], by)
            _origin(draft, claim_id, link, by)
        return
    for role, spans in wanted.items():
        links = _dealt(links, role, spans, by)
    left = []
    for link in links:
        if not any(link[role] for role in CHAIN):
            continue  # nothing of the text says it any more
        before = draft.layers["attributions"][link["id"]]
        if link["source"] != before["source"]:
            link = _sourced(draft, link, by)
        draft.put("attributions", _anchored(before, link, by))
        left.append(link["id"])
        if link["source"] != before["source"]:
            _origin(draft, claim_id, link, by)
    _rechained(draft, draft.layers["claims"][claim_id], left, by)


def _dealt(links: list[Part], role: str, spans: list[Part], by: str) -> list[Part]:
    """The links with the spans of a role dealt out: one that a link has stays there, another goes to the nearest that lost
    one, else to the innermost."""
    kept = [[one for one in link[role] if one in spans] for link in links]
    lost = [len(mine) < len(link[role]) for mine, link in zip(kept, links, strict=True)]
    for span in spans:
        if not any(span in mine for mine in kept):
            open_ = [n for n, one in enumerate(lost) if one] or [0]
            nearest = min(open_, key=lambda n: (_distance(links[n], span), n))
            kept[nearest] = sorted([*kept[nearest], span], key=lambda one: (one["start"], one["end"]))
    return [
        link if mine == link[role] else changed(link, {role: mine}, by)
        for link, mine in zip(links, kept, strict=True)
    ]


def _distance(link: Part, span: Part) -> int:
    return min((abs(one["start"] - span["start"]) for role in CHAIN for one in link[role]), default=0)


def _anchor(link: Part) -> list[Part]:
    return link["cue"] or [*link["source"], *link["content"]]


def _anchored(before: Part, link: Part, by: str) -> Part:
    """The link with the places that its id rests on said, where they are no longer its own."""
    if make_id("a", [(one["start"], one["end"], one["words"]) for one in _anchor(link)]) == link["id"]:
        return link
    if "id" in before.get("because", {}):
        return link
    return grounded(link, {"id": [*_anchor(before), by]})


def _sourced(draft: Draft, link: Part, by: str) -> Part:
    entity = next((found for one in link["source"] if (found := draft.named_at(one))), None)
    return changed(link, {"source_entity": entity["id"] if entity else None}, by)


def new_link(draft: Draft, wanted: Mapping[str, list[Part]], by: str) -> Part | None:
    """The attribution of some places: one that has them all already, else a new one; null without places."""
    if not any(wanted.values()):
        return None
    for link in draft.layers["attributions"].values():
        if all(one in link[role] for role in CHAIN for one in wanted[role]):
            return link
    anchor = wanted["cue"] or [*wanted["source"], *wanted["content"]]
    id_ = make_id("a", [(one["start"], one["end"], one["words"]) for one in anchor])
    known = draft.get("attributions", id_)
    if known is not None:  # the same cue with other words for who or what
        return draft.put(
            "attributions", changed(known, {role: wanted[role] for role in CHAIN if wanted[role]}, by)
        )
    entity = next((found for one in wanted["source"] if (found := draft.named_at(one))), None)
    link = {
        "id": id_, "source": wanted["source"], "cue": wanted["cue"], "content": wanted["content"], "voice": "indirect",
        "stance": "assert", "source_entity": entity["id"] if entity else None, "said": None, "parent": None,
    }  # fmt: skip
    return draft.put("attributions", grounded(link, {name: [by] for name in ("source", "stance", "voice")}))


def _rechained(draft: Draft, claim: Part, chain: list[str], by: str) -> None:
    if chain != claim["attributions"]:
        before = claim.get("because", {}).get("id") or [claim["event"], *claim["attributions"], by]
        draft.put("claims", grounded(changed(claim, {"attributions": chain}, by), {"id": before}))


def _origin(draft: Draft, claim_id: str, link: Part, by: str) -> None:
    """On whose word the claim rests once a source has changed: that of the innermost link that vouches."""
    claim = draft.layers["claims"][claim_id]
    chain = [draft.layers["attributions"][id_] for id_ in claim["attributions"]]
    first = next((one for one in chain if one["stance"] in _VOUCHING and one["source"]), None)
    if first is None or first["id"] != link["id"]:
        return
    told = origin_of(draft, link)
    if claim["origin_kind"] in ("anonymous", "collective") and told["origin"] is None:
        told["origin_kind"] = claim["origin_kind"]
    draft.put("claims", unsaid(changed(claim, told, by), "origin_name"))


def origin_of(draft: Draft, link: Part) -> dict[str, Any]:
    """Origin and its kind, as far as the source of a link tells them."""
    entity = draft.get("entities", link["source_entity"])
    named = entity is not None and any(one["kind"] == "name" for one in entity["mentions"])
    return {"origin": entity["id"] if entity else None, "origin_kind": "named" if named else "role"}


# --- how many, when, where, who ---


def _figures(draft: Draft, claim_id: str, spans: list[Part], by: str) -> None:
    claim, event = draft.layers["claims"][claim_id], _event(draft, claim_id)
    figures = draft.layers["figures"]
    chosen: list[str] = []
    for span in spans:
        found = draft.near("figures", span, claim["figures"]) or next(
            (figures[id_] for id_ in (*chosen, *claim["figures"]) if _counts(figures[id_], span)), None
        )
        if found is None:
            found = draft.put("figures", _figure(span, by))
        if found["id"] not in chosen:
            chosen.append(found["id"])
    if chosen == claim["figures"]:
        return
    _taken_over(draft, claim["figures"], chosen, by)
    draft.put("claims", changed(claim, {"figures": chosen}, by))
    others = {
        id_
        for one in draft.layers["claims"].values()
        if one["event"] == event["id"] and one["id"] != claim_id
        for id_ in one["figures"]
    }
    left = [id_ for id_ in event["figures"] if id_ not in claim["figures"] or id_ in others]
    draft.put("events", changed(event, {"figures": list(dict.fromkeys([*left, *chosen]))}, by))


def _counts(figure: Part, span: Part) -> bool:
    counted = figure["counted"]
    return bool(counted) and min(counted["end"], span["end"]) > max(counted["start"], span["start"])


def _figure(span: Part, by: str) -> Part:
    """A figure that the machine did not see: its number where it is written in digits."""
    found = _NUMBER.search(span["words"])
    value = int(re.sub(r"\D", "", found[0])) if found else None
    return made("f", span, blank_figure(value), by, ())


def blank_figure(value: int | None) -> Part:
    """The fields of a figure of which no more than an exact number is known, or not even that."""
    return {
        "value_low": value, "value_high": value, "vague": None, "bound": "exact" if value is not None else "vague",
        "low": value, "high": value, "unit": None, "counted": None, "outcome": None, "who": None,
        "population": {"status": None, "side": None, "sex": None, "age_group": None}, "part_of": None, "period": None,
        "scope": None, "certainty": "asserted",
    }  # fmt: skip


def _taken_over(draft: Draft, before: Sequence[str], chosen: Sequence[str], by: str) -> None:
    """What became of those counted stays said where a person says that another number of the text is theirs."""
    figures = draft.layers["figures"]
    old = next((figures[id_] for id_ in before if id_ not in chosen and figures[id_]["outcome"]), None)
    new = next((figures[id_] for id_ in chosen if id_ not in before), None)
    if old is not None and new is not None and new["outcome"] is None:
        took = {"outcome": old["outcome"]}
        if new["population"]["status"] is None:
            took["population"] = {**new["population"], "status": old["population"]["status"]}
        draft.put("figures", changed(new, took, by))


def _times(draft: Draft, claim_id: str, spans: list[Part], by: str) -> None:
    claim, event = draft.layers["claims"][claim_id], _event(draft, claim_id)
    said = {draft.layers["attributions"][id_]["said"] for id_ in claim["attributions"]} - {event["when"]}
    chosen = None
    for span in spans:
        found = draft.near("times", span) or made("t", span, BLANK_TIME, by, ("type",))
        if found["id"] not in said:
            chosen = draft.put("times", found)["id"]
            break
    draft.put("events", changed(event, {"when": chosen}, by))


def _places(draft: Draft, claim_id: str, spans: list[Part], by: str) -> None:
    event = _event(draft, claim_id)
    chosen = []
    for span in spans:
        found = draft.near("places", span, event["where"])
        if found is None:
            name = " ".join(span["words"].split())
            found = draft.put("places", made("p", span, {"name": name, **BLANK_PLACE}, by, ("use",)))
        chosen.append(found["id"])
    draft.put("events", changed(event, {"where": list(dict.fromkeys(chosen))}, by))


def _actors(draft: Draft, claim_id: str, spans: list[Part], by: str) -> None:
    event = _event(draft, claim_id)
    before = {(one["start"], one["end"]): one for one in event["participants"]}
    places = [(one["start"], one["end"]) for one in spans]
    gone = [one for place, one in before.items() if place not in places]
    told = []
    for span in spans:
        kept = before.get((span["start"], span["end"]))
        if kept is None:
            entity = draft.named_at(span)
            like = gone.pop(0) if gone else {"role": "agent", "standing": "stated"}
            kept = {
                **span, "role": like["role"], "entity": entity["id"] if entity else None, "standing": like["standing"],
                "because": {"role": [by]},
            }  # fmt: skip
        told.append(kept)
    if told != event["participants"]:
        was = [{name: one[name] for name in ("start", "end", "words")} for one in event["participants"]]
        grounds = event.get("because", {}).get("participants", was)
        rest = [one for one in grounds if isinstance(one, dict)]
        draft.put("events", grounded({**event, "participants": told}, {"participants": [by, *rest]}))


BLANK_TIME: Part = {
    "type": "DATE", "value": None, "mod": None, "earliest": None, "latest": None, "edtf": None, "anchor": None,
}  # fmt: skip
BLANK_PLACE: Part = {
    "use": "literal", "country": None, "admin1": None, "admin2": None, "lat": None, "lon": None, "radius_km": None,
    "relation": None, "gazetteer_id": None, "level": None, "candidates": [],
}  # fmt: skip
