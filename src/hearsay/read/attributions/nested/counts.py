"""Numbers that somebody gives without saying anything: "the ministry put the toll at 34", "by the army's count", "doctors
have registered 200 wounded"."""

from __future__ import annotations

from hearsay.read.attributions.nested.clauses import is_happening
from hearsay.read.attributions.nested.frames import Complement
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import group, is_passive, phrase_after, phrase_before, subject
from hearsay.read.attributions.nested.regions import Region, draft_of
from hearsay.read.attributions.nested.tokens import Tokens
from hearsay.read.network.drafts import Draft, Range

_FAR = 12
"""Words from the verb to the "at" of its number at most: "the number of injured in all three towns at"."""
_CLOSING = (".", ",", ";", "!", '"', "”")
_TURNED = ("up", "down", "upward", "upwards", "downward", "downwards")
_HELPING = ("has", "have", "had", "now")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def put_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "The ministry put the toll at 34", "the toll was put at 34 by the ministry"."""
    if not t.is_verb(i) or t.base(i) not in lexicon().counts["put"]:
        return None
    first = group(t, i, region.first)
    about = subject(t, first, region.first)
    if is_passive(t, i, first):
        if about is None or not _counts(t, *about):
            return None
        number = _number(t, i + 1, region.last)
        if number is None:
            return None
        by = number[1]
        source = _by(t, by, region.last)
        return Draft(source, (i, i + 1), (about, number), 1.0)
    if about is None:
        return None
    if t.word(i + 1) == "at":  # "put at 34 the number of dead"
        number = _number(t, i + 1, region.last)
        end, _ = phrase_after(t, number[1], region.last) if number else (0, 0)
        end += end < region.last and t.tag(end) == "VBN"  # "of soldiers killed"
        counted = number is not None and _counts(t, number[1], end)
        return Draft(about, (first, i + 1), ((i + 1, end),), 1.0) if counted else None
    number = _number(t, i + 1, region.last)
    counted = number is not None and (_counts(t, i + 1, number[0]) or _stands(t, i + 1, number[0]))
    return Draft(about, (first, i + 1), ((i + 1, number[1]),), 1.0) if number and counted else None


def count_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "By the army's count, 25 people were killed"."""
    if t.tag(i) not in _NOUNS or t.base(i) not in lexicon().counts["reckoning"] or t.word(i + 1) != ",":
        return None
    if t.tag(i - 1) == "PRP$":
        start = i - 1
    elif t.is_possessive(i - 1):
        start = phrase_before(t, i - 1, region.first)
    else:
        return None
    if start <= region.first - 1 or t.word(start - 1) not in ("by", "on"):
        return None
    return draft_of(t, region, i, (i, i + 1), (start, i), Complement("clause", i + 2, i + 1))


def reckoned_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "The war has killed 20,000 people by U.N. estimates": whose estimates they are says so."""
    if t.tag(i) not in _NOUNS or t.base(i) not in lexicon().counts["reckoning"]:
        return None
    if i + 1 < region.last and t.word(i + 1) not in _CLOSING:
        return None
    by = phrase_before(t, i, region.first, tied=False) - 1
    if by <= region.first or t.word(by) != "by" or not _numbers(t, region.first, by):
        return None
    if not any(t.is_finite(k) for k in range(region.first, by)):
        return None
    named = any(t.tag(k).startswith("NN") and (t.acts(k) or t.tag(k) != "NN") for k in range(by + 1, i))
    source, cue = ((by + 1, i), (i, i + 1)) if named else ((by + 1, i + 1), (by, by + 1))
    last = by - (t.word(by - 1) == ",")
    return Draft(source, cue, ((region.first, last),), 1.0)


def kept_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "A toll compiled by the monitor stands at 66"."""
    if t.tag(i) != "VBN" or t.base(i) not in lexicon().counts["kept"] or t.word(i + 1) != "by":
        return None
    if not t.is_nominal(i - 1):
        return None
    start = phrase_before(t, i - 1, region.first)
    source = _by(t, i + 1, region.last)
    if source is None or not _counts(t, start, i):
        return None
    end = region.last
    while end > source[1] and t.word(end - 1) in (".", "!", ",", '"', "”"):
        end -= 1
    rest = ((source[1], end),) if end > source[1] else ()
    return Draft(source, (i, i + 1), ((start, i), *rest), 1.0)


def recorded_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "The group recorded 60 killings", "hospital records show 30 dead"."""
    known = lexicon().counts
    if not t.is_verb(i) or t.base(i) not in known["record"] | known["tell"]:
        return None
    first = group(t, i, region.first)
    if is_passive(t, i, first) or not (t.is_finite(first) or t.is_past(i)):
        return None
    about = subject(t, first, region.first)
    counting = about is not None and t.base(i) in known["record"] and _acts(t, *about)
    if about is None or not (counting or _reckons(t, *about)) or _oneself(t, region, about):
        return None
    return draft_of(t, region, i, (first, i + 1), about, _counted(t, i + 1, region.last))


def given_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "The office gave a figure of 70 dead", "the ministry revised its toll down to 25"."""
    if not t.is_verb(i) or t.base(i) not in lexicon().counts["give"]:
        return None
    first = group(t, i, region.first)
    about = subject(t, first, region.first)
    if is_passive(t, i, first) or about is None or not _acts(t, *about) or _oneself(t, region, about):
        return None
    end, head = phrase_after(t, i + 1, region.last, tied=False)
    if head < i + 1 or t.base(head) not in lexicon().counts["toll"]:
        return None
    whole, _ = phrase_after(t, end + 1, region.last, tied=False)
    harmed = any(t.base(k) in lexicon().counts["toll"] for k in range(end, whole))
    if t.word(end) == "of" and harmed and not _numbers(t, end, whole):
        end = whole  # "the number of dead"
    while t.is_adverb(end) or t.word(end) in _TURNED:
        end += 1
    if t.word(end) not in ("of", "to", "from", "at"):
        return None
    number, _ = phrase_after(t, _past_bounds(t, end + 1, region.last), region.last, tied=False)
    if not _numbers(t, end + 1, number):
        return None
    return draft_of(t, region, i, (first, i + 1), about, Complement("phrase", i + 1, i + 1))


