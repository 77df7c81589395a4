"""Verb groups, noun phrases and subjects, found by the order of words and tags.

Tags are surer than the tree, so a phrase is walked word by word, and the tree is asked only where order leaves
it open. Ranges are [first, last); ``low`` and ``limit`` are the first word looked at and one past the last.
"""

from __future__ import annotations

from hearsay.read.attributions.nested.tokens import BE, CUT_OFF, DO, HAVE, JOINING, RELATIVE, Tokens
from hearsay.read.network.drafts import Range

DEEPEST = 3
"""Verbs joined to verbs ("said … and denied … and vowed") that are followed back to a subject."""

_AUXILIARY = BE | HAVE | DO | CUT_OFF | {"can", "not"}
_PASSIVE = BE | {"isn", "aren", "wasn", "weren", "s", "getting", "got", "get"}
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_NOMINAL = _NOUNS | {"CD", "PRP", "EX"}
_INSIDE = _NOMINAL | {"JJ", "JJR", "JJS", "POS", "HYPH", "DT", "PDT", "PRP$", "$", "ADD", "FW", "AFX"}
_OPENING = frozenset(["DT", "PRP$", "PDT", "PRP"])
_TYING = frozenset(
    ["of", "for", "in", "at", "from", "with", "by", "on", "between", "among", "against", "near"]
)
_BOTH = frozenset(["both", "either", "neither"])
_BOUNDS = frozenset(["about", "around", "nearly", "almost", "some", "over", "roughly", "approximately"])
_NUMBERS = frozenset(["dozen", "hundred", "thousand", "million", "few"])
_TWO_WORDS = {"up to", "at least", "at most", "more than", "fewer than", "less than", "as many as", "many as"}


def group(t: Tokens, verb: int, low: int) -> int:
    """First word of the verb group that ends in ``verb``: auxiliaries, negation, adverbs."""
    first = verb
    while first > low:
        i = first - 1
        helper = t.tag(i) == "MD" or t.word(i) in _AUXILIARY or t.is_adverb(i)
        shortened = t.is_clipped(i) and t.tag(i) != "POS"
        to = t.word(i) == "to" and (t.word(i - 1) in BE or t.word(first) in ("be", "have"))
        quoted = t.is_quote(i) and i > low and t.word(i - 1) in _AUXILIARY
        if not (helper or shortened or to or quoted):
            break
        first = i
    while first < verb and t.is_clipped(first) and t.word(first) not in ("'", "’"):
        first += 1
    return first


def is_passive(t: Tokens, verb: int, first: int) -> bool:
    """Whether the group [first, verb] is a passive one."""
    skipped = ("t", "not", "'", "’")
    helpers = [t.word(i) for i in range(first, verb) if not t.is_adverb(i) and t.word(i) not in skipped]
    participle = t.tag(verb) in ("VBN", "VBD", "JJ") and not t.word(verb).endswith("ing")
    return participle and bool(helpers) and helpers[-1] in _PASSIVE


def phrase_before(t: Tokens, last: int, low: int, *, tied: bool = True) -> int:
    """First word of the noun phrase whose last word is ``last``; ``tied``: with what it hangs on by "of", "in"."""
    j = last
    while j > low:
        step = _step_back(t, j, low)
        if step is None or (not tied and t.word(j - 1) in _TYING | {"and", "or"}):
            break
        j = step
    while j < last and (t.word(j) in JOINING or (t.is_quote(j) and not _closed(t, j, last))):
        j += 1
    return j


def _closed(t: Tokens, quote: int, last: int) -> bool:
    return any(t.is_quote(k) for k in range(quote + 1, last + 1))


