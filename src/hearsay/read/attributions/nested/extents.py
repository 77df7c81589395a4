"""Where what is said ends: what goes on behind it belongs to the sentence around the cue."""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.read.attributions.nested.clauses import subject_and_verb
from hearsay.read.attributions.nested.frames import Kind
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import group
from hearsay.read.attributions.nested.tokens import NOMINATIVE, Tokens

_BREAKS = frozenset([",", ";", "-", "—", "–", ":"])
_ENDING = frozenset([".", ",", ";", "-", ":"])
_INITIAL = frozenset(["IN", "WRB", "VBN", "VBG"])
_MEDIAL = frozenset(["even", "despite", "while", "although", "unless"])
_CLAUSAL = frozenset(["WDT", "WP", "WRB", "PRP", "EX", "MD"])
BEHIND = 40
"""Words before the cue among which the subject of a verb behind what is said is looked for."""


@dataclass(frozen=True)
class Said:
    """What is said, from its first word on, and around it: words that decide where it ends.

    ``limit``: one past the last word it may have. ``cue``: the word that says it. ``source``: first word of who
    says it, or of the cue. ``within``: it stands inside a noun phrase ("those who claim to know"), so that a verb
    without a subject behind it is not its own.
    """

    kind: Kind
    first: int
    limit: int
    cue: int
    source: int
    within: bool


def said_until(t: Tokens, said: Said) -> int:
    """One past the last word of what is said; a full stop or a comma at its end is left out."""
    opened = t.past_quotes(said.first, said.limit)
    if t.word(opened) == "that":
        opened = t.past_quotes(opened + 1, said.limit)
    start = said.first
    if t.word(opened) == ",":
        opened = start = opened + 1
    initial = said.kind == "clause" and (
        t.tag(opened) in _INITIAL or t.word(opened) in ("unlike", "when", "even", "in")
    )
    for k in range(_past_quotation(t, start, said.limit), said.limit):
        if t.word(k) in _BREAKS and t.tag(k) != "continued" and not t.is_continued(k):
            if _ends_at_break(t, said, k, initial=initial):
                return _trimmed(t, said.first, k)
            initial = initial and t.word(k) != ","
        elif _ends_before(t, said, start, k):
            return _trimmed(t, said.first, group(t, k, said.first) if t.is_finite(k) else k)
    return _trimmed(t, said.first, said.limit)


def _ends_before(t: Tokens, said: Said, start: int, k: int) -> bool:
    word = t.word(k)
    if word in ("and", "or", "but") and t.word(k - 1) != ",":
        return _said_again(t, said, k) or _joins_cue(t, said, start, k)
    if word == "…" or (said.kind != "clause" and word in ("because", "although", "while", "but")):
        return k > start + 1
    if t.is_finite(k) and not t.is_finite(k - 1):
        open_end = said.within and said.kind != "clause" and _without_subject(t, start, k)
        return open_end or _resumed(t, said, start, k)
    return False


def _past_quotation(t: Tokens, first: int, limit: int) -> int:
    """Where the end may be looked for: behind the closing mark of a quotation that is all of what is said."""
    if t.is_quote(first):
        closing = next((k for k in range(t.past_quotes(first, limit), limit) if t.is_quote(k)), None)
        if closing is not None:
            return closing if closing + 1 < limit else limit
    return first + 1


