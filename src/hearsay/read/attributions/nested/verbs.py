"""Verbs that say, think, want or show something inside content, active and passive."""

from __future__ import annotations

from hearsay.read.attributions.nested.clauses import is_happening
from hearsay.read.attributions.nested.frames import Complement, after_passive, after_verb
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import group, is_passive, phrase_after, phrase_before, subject
from hearsay.read.attributions.nested.regions import RELATIVE, Region, draft_of
from hearsay.read.attributions.nested.tokens import BE, QUESTION, Tokens
from hearsay.read.network.drafts import Draft, Range

NEGATIONS = frozenset(["not", "t", "never", "no", "neither", "nor"])

_PERFECT = frozenset(["have", "has", "had", "having", "ve", "d", "s", "hasn", "haven", "hadn"])
_DOING = frozenset(["do", "does", "did", "don", "didn", "doesn"])
_INVERTED = frozenset(["do", "does", "did", "would", "will", "can", "could"])
_BINDING = frozenset(["should", "must", "ought", "let"])
_OBJECTS = frozenset(["me", "him", "her", "us", "them", "you"])
_CAUSING = frozenset(["make", "let", "help", "have", "see", "hear", "watch"])
_PLAIN = frozenset(["it", "he", "she", "they", "one", "way"])
_BEFORE_PARTICIPLE = frozenset([",", "and", "or", "by", "in", "while", "after", "before", "when", "without"])
_CLOSING = frozenset([".", "!", "?", ",", '"', "”", "’", "'", ")", ":", ";"])
_UNFULFILLED = frozenset(["of", "as", "dead", "missing", "killed"])


def verb_draft(t: Tokens, region: Region, i: int) -> Draft | None:
    """The attribution that the verb at ``i`` makes."""
    if not t.is_verb(i) or t.is_clipped(i):
        return None
    first = group(t, i, region.first)
    if is_passive(t, i, first):
        return _passive(t, region, i, first)
    first = _led(t, region, first)
    if t.word(first - 1) in ("or", "nor") and t.is_verb(first - 2) and first - 2 >= region.first:
        first = group(t, first - 2, region.first)
    if t.tag(i) == "VBN" and not t.any_of(first, i, _PERFECT) and not t.is_past(i):
        return _reduced(t, region, i)
    return _active(t, region, i, first)


def _active(t: Tokens, region: Region, i: int, first: int) -> Draft | None:
    would = t.any_of(first, i, {"would", "d"})
    complement = after_verb(t, i, region.last, would=would) or _withheld(t, region, i, first)
    complement = complement or _naming(t, region, i, first)
    if complement is None:
        return _postposed(t, region, i, first)
    if hangs(t, region, i, first):
        return None
    source = _speaker(t, region, i, first)
    if source is None or _in_general(t, source) or _misread(t, i, source, complement):
        return None
    before = _antecedent(t, source, region) if complement.gap else None
    if complement.gap and before is None:
        return None
    if t.base(i) in lexicon().words["joining"] and complement.kind == "to":
        complement = _joined(t, region, complement) or complement
    return draft_of(t, region, i, (first, complement.cue_last), source, complement, before)


def _in_general(t: Tokens, source: Range) -> bool:
    """Whether people in general, or whoever is spoken to, say it."""
    return source[1] - source[0] == 1 and t.word(source[0]) in lexicon().words["general"]


def _misread(t: Tokens, i: int, source: Range, complement: Complement) -> bool:
    """Whether a clause without "that" is none: in "those who confirmed the deal left" the deal is the object."""
    if complement.kind != "clause" or complement.gap or t.word(source[0]) not in RELATIVE:
        return False
    opened = t.word(t.past_quotes(complement.first, len(t.lowers)))
    return opened not in QUESTION | {"that"} and t.base(i) not in lexicon().verbs["bare"]


def _led(t: Tokens, region: Region, first: int) -> int:
    """The start of the group with "continues to", "appears to", "went on to", "began" in front of it."""
    lead = first - 1
    if t.tag(first) == "VBG" and lead >= region.first and t.base(lead) in lexicon().words["beginning"]:
        return group(t, lead, region.first)
    lead = first - 2
    if t.word(first - 1) == "to" and lead >= region.first:
        if t.word(lead) == "on":
            lead -= 1
        if lead >= region.first and t.is_verb(lead) and t.base(lead) in lexicon().words["leading"]:
            return group(t, lead, region.first)
    return first


def _joined(t: Tokens, region: Region, complement: Complement) -> Complement | None:
    """ "refused to admit that": both verbs are the cue."""
    begin = t.past_quotes(complement.first, region.last)
    if t.word(begin) not in ("to", "not"):
        return None
    verb = next((k for k in range(begin, min(begin + 4, region.last)) if t.tag(k) == "VB"), None)
    if verb is None or t.base(verb) not in lexicon().words["joined"]:
        return None
    found = after_verb(t, verb, region.last)
    if found is None and t.word(verb + 1) in ("it", "that", "this", "so"):
        return Complement("phrase", verb + 1, verb + 1)
    return found


