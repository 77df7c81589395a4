"""What begins at a word: a clause, an infinitive, a happening, a judgement."""

from __future__ import annotations

from hearsay.read.attributions.nested.lexicon import lexicon, statements
from hearsay.read.attributions.nested.phrases import phrase_after
from hearsay.read.attributions.nested.tokens import QUESTION, Tokens

FAR = 14
"""Words past which what follows a verb no longer belongs to it."""

_PARTING = frozenset(["me", "him", "them", "us", "that", "before", "after", "when", "while", "because"])
_NEW_CLAUSE = frozenset(["WDT", "WP", "WRB", "VB", "PRP"])
_NEW_WORDS = frozenset([",", ";", ":", ".", "and", "but", "or", "that", "if", "as"]) | _PARTING


def infinitive(t: Tokens, at: int) -> bool:
    """Whether "to leave", "not to leave", "to fully withdraw" begins here."""
    if t.word(at) == "not":
        at += 1
    if t.word(at) != "to":
        return False
    at += 1
    while t.is_adverb(at) or t.is_quote(at):
        at += 1
    return t.tag(at) in ("VB", "VBP") or t.word(at) in ("be", "have")


def conjunction(t: Tokens, at: int) -> bool:
    """Whether "that" stands here and begins a clause of its own, rather than points at or hangs on a thing."""
    if t.word(at) != "that":
        return False
    following = t.past_quotes(at + 1, len(t.lowers))
    if t.tag(at) == "WDT":
        return not t.is_finite(following)
    pointing = t.word(following) in (",", ".", "to", "and", "or", "in", "at")
    return t.tag(at) != "DT" or not (t.is_finite(following) or pointing)


def subject_and_verb(t: Tokens, first: int, limit: int) -> bool:
    """Whether a clause without "that" begins here: a noun phrase or a pronoun, then a finite verb."""
    if first >= limit:
        return False
    if t.tag(first) == "VBG" or t.word(first) in ("both", "either", "neither"):
        first += 1
    for tied in (True, False):
        end, _ = phrase_after(t, first, limit, tied=tied)
        if end == first:
            return False
        end = _past_additions(t, end, limit) if tied else end
        while end < limit and (t.is_adverb(end) or t.is_quote(end) or t.word(end) in ("all", "both")):
            end += 1
        if end < limit and (t.is_finite(end) or (t.is_clipped(end) and t.tag(end) != "POS")):
            return True
    return False


def _past_additions(t: Tokens, end: int, limit: int) -> int:
    """Past what hangs on a subject: "offences | committed by children in the north | are", ", who fled, "."""
    if t.tag(end) in ("VBN", "VBG", "IN"):
        for k in range(end, min(limit, end + FAR)):
            if t.tag(k) in ("VBZ", "VBP", "VBD", "MD"):
                return k
            if t.word(k) in _NEW_WORDS or t.tag(k) in _NEW_CLAUSE:
                break
    if t.word(end) == "," and t.tag(end + 1) in ("VBN", "WP", "WDT", "DT", "IN"):
        return next((k + 1 for k in range(end + 1, min(limit, end + FAR)) if t.word(k) == ","), end)
    return end


def clause_by_tree(t: Tokens, verb: int, first: int, limit: int) -> bool:
    """Whether the tree hangs a clause with a subject of its own on the verb, nothing of another between."""
    if t.tag(first) == "IN":
        return False
    for k in range(first, min(limit, first + FAR)):
        if t.heads[k] == verb and t.relations[k] == "ccomp":
            own = [s for s in range(first, k) if t.heads[s] == k and t.relations[s].startswith("nsubj")]
            return bool(own) and not any(
                t.word(j) in _PARTING or t.is_finite(j) for j in range(first, own[0])
            )
    return False


def is_deed(t: Tokens, first: int, limit: int) -> bool:
    """Whether a deed, a happening, a question or a pronoun for one begins here."""
    first = t.past_quotes(first, limit)
    if first >= limit:
        return False
    if t.tag(first) == "VBG" or t.word(first) in QUESTION | {"it", "this", "that"}:
        return True
    end, head = phrase_after(t, first, limit, tied=False)
    return end > first and is_happening(t, head, first, end)


def is_happening(t: Tokens, head: int, first: int, end: int) -> bool:
    """Whether the noun phrase [first, end) is of something that happens, or of something said or planned."""
    if t.base(head) in lexicon().words["deeds"]:
        return True
    if t.tag(head).startswith("NN") and t.base(head) in statements():
        return True
    if head in t.happenings:
        return t.tag(head) not in ("NNP", "NNPS")
    return any(t.tag(k) == "VBG" and k in t.happenings for k in range(first, end))


def is_judged(t: Tokens, end: int, limit: int) -> bool:
    """Whether behind an object stands what it is held to be: "the debt confusing", "it a mistake"."""
    begin = t.past_quotes(end, limit)
    if begin >= limit:
        return False
    tag = t.tag(begin)
    described = tag in ("JJ", "JJR", "JJS", "RB") or (tag == "VBG" and t.relations[begin] != "acl")
    return tag == "DT" or (described and t.word(begin) not in ("dead", "guilty"))
