"""How sure a claim is, from the event and the chain of attributions around it."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.record import Attribution, Event

WEAKEST = ("denied", "hypothetical", "planned", "possible", "probable", "asserted")
"""Of several certainties the first in this order holds: what is denied is not made likely by being expected."""

_OF_STANCE = {
    "assert": "asserted",
    "show": "asserted",
    "believe": "probable",
    "fear": "possible",
    "intend": "planned",
    "order": "planned",
    "agree": "planned",
}


_PROSPECTIVE = frozenset({"intend", "order", "agree"})
"""Stances on what is still to be done."""


def event_certainty(event: Event) -> str:
    """What the event's own words say of it: denied, planned, possible, probable, hypothetical or asserted."""
    if event.polarity == "NEG":
        return "denied"
    if event.time == "FUTURE":
        return "planned" if event.certainty in ("CERTAIN", "PROBABLE") else "possible"
    if event.certainty == "UNDERSPECIFIED":
        return "hypothetical" if event.polarity == "UNDERSPECIFIED" else "asserted"
    return {"POSSIBLE": "possible", "PROBABLE": "probable"}.get(event.certainty, "asserted")


def claim_certainty(event: Event, chain: Sequence[Attribution]) -> str:
    """The event's certainty carried outward through ``chain``, innermost first.

    A denial turns an assertion into a denial and a denial into an assertion. Who declines to say neither asserts
    nor denies. Every other stance can only weaken: what somebody agreed to do is planned, whoever tells of it. The storm
    that destroyed the schools which somebody agreed to rebuild has been, all the same.
    """
    certainty = event_certainty(event)
    presupposed = "presupposed" in event.because.get("time", ())
    for attribution in chain:
        if presupposed and attribution.stance in _PROSPECTIVE:
            continue
        if attribution.stance == "decline":
            certainty = "hypothetical"
        elif attribution.stance == "deny":
            certainty = "asserted" if certainty == "denied" else "denied"
        else:
            certainty = weaker(certainty, _OF_STANCE[attribution.stance])
    return certainty


def weaker(*certainties: str) -> str:
    """The weakest of several."""
    return min(certainties, key=WEAKEST.index)
