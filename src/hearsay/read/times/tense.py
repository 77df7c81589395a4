"""Past or future: which way a time points, from the verbs around it.

News tells a bare weekday or month from the publication day backwards, unless the clause looks ahead ("will
meet Friday", "due by March"). The nearest telling word decides, words before the time ahead of words after
it.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Literal

from hearsay.read.scan import Scan

Direction = Literal["past", "future"]

_TABLE: dict[str, list[str]] = tomllib.loads(
    files("hearsay.read.times").joinpath("tense.toml").read_text(encoding="utf-8")
)
_FUTURE = frozenset(_TABLE["future"])
_NEAR = frozenset(_TABLE["near_future"])
_PAST = frozenset(_TABLE["past"])
_NOT_PAST = frozenset(_TABLE["not_past"])
_ABBREVIATIONS = frozenset(_TABLE["abbreviations"])
_STOPS = frozenset((".", "!", "?", ";", "\u201d", '"'))
_REACH = 16
_PAST_TAGS = frozenset(("VBD",))


def direction(words: Scan, first: int, last: int, tags: dict[int, str] | None = None) -> Direction | None:
    """Which way the words around ``first`` … ``last`` point; None where nothing in the clause tells.

    ``tags`` are Penn Treebank tags by first code point, where a tagger has run: they keep an adjective in
    -ed from passing for a verb.
    """
    near = first > 0 and words.lowers[first - 1] in _NEAR
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if _ends(words, index):
            break
        told = _told(words, index, tags)
        if told is not None:
            return "future" if near else told
    for index in range(last + 1, min(len(words), last + 1 + _REACH)):
        if _ends(words, index):
            break
        told = _told(words, index, tags)
        if told is not None:
            return told
    return None


def _ends(words: Scan, index: int) -> bool:
    word = words.words[index]
    if word != ".":
        return word in _STOPS or words.kinds[index] == "gap"
    after = words.words[index + 1] if index + 1 < len(words) else ""
    before = words.lowers[index - 1] if index else ""
    ends = len(before) > 1 and before not in _ABBREVIATIONS
    return not after or (after[:1].isupper() and ends) or not after[:1].isalnum()


def _told(words: Scan, index: int, tags: dict[int, str] | None) -> Direction | None:
    lower = words.lowers[index]
    if lower == "to":
        return "future" if _infinitive(words, index) else None
    if lower == "set" and index + 1 < len(words) and words.lowers[index + 1] in ("to", "for"):
        return "future"
    if lower in _FUTURE:
        before = words.lowers[index - 1] if index else ""
        settled = before in ("had", "been", "'d") and lower not in ("would", "could")
        return None if settled else "future"
    if index and words.lowers[index - 1] == "be" and lower.endswith("ed"):
        return "future"
    tag = tags.get(words.starts[index]) if tags else None
    if tag is not None:
        return "past" if tag in _PAST_TAGS or lower in ("has", "have", "been") else None
    if lower in _PAST or (lower.endswith("ed") and len(lower) > 3 and lower not in _NOT_PAST):
        return "past"
    return None


def _infinitive(words: Scan, index: int) -> bool:
    """True for "plans to meet", "is to meet" right before the time; plain "went to" and "to Tuesday" are
    not.
    """
    if index + 1 >= len(words) or not index:
        return False
    before = words.lowers[index - 1]
    return before in (
        "is",
        "are",
        "expected",
        "scheduled",
        "due",
        "set",
        "planned",
        "plan",
        "plans",
        "ready",
        "about",
    )
