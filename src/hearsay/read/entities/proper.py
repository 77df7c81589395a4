"""Where in a marked stretch proper names stand: capitalised runs, split where one name ends and another begins.

The set that the ``name`` head learns from (WikiGold without begin tags) lets neighbouring names of one type run
together, with all that stands between them; what the head marks is cut back to the names in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.read.entities.nouns import DETERMINERS, country_name, pronouns, titles, words_of
from hearsay.read.entities.phrases import Phrases


def proper_runs(page: Phrases, first: int, last: int, *, body: bool) -> Iterator[tuple[int, int]]:
    """Word ranges of the names in [first, last); ``body``: an organisation, whose name may hold "and" and 's."""
    begin = None
    index = first
    while index < last:
        if _capital(page, index):
            begin = index if begin is None else begin
            index += 1
            continue
        if begin is not None and _in_token(page, index, last):
            index += 1
            continue
        if begin is not None:
            after = _link(page, begin, index, last, body)
            if after:
                index = after
                continue
            yield from _worth(page, begin, index)
            begin = None
        index += 1
    if begin is not None:
        yield from _worth(page, begin, last)


def _worth(page: Phrases, first: int, last: int) -> Iterator[tuple[int, int]]:
    words = [word for word in page.lowers[first:last] if word[0].isalpha()]
    if words and not all(word in titles() or word in DETERMINERS or word in pronouns() for word in words):
        yield first, last


def _capital(page: Phrases, index: int) -> bool:
    form = page.forms[index]
    return form[0].isupper() or (form[0].isdigit() and index > 0)


def _in_token(page: Phrases, index: int, last: int) -> bool:
    """Whether the word goes on with a hyphened name: the rest of "Tam-sel"."""
    if not page.joined(index):
        return False
    if page.forms[index] == "-":
        return index + 1 < last and page.joined(index + 1)
    return page.forms[index - 1] == "-" and page.joined(index - 1)


def _link(page: Phrases, begin: int, index: int, last: int, body: bool) -> int:
    """The capitalised word after small words that may stand inside a name, or 0."""
    at = index
    while at < last and at < index + 4 and not _capital(page, at):
        if not _inside_a_name(page, begin, at, body):
            return 0
        at += 1
    return at if at < last and _capital(page, at) else 0


def _inside_a_name(page: Phrases, begin: int, at: int, body: bool) -> bool:
    word = page.lowers[at]
    if page.joined(at) and at + 1 < len(page) and page.joined(at + 1):
        return word.isalpha() or word in "-.'’&/"
    if word in ("'", "’") or (word == "s" and page.joined(at)):
        return body and country_name(page.string(begin, at - (word == "s"))) is None
    if word == ".":
        return page.joined(at)
    if word == "-":
        return at + 1 < len(page) and _capital(page, at + 1)
    if word == "and":
        return body and bool({"of", "for"} & set(page.lowers[begin:at]))
    return word in words_of("small", "in_names") or (page.joined(at) and word in "-&/")


def is_proper(page: Phrases, first: int, last: int) -> bool:
    """Whether a stretch without its article is one whole proper name."""
    start = first + (page.lowers[first] in DETERMINERS and last - first > 1)
    return next(proper_runs(page, start, last, body=True), None) == (start, last)
