"""Attributions: somebody says, believes, fears, shows or denies something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from hearsay.record.codes import Stance, Voice
from hearsay.record.errors import problem
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import make_id
from hearsay.record.scalars import AttributionId, EntityId, TimeId
from hearsay.record.span import Because, Span, anchors_before


class Attribution(Frozen):
    """Source, cue and content, each none, one or several spans. Build it with :meth:`of`.

    The id rests on the cue, or on source and content where there is none: the cue is what a better
    reading moves least. ``parent`` is the attribution whose content holds this one.
    """

    anchored_to: ClassVar[frozenset[str]] = frozenset({"id"})

    id: AttributionId
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    voice: Voice
    stance: Stance
    source_entity: EntityId | None = None
    said: TimeId | None = None
    parent: AttributionId | None = None
    because: Because = Field(default_factory=Grounds)

    @classmethod
    def of(
        cls,
        *,
        source: Iterable[Span] = (),
        cue: Iterable[Span] = (),
        content: Iterable[Span] = (),
        **fields: Any,
    ) -> Self:
        """An attribution with its id; spans are put in text order. Raises ``E-RECORD-SHAPE``."""
        roles = {"source": _in_order(source), "cue": _in_order(cue), "content": _in_order(content)}
        return cls._checked({"id": make_id("a", _anchor(**roles)), **roles, **fields})

    def replace(self, **changes: Any) -> Self:
        """As :meth:`Frozen.replace`; the id follows the spans."""
        self._refuse_anchor(changes)
        fields = {name: value for name, value in self._fields().items() if name != "id"}
        return self.of(**{**fields, **changes})

    def anchor(self) -> tuple[Span, ...]:
        """The spans that the id rests on."""
        return _anchor(self.source, self.cue, self.content)

    @model_validator(mode="after")
    def _id_fits(self) -> Self:
        if not self.anchor():
            raise ValueError("an attribution needs at least one span")
        before = anchors_before(self.because)
        if self.id != (expected := make_id("a", self.anchor())) and (
            not before or self.id != make_id("a", before)
        ):
            raise problem("E-RECORD-ID-WRONG", type="Attribution", id=self.id, expected=expected)
        return self


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _anchor(source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(cue) or (*source, *content)
