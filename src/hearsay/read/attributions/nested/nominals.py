"""Nouns, adjectives and adverbs that say something inside content, and "according to"."""

from __future__ import annotations

from hearsay.read.attributions.nested.frames import Complement, after_adjective, after_noun
from hearsay.read.attributions.nested.lexicon import adjectives, lexicon
from hearsay.read.attributions.nested.phrases import group, phrase_after, phrase_before, subject
from hearsay.read.attributions.nested.regions import Region, draft_of
from hearsay.read.attributions.nested.tokens import BE, CUT_OFF, Tokens
from hearsay.read.attributions.nested.verbs import hangs
from hearsay.read.network.drafts import Draft, Range

_IN_PHRASE = frozenset(["JJ", "JJR", "JJS", "DT", "PDT", "PRP$", "RB", "RBR", "RBS", "CD"])
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_OWNING = frozenset(["its", "their", "his", "her", "my", "our"])
_COPULAS = frozenset(["be", "feel", "remain", "become", "seem", "stay", "grow", "appear", "sound", "make"])
_ADJECTIVAL = frozenset(["JJ", "VBN", "VBD", "RB", "NN"])


def noun_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """The attribution that the noun at ``i`` makes: "their plan to", "voiced fears that", "a rumour that"."""
    gerund = t.word(i).endswith("ing") and t.base(i) != t.word(i)
    name = i in t.titled and i - 1 in t.titled
    mistaken = t.tag(i) == "VBG" and not t.word(i).endswith("ing")
    if not (t.tag(i).startswith("NN") or mistaken) or gerund or name or i + 1 >= region.last:
        return None
    complement = after_noun(t, i, region.last)
    if complement is None or (t.word(i) == "order" and t.word(i - 1) == "in"):
        return None
    start = _phrase_start(t, region, i)
    source, first = _owner(t, region, start, i), i
    if source is None or t.word(source[0]) in _OWNING:
        verb = _light_verb(t, region, start)
        if verb is not None:
            first = group(t, verb, region.first)
            source = subject(t, first, region.first) or source
        elif t.word(start) == "no":
            first = start
    if t.base(i) in lexicon().nouns["made"] and first == i:
        return None
    if source is None and t.word(i + 1) in ("by", "of", "among") and complement.first > i + 2:
        source = (i + 2, complement.first)
    last = complement.first if t.word(complement.first - 1) in BE else i + 1
    return draft_of(t, region, i, (first, last), source, complement)


def _phrase_start(t: Tokens, region: Region, noun: int) -> int:
    start = noun
    while start > region.first and (
        t.tag(start - 1) in _IN_PHRASE | _NOUNS or t.is_clipped(start - 1) or t.is_quote(start - 1)
    ):
        start -= 1
    return t.past_quotes(start, noun)


def _light_verb(t: Tokens, region: Region, start: int) -> int | None:
    """ "have", "voiced": the verb in front of a noun phrase that only carries its noun."""
    k = start - 1
    while k > region.first and t.is_quote(k):
        k -= 1
    light = k >= region.first and t.is_verb(k) and t.base(k) in lexicon().words["light"]
    return k if light else None


def _owner(t: Tokens, region: Region, start: int, noun: int) -> Range | None:
    """Whose it is, of the words [start, noun): "the town's", "their", "Iranian"."""
    for k in range(noun - 1, start - 1, -1):
        if t.is_clipped(k):
            return phrase_before(t, k, region.first), k + 1
        if t.tag(k) == "PRP$":
            return k, k + 1
    acting = [k for k in range(start, noun) if t.acts(k) and t.tag(k) != "DT"]
    return (acting[0], acting[-1] + 1) if acting else None


def adjective_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """The attribution that the adjective at ``i`` makes: "is confident that", "felt ready to"."""
    if t.tag(i) not in _ADJECTIVAL or t.word(i) not in adjectives():
        return None
    complement = after_adjective(t, i, region.last)
    first = _copula(t, region, i)
    if complement is None or (first is not None and hangs(t, region, i, first)):
        return None
    if first is None:
        return _postnominal(t, region, i, complement)
    source = subject(t, first, region.first)
    if source is None or t.word(source[0]) in lexicon().words["general"] | {"there"}:
        return None
    if t.word(source[0]) == "it" and complement.kind != "to":
        return None
    return draft_of(t, region, i, (first, complement.cue_last), source, complement)


def _postnominal(t: Tokens, region: Region, i: int, complement: Complement) -> Draft | None:
    """ "leaders willing to negotiate", "villagers afraid of reprisals"."""
    k = i - 1
    while k > region.first and t.is_adverb(k):
        k -= 1
    if k < region.first or t.tag(k) not in ("NN", "NNS", "NNP", "NNPS", "DT") or t.word(i) == "clear":
        return None
    source = (phrase_before(t, k, region.first, tied=False), k + 1)
    return draft_of(t, region, i, (i, complement.cue_last), source, complement) if t.acts(k) else None


def _copula(t: Tokens, region: Region, i: int) -> int | None:
    """Where "is", "had felt", "made it" in front of an adjective begins; None where no such verb is there."""
    first = group(t, i, region.first)
    k = first - 1
    if t.word(i) == "clear":
        k -= t.word(k) == "it"
        if t.base(k) != "make":
            return None
    if k >= region.first and t.is_verb(k) and t.base(k) in _COPULAS:
        return group(t, k, region.first)
    return first if t.any_of(first, i, BE | CUT_OFF | {"s"}) else None


def hearsay_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "allegedly": the clause that it stands in is what others say."""
    if t.word(i) not in lexicon().words["hearsay"]:
        return None
    verb = next((k for k in range(i + 1, min(i + 5, region.last)) if t.is_verb(k)), None)
    if verb is None:
        return None
    about = subject(t, group(t, verb, region.first), region.first)
    before = (about[0], i) if about and about[0] < i else None
    return draft_of(t, region, i, (i, i + 1), None, Complement("clause", i + 1, i + 1), before)


def according_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "according to the police": what goes on behind the comma, or what stands in front."""
    if t.word(i) != "according" or t.word(i + 1) != "to":
        return None
    end, _ = phrase_after(t, i + 2, region.last)
    if end == i + 2:
        return None
    if t.word(end) == "," and i - region.first < 3:
        return draft_of(t, region, i, (i, i + 2), (i + 2, end), Complement("clause", end + 1, i + 2))
    stop = i - 1 if t.word(i - 1) == "," else i
    return Draft((i + 2, end), (i, i + 2), ((region.first, stop),), 1.0) if stop > region.first else None


def view_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "in my opinion, …"."""
    if t.word(i) not in lexicon().words["view"] or t.word(i + 1) != ",":
        return None
    if t.tag(i - 1) == "PRP$":
        start = i - 1
    elif t.is_possessive(i - 1):
        start = phrase_before(t, i - 1, region.first)
    else:
        return None
    if t.word(start - 1) != "in" or start <= region.first:
        return None
    return draft_of(t, region, i, (i, i + 1), (start, i), Complement("clause", i + 2, i + 1))
