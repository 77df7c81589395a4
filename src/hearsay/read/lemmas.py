"""Base forms of English words, by rule and a table of irregular ones: enough to look a word up in a lexicon."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

_VOWELS = frozenset("aeiou")


@cache
def _irregular() -> dict[str, str]:
    source = resources.files("hearsay.read").joinpath("tables", "lemmas.toml").read_text("utf-8")
    table = tomllib.loads(source)
    return {form: base for base, forms in table["irregular"].items() for form in forms.split()} | {
        word: word for word in table["unchanged"]
    }


@cache
def _bases() -> frozenset[str]:
    """Verbs in -e: their -ed and -ing forms lose it, as "used" and "firing" do and "armed" does not."""
    source = resources.files("hearsay.read").joinpath("tables", "lemmas.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)["silent_e"])


def lemma(word: str) -> str:
    """The base form of ``word``, in lower case: "denies" gives "deny", "said" "say", "killings" "killing"."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    known = _irregular().get(lowered)
    if known:
        return known
    for ending in ("ing", "ed"):
        if lowered.endswith(ending) and len(lowered) >= len(ending) + 2:
            return _verb_base(lowered[: -len(ending)], ending)
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if lowered.endswith(("sses", "shes", "ches", "xes", "zes", "oes")) and not lowered.endswith("izes"):
        return lowered[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")) and len(lowered) > 3:
        return lowered[:-1]
    return lowered


def _verb_base(stem: str, ending: str) -> str:
    """The base behind a form in -ed or -ing, ``stem`` being what stands before the ending."""
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if ending == "ed" and stem.endswith("e"):
        return stem + "e" if stem + "e" in _bases() else stem
    if stem + "e" in _bases():
        return stem + "e"
    if (
        len(stem) > 3
        and stem[-1] == stem[-2]
        and stem[-1] not in _VOWELS
        and not stem.endswith(("ll", "ss", "ff", "zz"))
    ):
        return stem[:-1]
    if stem in _irregular():
        return stem
    soft = stem.endswith(
        ("at", "iz", "is", "uc", "ut", "as", "os", "us", "v", "c", "dg", "rg", "ang", "eng", "in", "l", "u")
    )
    if soft and _wants_e(stem):
        return stem + "e"
    return stem


def _wants_e(stem: str) -> bool:
    if stem.endswith("at"):
        return len(stem) > 4 and stem[-3] not in _VOWELS
    if stem.endswith(("iz", "uc", "v", "c", "dg", "rg", "u")):
        return True
    if stem.endswith("l"):
        return len(stem) > 2 and stem[-2] in "bdgkpt"
    return False
