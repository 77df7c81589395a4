"""Decisions applied to a record, one after the other in the order of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.ledger.state.settled.draft import Draft, Part, changed, grounded, made
from hearsay.ledger.state.settled.values import assign
from hearsay.ledger.state.settled.words import CHAIN, around, new_link, origin_of, select
from hearsay.record.basis import basis
from hearsay.record.ids import hashed_id

MISSED = "missed"
"""Name of the value under which a decision about a report holds a claim that the machine missed."""


@dataclass(frozen=True)
class Word:
    """A decision that is not undone: about one claim, or (``claim`` null) one that adds a claim to the report."""

    seq: int
    verb: str
    actor: str
    claim: str | None
    value: Mapping[str, Any]


def settled(record: Mapping[str, Any], words: Sequence[Word]) -> Mapping[str, Any]:
    """``record`` (plain values) as people left it; the very same object where nothing of theirs changes it.

    Words about claims that the record does not have (any more) do nothing. Every span is one of the text.
    """
    said = [one for one in words if one.verb in ("correct", "accept", "reject")]
    if not said:
        return record
    draft = Draft(record)
    verdicts: dict[str, Word] = {}
    for word in sorted(said, key=lambda one: one.seq):
        by = basis(word.seq, word.actor)
        if word.claim is None:
            _add(draft, word.value.get(MISSED) or {}, by)
        elif word.claim in draft.layers["claims"]:
            verdicts[word.claim] = word
            if word.verb == "correct":
                select(draft, word.claim, word.value.get("spans") or {}, by)
                assign(draft, word.claim, word.value, by)
    _reject(draft, {claim: word for claim, word in verdicts.items() if word.verb == "reject"})
    new = draft.finished()
    return record if new == record else new


def _reject(draft: Draft, words: Mapping[str, Word]) -> None:
    """Mark rejected claims, and those that say again what a rejected one says."""
    for claim in list(draft.layers["claims"].values()):
        for id_, more in ((claim["id"], []), (claim["repeats"], ["repeats a rejected claim"])):
            if id_ in words:
                grounds = [basis(words[id_].seq, words[id_].actor), *more]
                draft.put("claims", grounded(claim, {"rejected": grounds}))
                break


def _add(draft: Draft, value: Mapping[str, Any], by: str) -> None:
    """Add a claim on the words that a person selected. Where the record has that very claim, its values become theirs."""
    spans = {role: draft.spans(places) for role, places in (value.get("spans") or {}).items()}
    trigger = next(iter(spans.get("trigger", ())), None)
    if trigger is None:
        return
    event = made("v", trigger, _BLANK_EVENT, by, ("type",))
    event = draft.get("events", event["id"]) or draft.put("events", event)
    link = new_link(draft, {role: spans.get(role, []) for role in CHAIN}, by)
    chain = [link["id"]] if link else []
    id_ = hashed_id("c", (event["id"], *chain))
    claim = draft.get("claims", id_)
    if claim is None:
        start, end = around(draft, trigger)
        told = origin_of(draft, link) if link else {"origin": None, "origin_kind": "publisher"}
        claim = {
            "id": id_, "event": event["id"], "attributions": chain, **told, "start": start, "end": end, "figures": [],
            "certainty": "asserted", "repeats": None, "confidence": None, "review": [],
        }  # fmt: skip
    draft.put("claims", grounded(claim, {"added": [by]}))
    rest = {role: places for role, places in spans.items() if role not in (*CHAIN, "trigger")}
    select(draft, id_, rest, by)
    assign(draft, id_, _without_nothing(value), by)
    if link and value.get("certainty") == "denied" and link["stance"] == "assert":
        draft.put("attributions", changed(draft.layers["attributions"][link["id"]], {"stance": "deny"}, by))


def _without_nothing(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one is not None}


_BLANK_EVENT: Part = {
    "type": None, "mode": None, "certainty": "UNDERSPECIFIED", "polarity": "UNDERSPECIFIED", "time": "UNDERSPECIFIED",
    "participants": [], "when": None, "where": [], "figures": [],
}  # fmt: skip