def standing_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "The Red Crescent's count rose to 90": whose count it is says so; of "the city's toll" nobody does."""
    if not t.is_possessive(i - 1) or t.is_possessive(i):
        return None
    end, head = phrase_after(t, i, region.last, tied=False)
    if t.base(head) not in lexicon().counts["reckoning"]:
        return None
    verb = end
    while verb < region.last and (t.is_adverb(verb) or t.word(verb) in _HELPING):
        verb += 1
    if not t.is_verb(verb) or t.base(verb) not in lexicon().counts["stand"]:
        return None
    least = verb + 1 + (t.word(verb + 1) in ("at", "to"))
    number, _ = phrase_after(t, _past_bounds(t, least, region.last), region.last, tied=False)
    owner = (phrase_before(t, i - 1, region.first), i)
    if not _numbers(t, verb + 1, number) or not _acts(t, owner[0], owner[1] - 1):
        return None
    return draft_of(t, region, verb, (head, head + 1), owner, Complement("phrase", end, head + 1))


def _acts(t: Tokens, first: int, last: int) -> bool:
    """Whether the head of a phrase is somebody who can count: not "the year", "the region"."""
    _, head = phrase_after(t, first, last, tied=False)
    return t.acts(head) or t.tag(head) == "PRP"


def _oneself(t: Tokens, region: Region, about: Range) -> bool:
    """Whether a pronoun stands for who says it, or is spoken for: "the mission said it had verified 14 deaths"."""
    return region.said and t.tag(about[0]) == "PRP"


def _reckons(t: Tokens, first: int, last: int) -> bool:
    """Whether a phrase is of something in which numbers are kept: "hospital records", "a U.N. tally"."""
    _, head = phrase_after(t, first, last, tied=False)
    return t.base(head) in lexicon().counts["kept_in"]


def _counted(t: Tokens, first: int, limit: int) -> Complement:
    """The number of people or deeds that begins at ``first``; where there is none, a complement without words."""
    start = _past_bounds(t, first, limit)
    end, head = phrase_after(t, start, limit, tied=False)
    harmed = t.word(end) in lexicon().counts["became"] or t.any_of(start, end, lexicon().counts["became"])
    as_missing = t.word(end) == "as" and t.word(end + 1) in lexicon().counts["became"]
    told = harmed or as_missing or _counts(t, start, end) or is_happening(t, head, start, end)
    return Complement("phrase", first if told and _numbers(t, start, end) else -1, first)


def _past_bounds(t: Tokens, k: int, limit: int) -> int:
    """Behind "at least", "more than", "some" and the like."""
    bound = lexicon().counts["bound"]
    while k < limit and (t.word(k) in bound or (t.word(k) == "at" and t.word(k + 1) in ("least", "most"))):
        k += 1
    return k


def _numbers(t: Tokens, first: int, last: int) -> bool:
    """Whether a number stands among the words."""
    return any(t.tag(k) == "CD" or t.base(k) in lexicon().counts["vague"] for k in range(first, last))


def _counts(t: Tokens, first: int, last: int) -> bool:
    """Whether a noun phrase is a count of people: "the death toll", "the number of injured"."""
    known = lexicon().counts
    nouns = [t.base(k) for k in range(first, last) if t.tag(k) in _NOUNS]
    return any(noun in known["toll"] for noun in nouns)


def _stands(t: Tokens, first: int, last: int) -> bool:
    """Whether the words are no more than a pronoun for a count: "puts it at"."""
    return last == first + 1 and t.word(first) in ("it", "this", "that", "them")


def _number(t: Tokens, first: int, limit: int) -> Range | None:
    """The words "at about 34" that begin at ``first`` or some words on."""
    for at in range(first, min(limit, first + _FAR)):
        if t.word(at) == "at":
            k = _past_bounds(t, at + 1, limit)
            end, _ = phrase_after(t, k, limit, tied=False)
            numbers = _numbers(t, k, end)
            end += end < limit and t.word(end) in lexicon().counts["became"]
            return (at, end) if numbers else None
        if t.is_finite(at) or t.word(at) in (";", ":", "and", "but", "that"):
            return None
    return None


def _by(t: Tokens, by: int, limit: int) -> Range | None:
    """Who stands behind "by"."""
    if t.word(by) != "by":
        return None
    end, _ = phrase_after(t, by + 1, limit)
    return (by + 1, end) if end > by + 1 else None
