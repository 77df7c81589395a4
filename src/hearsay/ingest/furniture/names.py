"""Whether words can be what a wording takes them for: a personal name, an outlet, a place."""

from __future__ import annotations

import re

from hearsay.ingest.dates import find_date, is_only_time
from hearsay.ingest.tables import words

_SMALL = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "&",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "al",
        "el",
        "at",
        "a",
        "near",
        "+",
    }
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.?){1,3}\.|[JS]r\.?|Dr\.?|St\.|II|III")
_BETWEEN = re.compile(r"\s*[,;]\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s+with\s+")


def is_name(words_: str, *, single: bool = False) -> bool:
    """Two to five capitalised words, particles and initials among them; ``single`` lets one word do."""
    tokens = words_.split()
    if not (1 if single else 2) <= len(tokens) <= 5 or not tokens[0][:1].isupper():
        return False
    table = words()
    real = 0
    for token in tokens:
        if token in table.not_names or token.capitalize() in table.not_names:
            return False
        if token.casefold() in table.particles:
            continue
        if not token[0].isupper() or not re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?", token):
            if not _ABBREVIATED.fullmatch(token):
                return False
            continue
        real += 1
    return real >= 1


def split_names(words_: str) -> tuple[str, ...]:
    """The persons of a byline, in order; empty if any part is no personal name."""
    last_comma, last_and = words_.rfind(","), max(words_.rfind(" and "), words_.rfind("&"))
    if last_comma > last_and:  # "Ann Lee, Harbour Wire" is a person and an outlet
        return ()
    parts = [re.sub(r"\s+", " ", part).strip() for part in _BETWEEN.split(words_.strip()) if part.strip()]
    return tuple(parts) if parts and all(map(is_name, parts)) else ()


def credited(words_: str) -> tuple[str, ...]:
    """The persons of a credit such as "Ann Lee in Oslo and News writer Cy Fox"; empty if it is none."""
    persons = []
    for position, part in enumerate(_BETWEEN.split(words_.strip())):
        part = re.split(r"\s+(?:in|from|at)\s+", part, maxsplit=1)[0].strip(" .)")
        part = re.sub(
            r"^.*\b(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Pp]roducers?|[Ss]taff)\s+",
            "",
            part,
        )
        if is_name(part):
            persons.append(re.sub(r"\s+", " ", part))
        elif not (is_name(part, single=True) or (position and is_place(part))):
            return ()
        elif position == 0:
            persons.append(part)
    return tuple(persons)


def is_place(words_: str) -> bool:
    """Capitalised words with small ones between, up to ten: "Goma, Democratic Republic of the Congo"."""
    tokens = re.findall(r"[^\s,/]+", words_)
    if re.search(r"[()\[\]\"“”]|--", words_):
        return False
    if not 1 <= len(tokens) <= 10 or not tokens[-1][0].isupper():
        return False
    return all(token[0].isupper() or token in _SMALL for token in tokens) and not is_only_time(words_)


def is_outlet(words_: str) -> bool:
    """A name an outlet could have: a domain, or up to eight words, capitalised but for small ones."""
    words_ = words_.strip(" .")
    if _DOMAIN.fullmatch(words_):
        return True
    tokens = words_.split()
    if not 1 <= len(tokens) <= 8 or find_date(words_) or re.fullmatch(r"(?:19|20)\d\d", words_):
        return False
    if not (tokens[0][0].isupper() or tokens[0][0].isdigit()) and tokens[0] != "the":
        return False
    if all(token in words().not_names for token in tokens) and len(tokens) < 3:
        return False
    return all(
        token[0].isupper() or token[0].isdigit() or token in _SMALL or _DOMAIN.fullmatch(token)
        for token in tokens
    )
