"""Shingles of a text, and the few of them by which reports that share text find each other.

- Bands of the MinHash (locality-sensitive hashing: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3)
  find texts that are alike as wholes, however they were edited.
- Fingerprints chosen by winnowing (Schleimer, Wilkerson and Aiken 2003) find a part of one text in another: any
  stretch of ``WINDOW + SHINGLE - 1`` shared words gives both the same fingerprint.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from hearsay.link.lineage.words import Hashes

SHINGLE = 5
"""Words in a shingle: two texts that tell the same thing in their own words share hardly any of five."""
SLOTS = 128
"""Slots of the MinHash: its estimate of how much two sets of shingles share errs by some 0.04."""
ROWS = 4
"""MinHash slots in a band: 32 bands of 4 find nine in ten of the pairs that share half their shingles."""
WINDOW = 14
"""Shingles in a window of which the smallest is a fingerprint."""
_SEED = 20240306
MAKING = f"shingle/{SHINGLE} rensa/{RMinHash.ALGORITHM_VERSION} {SLOTS}/{ROWS}/{_SEED} window/{WINDOW}"
"""What keys depend on: those made otherwise are not to be compared."""
_ONE, _TWO, _THREE = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))

Wide = NDArray[np.uint64]


def shingles_of(words: Hashes) -> Wide:
    """One 64-bit hash for each ``SHINGLE`` words that follow each other (splitmix64 over a polynomial).

    A shorter text is one shingle: it shares that with its equals alone.
    """
    width = min(SHINGLE, len(words))
    count = len(words) - width + 1 if width else 0
    hashes = np.full(count, width, np.uint64)
    for place in range(width):
        hashes = hashes * _ONE + words[place : place + count]
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _TWO
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _THREE
    return hashes ^ (hashes >> np.uint64(31))


def keys_of(shingles: Wide) -> Wide:
    """The keys of a text, each once and sorted; two texts with one in common are worth comparing."""
    if not len(shingles):
        return np.zeros(0, np.uint64)
    return np.unique(np.concatenate((_bands(_minhash(shingles)), _fingerprints(shingles))))


def _minhash(shingles: Wide) -> NDArray[np.uint32]:
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles, [0, len(shingles)], SLOTS, _SEED)
    return np.array(matrix.to_rows()[0], np.uint32)


def _bands(minhash: NDArray[np.uint32]) -> Wide:
    """One key a band: its slots and its number mixed into one value."""
    rows = minhash.astype(np.uint64).reshape(SLOTS // ROWS, ROWS)
    keys = np.arange(len(rows), dtype=np.uint64)
    for column in range(ROWS):
        keys = (keys ^ rows[:, column]) * _ONE
        keys ^= keys >> np.uint64(29)
    return keys


def _fingerprints(shingles: Wide) -> Wide:
    """The smallest shingle of every window of ``WINDOW``; of a text shorter than one, its smallest."""
    if len(shingles) <= WINDOW:
        return np.sort(shingles)[:1]
    smallest, size = shingles, 1
    while size < WINDOW:  # of twice as many with every step
        step = min(size, WINDOW - size)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        size += step
    return smallest
