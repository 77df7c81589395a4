"""When two names are surely one name, and when they may be: AP and Associated Press, Peskov and Dmitry Peskov."""

from __future__ import annotations

import re
from functools import lru_cache

from hearsay.link.lineage.marks import outlet_name

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_SMALL = frozenset(["the", "a", "an", "of", "for", "and", "de", "la", "el", "al"])


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What two spellings of one name have in common: no case, article, possessive, punctuation; one name of an agency."""
    plain = outlet_name(_POSSESSIVE.sub("", name))
    words = [word for word in _WORD.findall(plain.casefold()) if word not in _SMALL]
    return " ".join(words) or plain.casefold()


def may_be_one(one: str, other: str) -> bool:
    """Whether two name keys may be the same body or person: one's words are all in the other, or it is its initials."""
    first, second = sorted((one.split(), other.split()), key=len)
    if set(first) <= set(second):
        return True
    return len(first) == 1 and len(second) > 1 and first[0] == "".join(word[0] for word in second)
