"""Entities: actors and things, with the places in the text that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from hearsay.record.codes import EntityKind, EntityType, MentionKind, Sex
from hearsay.record.errors import problem
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import make_id
from hearsay.record.scalars import Country, EntityId, Text
from hearsay.record.span import Because, Placed

_ANCHOR_ORDER = ("name", "nominal", "pronoun")


class Mention(Placed):
    """One place in the text that names an entity."""

    kind: MentionKind
    because: Because = Field(default_factory=Grounds)


class Entity(Frozen):
    """An actor or thing. Build it with :meth:`of`.

    The id rests on the first name, else the first nominal, else the first pronoun, so that finding one more
    mention later leaves it alone. Two entities of one report never share that mention.
    """

    anchored_to: ClassVar[frozenset[str]] = frozenset({"id"})

    id: EntityId
    name: Text
    type: EntityType
    kind: EntityKind | None = None
    country: Country | None = None
    represents: EntityId | None = None
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    sex: Sex | None = None
    mentions: tuple[Mention, ...] = Field(min_length=1)
    because: Because = Field(default_factory=Grounds)

    @classmethod
    def of(cls, *, name: str, type: str, mentions: Iterable[Mention], **fields: Any) -> Self:
        """An entity with its id; mentions are put in text order. Raises ``E-RECORD-SHAPE``."""
        mentions = tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
        fields.update(id=_entity_id(mentions), name=name, type=type, mentions=mentions)
        return cls._checked(fields)

    def replace(self, **changes: Any) -> Self:
        """As :meth:`Frozen.replace`; the id follows the mentions."""
        self._refuse_anchor(changes)
        fields = {name: value for name, value in self._fields().items() if name != "id"}
        return self.of(**{**fields, **changes})

    @model_validator(mode="after")
    def _id_fits(self) -> Self:
        if self.id != (expected := _entity_id(self.mentions)):
            raise problem("E-RECORD-ID-WRONG", type="Entity", id=self.id, expected=expected)
        return self


def _entity_id(mentions: Sequence[Mention]) -> str:
    anchor = min(mentions, key=lambda m: (_ANCHOR_ORDER.index(m.kind), m.start, m.end), default=None)
    return make_id("e", [anchor] if anchor else [])
