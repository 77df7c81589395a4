"""Other names for who has been named: acronyms as introduced, "also known as", "Suu Kyi", "the Observatory", leaders.

These come after the passes of :mod:`coreference` and join only what one reading allows; two that fit join neither.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hearsay.read.entities.coreference import Chains
from hearsay.read.entities.found import Found
from hearsay.read.entities.introduced import introductions
from hearsay.read.entities.nouns import DETERMINERS, country_word, noun, singular
from hearsay.read.entities.phrases import Phrases
from hearsay.read.places.gazetteer import fold

_ALSO = (("known", "as"), ("called",), ("nicknamed",), ("alias",), ("aka",), ("dubbed",), ("named",))
_ADVERBS = frozenset({"also", "better", "widely", "commonly", "popularly", "otherwise", "more"})
_BODIES = ("organisation", "group")
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xiv", "xvi"})


@dataclass(frozen=True)
class Leader:
    """A head of state or government: country, nouns of office, the years in office (``until`` 0: no end known)."""

    name: str
    country: str
    offices: frozenset[str]
    since: int
    until: int


@cache
def leaders() -> dict[str, Leader]:
    """``tables/leaders.toml`` by folded name."""
    table = tomllib.loads(files("hearsay.read").joinpath("tables", "leaders.toml").read_text("utf-8"))
    return {
        fold(name): Leader(name, country, frozenset(offices.split()), since, until)
        for name, (country, offices, since, until) in table.items()
    }


def leader(name: str, year: int | None) -> Leader | None:
    """Who has this name and is in office in the year of the report; in any year where the report has none."""
    found = leaders().get(fold(name))
    if found is None or year is None:
        return found
    return found if found.since <= year <= (found.until or year) else None


def join_aliases(page: Phrases, chains: Chains, year: int | None) -> None:
    """Join the mentions of a report that name one body or person in another way; ``year``: of the report, or None."""
    _introduced(page, chains)
    _also_known(page, chains)
    _ends_of_names(chains)
    _regnal(chains)
    _heads_of_names(page, chains)
    _leaders(page, chains, year)


def _introduced(page: Phrases, chains: Chains) -> None:
    for item in introductions(page):
        long = [i for i, m in enumerate(chains.found) if m.last == item.last and m.first <= item.first]
        short = [
            i
            for i, m in enumerate(chains.found)
            if page.forms[m.head] == page.forms[item.acronym] and m.kind == "name"
        ]
        for index in short:
            for other in long:
                chains.join(other, index)


def _also_known(page: Phrases, chains: Chains) -> None:
    """ "Mohamed Dagalo, also known as Hemedti": the two names are one person's or one body's."""
    begins = {m.first: i for i, m in enumerate(chains.found) if m.kind == "name"}
    for index, mention in enumerate(chains.found):
        at = mention.last
        while at < len(page) and (page.forms[at] in (",", "(") or page.lowers[at] in _ADVERBS):
            at += 1
        also = next((words for words in _ALSO if page.lowers[at : at + len(words)] == words), None)
        if also is None or mention.kind == "pronoun" or at == mention.last:
            continue
        at += len(also)
        while at < len(page) and (page.forms[at] in "\"“‘'" or page.lowers[at] in ("as", "the")):
            at += 1
        if at in begins:
            chains.join(index, begins[at])


def _named(chains: Chains, type_: str) -> Iterator[int]:
    """Positions of names whose chain has the type."""
    return (
        i
        for i, m in enumerate(chains.found)
        if m.kind == "name" and chains.about[i].name and chains.type_of(i) == type_
    )


def _only(chains: Chains, candidates: Iterator[int]) -> int | None:
    """The chain of the candidates if it is one."""
    roots = {chains.root(index) for index in candidates}
    return roots.pop() if len(roots) == 1 else None


def _ends_of_names(chains: Chains) -> None:
    """ "Suu Kyi" for Aung San Suu Kyi: the last words of one longer name that came before."""
    persons = list(_named(chains, "person"))
    for index in persons:
        parts = chains.about[index].parts
        if len(parts) < 2:
            continue
        names = ((i, chains.about[i].parts) for i in persons if i < index)
        longer = (i for i, other in names if len(other) > len(parts) and other[-len(parts) :] == parts)
        earlier = _only(chains, longer)
        if earlier is not None:
            chains.join(earlier, index)


def _regnal(chains: Chains) -> None:
    """ "King Abdullah" for King Abdullah II, where no other number is told."""
    persons = list(_named(chains, "person"))
    numbered = [
        i
        for i in persons
        if chains.about[i].key.split()[-1] in _NUMERALS and len(chains.about[i].key.split()) > 1
    ]
    for index in persons:
        key = chains.about[index].key
        same = (i for i in numbered if " ".join(chains.about[i].key.split()[:-1]) == key)
        earlier = _only(chains, same)
        if earlier is not None:
            chains.join(earlier, index)


def _heads_of_names(page: Phrases, chains: Chains) -> None:
    """ "the Observatory" for the Syrian Observatory for Human Rights: the one earlier body whose name has that head."""
    for index, mention in enumerate(chains.found):
        word = _bare_head(page, mention)
        if word is None or len(chains.members(index)) > 2 or chains.type_of(index) not in _BODIES:
            continue
        earlier = _only(
            chains, (i for i in range(index) if chains.found[i].kind == "name" and _heads(chains, i, word))
        )
        if earlier is not None:
            chains.join(earlier, index)


def _bare_head(page: Phrases, mention: Found) -> str | None:
    """The one capitalised word after "the" that a mention is, if it may be what bodies are called."""
    first = mention.first + (page.lowers[mention.first] in DETERMINERS)
    if mention.kind == "pronoun" or mention.last - first != 1 or first == 0:
        return None
    form = page.forms[first]
    known = noun(form.lower())
    called = known is None or known.type in _BODIES
    return (
        form.lower()
        if form[0].isupper() and not form.isupper() and called and page.lowers[first - 1] == "the"
        else None
    )


def _heads(chains: Chains, index: int, word: str) -> bool:
    """Whether the word is the head of a longer name: its last, or the one before "of" or "for"."""
    words = [fold(w) for w in chains.about[index].name.split()]
    if len(words) < 2 or chains.type_of(index) not in _BODIES:
        return False
    links = [at for at, w in enumerate(words) if w in ("of", "for", "on", "in")]
    return word in (words[-1] if not links else words[links[0] - 1],)


def _leaders(page: Phrases, chains: Chains, year: int | None) -> None:
    """ "North Korea's leader" for Kim Jong-un, who is known to be, where the report names nobody else who is."""
    for index, mention in enumerate(chains.found):
        if mention.kind != "nominal" or chains.type_of(index) != "person" or chains.about[index].plural:
            continue
        office = singular(page.lowers[mention.head])
        country = _country(page, mention.first, mention.head)
        known = (
            i
            for i in _named(chains, "person")
            if (who := leader(chains.about[i].name, year))
            and who.country == country
            and office in who.offices
        )
        named = _only(chains, known)
        if country and named is not None:
            chains.join(named, index)


def _country(page: Phrases, first: int, last: int) -> str | None:
    """The country that words before a head noun name, if they name nothing else: no "former", no "deputy"."""
    words = [w for w in page.tokens(first, last) if w.lower() not in DETERMINERS] if first < last else []
    return country_word(" ".join(words)) if words else None
