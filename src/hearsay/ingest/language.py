"""Which language a text is in, as far as its words tell."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from hearsay.ingest.tables import words

_SAMPLE = 6000
"""Characters; more do not change the answer."""
_ENOUGH = 12
"""Words; fewer are called English or another language only when the identifier is nearly sure."""
_SURE, _LIKELY = 0.98, 0.8
_ENGLISH = 0.28
"""Share of English's small words: 840 news articles in English have 0.30 to 0.55, German, Dutch, French
below 0.15."""


def identify(text: str) -> str | None:
    """ISO 639-1 code of the text's language (three letters where there is no two-letter one); null if it
    is too short or too mixed to tell. The words of English are counted first; only other texts cost the
    identifier's load.
    """
    sample = text[:_SAMPLE]
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+", sample)]
    if not found:
        return None
    table = words()
    small = sum(word in table.english for word in found) / len(found)
    if small >= _ENGLISH and sum(word in table.only_english for word in found) >= max(2, len(found) * 0.06):
        return "en"
    scores = dict(_identifier().rank(" ".join(found)))
    language, score = max(scores.items(), key=lambda item: item[1])
    if language == "pcm" and scores.get("en", 0.0) > 0.1:  # short English looks like Nigerian Pidgin
        return "en" if len(found) >= _ENOUGH else None
    sure = score >= (_LIKELY if len(found) >= _ENOUGH else _SURE) and len(found) >= 3
    return str(language) if sure or (language == "en" and score >= _LIKELY) else None


@cache
def _identifier() -> Any:
    import py3langid  # half a second that English texts do not cost
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(Path(py3langid.__file__).parent / MODEL_FILE, norm_probs=True)
