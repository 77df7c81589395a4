"""Vague numbers: "dozens", "several hundred", "tens of thousands", "a handful of", "an unknown number of"."""

from __future__ import annotations

from fractions import Fraction

from hearsay.read.figures.quantity import Quantity
from hearsay.read.figures.tables import BOUNDS
from hearsay.read.scan import Scan

VAGUE: dict[str, dict[str, int]] = BOUNDS["vague"]
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_SCALES |= {scale + "s": value for scale, value in _SCALES.items()}
_TIMES = {"tens": 10, "dozens": 12, "hundreds": 100, "scores": 20, "thousands": 1000}
_COLLECTIVE = frozenset(("handful", "number", "pair", "trio", "raft", "host", "slew", "string"))
"""Nouns that count only with an article before and "of" behind."""
_UNSAID = frozenset(BOUNDS["unsaid"])


def read_vague(words: Scan, index: int) -> Quantity | None:
    """The vague number whose noun or adjective stands at ``index``; None where the word counts nothing there."""
    lower, after = words.lowers[index], _lower(words, index + 1)
    first = _start(words, index)
    if lower not in VAGUE or first is None:
        return None
    entry = VAGUE[lower]
    last, low = index, entry.get("low")
    if after in _SCALES and lower in ("several", "few", "many", "couple"):
        last, low = index + 1, (low or 2) * _SCALES[after]
    elif (
        after == "of"
        and _lower(words, index + 2) in ("thousands", "millions", "billions")
        and low is not None
    ):
        last = index + 2
        low = _TIMES.get(lower, 1) * VAGUE[words.lowers[last]]["low"]
    elif "said" in entry:
        said = Fraction(entry["said"])
        return Quantity(first, last, said, said, said="number")
    words_said = words.text[words.starts[first] : words.ends[last]]
    return Quantity(first, last, None, None, "vague", words_said, low, said="vague")


def _start(words: Scan, index: int) -> int | None:
    """Where the number begins: with its article, if it needs one; None where the words around rule it out."""
    lower, before, after = words.lowers[index], _lower(words, index - 1), _lower(words, index + 1)
    if lower in ("many", "few") and before in ("as", "how", "so", "too"):
        return None
    if lower in _COLLECTIVE and after != "of":
        return None
    if lower in _COLLECTIVE or lower in ("few", "couple"):
        first = index - 2 if lower == "number" and before in _UNSAID else index - 1
        return first if _lower(words, first) in ("a", "an") and _lower(words, first - 1) != "in" else None
    if lower in ("scores", "tens") and after != "of" and before not in ("killed", "killing", "least"):
        return None
    return index


def _lower(words: Scan, index: int) -> str:
    return words.lowers[index] if 0 <= index < len(words) else ""
