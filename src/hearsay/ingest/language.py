"""Which language a text is in, as far as its words tell."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hearsay.ingest.tables import words

_SAMPLE = 6000
"""Characters; more do not change the answer."""
_ENOUGH = 12
"""Words; fewer are called another language only when the identifier is nearly sure."""
_SURE, _LIKELY, _UNLIKELY = 0.98, 0.8, 0.02
_ENGLISH = 0.28
"""Share of English's small words above which a text is English without asking further; 821 of 840 news articles
in English pass here (PolNeAR train), the others cost the identifier."""
_LAST_LATIN = 0x24F


class Language(NamedTuple):
    """``code``: ISO 639-1 (three letters where there are no two), null if it cannot be told. ``foreign``: which
    language or languages the text is likely in, when it is surely not English; else null."""

    code: str | None
    foreign: str | None = None


def identify(text: str) -> Language:
    """The language of ``text``; neither field is set where it is too short or too mixed to tell.

    The small words of English are counted first; only other texts cost loading the identifier (py3langid).
    """
    sample = text[:_SAMPLE]
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+", sample)]
    if not found:
        return Language(None)
    table = words()
    small = sum(word in table.english for word in found) / len(found)
    if small >= _ENGLISH and sum(word in table.only_english for word in found) >= max(2, len(found) * 0.06):
        return Language("en")
    ranked = [(str(code), float(score)) for code, score in _identifier().rank(" ".join(found))]
    english = sum(
        score for code, score in ranked if code in ("en", "pcm")
    )  # Pidgin: what short English looks like
    code, score = ranked[0]
    if code in ("en", "pcm"):
        return Language("en" if english >= _LIKELY else None)
    letters = "".join(found)
    other_script = (
        len(letters) > 4 and sum(ord(letter) > _LAST_LATIN for letter in letters) > len(letters) / 2
    )
    long = len(found) >= _ENOUGH
    if other_script or (long and english < _UNLIKELY) or (score >= _SURE and len(found) >= 3):
        return Language(code if score >= _LIKELY else None, _likely(ranked))
    return Language(None)


def _likely(ranked: list[tuple[str, float]]) -> str:
    """The languages, at most three, that together are likely: "hr or bs"."""
    named, total = [], 0.0
    for code, score in ranked[:3]:
        named.append(code)
        total += score
        if total >= _LIKELY:
            break
    return " or ".join(named)


@cache
def _identifier() -> Any:
    import py3langid  # half a second that English texts do not cost
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(Path(py3langid.__file__).parent / MODEL_FILE, norm_probs=True)