def _withheld(t: Tokens, region: Region, i: int, first: int) -> Complement | None:
    """ "did not give details": what is not told."""
    if t.base(i) not in lexicon().verbs["silent"] or not t.any_of(first, i, NEGATIONS):
        return None
    end, head = phrase_after(t, i + 1, region.last, tied=False)
    told = end > i + 1 and t.base(head) in lexicon().words["told"]
    return Complement("phrase", i + 1, i + 1) if told else None


def _naming(t: Tokens, region: Region, i: int, first: int) -> Complement | None:
    """ "what he called a mistake": what is judged stands in front of who judges it."""
    source = subject(t, first, region.first) if t.base(i) in lexicon().verbs["judgement"] else None
    at = t.past_quotes(i + 1, region.last)
    if source is None or at >= region.last or t.word(source[0] - 1) not in ("what", "which", "that", "whom"):
        return None
    judged = source[0] > region.first and (t.tag(at) in ("DT", "JJ") or at > i + 1)
    return Complement("phrase", i + 1, i + 1, gap=True) if judged else None


def _postposed(t: Tokens, region: Region, i: int, first: int) -> Draft | None:
    """ "they left, I believe": what stands before is what is said."""
    ends = i + 1 >= region.last or t.word(i + 1) in _CLOSING
    if not ends or t.base(i) not in lexicon().verbs["clause"] or not t.is_finite(first):
        return None
    source = subject(t, first, region.first)
    if source is None or source[1] != first or t.word(source[0]) in lexicon().words["general"]:
        return None
    comma = source[0] - 1
    while comma > region.first and t.is_quote(comma):
        comma -= 1
    if t.word(comma) != "," or not any(t.is_finite(k) for k in range(region.first, comma)):
        return None
    return Draft(source, (first, i + 1), ((region.first, comma),), 1.0) if comma - region.first > 2 else None


def hangs(t: Tokens, region: Region, i: int, first: int) -> bool:
    """Whether it hangs on a condition, is asked, wanted or ordered, or is only what something is done for."""
    if t.any_of(first, i, _BINDING):
        return True
    if "to" in (t.word(first - 1), t.word(first)):
        return not _to_be_said(t, region, first)
    source = subject(t, first, region.first)
    helped = any(t.tag(k) == "MD" or t.word(k) in _DOING for k in range(first, i))
    if t.tag(i) == "VB" and not helped:
        if source is None or source[1] != first or t.word(source[0]) in _OBJECTS:
            return True
        if t.base(source[0] - 1) in _CAUSING:
            return True
    k = (source[0] if source else first) - 1
    while k >= region.first and (t.is_adverb(k) or t.is_quote(k)):
        k -= 1
    return k >= region.first and t.word(k) in lexicon().words["conditions"] | _INVERTED


def _to_be_said(t: Tokens, region: Region, first: int) -> bool:
    """ "is expected to announce that", "is going to say": the infinitive will come about or is said to."""
    governor = (first - 1 if t.word(first - 1) == "to" else first) - 1
    while governor > region.first and t.is_adverb(governor):
        governor -= 1
    if governor < region.first:
        return region.speaker is not None
    if t.word(governor) in ("going", "am"):
        return True
    known = lexicon().passive
    expected = t.base(governor) in known["to"] - known["meant"]
    return expected and is_passive(t, governor, group(t, governor, region.first))


def speaker(t: Tokens, region: Region, i: int) -> Range | None:
    """Who says what the verb at ``i`` tells, where it stands in the active: its subject, a participle's too."""
    first = group(t, i, region.first)
    if is_passive(t, i, first) or (
        t.tag(i) == "VBN" and not t.any_of(first, i, _PERFECT) and not t.is_past(i)
    ):
        return None
    return _speaker(t, region, i, first)


def _speaker(t: Tokens, region: Region, i: int, first: int) -> Range | None:
    if t.word(first) == "to" and first == region.first:
        return region.speaker
    if "to" in (t.word(first - 1), t.word(first)) and first > region.first:
        governor = first - (1 if t.word(first) == "to" else 2)
        if governor < region.first:
            return region.speaker
        return subject(t, group(t, governor, region.first), region.first)
    bare = not any(t.word(k) in BE or t.is_clipped(k) or t.is_finite(k) for k in range(first, i))
    if t.tag(i) == "VBG" and bare:
        return _of_participle(t, region, i, first)
    return subject(t, first, region.first)


