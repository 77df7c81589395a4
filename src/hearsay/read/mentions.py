"""Finding mentions: names, nominals and pronouns from the network's heads, the sources of attributions and word lists.

The two heads follow two customs. ``name`` (WikiGold) marks the bare name; ``entity`` (re3d) marks the whole phrase
with its article and title, and nominals and pronouns too. Both are kept where one stands inside the other: "the
U.N." is a description that holds the name "U.N.", and the two belong to one entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hearsay.read.analysis import Tagged
from hearsay.read.nouns import (
    DETERMINERS,
    body,
    capital_of,
    country_name,
    is_people,
    noun,
    pronouns,
    titles,
    words_of,
)
from hearsay.read.phrases import Phrases
from hearsay.record.codes import EntityType, MentionKind

_NAME_TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "location", "MISC": "other"}
_MENTION_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organisation": "organisation", "Location": "location", "Weapon": "weapon",
    "MilitaryPlatform": "platform", "Nationality": "nationality", "DocumentReference": "document",
}  # fmt: skip
_ACTORS = ("person", "organisation", "group")
_CUT_SOURCE = frozenset("who whom whose which that , ( ; — – -- speaking citing quoting referring".split())
_NOT_SOURCES = frozenset("who whom whose which that what there this you your yourself one".split())
_LEADING = frozenset("according to by from and but while as in per , \" “ ‘ '".split())
_SHAPED = 0.5
"""MISC names less sure than this are left out: they are mostly titles and events of no use to a claim."""


@dataclass(frozen=True)
class Found:
    """A mention in word indices, before entities are made. ``source``: position of the draft whose source it is."""

    first: int
    last: int
    head: int
    kind: MentionKind
    type: EntityType
    score: float
    rule: str
    source: int | None = None

    def holds(self, other: Found) -> bool:
        """Whether ``other`` lies inside this one."""
        return self.first <= other.first and other.last <= self.last


def find_mentions(page: Phrases) -> list[Found]:
    """The mentions of a report in text order, outer before inner; every source that is not a relative has one."""
    found = _merged(page, [*_described(page), *_named(page)])
    found += _parts(page, found)
    found = _with_sources(page, found)
    found += _pronouns(page, found)
    return sorted(found, key=lambda m: (m.first, -m.last, m.kind))


def _trimmed(page: Phrases, first: int, last: int) -> tuple[int, int]:
    """Without marks at the ends and without a closing possessive."""
    while first < last and not page.forms[first][0].isalnum() and page.forms[first] != "[":
        first += 1
    while first < last:
        if last - first > 2 and page.lowers[last - 1] == "s" and page.forms[last - 2] in ("'", "’"):
            last -= 2
        elif page.forms[last - 1][0].isalnum() or (page.forms[last - 1] == "." and _dotted(page, last - 1)):
            break
        elif page.forms[last - 1] == ")" and "(" in page.forms[first:last]:
            break
        else:
            last -= 1
    return first, last


def _dotted(page: Phrases, index: int) -> bool:
    """Whether this full stop belongs to an abbreviation: U.S., Jr."""
    return index >= 1 and page.joined(index) and (
        (len(page.forms[index - 1]) == 1 and page.forms[index - 1].isupper())
        or page.lowers[index - 1] in ("jr", "sr", "inc", "corp", "co", "ltd", "capt")
    )


def _make(page: Phrases, tagged: Tagged, type_: EntityType, rule: str) -> Found | None:
    first, last = _trimmed(page, tagged.first, tagged.last)
    if first >= last or page.sentence[first] != page.sentence[last - 1]:
        return None
    head = page.head_of(first, last)
    return Found(first, last, head, _kind(page, first, last, head), type_, tagged.score, rule)


def _kind(page: Phrases, first: int, last: int, head: int) -> MentionKind:
    if last - first == 1 and page.lowers[first] in pronouns():
        return "pronoun"
    if page.lowers[first] in DETERMINERS and not page.forms[head][0].isupper():
        return "nominal"
    return "name" if page.tags[head] in ("NNP", "NNPS") and page.forms[head][0].isupper() else "nominal"


def _described(page: Phrases) -> Iterator[Found]:
    for tagged in page.analysis.mentions if page.analysis else ():
        type_ = _MENTION_TYPES.get(tagged.kind)
        made = _make(page, tagged, type_, "entity head") if type_ else None
        if made:
            yield made


def _named(page: Phrases) -> Iterator[Found]:
    for tagged in page.analysis.names if page.analysis else _capitals(page):
        type_ = _NAME_TYPES[tagged.kind]
        if tagged.kind == "MISC":
            if tagged.score < _SHAPED:
                continue
            if is_people(page.string(tagged.first, tagged.last)):
                type_ = "nationality"
        made = _make(page, tagged, type_, "name head")
        if made and made.kind != "pronoun":
            yield replace(made, kind="name")


def _merged(page: Phrases, found: list[Found]) -> list[Found]:
    """One mention a place; of two that cross, the surer; the description first where both say the same."""
    kept: list[Found] = []
    for mention in sorted(found, key=lambda m: (m.rule != "entity head", -m.score, m.first)):
        same = next((k for k in kept if (k.first, k.last) == (mention.first, mention.last)), None)
        if same:
            if same.kind != "name":
                kept[kept.index(same)] = replace(same, kind="name")
        elif not any(_cross(k, mention) for k in kept):
            kept.append(mention)
    return [_without_article(m, kept) for m in kept]


def _cross(a: Found, b: Found) -> bool:
    return a.first < b.last and b.first < a.last and not a.holds(b) and not b.holds(a)


def _without_article(mention: Found, kept: list[Found]) -> Found:
    """A name phrase that holds a bare name with the same end describes by it: "the U.N.", "Gen. Ana Horvat"."""
    if mention.kind == "name" and mention.rule == "entity head":
        inner = [k for k in kept if k is not mention and k.rule == "name head" and mention.holds(k)]
        if any(k.last == mention.last for k in inner):
            return replace(mention, kind="nominal")
    return mention


def _parts(page: Phrases, found: list[Found]) -> list[Found]:
    """The body that somebody speaks for, where no head marked it: "a *defence ministry* spokesman"."""
    added = []
    for mention in found:
        part = speaks_for(page, mention.first, mention.last, mention.head)
        if part and mention.type == "person" and not any(_overlap(part, m) for m in found if m is not mention):
            head = part[1] - 1
            added.append(Found(*part, head, _kind(page, *part, head), "organisation", 0.5, "spoken for"))
    return added


def speaks_for(page: Phrases, first: int, last: int, head: int) -> tuple[int, int] | None:
    """Words of the body before a speaking noun, if they end in a noun for a body."""
    if page.lowers[head] not in words_of("speaking", "nouns"):
        spoken = next((i for i in range(first, last) if page.lowers[i] in words_of("speaking", "nouns")), None)
        if spoken is None:
            return None
        head = spoken
    end = head - 2 if head - 2 > first and page.lowers[head - 1] == "s" else head
    known = noun(page.lowers[end - 1]) if end > first else None
    start = first + (page.lowers[first] in DETERMINERS)
    return (start, end) if known and known.type == "organisation" and start < end else None


def _overlap(part: tuple[int, int], mention: Found) -> bool:
    return part[0] < mention.last and mention.first < part[1]


def _with_sources(page: Phrases, found: list[Found]) -> list[Found]:
    """Mark the mention that each draft's source is, or make a nominal of the source's words."""
    found = list(found)
    for number, draft in enumerate(page.analysis.drafts if page.analysis else ()):
        if draft.source is None:
            continue
        first, last = _source_range(page, *draft.source)
        if first >= last or (last - first == 1 and page.lowers[first] in _NOT_SOURCES):
            continue
        head = page.head_of(first, last)
        at = _at_head(found, first, last, head)
        if at is not None:
            if found[at].source is None:
                found[at] = _acting(page, replace(found[at], source=number))
        elif page.lowers[head] not in pronouns():
            found.append(_from_source(page, first, last, head, number))
    return found


def _source_range(page: Phrases, first: int, last: int) -> tuple[int, int]:
    """The noun phrase of a source: no leading preposition, nothing from a comma, bracket or relative clause on."""
    while first < last and (page.lowers[first] in _LEADING or not page.forms[first][0].isalnum()):
        first += 1
    cut = next((i for i in range(first + 1, last) if page.lowers[i] in _CUT_SOURCE and not page.joined(i)
                or page.forms[i] in (",", "(")), last)
    return _trimmed(page, first, cut)


def _at_head(found: list[Found], first: int, last: int, head: int) -> int | None:
    """The widest mention around the head word that does not reach beyond the source."""
    around = [
        (m.last - m.first, -i)
        for i, m in enumerate(found)
        if m.first <= head < m.last and m.head == head and first <= m.first and m.last <= last + 1
    ] or [(m.first - m.last, -i) for i, m in enumerate(found) if m.first <= head < m.last and m.head == head]
    return -max(around)[1] if around else None


def _acting(page: Phrases, mention: Found) -> Found:
    """Who speaks acts: a place that is a country or its capital stands for its government; a thing unknown stays."""
    if mention.kind == "pronoun" or mention.type in _ACTORS:
        return mention
    name = " ".join(page.tokens(mention.first, mention.last)).removeprefix("the ")
    if mention.type in ("location", "nationality", "other") and (country_name(name) or capital_of(name) or body(name)):
        return replace(mention, type="organisation", rule="place that speaks")
    return mention


def _from_source(page: Phrases, first: int, last: int, head: int, number: int) -> Found:
    name = page.string(first, last)
    kind = _kind(page, first, last, head)
    known = noun(page.lowers[head])
    if body(name) or country_name(name) or capital_of(name):
        type_: EntityType = "organisation"
    elif known:
        type_ = known.type  # type: ignore[assignment]
    elif kind == "name":
        type_ = "person" if page.lowers[first] in titles() or last - first > 1 else "organisation"
    else:
        type_ = "group" if page.tags[head] in ("NNS", "CD", "JJ", "DT") else "other"
    return Found(first, last, head, kind, type_, 0.3, "source", number)


def _pronouns(page: Phrases, found: list[Found]) -> list[Found]:
    """Pronouns that no head marked; they stay only if they find somebody to stand for."""
    taken = {m.first for m in found if m.last - m.first == 1}
    sources = {
        first: number
        for number, draft in enumerate(page.analysis.drafts if page.analysis else ())
        if draft.source and (first := _source_range(page, *draft.source)[0]) < draft.source[1]
    }
    added = []
    for index, word in enumerate(page.lowers):
        group = pronouns().get(word)
        if group and index not in taken and not (word == "us" and page.forms[index].isupper()):
            type_: EntityType = "person" if group in ("male", "female", "speaker") else "organisation"
            added.append(
                Found(index, index + 1, index, "pronoun", type_, 0.0, "pronoun", sources.get(index))
            )
    return added


def _capitals(page: Phrases) -> Iterator[Tagged]:
    """Names without a network: runs of capitalised words, typed by titles, head nouns and the gazetteer."""
    index = 0
    while index < len(page):
        last = index
        while last < len(page) and page.sentence[last] == page.sentence[index] and _capital(page, last, last > index):
            last += 1
        while last > index and not page.forms[last - 1][0].isupper():
            last -= 1
        if last > index:
            opens = index == 0 or page.sentence[index] != page.sentence[index - 1]
            kind = _guessed(page, index, last)
            if kind and not (opens and last - index == 1 and kind == "PER"):
                yield Tagged(kind, index, last, 0.3)
        index = max(last, index + 1)


def _capital(page: Phrases, index: int, inside: bool) -> bool:
    form = page.forms[index]
    if form[0].isupper():
        return page.lowers[index] not in pronouns() and page.lowers[index] not in DETERMINERS
    return inside and (
        (page.lowers[index] == "of" and index + 1 < len(page) and page.forms[index + 1][0].isupper())
        or (form in "-." and page.joined(index) and (form == "-" or page.lowers[index - 1] in titles()
                                                     or len(page.forms[index - 1]) == 1))
        or (page.forms[index - 1] == "-" and page.joined(index))
    )


def _guessed(page: Phrases, first: int, last: int) -> str | None:
    name = page.string(first, last)
    known = noun(page.lowers[page.head_of(first, last)])
    if page.lowers[first] in titles() and last - first > 1:
        return "PER"
    if body(name) or (known and known.type == "organisation"):
        return "ORG"
    if country_name(name) or capital_of(name):
        return "LOC"
    return "PER" if last - first > 1 else None
