"""What a verb, a noun or an adjective takes: where that which it says begins, and where the cue ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hearsay.read.attributions.nested.clauses import (
    FAR,
    clause_by_tree,
    conjunction,
    infinitive,
    is_deed,
    is_happening,
    is_judged,
    subject_and_verb,
)
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import phrase_after
from hearsay.read.attributions.nested.tokens import BE, NOMINATIVE, QUESTION, Tokens

Kind = Literal["clause", "to", "ing", "phrase"]

INSERTED = 6
"""Words of ", as president," at most, between a verb and what it says."""

_WHOSE = frozenset(["by", "of", "among", "from", "in", "within", "at", "on", "for", "with", "about"])
_WHEN = frozenset(["in", "on", "at", "for", "during", "after"])
_BEGINNING = frozenset(["PRP", "EX", "DT", "PRP$", "NNP", "NNPS"])
_POINTING = frozenset(["it", "this", "that", "them", "these", "those"])
_BEHIND_PRONOUN = frozenset(
    [",", ".", ";", '"', "”", "'", "’", "and", "but", "or", "in", "on", "at", "as", "too"]
)
_ASKING = QUESTION - {"who", "which"}


@dataclass(frozen=True)
class Complement:
    """What is said, as far as the words behind the cue tell: it begins at ``first`` (-1: all of it stands before).

    ``cue_last``: one past the cue. ``gap``: the clause lacks its subject, which stands in front ("whom we believe
    left"). ``subject``: of a passive, that the subject is part of what is said.
    """

    kind: Kind
    first: int
    cue_last: int
    gap: bool = False
    subject: bool = False


def after_verb(t: Tokens, verb: int, limit: int, *, would: bool = False) -> Complement | None:
    """What an active verb says, None where it is used in another sense; ``would``: "would" stands before it."""
    at = _behind(t, verb, limit)
    first = t.past_quotes(_past_insertion(t, at, limit), limit)
    if t.word(first) == "," and conjunction(t, first + 1):
        first += 1
    if first >= limit:
        return None
    if t.word(at) == "," and first > at:
        at = first
    return (
        _opened(t, t.base(verb), at, first, would=would)
        or _tied(t, verb, at, first, limit)
        or _bare_clause(t, verb, at, first, limit)
        or _with_object(t, t.base(verb), at, first, limit, would=would)
        or (_far_that(t, at, limit) if t.base(verb) in lexicon().verbs["clause"] else None)
    )


def _behind(t: Tokens, verb: int, limit: int) -> int:
    """Past the particle, the adverbs and the day behind a verb."""
    at = verb + 1
    while at < limit and (t.tag(at) == "RP" or t.word(at) in ("once", "again") or t.is_adverb(at)):
        if t.word(at) == "not":
            break
        at += 1
    later = at + 1 if t.word(at) in ("on", "this", "last", "in") else at
    while later < limit and t.is_day(later):
        later += 1
        at = later
    return at


def _past_insertion(t: Tokens, at: int, limit: int) -> int:
    """Past ", as president," or ", however," behind a verb."""
    if t.word(at) != "," or t.is_quote(at + 1):
        return at
    end = next((k for k in range(at + 2, min(limit, at + INSERTED)) if t.word(k) == ","), None)
    if end is None or any(t.is_finite(k) or t.tag(k) == "PRP" for k in range(at + 1, end)):
        return at
    return end + 1


def _opened(t: Tokens, base: str, at: int, first: int, *, would: bool) -> Complement | None:
    """A clause, an infinitive or a gerund right behind the verb."""
    verbs = lexicon().verbs
    if base in verbs["clause"]:
        asked = t.word(first) in QUESTION and base not in verbs["no_question"]
        if asked or conjunction(t, first):
            return Complement("clause", at, at)
    if infinitive(t, first) and (base in verbs["to"] or (would and base in verbs["would"])):
        return Complement("to", at, at)
    if t.tag(first) == "VBG" and base in verbs["ing"]:
        return Complement("ing", at, at)
    return None


def _tied(t: Tokens, verb: int, at: int, first: int, limit: int) -> Complement | None:
    """What a preposition or a particle ties to the verb: "insisted on leaving", "ruled out an attack"."""
    base, word, known = t.base(verb), t.word(first), lexicon()
    if word == "as" and base in known.verbs["as"]:
        return Complement("phrase", first, at, gap=True)
    if t.word(verb + 1) in known.particles.get(base, ()) and is_deed(t, verb + 2, limit):
        return Complement("phrase", verb + 2, verb + 2)
    if word in known.after_verb.get(base, ()):
        end, _ = phrase_after(t, first + 1, limit)
        to_do = end > first + 1 and infinitive(t, end)
        if word == "like" or to_do or is_deed(t, first + 1, limit):
            return Complement("phrase", first + 1, first + 1)
    if (
        word in known.words["little"]
        and t.word(first + 1) in ("about", "of")
        and base in known.verbs["telling"]
    ):
        return Complement("phrase", first + 2, first + 2)
    return None


def _bare_clause(t: Tokens, verb: int, at: int, first: int, limit: int) -> Complement | None:
    """A clause without "that"; what lacks its subject goes with a noun in front of who says it."""
    base, verbs = t.base(verb), lexicon().verbs
    quoting = t.word(first) in (",", ":") and base in verbs["quoting"]
    if quoting and subject_and_verb(t, t.past_quotes(first + 1, limit), limit):
        return Complement("clause", first + 1, at)
    if base not in verbs["clause"]:
        return None
    if base in verbs["that_only"] and t.tag(first) != "EX" and t.word(first) not in NOMINATIVE:
        return None
    if subject_and_verb(t, first, limit) or clause_by_tree(t, verb, first, limit):
        return Complement("clause", at, at)
    if t.is_finite(first) and not t.is_clipped(first):
        return Complement("clause", at, at, gap=True)
    if t.word(first) in _WHEN and base in verbs["bare"]:
        end, _ = phrase_after(t, first + 1, limit, tied=False)
        if first + 1 < end < limit and t.tag(end) in _BEGINNING and subject_and_verb(t, end, limit):
            return Complement("clause", end, at)
    return None


def _with_object(t: Tokens, base: str, at: int, first: int, limit: int, *, would: bool) -> Complement | None:
    """An object, and what follows it: an infinitive, a clause, "as", a judgement; or a happening."""
    begin = first
    if base in ("call", "appeal", "plead") and t.word(first) in ("on", "upon", "to", "with"):
        begin += 1
    for tied in (True, False):
        end, _ = phrase_after(t, begin, limit, tied=tied)
        if end == begin:
            return None
        while end < limit and (t.is_quote(end) or t.is_day(end)):
            end += 1
        called_on = base != "call" or begin > first
        found = _behind_object(t, base, at, end, limit, would=would, told=called_on)
        if found:
            return found
    if base in ("want", "expect") and _later_infinitive(t, begin, limit):
        return Complement("to", at, at)
    return _object_alone(t, base, at, begin, limit)


def _behind_object(
    t: Tokens, base: str, at: int, after: int, limit: int, *, would: bool, told: bool
) -> Complement | None:
    """What follows an object that ends before ``after``; ``told``: the verb can have somebody told to do it."""
    known, word = lexicon(), t.word(after)
    verbs = known.verbs
    if infinitive(t, after):
        if told and base in verbs["addressee_to"]:
            return Complement("to", after, at)
        found_to_be = base == "find" and t.word(after + 1) in ("be", "have")
        if found_to_be or base in verbs["object_to"] or (would and base in verbs["would"]):
            return Complement("to", at, at)
    if base in verbs["addressee_clause"]:
        if conjunction(t, after) or word in _ASKING:
            return Complement("clause", after, at)
        begin = after + 1 if word in (",", ":") else after
        if subject_and_verb(t, t.past_quotes(begin, limit), limit):
            return Complement("clause", begin, at)
    if word in known.after_object.get(base, ()) and (base != "threaten" or is_deed(t, after + 1, limit)):
        whole = base in verbs["whole"]
        return Complement("phrase", at if whole else after, at)
    if word == "as" and base in verbs["as"]:
        return Complement("phrase", at, at)
    return None


def _later_infinitive(t: Tokens, first: int, limit: int) -> bool:
    """ "wants immigrants already in the country to be allowed": an infinitive before another verb comes."""
    for k in range(first + 1, min(limit, first + FAR)):
        if t.is_finite(k) or t.word(k) in (",", ";"):
            return False
        if infinitive(t, k):
            return True
    return False


def _object_alone(t: Tokens, base: str, at: int, first: int, limit: int) -> Complement | None:
    """A judgement on an object, a happening, a pronoun for one, somebody doing something."""
    verbs = lexicon().verbs
    end, head = phrase_after(t, first, limit, tied=False)
    whole, _ = phrase_after(t, first, limit)
    pronoun = end == first + 1 and t.word(first) in _POINTING
    judged = base in verbs["judgement"] and (is_judged(t, end, limit) or is_judged(t, whole, limit))
    happens = base in verbs["happening"] and is_happening(t, head, first, end)
    stands_for = base in verbs["pronoun"] and pronoun and (end >= limit or t.word(end) in _BEHIND_PRONOUN)
    doing = t.tag(end) == "VBG" and t.word(end) not in ("being", "including") and base in verbs["object_ing"]
    return Complement("phrase", at, at) if judged or happens or stands_for or doing else None


def _far_that(t: Tokens, at: int, limit: int) -> Complement | None:
    """ "that" behind an addressee, a place or a time: "told reporters after the talks in Geneva that"."""
    if t.word(at) in ("and", "or", "but"):
        return None
    for k in range(at, min(limit, at + FAR)):
        that = conjunction(t, k) and (t.tag(k) == "IN" or t.is_day(k - 1))
        if that or t.word(k) == "whether":
            other = t.word(k - 1) in ("so", "such", "now", "and", "or", "but")
            return None if other else Complement("clause", k, at)
        if t.word(k) in (",", ";", ":", "."):
            return None
        if (t.is_finite(k) or t.is_verb(k)) and t.word(k) != "following":
            return None
    return None


def after_passive(t: Tokens, verb: int, limit: int) -> Complement | None:
    """What a passive says: "is expected to", "is believed that", "was told that", "is seen as", "are feared dead"."""
    base, passive = t.base(verb), lexicon().passive
    at = _behind(t, verb, limit)
    first = t.past_quotes(at, limit)
    word = t.word(first) if first < limit else ""
    if word and infinitive(t, first):
        if base in passive["to"]:
            return Complement("to", at, at, subject=True)
        return Complement("to", at, at) if base in passive["told"] else None
    clause = conjunction(t, first) or word in _ASKING or subject_and_verb(t, first, limit)
    if clause and base in passive["clause"] | passive["told"]:
        return Complement("clause", at, at)
    if (word == "of" and base in passive["of"]) or (word == "as" and base in passive["as"]):
        return Complement("phrase", at, at, subject=True)
    if word == "at" and base in passive["at"] and is_deed(t, first + 1, limit):
        return Complement("phrase", first + 1, first + 1, subject=True)
    if word and base in passive["state"] and t.tag(first) in ("DT", "JJ", "VBN", "RB", "NN") and word != "as":
        return Complement("phrase", at, at, subject=True)
    found = _far_that(t, at, limit) if base in passive["clause"] | passive["told"] else None
    if found is None and base in passive["happening"] and t.word(first) not in ("by", "to"):
        return Complement("phrase", -1, at, subject=True)
    return found


def after_noun(t: Tokens, noun: int, limit: int) -> Complement | None:
    """What a noun says: "the rumour that", "their plan to", "fears of an attack", "the aim is to"."""
    base, known = t.base(noun), lexicon()
    for at in _past_noun(t, noun, limit):
        first = t.past_quotes(at, limit)
        if first >= limit:
            continue
        if t.word(first) == "of" and base in known.nouns["gerund"] and t.tag(first + 1) == "VBG":
            return Complement("phrase", at, noun + 1)
        that = base in known.nouns["that"] | known.nouns["made"] and conjunction(t, first)
        if that and (t.tag(first) == "IN" or subject_and_verb(t, t.past_quotes(first + 1, limit), limit)):
            return Complement("clause", at, noun + 1)
        if infinitive(t, first) and base in known.nouns["to"]:
            return Complement("to", at, noun + 1)
        near = at == noun + 1 and t.word(first) in known.after_noun.get(base, ())
        if near and is_deed(t, first + 1, limit):
            return Complement("phrase", at, noun + 1)
    return None


def _past_noun(t: Tokens, noun: int, limit: int) -> list[int]:
    """Where the complement of a noun may begin: right behind it, past whose it is, past a participle or "is"."""
    starts = [noun + 1]
    if t.word(noun + 1) in _WHOSE:
        starts.append(phrase_after(t, noun + 2, limit)[0])
    if t.word(noun + 1) in BE:
        starts.append(noun + 2)
    for k in range(noun + 1, min(limit, noun + 3)):
        if t.tag(k) == "VBN":
            reach = range(k + 1, min(limit, k + 10))
            stop = next((j for j in reach if t.is_finite(j) or t.word(j) == ","), limit)
            starts += [j for j in reach if j < stop and t.word(j) == "that" and t.tag(j) == "IN"]
    return starts


def after_adjective(t: Tokens, adjective: int, limit: int) -> Complement | None:
    """What an adjective says: "confident that", "ready to", "worried about"."""
    word, known = t.word(adjective), lexicon()
    at = adjective + 2 if t.word(adjective + 1) == "even" else adjective + 1
    first = t.past_quotes(at, limit)
    if first >= limit:
        return None
    if word in known.adjectives["that"]:
        asked = t.word(first) in QUESTION and word in known.adjectives["question"]
        if asked or conjunction(t, first) or subject_and_verb(t, first, limit):
            return Complement("clause", at, at)
    if word in known.adjectives["to"] and infinitive(t, first):
        return Complement("to", at, at)
    about = phrase_after(t, first + 1, limit)[0] > first + 1 or is_deed(t, first + 1, limit)
    tied = about and t.word(first) in known.after_adjective.get(word, ())
    return Complement("phrase", first + 1, first + 1) if tied else None
