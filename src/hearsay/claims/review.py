"""Why a person should look at a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from hearsay.claims.origin import is_pronoun
from hearsay.record import Attribution, Event, Figure, Place, Time
from hearsay.record.codes import ReviewReason

_WANTS_ACTOR = frozenset({"ASSAULT", "COERCE"})
_WANTS_SOURCE = frozenset({"ASSAULT", "CASUALTY", "COERCE"})
_CLOSE = 0.2
"""Two candidates of a place whose scores differ by less are not told apart."""

_LONG = 3


def reasons(
    event: Event,
    chain: Sequence[Attribution],
    origin_kind: str,
    *,
    when: Time | None,
    where: Sequence[Place],
    figures: Sequence[Figure],
) -> Iterator[str]:
    """The reasons that the claim's own parts give, in the order of ``ReviewReason``."""
    if origin_kind == "publisher" and (figures or event.type in _WANTS_SOURCE):
        yield "no_source"
    if origin_kind == "anonymous":
        yield "anonymous_source"
    if any(is_pronoun(item) and item.source_entity is None for item in chain):
        yield "unresolved_source"
    if any(_ambiguous(place) for place in where):
        yield "ambiguous_place"
    if any(place.lat is None for place in where):
        yield "unresolved_place"
    if when is not None and when.earliest is None and when.latest is None:
        yield "unresolved_date"
    if event.type in _WANTS_ACTOR and not any(
        item.role in ("perpetrator", "agent") for item in event.participants
    ):
        yield "no_actor"
    if event.type is None:
        yield "no_type"
    if any(figure.vague for figure in figures):
        yield "vague_figure"
    if any(figure.outcome is None and figure.counted is None for figure in figures):
        yield "figure_unclear"
    if len(chain) >= _LONG:
        yield "long_chain"


def with_reason(why: Sequence[ReviewReason], more: ReviewReason) -> tuple[ReviewReason, ...]:
    """``why`` with one reason more, all in the order of ``ReviewReason``."""
    return tuple(sorted({*why, more}, key=get_args(ReviewReason).index))


def _ambiguous(place: Place) -> bool:
    scores = [candidate.score for candidate in place.candidates if candidate.score is not None]
    return len(scores) > 1 and scores[0] - scores[1] < _CLOSE
