"""Numbers that somebody gives without saying anything: "the ministry put the toll at 34", "by the army's count"."""

from __future__ import annotations

from hearsay.read.attributions.nested.frames import Complement
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import group, is_passive, phrase_after, phrase_before, subject
from hearsay.read.attributions.nested.regions import Region, draft_of
from hearsay.read.attributions.nested.tokens import Tokens
from hearsay.read.network.drafts import Draft, Range

_FAR = 12
"""Words from the verb to the "at" of its number at most: "the number of injured in all three towns at"."""
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
            k = at + 1
            while k < limit and t.word(k) in lexicon().counts["bound"]:
                k += 1
            end, _ = phrase_after(t, k, limit, tied=False)
            numbers = any(t.tag(j) == "CD" or t.base(j) in lexicon().counts["vague"] for j in range(k, end))
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
