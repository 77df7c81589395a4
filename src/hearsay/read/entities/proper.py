"""Where in a marked stretch proper names stand: capitalised runs, split where one name ends and another begins.

The set that the ``name`` head learns from (WikiGold without begin tags) lets neighbouring names of one type run
together, with all that stands between them; what the head marks is cut back to the names in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.read.entities.nouns import DETERMINERS, country_name, noun, pronouns, titles, words_of
from hearsay.read.entities.phrases import Phrases
from hearsay.record.codes import MentionKind


def proper_runs(page: Phrases, first: int, last: int, *, body: bool) -> Iterator[tuple[int, int]]:
    """Word ranges of the names in [first, last); ``body``: an organisation, whose name may hold "and" and 's."""
    begin = None
    index = first
    while index < last:
        if _capital(page, index):
            begin = _with_particles(page, first, index) if begin is None else begin
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
    """The range, with the point of an abbreviation at its end; nothing where it is but a title or a small word."""
    words = [index for index in range(first, last) if page.forms[index][0].isalpha()]
    if words and not all(_no_name(page, index) for index in words):
        if last < len(page) and page.forms[last] == "." and page.abbreviates(last):
            last += 1
        yield first, last


def _no_name(page: Phrases, index: int) -> bool:
    word = page.lowers[index]
    return word in titles() or word in DETERMINERS or (word in pronouns() and page.forms[index] != "US")


def _capital(page: Phrases, index: int) -> bool:
    form = page.forms[index]
    return form[0].isupper() or (form[0].isdigit() and index > 0) or (form.isalpha() and not form.islower())


def _with_particles(page: Phrases, first: int, index: int) -> int:
    """The word, or the particle before it: "al-Masi", "de Vries"."""
    before = index
    while before > first and (
        page.lowers[before - 1] in words_of("small", "particles") or page.forms[before - 1] in "-'’"
    ):
        before -= 1
    while page.forms[before] in "-'’":
        before += 1
    return before


def _in_token(page: Phrases, index: int, last: int) -> bool:
    """Whether the word goes on with a joined name: the rest of "Tam-sel" or "Vava'u"."""
    if not page.joined(index):
        return False
    if page.forms[index] in "-'’":
        after = page.lowers[index + 1] if index + 1 < last else ""
        return after.isalpha() and page.joined(index + 1) and (page.forms[index] == "-" or after != "s")
    return page.forms[index - 1] in "-'’" and page.joined(index - 1) and page.lowers[index] != "s"


def _link(page: Phrases, begin: int, index: int, last: int, body: bool) -> int:
    """The capitalised word after small words that may stand inside a name, or 0."""
    at = index
    while at < last and at < index + 4 and not _capital(page, at):
        if not _inside_a_name(page, begin, at, last, body):
            return 0
        at += 1
    return at if at < last and _capital(page, at) else 0


def _inside_a_name(page: Phrases, begin: int, at: int, last: int, body: bool) -> bool:
    word = page.lowers[at]
    if page.joined(at) and at + 1 < len(page) and page.joined(at + 1) and word != "/":
        return word.isalpha() or word in "-.'’&"
    if word in ("d", "l") and at + 1 < len(page) and page.forms[at + 1] in "'’":
        return True
    if word in ("'", "’") or (word == "s" and page.joined(at)):
        return body and country_name(page.string(begin, at - (word == "s"))) is None
    if word == ".":
        return page.joined(at)
    if word == "-":
        return at + 1 < len(page) and _capital(page, at + 1)
    if word == "and":
        return (body and bool({"of", "for"} & set(page.lowers[begin:at]))) or _shared_noun(page, at + 1, last)
    return word in words_of("small", "in_names") or (page.joined(at) and word in "-&")


def _shared_noun(page: Phrases, first: int, last: int) -> bool:
    """Whether capitals go on from here to a noun that two names share: "Portland and Sarn *Railway*"."""
    at = first
    while at < last and (_capital(page, at) or (at > first and page.lowers[at] == "of")):
        at += 1
    known = [noun(page.lowers[i]) for i in range(first + 1, at)]
    return any(k is not None and k.type in ("organisation", "facility", "location") for k in known)


def is_proper(page: Phrases, first: int, last: int) -> bool:
    """Whether a stretch without its article is one whole proper name."""
    start = first + (page.lowers[first] in DETERMINERS and last - first > 1)
    return next(proper_runs(page, start, last, body=True), None) == (start, last)


def kind_of(page: Phrases, first: int, last: int, head: int) -> MentionKind:
    """Pronoun, name or description, by the words alone."""
    if last - first == 1 and page.lowers[first] in pronouns() and page.forms[first] != "US":
        return "pronoun"
    if page.tags[head] in ("NNP", "NNPS") and page.forms[head][0].isupper():
        return "name"
    told = last - first > 1 or not page.opens(first)
    return "name" if told and is_proper(page, first, last) else "nominal"
