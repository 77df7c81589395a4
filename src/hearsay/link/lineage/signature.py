"""The signature of a report: all that lineage needs to know of it, in bytes that a ledger can keep.

About five bytes a word and a kilobyte besides. It is a pure function of the report, the same on every machine.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from hearsay.link.lineage.marks import marks_of
from hearsay.link.lineage.words import Flags, Hashes, hashed_words
from hearsay.record import Report
from hearsay.record.lineage import Mark

SHINGLE = 5
"""Words in a shingle: two texts that tell the same thing in their own words share hardly any of five."""
SLOTS = 128
"""Slots of the MinHash: its estimate of how much two sets of shingles share errs by some 0.04."""
_SEED = 20240306
_FORMAT = f"lineage/1 words/1 shingle/{SHINGLE} rensa/{RMinHash.ALGORITHM_VERSION} {SLOTS} {_SEED}"
_HEAD = struct.Struct("<II")
_ONE, _TWO, _THREE = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))

Wide = NDArray[np.uint64]


class StaleSignatureError(ValueError):
    """The bytes are no signature, or one that another version made: make it again from the report."""


@dataclass(frozen=True)
class Signature:
    """A report as lineage sees it. ``words`` and ``flags`` are those of the story, in its order; ``minhash`` has
    ``SLOTS`` numbers; times are ISO 8601 as in the report."""

    report: str
    published: str | None
    publisher: str | None
    carrier: str | None
    marks: tuple[Mark, ...]
    words: Hashes
    flags: Flags
    minhash: NDArray[np.uint32]

    @cached_property
    def shingles(self) -> Wide:
        """One hash for each stretch of ``SHINGLE`` words, in the order of the text."""
        return shingles_of(self.words)

    @cached_property
    def sorted_shingles(self) -> Wide:
        """The same, each once and sorted."""
        return np.unique(self.shingles)


def signature(report: Report) -> bytes:
    """The signature of ``report``. A report without a text has one too; it is like no other."""
    words, flags = hashed_words(report)
    meta = {
        "format": _FORMAT,
        "report": report.id,
        "published": report.published,
        "publisher": report.publisher,
        "carrier": report.carrier,
        "marks": [mark.to_dict() for mark in marks_of(report)],
    }
    head = json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    minhash = _minhash(shingles_of(words))
    return b"".join(
        (
            _HEAD.pack(len(head), len(words)),
            head,
            minhash.astype("<u4").tobytes(),
            words.astype("<u4").tobytes(),
            flags.tobytes(),
        )
    )


def read_signature(raw: bytes) -> Signature:
    """What :func:`signature` wrote. Raises :class:`StaleSignatureError`."""
    try:
        size, count = _HEAD.unpack_from(raw)
        meta = json.loads(raw[_HEAD.size : _HEAD.size + size].decode("utf-8", "surrogatepass"))
        if meta.pop("format") != _FORMAT:
            raise StaleSignatureError("another version of Hearsay made this signature")
        place = _HEAD.size + size
        minhash = np.frombuffer(raw, "<u4", SLOTS, place)
        words = np.frombuffer(raw, "<u4", count, place + 4 * SLOTS)
        flags = np.frombuffer(raw, np.uint8, count, place + 4 * SLOTS + 4 * count)
        marks = tuple(Mark(**mark) for mark in meta.pop("marks"))
        return Signature(**meta, marks=marks, words=words, flags=flags, minhash=minhash)
    except (struct.error, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, StaleSignatureError):
            raise
        raise StaleSignatureError(f"not a signature ({error})") from error


def shingles_of(words: Hashes) -> Wide:
    """One 64-bit hash for each ``SHINGLE`` words that follow each other (splitmix64 over a polynomial)."""
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        hashes = hashes * _ONE + words[place : place + count]
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _TWO
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _THREE
    return hashes ^ (hashes >> np.uint64(31))


def _minhash(shingles: Wide) -> NDArray[np.uint32]:
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles, [0, len(shingles)], SLOTS, _SEED)
    return np.array(matrix.to_rows()[0], np.uint32)
