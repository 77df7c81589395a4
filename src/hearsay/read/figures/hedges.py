"""How sure a count of people is, and whether it is a total so far, by the words around its verb."""

from __future__ import annotations

from hearsay.read.figures.setting import Setting
from hearsay.read.figures.tables import load
from hearsay.read.scan import Scan

_TABLE: dict[str, list[str]] = load("clause.toml")
_POSSIBLE, _PROBABLE = frozenset(_TABLE["possible"]), frozenset(_TABLE["probable"])
_PLANNED, _HYPOTHETICAL = frozenset(_TABLE["planned"]), frozenset(_TABLE["hypothetical"])
_HABITUAL = frozenset(_TABLE["habitual"])
_ATTEMPTED = frozenset(_TABLE["attempted"])
_DENIED = frozenset(_TABLE["denied"])
_CUMULATIVE = tuple(tuple(phrase.split()) for phrase in _TABLE["cumulative"])
_NEW = frozenset(_TABLE["new"])
_BREAKS = frozenset((".", "!", "?", ";", ":", "while", "whereas", "although", "though", "but"))
_DEFINITE = frozenset(("the", "these", "those", "other", "his", "her", "their", "its", "'s", "all"))
_REACH = 9


def certainty_of(setting: Setting, verb: int) -> tuple[str, int | None]:
    """The certainty of a count and the word that says it: a hedge before or between the number and its verb.

    A plan or a condition counts only where it leads to the verb ("agreed to send", "would be killed"), a
    hedge wherever it stands in the clause up to the verb. Attribution alone leaves a count asserted, and so does what
    is said of people already known ("fear that the five missing students …"), of who they are ("four suspected
    rebels") or of who did it ("accused of shooting three people").
    """
    words, item = setting.words, setting.item
    first, last = min(item.first, verb), max(item.last, verb)
    presupposed = item.last < verb < setting.tail and item.first and words.lowers[item.first - 1] in _DEFINITE
    begin = first if presupposed else _clause_start(setting, first)
    for index in range(last, begin - 1, -1):
        lower = words.lowers[index]
        if (item.last < index < setting.tail and index != verb) or setting.lower(index + 1) == "of":
            continue
        if lower in _POSSIBLE and not (lower == "may" and words.words[index] == "May"):
            return "possible", index
        if lower in _PROBABLE:
            return "probable", index
    for index in range(min(verb, last) - 1, begin - 1, -1):
        lower = words.lowers[index]
        if lower == "if" and setting.lower(index + 1) == "not":
            continue  # "hundreds, if not thousands"
        if lower in _HYPOTHETICAL and (lower != "would" or _supposes(words, begin, index, verb)):
            return "hypothetical", index
        if lower in _PLANNED and _leads(words, index, verb):
            return "planned", index
        if lower in _ATTEMPTED and verb - index <= 3:
            return "planned", index
        if lower in _DENIED and index < first:
            return "denied", index
    return "asserted", None


def _supposes(words: Scan, begin: int, would: int, verb: int) -> bool:
    """Whether "would" is of this verb and tells no habit: "each year hundreds would flee", "they would often flee"."""
    return verb - would <= 4 and _HABITUAL.isdisjoint(words.lowers[begin : would + 3])


def _clause_start(setting: Setting, first: int) -> int:
    words, begin = setting.words, first
    while begin > 0 and first - begin < _REACH and words.lowers[begin - 1] not in _BREAKS:
        if words.kinds[begin - 1] == "gap" or not setting.grammar.same_sentence(begin - 1, first):
            break
        begin -= 1
    return begin


def _leads(words: Scan, plan: int, verb: int) -> bool:
    """True for "agreed to send", "will deploy", "ordered the release of": the plan is of that deed."""
    between = words.lowers[plan + 1 : verb]
    if words.lowers[plan] in ("will", "shall"):
        return len(between) <= 3
    if "to" in between and words.lowers[verb] not in _DEEDS:
        return _BETWEEN.issuperset(between[between.index("to") + 1 :])
    noun = words.lowers[verb] in _DEEDS
    return noun and len(between) <= 3


_BETWEEN = frozenset(
    ("be", "have", "been", "not", "also", "soon", "immediately", "quickly", "eventually", "further")
)
"""What may stand between "to" and the deed: "going to school was hurt" is no plan."""
_DEEDS = frozenset(
    ("deployment", "release", "evacuation", "dispatch", "execution", "arrest", "detention", "withdrawal")
)


def scope_of(setting: Setting, verb: int) -> str | None:
    """``cumulative`` for a total so far, ``new`` for "another 20"; None where the words do not say."""
    words, item = setting.words, setting.item
    near = words.lowers[max(0, item.first - 3) : setting.tail]
    if not _NEW.isdisjoint(
        word for index, word in enumerate(near) if near[index + 1 : index + 2] != ("than",)
    ):
        return "new"
    begin = _clause_start(setting, min(item.first, verb))
    end = max(item.last, verb) + 1
    while end < len(words) and end - verb < 14 and words.lowers[end] not in _BREAKS:
        end += 1
    clause = words.lowers[begin:end]
    for phrase in _CUMULATIVE:
        size = len(phrase)
        if any(clause[index : index + size] == phrase for index in range(len(clause) - size + 1)):
            return "cumulative"
    return None
