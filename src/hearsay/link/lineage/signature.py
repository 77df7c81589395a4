"""The signature of a report: all that lineage needs to know of it, in bytes that a ledger can keep.

About five bytes a word and a kilobyte besides. It is a pure function of the report, the same on every machine.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hearsay.link.lineage.marks import marks_of, outlet_key
from hearsay.link.lineage.shingles import MAKING, Wide, keys_of, shingles_of
from hearsay.link.lineage.words import Flags, Hashes, hashed_words
from hearsay.record import Report
from hearsay.record.lineage import Mark

_FORMAT = f"lineage/1 words/1 {MAKING}"
_HEAD = struct.Struct("<III")


class StaleSignatureError(ValueError):
    """The bytes are no signature, or one that another version made: make it again from the report."""


@dataclass(frozen=True)
class Signature:
    """A report as lineage sees it. ``words`` and ``flags`` are those of the story, in its order; ``keys`` are those by
    which it is found; ``printer`` is who printed this copy, null if nobody knows; ``published`` is ISO 8601 as in the
    report."""

    report: str
    published: str | None
    publisher: str | None
    printer: str | None
    written_marks: tuple[dict[str, Any], ...]
    keys: Wide
    words: Hashes
    flags: Flags

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The explicit marks in the report."""
        return tuple(Mark.model_validate(mark) for mark in self.written_marks)

    @cached_property
    def shingles(self) -> Wide:
        """One hash for each stretch of ``SHINGLE`` words, in the order of the text."""
        return shingles_of(self.words)

    @cached_property
    def sorted_shingles(self) -> Wide:
        """The same, each once and sorted."""
        return np.unique(self.shingles)

    def forget(self) -> None:
        """Let go of what can be worked out again: a hundred thousand reports' shingles fill a gigabyte."""
        for name in ("shingles", "sorted_shingles"):
            self.__dict__.pop(name, None)


def signature(report: Report) -> bytes:
    """The signature of ``report``. A report without a text has one too; it is like no other."""
    words, flags = hashed_words(report)
    marks = marks_of(report)
    meta = {
        "format": _FORMAT,
        "report": report.id,
        "published": report.published,
        "publisher": report.publisher,
        "printer": _printer(report, marks),
        "marks": [mark.to_dict() for mark in marks],
    }
    head = json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    keys = keys_of(shingles_of(words))
    return b"".join(
        (
            _HEAD.pack(len(head), len(keys), len(words)),
            head,
            keys.astype("<u8").tobytes(),
            words.astype("<u4").tobytes(),
            flags.tobytes(),
        )
    )


def _printer(report: Report, marks: Iterable[Mark]) -> str | None:
    """The carrier, else the publisher, unless it is known from a footer alone: that is where the copy comes from."""
    footers = {outlet_key(mark.publisher) for mark in marks if mark.kind == "first_printed"}
    if report.carrier or report.publisher is None:
        return report.carrier
    from_footer = "publisher" in report.because and outlet_key(report.publisher) in footers
    return None if from_footer else report.publisher


def keys(raw: bytes) -> tuple[int, ...]:
    """The keys in a signature as signed 64-bit numbers, for an index that a ledger keeps.

    Reports that share no key share no text. What :func:`~hearsay.link.lineage.edges` finds for new reports it finds as
    well among those alone that share a key with one of them. Raises :class:`StaleSignatureError`.
    """
    return tuple(read_signature(raw).keys.astype(np.int64).tolist())


def read_signature(raw: bytes) -> Signature:
    """What :func:`signature` wrote. Raises :class:`StaleSignatureError`."""
    try:
        size, keys, words = _HEAD.unpack_from(raw)
        meta = json.loads(raw[_HEAD.size : _HEAD.size + size].decode("utf-8", "surrogatepass"))
        if meta.pop("format") != _FORMAT:
            raise StaleSignatureError("another version of Hearsay made this signature")
        place = _HEAD.size + size
        return Signature(
            written_marks=tuple(meta.pop("marks")),
            **meta,
            keys=np.frombuffer(raw, "<u8", keys, place),
            words=np.frombuffer(raw, "<u4", words, place + 8 * keys),
            flags=np.frombuffer(raw, np.uint8, words, place + 8 * keys + 4 * words),
        )
    except (struct.error, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, StaleSignatureError):
            raise
        raise StaleSignatureError(f"not a signature ({error})") from error
