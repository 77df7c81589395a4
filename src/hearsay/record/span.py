"""Spans: places in a text that carry their words, checked against the text at construction."""

from __future__ import annotations

from collections.abc import Mapping
from operator import index
from typing import Annotated, Any, ClassVar, Self

from pydantic import ModelWrapValidatorHandler, ValidationInfo, model_validator

from hearsay.record.errors import problem
from hearsay.record.frozen import Frozen, Settled
from hearsay.record.ids import Letter, make_id
from hearsay.record.scalars import Offset

_PROOF = "hearsay checked span"
"""Context key under which an already checked span vouches for its own offsets and words."""


class Placed(Frozen):
    """What has a place in a text: ``[start, end)`` in code points, and the ``words`` there.

    Built with :meth:`at` from the text, with :meth:`on` from a span already checked, or by parsing with the
    text as validation context, ``{"text": text}``. Any other way raises ``E-RECORD-SPAN-NO-TEXT``.
    """

    anchored_to: ClassVar[frozenset[str]] = frozenset({"id", "start", "end", "words"})
    letter: ClassVar[Letter | None] = None
    """The letter of the layer's ids, for types that have an id."""

    start: Offset
    end: Offset
    words: str

    @classmethod
    def at(cls, text: str, start: int, end: int, **fields: Any) -> Self:
        """The object at ``text[start:end]``; slices the words and derives the id itself.

        Raises ``E-RECORD-SPAN-RANGE`` if the range is empty or outside the text, ``E-RECORD-SHAPE`` if
        another field is wrong, ``E-RECORD-REPLACE`` if ``fields`` tries to set what follows from the span.
        """
        start, end = index(start), index(end)
        check_range(cls.__name__, start, end, len(text))
        return cls._placed(start, end, text[start:end], fields, {"text": text})

    @classmethod
    def on(cls, span: Placed, **fields: Any) -> Self:
        """The object at the place of ``span``, which was checked when it was built."""
        return cls._placed(span.start, span.end, span.words, fields, {_PROOF: span})

    @classmethod
    def _placed(
        cls, start: int, end: int, words: str, fields: dict[str, Any], context: dict[str, Any]
    ) -> Self:
        for field in sorted(cls.anchored_to & fields.keys()):
            raise problem("E-RECORD-REPLACE", field=field, type=cls.__name__)
        fields.update(start=start, end=end, words=words)
        if cls.letter:
            fields["id"] = make_id(cls.letter, [(start, end, words)])
        return cls._checked(fields, context)

    def span(self) -> Span:
        """The bare span of this object."""
        return self if type(self) is Span else Span.on(self)

    def _replace_context(self) -> dict[str, Any]:
        return {_PROOF: self}

    @model_validator(mode="wrap")
    @classmethod
    def _stands_in_the_text(
        cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        placed = handler(value)
        if placed is value:  # built, and so checked, before
            return placed
        context = info.context or {}
        proof, text = context.get(_PROOF), context.get("text")
        here = (placed.start, placed.end, placed.words)
        if isinstance(proof, Placed) and here == (proof.start, proof.end, proof.words):
            pass
        elif isinstance(text, str):
            check_words(placed, text)
        else:
            raise problem("E-RECORD-SPAN-NO-TEXT", type=cls.__name__)
        if cls.letter and (own := getattr(placed, "id", None)) != (expected := make_id(cls.letter, [here])):
            before = anchors_before(getattr(placed, "because", {}))
            if not before or own != make_id(cls.letter, before):
                raise problem("E-RECORD-ID-WRONG", type=cls.__name__, id=own, expected=expected)
        return placed

    def __hash__(self) -> int:
        return hash((type(self), self.start, self.end, self.words))


class Span(Placed):
    """``[start, end)`` in Unicode code points into the report's text, with its words."""


Because = Annotated[dict[str, tuple[str | Span, ...]], Settled]
"""For a field whose value is not said by the object's own span: the spans, ids or rule names behind it."""


def anchors_before(because: Mapping[str, tuple[Any, ...]]) -> tuple[Span, ...]:
    """The places that an id rests on where a person has moved the object since: ``because`` has them under ``id``."""
    return tuple(ground for ground in because.get("id", ()) if isinstance(ground, Span))


def check_range(type_name: str, start: int, end: int, length: int) -> None:
    """Raise ``E-RECORD-SPAN-RANGE`` unless 0 <= start < end <= length."""
    if not 0 <= start < end <= length:
        raise problem("E-RECORD-SPAN-RANGE", type=type_name, start=start, end=end, length=length)


def check_words(placed: Placed, text: str) -> None:
    """Raise ``E-RECORD-SPAN-RANGE`` or ``-WORDS`` unless the text says the words at that place."""
    check_range(type(placed).__name__, placed.start, placed.end, len(text))
    found = text[placed.start : placed.end]
    if found != placed.words:
        raise problem(
            "E-RECORD-SPAN-WORDS",
            type=type(placed).__name__,
            start=placed.start,
            end=placed.end,
            words=_short(placed.words),
            found=_short(found),
        )


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:60]} … {words[-15:]}"