def _of_participle(t: Tokens, region: Region, i: int, first: int) -> Range | None:
    """Who does what a bare "-ing" tells: the noun right before it, else the subject of the verb it hangs on."""
    k = first - 1
    while k >= region.first and t.is_quote(k):
        k -= 1
    if k < region.first:
        return None
    if t.is_nominal(k) and not t.is_day(k):
        return phrase_before(t, k, region.first), k + 1
    if t.word(k) == "-" and t.is_nominal(k - 2):
        return phrase_before(t, k - 2, region.first), k - 1
    if t.word(k) in _BEFORE_PARTICIPLE or t.is_day(k):
        nearest = next((j for j in range(k, region.first - 1, -1) if t.is_finite(j)), None)
        found = (
            subject(t, group(t, verb, region.first), region.first)
            for verb in (_main_verb(t, region, i), nearest)
            if verb is not None
        )
        return next((source for source in found if source is not None), None)
    return None


def _main_verb(t: Tokens, region: Region, i: int) -> int | None:
    """The finite verb that a participle hangs on, past relative clauses and clauses inside others."""
    head = t.heads[i]
    while region.first <= head < region.last:
        helpers = (k for k in range(region.first, head) if t.heads[k] == head and t.is_finite(k))
        finite = head if t.is_finite(head) else next(helpers, None)
        if finite is not None and not t.relations[head].startswith("acl"):
            return finite
        head = t.heads[head]
    return None


def _antecedent(t: Tokens, source: Range, region: Region) -> Range | None:
    """What stands before the subject of "the cat they thought was dead", "who I think left"."""
    k = source[0] - 1
    if k < region.first:
        return None
    if t.word(k) in ("who", "which", "that", "what", "whom"):
        return k, k + 1
    return (phrase_before(t, k, region.first), k + 1) if t.is_nominal(k) else None


def _passive(t: Tokens, region: Region, i: int, first: int) -> Draft | None:
    """ "is expected to", "it is feared that", "was ordered by": by nobody named, or by whoever stands behind "by"."""
    known = lexicon()
    if t.word(i) in known.adjectives["to"] | known.adjectives["that"] or t.any_of(first, i, _BINDING):
        return None
    if t.word(first - 1) == "to" and not _to_be_said(t, region, first):
        return None
    about = subject(t, first, region.first)
    if t.base(i) == "reach" and t.word(i + 1) == "for" and t.any_of(first, i, NEGATIONS):
        return draft_of(t, region, i, (first, i + 1), about, Complement("phrase", i + 1, i + 1))
    agent = _agent(t, region, i)
    complement = after_passive(t, i, region.last)
    if complement is None and agent and t.base(i) in known.verbs["happening"] | known.verbs["clause"]:
        complement = Complement("phrase", -1, i + 1, subject=True)
    if complement is None:
        return None
    if about and (not complement.subject or t.word(about[0]) in ("it", "there")):
        about = None
    if complement.first < 0 and not (
        about and is_happening(t, phrase_after(t, *about, tied=False)[1], *about)
    ):
        return None
    return draft_of(t, region, i, (first, complement.cue_last), agent, complement, about)


def _agent(t: Tokens, region: Region, i: int) -> Range | None:
    """Who stands behind "by", right after the participle at ``i``."""
    if t.word(i + 1) != "by" or i + 2 >= region.last or t.tag(i + 2) == "VBG":
        return None
    end, _ = phrase_after(t, i + 2, region.last)
    return (i + 2, end) if end > i + 2 else None


def _reduced(t: Tokens, region: Region, i: int) -> Draft | None:
    """ "civilians suspected of", "a report issued by the ministry that"."""
    k = i - 1
    while k >= region.first and (t.is_adverb(k) or t.word(k) == ","):
        k -= 1
    if k < region.first or not t.is_nominal(k):
        return None
    complement = after_passive(t, i, region.last)
    if complement is None or complement.first < 0 or not complement.subject:
        return _issued(t, region, i, k)
    if complement.kind == "phrase" and t.word(complement.first) not in _UNFULFILLED:
        return None
    before = (phrase_before(t, k, region.first, tied=False), k + 1)
    return draft_of(t, region, i, (i, complement.cue_last), _agent(t, region, i), complement, before)


def _issued(t: Tokens, region: Region, i: int, noun: int) -> Draft | None:
    """ "versions reported during the day by the radio that …": the noun, and what goes on behind who says it."""
    if t.base(i) not in lexicon().verbs["clause"] or t.word(noun) in _PLAIN:
        return None
    by = next((j for j in range(i + 1, min(i + 6, region.last)) if t.word(j) == "by"), None)
    source = _agent(t, region, by - 1) if by is not None else None
    if source is None or not is_happening(t, noun, noun, noun + 1):
        return None
    rest = source[1] if t.word(source[1]) == "that" and source[1] + 2 < region.last else -1
    before = (phrase_before(t, noun, region.first, tied=False), noun + 1)
    return draft_of(t, region, i, (i, i + 1), source, Complement("clause", rest, i + 1), before)
