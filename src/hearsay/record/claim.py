"""Claims: one event with its figures under one attribution chain. A claim is never a fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from hearsay.record.attribution import Attribution
from hearsay.record.codes import Certainty, OriginKind, ReviewReason
from hearsay.record.errors import problem
from hearsay.record.event import Event
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import ID, hashed_id
from hearsay.record.scalars import AttributionId, ClaimId, EntityId, EventId, FigureId, Offset
from hearsay.record.span import Because


class Claim(Frozen):
    """One event under one chain of attributions, innermost first; an empty chain is the reporter's own voice.

    ``origin`` is the entity whose word it finally rests on, null if that is nobody known or the publisher;
    ``start`` and ``end`` the stretch of text that makes the claim; ``confidence`` the calibrated probability
    that the claim is read rightly, null until it is calibrated; ``review`` why a person should look.
    """

    anchored_to: ClassVar[frozenset[str]] = frozenset({"id", "event", "attributions"})

    id: ClaimId
    event: EventId
    attributions: tuple[AttributionId, ...] = ()
    origin: EntityId | None = None
    origin_kind: OriginKind
    start: Offset
    end: Offset
    figures: tuple[FigureId, ...] = ()
    certainty: Certainty
    repeats: ClaimId | None = None
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    review: tuple[ReviewReason, ...] = ()
    because: Because = Field(default_factory=Grounds)

    @classmethod
    def of(cls, *, event: Event, attributions: Sequence[Attribution] = (), **fields: Any) -> Self:
        """The claim of ``event`` under ``attributions``, innermost first.

        ``figures`` default to the event's, ``start`` and ``end`` to the event's trigger.
        Raises ``E-RECORD-SHAPE``.
        """
        chain = tuple(attribution.id for attribution in attributions)
        return cls._checked(
            {
                "id": _claim_id(event.id, chain),
                "event": event.id,
                "attributions": chain,
                "figures": event.figures,
                "start": event.start,
                "end": event.end,
                **fields,
            }
        )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        before = self.because.get(
            "id", ()
        )  # where a person changed the chain: the event and the chain that were read
        if self.id != (expected := _claim_id(self.event, self.attributions)) and (
            not before or self.id != hashed_id("c", (str(one) for one in before if ID.fullmatch(str(one))))
        ):
            raise problem("E-RECORD-ID-WRONG", type="Claim", id=self.id, expected=expected)
        return self


def _claim_id(event: str, attributions: Iterable[str]) -> str:
    """Rests on ids, which rest on anchors, in their order: who passed it on to whom is part of the claim."""
    return hashed_id("c", (event, *attributions))
