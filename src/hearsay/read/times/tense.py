"""Past or future: which way a time points, from the verbs around it.

News tells a bare weekday or month from the publication day backwards, unless the clause looks ahead ("will
meet Friday", "due by March"). The nearest telling word decides, words before the time ahead of words after
it.
"""

from __future__ import annotations

from hearsay.read.scan import Scan
from hearsay.read.times.governor import Direction
from hearsay.read.times.vocabulary import TENSE

_FUTURE = frozenset(TENSE["future"])
_NEAR = frozenset(TENSE["near_future"])
_PAST = frozenset(TENSE["past"])
_NOT_PAST = frozenset(TENSE["not_past"])
_ABBREVIATIONS = frozenset(TENSE["abbreviations"])
_STOPS = frozenset((".", "!", "?", ";", "\u201d", '"'))
_REACH = 16
_PRESENT = frozenset(("is", "are", "be", "being", "'s", "'re", "get", "gets"))
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
        if not _infinitive(words, index):
            return None
        return "past" if {"had", "been"} & set(words.lowers[max(0, index - 3) : index - 1]) else "future"
    if lower == "set" and index + 1 < len(words) and words.lowers[index + 1] in ("to", "for"):
        return "future"
    if lower in _FUTURE:
        before = words.lowers[index - 1] if index else ""
        settled = before in ("had", "been", "'d") and lower not in ("would", "could")
        return None if settled else "future"
    near = words.lowers[max(0, index - 4) : index]
    if near[-1:] == ("be",) and (lower.endswith("ed") or lower in _PAST):
        return None if {"could", "might"} & set(near) else "future"
    tag = tags.get(words.starts[index]) if tags else None
    if tag is not None:
        if tag == "VBN" and lower not in _NOT_PAST:
            return None if near and near[-1] in _PRESENT else "past"
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
