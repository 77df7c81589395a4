"""What one mention tells by its own words: the bare name, titles, head noun, number, sex, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import (
    DEFINITE,
    DETERMINERS,
    Noun,
    body,
    country_word,
    noun,
    pronouns,
    singular,
    table,
    titles,
    words_of,
)
from hearsay.read.entities.phrases import Phrases
from hearsay.read.places.gazetteer import fold

_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{3})")
"""The Arabic article of a family name, which a report may leave out: al-Burhan, Burhan."""

_TITLE_LINK = frozenset({"of", "for", "the", "and"})


@dataclass(frozen=True)
class Named:
    """One mention read by itself. ``name``: the proper name without article and titles, or "". ``key``: it, folded.

    ``parts``: words of a person's name. ``titles``: those before the name and nouns of office. ``noun``: the head noun
    in the singular. ``modifiers``: content words before the head; ``content``: all content words. ``phrase``: the
    whole in small letters.
    """

    name: str
    key: str
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    noun: str
    modifiers: frozenset[str]
    content: frozenset[str]
    phrase: str
    definite: bool
    repeatable: bool
    plural: bool
    sex: str | None
    kind: str | None


def describe(page: Phrases, mention: Found) -> Named:
    """Read one mention by its words alone."""
    words = page.lowers[mention.first : mention.last]
    first = words[0]
    if mention.kind == "pronoun":
        group = pronouns().get(first, "")
        sex = group if group in ("male", "female") else None
        return Named(
            "", "", (), (), "", frozenset(), frozenset(), first, False, False, group == "plural", sex, None
        )
    tokens = page.tokens(mention.first, mention.last)
    before, name = _split_title(page, mention, tokens) if mention.kind == "name" else (tokens, [])
    head = page.lowers[mention.head]
    modifiers = frozenset(
        singular(word)
        for word in page.lowers[mention.first : mention.head]
        if word[0].isalnum() and word not in DETERMINERS and word != "s"
    )
    content = frozenset(singular(w) for w in words if w[0].isalnum() and w not in DETERMINERS and len(w) > 1)
    spelt = page.from_token(mention.first, mention.last, len(before)) if name else ""
    offices = tuple(singular(fold(token)) for token in (before if name else tokens))
    return Named(
        name=spelt,
        key=fold(spelt),
        parts=_parts(name) if mention.type == "person" else (),
        titles=offices,
        noun=singular(head),
        modifiers=modifiers,
        content=content | {fold(token) for token in name},
        phrase=" ".join(words),
        definite=first in DEFINITE,
        repeatable=_repeatable(first, singular(head)),
        plural=_plural(page, mention, name),
        sex=_sex(offices, head) if mention.type == "person" else None,
        kind=_kind(page, mention, spelt, offices),
    )


def _repeatable(first: str, head: str) -> bool:
    """Whether the same words again mean the same: not "a man", "three men", "some"."""
    return (
        first not in DETERMINERS - DEFINITE and head not in words_of("small", "vague") and not first.isdigit()
    )


def _parts(name: list[str]) -> tuple[str, ...]:
    folded = (_ARTICLE.sub("", fold(token)).replace(" ", "-") for token in name)
    return tuple(part for part in folded if part and part not in ("jr", "sr", "ii", "iii"))


def _split_title(page: Phrases, mention: Found, tokens: list[str]) -> tuple[list[str], list[str]]:
    """Words before the name, and the name: articles, small words and titles go before, with a title its country too."""
    at = 0
    while at < len(tokens) - 1:
        if fold(tokens[at]) not in DETERMINERS and not (mention.type == "person" and _of_a_title(tokens, at)):
            break
        at += 1
    return tokens[:at], tokens[at:]


def _of_a_title(tokens: list[str], at: int) -> bool:
    """Whether a word is a title or belongs to one: "U.S.", "of" and "State" before "Antony Blinken" do."""
    word = fold(tokens[at])
    small = tokens[at][0].islower() and re.split(r"[ -]", word)[0] not in words_of("small", "particles")
    if word in titles() or small or (word in _TITLE_LINK and at > 0):
        return True
    known = noun(word)
    body_noun = known is not None and known.type == "organisation"
    if at > 0 and tokens[at - 1] == "of" and body_noun:
        return True
    nation = country_word(tokens[at]) or country_word(" ".join(tokens[at : at + 2]))
    return (bool(nation) or body_noun) and any(fold(token) in titles() for token in tokens[at + 1 : -1])


def _plural(page: Phrases, mention: Found, name: list[str]) -> bool:
    if name:
        return page.tags[mention.head] == "NNPS" and mention.type == "group"
    known = noun(page.lowers[mention.head])
    if page.tags[mention.head] in ("NNS", "NNPS") or (known and known.plural):
        return True
    return page.coordinated(mention.head) and any(
        page.lowers[i] == "and" for i in range(mention.head, mention.last)
    )


def _sex(offices: tuple[str, ...], head: str) -> str | None:
    told = {titles()[word][0] for word in offices if word in titles()}
    told |= {sex for sex in ("male", "female") if singular(head) in words_of("sex", sex)}
    told |= {sex for sex in ("male", "female") for word in offices if word in words_of("sex", sex)}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _kind(page: Phrases, mention: Found, name: str, offices: tuple[str, ...]) -> str | None:
    """Kind by the body that has this name, else by the head noun, what stands before it, and titles."""
    if mention.type != "person":
        known_body = (body(name) if name else None) or body(page.string(mention.first, mention.last))
        if known_body:
            return known_body.kind
    if mention.type in ("location", "weapon", "platform", "document", "product", "nationality"):
        return None
    known = _head_noun(page, mention)
    if mention.type == "person" and (name or known is None):
        return _told_by_titles(offices)
    own = known.kind if known else None
    before = page.lowers[mention.first : mention.head]
    for kind, words in table()["modifiers"].items():
        if kind == "state_media":
            fits = own == "news_media" and not {"united", "islamic"} & set(before)
        elif kind == "expert":
            fits = False
        else:
            many = known is not None and known.type in ("person", "group")
            fits = known is not None and (own is None or (many and own in ("government", "expert")))
        if fits and any(word in words.split() for word in before):
            return str(kind)
    return own


def _head_noun(page: Phrases, mention: Found) -> Noun | None:
    """What the head tells, with the word before it where the two are one noun: "air force", "coast guard"."""
    head = page.lowers[mention.head]
    pair = noun(f"{page.lowers[mention.head - 1]} {head}") if mention.head > mention.first else None
    return pair or noun(head)


def _told_by_titles(offices: tuple[str, ...]) -> str | None:
    """The kind of the body in a title ("police inspector general"), else of the office nearest to the name."""
    nouns = [noun(word) for word in offices]
    bodies = (n.kind for n in nouns if n and n.kind and n.type == "organisation")
    return next(bodies, None) or next((k for k in map(_office, reversed(offices)) if k), None)


def _office(word: str) -> str | None:
    """ "Justice" is a judge by the noun before it is a minister's portfolio by the title."""
    known = noun(word)
    return (known.kind if known else None) or (titles()[word][1] if word in titles() else None)
