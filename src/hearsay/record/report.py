"""The report: one published text with its metadata; and the refusal of what could not become one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from pydantic import ConfigDict, Field, model_validator

from hearsay.record.codes import FurnitureKind, PublishedBasis, Status
from hearsay.record.errors import problem
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import hashed_id
from hearsay.record.scalars import Date, Hash, Moment, Offset, Range, ReportId, Text
from hearsay.record.span import Because, Placed, check_words


class Rejection(Frozen):
    """Something that was refused: its code, a message that ends in the remedy, where in the text if known."""

    code: Text
    message: Text
    start: Offset | None = None
    end: Offset | None = None
    because: Because = Field(default_factory=Grounds)


class Dateline(Frozen):
    """What the line before the first sentence says: the place as written, the date if it can be told."""

    place: Text | None = None
    date: Date | None = None
    because: Because = Field(default_factory=Grounds)


class Furniture(Placed):
    """What a page carries beside the story."""

    kind: FurnitureKind
    because: Because = Field(default_factory=Grounds)


class Report(Frozen):
    """One published text with its metadata, immutable once accepted. Build it with :meth:`of`.

    ``text`` is null for an input that was refused before it had one. ``body`` and ``sentences`` are ranges of
    code points in ``text``; the body is the story without what stands before and after it.
    """

    model_config = ConfigDict(validate_default=True)
    anchored_to: ClassVar[frozenset[str]] = frozenset(
        {"ref", "id", "text", "sha256_raw", "sha256_text", "carrier", "url", "published"}
    )

    ref: Text
    id: ReportId
    title: Text | None = None
    publisher: Text | None = None
    carrier: Text | None = None
    authors: tuple[Text, ...] = ()
    url: Text | None = None
    language: Text | None = None
    published: Moment | None = None
    published_basis: PublishedBasis | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    dateline: Dateline | None = None
    status: Status = "usable"
    replaces: Text | None = None
    sha256_raw: Hash | None = None
    sha256_text: Hash | None = None
    text: str | None = None
    body: Range | None = None
    furniture: tuple[Furniture, ...] = ()
    sentences: tuple[Range, ...] = ()
    because: Because = Field(default_factory=Grounds)

    @classmethod
    def of(cls, *, ref: str, raw: bytes | None = None, text: str | None = None, **fields: Any) -> Self:
        """A report from the caller's own ``ref``, the bytes as they came, the decoded text and other fields.

        Derives ``id`` and both hashes. ``sha256_raw`` may be given instead of ``raw``; with neither (the
        input could not be read) the id rests on ``ref``. Raises ``E-RECORD-SHAPE``, ``E-RECORD-SPAN-…`` for
        furniture that does not stand in the text, ``E-RECORD-TEXT-SURROGATE``.
        """
        if raw is not None:
            fields["sha256_raw"] = hashlib.sha256(raw).hexdigest()
        fields.update(ref=ref, text=text, sha256_text=_text_hash(text, ref))
        fields["id"] = _report_id(fields)
        return cls._checked(fields, {"text": text})

    def replace(self, **changes: Any) -> Self:
        """As :meth:`Frozen.replace`; ``carrier``, ``url`` and ``published`` may change, the id with them."""
        refused = changes.keys() & (self.anchored_to - {"carrier", "url", "published"})
        for field in sorted(refused):
            raise problem("E-RECORD-REPLACE", field=field, type="Report")
        fields = {**self._fields(), **changes}
        return self._checked({**fields, "id": _report_id(fields)}, {"text": self.text})

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        derived = {"sha256_text": _text_hash(self.text, self.ref), "id": _report_id(self._fields())}
        for field, expected in derived.items():
            if getattr(self, field) != expected:
                raise problem("E-RECORD-TEXT-HASH", field=field, ref=self.ref, expected=expected)
        if (self.published is None) != (self.published_basis is None):
            raise ValueError("published and published_basis go together")
        _check_ranges(self.text, self.body, self.sentences)
        for piece in self.furniture:
            check_words(piece, self.text or "")
        return self

    def __hash__(self) -> int:
        return hash((self.id, self.ref))


def _text_hash(text: str | None, ref: str) -> str | None:
    if text is None:
        return None
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise problem("E-RECORD-TEXT-SURROGATE", ref=ref, start=error.start) from error


def _report_id(fields: dict[str, Any]) -> str:
    """Identity is raw bytes, carrier, URL and publication time; an absent part differs from any other."""
    raw = fields.get("sha256_raw") or f"unread {fields['ref']}"
    parts = [raw, *(fields.get(name) for name in ("carrier", "url", "published"))]
    return hashed_id("r", ("-" if part is None else f"={part}" for part in parts))


def _check_ranges(text: str | None, body: Range | None, sentences: Sequence[Range]) -> None:
    length = len(text or "")
    if body and not body[0] <= body[1] <= length:
        raise ValueError(f"body {body} lies outside the text of {length} characters")
    last = 0
    for start, end in sentences:
        if not last <= start < end <= length:
            raise ValueError(f"sentence [{start}, {end}) is empty, out of order or outside [0, {length})")
        last = end