def _step_back(t: Tokens, j: int, low: int) -> int | None:
    """The next word to the left that belongs to the phrase whose word ``j`` does."""
    i, word, tag = j - 1, t.word(j - 1), t.tag(j - 1)
    if t.is_clipped(i):
        return i if t.is_possessive(i) else None
    if t.is_continued(j) and not t.is_clipped(j):
        return i
    if word == ")":
        return next((k for k in range(i, low - 1, -1) if t.word(k) == "("), None)
    counting = t.tag(j) == "CD" or (t.word(j) in ("a", "an") and t.word(j + 1) in _NUMBERS)
    if counting and (bound := _bound(t, i, low)):
        return i - bound + 1
    if word in _TYING and i > low:
        return _tied_to(t, i, low)
    if word in ("and", "or", "&") and i > low:
        return i - 1 if _joins(t, i, j) else None
    if word in _BOTH | {"all", "even", "half", "only"} and t.tag(j) in _OPENING | _NOMINAL:
        return i
    opened = t.tag(j) in _OPENING and not t.is_clipped(j)
    pronoun = tag == "PRP" or (word in RELATIVE and tag in ("WDT", "WP", "IN"))
    closing = t.is_quote(i) and tag in ("''", "``")
    inside = tag in _INSIDE or t.relations[i] == "amod" or closing or _abbreviates(t, i)
    return i if inside and not opened and not pronoun else None


def _abbreviates(t: Tokens, i: int) -> bool:
    """Whether a word is the last full stop of an abbreviation: of "the U.N. tally"."""
    return t.word(i) == "." and t.is_continued(i) and t.tag(i - 1) in _INSIDE


def _bound(t: Tokens, i: int, low: int) -> int:
    """How many words up to ``i`` bound the number behind them: 2 of "up to", 3 of "as many as", 1 of "about"."""
    for size in (3, 2):
        if i - size + 1 >= low and " ".join(t.word(k) for k in range(i - size + 1, i + 1)) in _TWO_WORDS:
            return size
    return int(t.word(i) in _BOUNDS)


def _tied_to(t: Tokens, preposition: int, low: int) -> int | None:
    """The noun that a phrase hangs on by its preposition: "members | of", "a government headed | by"."""
    k = preposition - 1
    if t.is_nominal(k) and t.tag(k) not in ("PRP", "EX"):
        return k
    if t.tag(k) == "VBN" and t.relations[k] == "acl" and k > low and t.is_nominal(k - 1):
        return k - 1
    return None


def _joins(t: Tokens, joint: int, j: int) -> bool:
    """Whether "and" joins nouns: before a pronoun in the nominative a new clause is likelier ("and we know")."""
    k = joint - 1
    if t.tag(j) == "PRP":
        return t.tag(k) == "PRP" or (t.word(j) == "i" and t.tag(k) == "NNP")
    return t.is_nominal(k) or t.tag(k) == "JJ"


def phrase_after(t: Tokens, first: int, limit: int, *, tied: bool = True) -> tuple[int, int]:
    """(end, head) of the noun phrase that begins at ``first``, end = first where none does.

    ``tied``: with the phrases that hang on it by "of", "in" and the like.
    """
    j, head = first, -1
    while j < limit:
        if t.tag(j) in ("PRP", "EX") and not t.is_clipped(j):
            if head < 0:
                return j + 1, j
            break
        step = _step_on(t, j, first, head, limit)
        if step == j:
            break
        if t.tag(j) in _NOMINAL and not t.is_clipped(j) and not t.is_continued(j):
            head = j
        j = step
    if head < 0:
        head = j - 1
    while j > first and (t.is_quote(j - 1) or t.word(j - 1) in ("and", "or")):
        j -= 1
    if tied and first < j < limit - 1 and _ties(t, j):
        end, _ = phrase_after(t, j + 1, limit)
        if end > j + 1:
            return end, head
    return j, head