def _ends_at_break(t: Tokens, said: Said, at: int, *, initial: bool) -> bool:
    """Whether what is said ends at a comma or a dash; ``initial``: a clause put in front of it may end there."""
    k = at + 1
    while k < said.limit and (t.is_quote(k) or t.word(k) == "-"):
        k += 1
    clause = said.kind == "clause"
    whole = not clause or any(t.is_finite(j) for j in range(said.first, at))
    if (
        said.within
        and whole
        and (after := t.past_quotes(at + 1, said.limit)) < said.limit
        and t.is_finite(after)
    ):
        return True
    if t.word(at) == ";":
        return True
    if k >= said.limit:
        return False
    word = t.word(k)
    if word in lexicon().words["ends"]:
        return t.word(k + 1) != "that" and not (word in _MEDIAL and _goes_on(t, k, said.limit))
    if word in ("who", "which", "whom", "whose", "where"):
        return not _goes_on(t, k, said.limit)
    if word in ("and", "or", "nor", "so"):
        return _new_sentence(t, k, said)
    if initial:
        return False
    if word == "according" or (
        t.tag(k) == "VBG" and t.base(k) in lexicon().verbs["clause"] | lexicon().verbs["judgement"]
    ):
        return True
    if t.tag(k) == "VBG" and said.kind != "clause" and not t.any_of(k, said.limit, {",", "and"}):
        return True
    if word in NOMINATIVE and t.tag(k) in ("PRP", "EX"):
        return subject_and_verb(t, k, said.limit)
    apposed = said.kind == "to" and word in ("the", "a") and t.relations[k] == "det"
    return apposed and not _goes_on(t, k, said.limit)


def _new_sentence(t: Tokens, joint: int, said: Said) -> bool:
    """Whether behind ", and" a sentence of its own begins."""
    k = t.past_quotes(joint + 1, said.limit)
    while k < said.limit and t.is_adverb(k):
        k += 1
    if t.word(k) in ("that", "to"):
        return False
    return (said.kind != "clause" and t.is_finite(k)) or subject_and_verb(t, k, said.limit)


def _goes_on(t: Tokens, k: int, limit: int) -> bool:
    """Whether an insertion that begins at ``k`` is closed by a comma with more of the same clause behind it."""
    comma = next((j for j in range(k + 1, limit - 1) if t.word(j) == ","), None)
    if comma is None:
        return False
    return t.is_finite(comma + 1) or t.is_adverb(comma + 1) or t.word(comma + 1) in ("to", "and", "in", "of")


def _said_again(t: Tokens, said: Said, joint: int) -> bool:
    """ "we know they left and we know who": the speaker says something further."""
    verbs = lexicon().verbs
    same = t.word(joint + 1) == t.word(said.source) and t.word(said.source) in NOMINATIVE
    return same and t.base(joint + 2) in verbs["clause"] | verbs["to"]


def _joins_cue(t: Tokens, said: Said, start: int, joint: int) -> bool:
    """Whether what "and" joins here is the cue, or a sentence, rather than a part of what is said.

    Behind a clause it goes on with what is said: nothing but the sense could tell.
    """
    k = joint + 1
    while k < said.limit and (t.is_adverb(k) or t.is_quote(k)):
        k += 1
    if k >= said.limit:
        return False
    if t.word(k) == "i" and t.tag(k) == "PRP":
        return True
    if said.kind == "clause":
        return False
    return t.is_finite(k) or (subject_and_verb(t, k, said.limit) and _without_subject(t, start, joint))


def _resumed(t: Tokens, said: Said, start: int, k: int) -> bool:
    """Whether a finite verb goes with a subject in front of the cue: "those who want to leave | are told"."""
    head = t.heads[k] if t.relations[k] in ("cop", "aux", "aux:pass") else k
    near = range(max(0, said.source - BEHIND), k)
    subjects = [s for s in near if t.heads[s] == head and t.relations[s].startswith("nsubj")]
    before = [s for s in subjects if s < said.source or s == said.cue]
    if any(s >= start for s in subjects) or not before or t.heads[head] == said.cue:
        return False
    return said.kind != "clause" or not any(t.is_finite(j) for j in range(start, k))


def _without_subject(t: Tokens, first: int, k: int) -> bool:
    """Whether nothing from ``first`` on can begin a clause whose verb stands at ``k``."""
    marks = ("that", "because", "if", "as")
    return not any(t.tag(j) in _CLAUSAL or t.word(j) in marks or t.is_finite(j) for j in range(first, k))


def _trimmed(t: Tokens, first: int, last: int) -> int:
    while last > first and t.word(last - 1) in _ENDING:
        last -= 1
    return last