def _step_on(t: Tokens, j: int, first: int, head: int, limit: int) -> int:
    """The word behind ``j`` if that belongs to the phrase begun at ``first``, else ``j``."""
    tag, word = t.tag(j), t.word(j)
    if t.is_clipped(j):
        return j + 1 if t.is_possessive(j) and head >= 0 else j
    if t.is_continued(j) and head >= 0:
        return j + 1
    if tag in ("DT", "PDT") and head >= 0:
        return j
    if word == "(" and head >= 0:
        return next((k + 1 for k in range(j + 1, min(j + 7, limit)) if t.word(k) == ")"), j)
    opening = j == first and word in _BOTH
    grading = j > first and tag in ("RB", "RBS", "RBR") and t.tag(j + 1) in ("JJ", "JJR")
    joining = j > first and word in ("and", "or") and t.tag(j + 1) in _INSIDE
    judging = head >= 0 and tag in ("JJ", "JJR", "JJS") and not t.any_tag(j + 1, j + 4, _NOUNS)
    inside = (tag in _INSIDE or t.relations[j] == "amod" or (t.is_quote(j) and head < 0)) and not judging
    return j + 1 if opening or grading or joining or inside else j


def _ties(t: Tokens, j: int) -> bool:
    return t.word(j) in _TYING or (t.word(j) == "to" and t.tag(j + 1) not in ("VB", "RB"))


def subject(t: Tokens, first: int, low: int, depth: int = 0) -> Range | None:
    """The subject of the verb group that begins at ``first``.

    Of a relative clause the pronoun; of a verb joined to another, that one's subject.
    """
    i = first - 1
    while i >= low and (t.is_adverb(i) or t.is_quote(i) or _timely(t, i, low)):
        i -= 1
    if i < low or depth > DEEPEST:
        return _by_tree(t, first, low)
    word, tag = t.word(i), t.tag(i)
    if word in RELATIVE and (tag in ("WDT", "WP") or (word == "that" and t.is_nominal(i - 1))):
        return i, i + 1
    if word in JOINING:
        return _shared(t, first, i, low, depth)
    if word in (",", ")"):
        return _before_insertion(t, i, low) or _by_tree(t, first, low)
    if t.is_nominal(i) or (tag in ("DT", "JJ", "PDT") and word not in ("the", "a", "an")):
        start = phrase_before(t, i, low)
        while start <= i and t.is_day(start):
            start += 1
        return (start, i + 1) if start <= i else None
    return _by_tree(t, first, low)


def _timely(t: Tokens, i: int, low: int) -> bool:
    """A day, or "this morning", between a subject and its verb."""
    if t.is_day(i):
        return i > low and t.word(i - 1) not in _TYING and t.tag(i - 1) != "CD"
    return t.word(i) in ("this", "last", "next") and t.is_day(i + 1)


def _shared(t: Tokens, first: int, joint: int, low: int, depth: int) -> Range | None:
    """The subject of the nearest verb before the conjunction that this one can be joined to."""
    finite = any(t.is_finite(k) for k in range(first, first + 3))
    behind = range(joint - 1, low - 1, -1)
    alike = [k for k in behind if t.tag(k) == t.tag(first)]
    others = [k for k in behind if finite and t.is_finite(k) and k not in alike]
    for k in [*alike, *others]:
        found = subject(t, group(t, k, low), low, depth + 1)
        relative = found is not None and t.word(found[0]) in RELATIVE
        if not relative or t.heads[first] == k:
            return found
    return None


def _before_insertion(t: Tokens, i: int, low: int) -> Range | None:
    """The noun phrase in front of ", who visited the town," or of "(in brackets)"."""
    mark = "(" if t.word(i) == ")" else ","
    for k in range(i - 1, low, -1):
        if t.word(k) == mark and t.is_nominal(k - 1):
            return phrase_before(t, k - 1, low), k
    return None


def _by_tree(t: Tokens, first: int, low: int) -> Range | None:
    verbs = [k for k in range(first, min(first + 6, len(t.tags))) if t.is_verb(k)]
    for verb in verbs[-1:] + verbs[:-1]:
        for k in range(first - 1, low - 1, -1):
            if t.heads[k] == verb and t.relations[k].startswith("nsubj"):
                return phrase_before(t, k, low), k + 1
    return None
