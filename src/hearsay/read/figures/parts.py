"""Totals and their parts: "20 killed, including three children", "13 bodies: eight guerrillas, four soldiers and a
civilian", "the bodies of four of the nine students", "bringing the total to 60".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hearsay.read.figures.deeds import CLAUSE
from hearsay.read.figures.hedges import certainty_of
from hearsay.read.figures.setting import Outcome, Setting
from hearsay.read.figures.tables import load

_BREAKDOWNS = tuple(tuple(phrase.split()) for phrase in load("clause.toml")["breakdown_behind"])
_ENDS = frozenset((".", "!", "?"))
_LEADS = frozenset((",", ";", ":", "-", "\u2013", "\u2014", "("))
_JOINS = _LEADS | {"and", "as", "well"}
_RISING = frozenset(
    ("risen", "rose", "rises", "rising", "climbed", "climbs", "increased", "grew", "grown", "reached")
)
_VERB = 8
"""Words between "the number" and how many."""
_FAR, _FARTHEST = 40, 120
"""Words back to a total in the same sentence, and in one before."""
_KINDS = {"dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded",
          "missing": "missing", "arrested": "captured", "detained": "captured", "kidnapped": "kidnapped",
          "casualties": "casualties"}  # fmt: skip
"""What "among the …" says of those it counts; "victims" says it by the total."""


def with_parts(
    settings: Sequence[Setting], outcomes: Sequence[Outcome], people: Sequence[bool]
) -> list[Outcome]:
    """The outcomes with totals and parts tied to each other, and told where only the other number tells them.

    ``people`` says of each quantity whether it may count people; ages and lengths of time get no outcome.
    """
    found = [
        Outcome() if _of_things(setting, settings) else outcomes[me] for me, setting in enumerate(settings)
    ]
    for me, setting in enumerate(settings):
        found[me] = as_total(setting, found[me], found[:me])
        if people[me]:
            found[me] = _told_again(setting, found[me], settings, found)
        found[me] = _newly(setting, found[me], settings, found)
        found[me] = _as_part(setting, found[me], found)
        if found[me].whole is None and people[me]:
            found[me] = _among(setting, found[me], found)
    for me, setting in enumerate(settings):
        for part in _listed(setting, found[me], settings, found):
            found[part] = _of_whole(found[part], found[me], me)
    return found


def _of_things(setting: Setting, settings: Sequence[Setting]) -> bool:
    """ "The death of one of her four cats": a part of what is no people."""
    index = setting.item.after
    if setting.counted is not None or setting.lower(index) != "of":
        return False
    while index < len(setting.owner) and index < setting.item.after + 3 and setting.owner[index] < 0:
        index += 1
    owned = setting.owner[index] if index < len(setting.owner) else -1
    whole = settings[owned].counted if owned > setting.me else None
    return whole is not None and not whole.people


def as_total(setting: Setting, outcome: Outcome, before: Sequence[Outcome]) -> Outcome:
    """ "… were found, bringing the total to 60": the outcome of the number before it, cumulative."""
    lowers, first = setting.words.lowers, setting.item.first
    lead = lowers[max(0, first - 6) : first]
    if (
        outcome.name is not None
        or not before
        or not {"bringing", "brought", "brings", "raising", "raised"} & set(lead)
    ):
        return outcome
    given = before[-1]
    if given.name is None or setting.counted is not None or "." in lead:
        return outcome
    return replace(given, rule="total", scope="cumulative", whole=None)


def _told_again(
    setting: Setting, outcome: Outcome, settings: Sequence[Setting], found: Sequence[Outcome]
) -> Outcome:
    """ "Elders say the number is 16": as many of what the last total counted."""
    if outcome.name is not None or setting.counted is not None or setting.item.unit is not None:
        return outcome
    index = setting.item.first - 1
    floor = max(0, index - _VERB)
    while index > floor and setting.lower(index) in CLAUSE["reaching"]:
        index -= 1
    if index == setting.item.first - 1 or setting.lower(index) not in CLAUSE["numbers"]:
        return outcome
    for other in reversed(settings[: setting.me]):
        told = found[other.me]
        if index - other.item.last > _FARTHEST or (told.name is None and other.counted is not None):
            return outcome
        if told.name is not None and told.whole is None:
            certainty, hedge = certainty_of(setting, setting.item.last)
            return Outcome(told.name, index, "the number told before", certainty, hedge, "cumulative")
    return outcome


def _newly(
    setting: Setting, outcome: Outcome, settings: Sequence[Setting], found: Sequence[Outcome]
) -> Outcome:
    """ "Has risen to 21 after three bodies were found": the three are among the 21."""
    lowers, first = setting.words.lowers, setting.item.first
    for other in reversed(settings[: setting.me]):
        between = lowers[other.tail : first]
        if _ENDS.intersection(between) or first - other.item.last > _FAR:
            return outcome
        lead = lowers[max(0, other.item.first - _VERB) : other.item.first]
        same = outcome.name is not None and found[other.me].name == outcome.name
        if same and "after" in between and _RISING.intersection(lead):
            return replace(outcome, scope="new", whole=other.me)
    return outcome


def _as_part(setting: Setting, outcome: Outcome, found: Sequence[Outcome]) -> Outcome:
    """The outcome tied to the whole it is a part of, and taken from there where it has none of its own."""
    later = _later_whole(setting, found)
    if setting.item.unit is not None or (setting.item.low is not None and setting.item.low.denominator != 1):
        return (
            outcome if later is None else replace(outcome, whole=later)
        )  # a share is a part that counts nobody
    if later is not None:
        if outcome.name is not None and outcome.name != found[later].name:
            return replace(outcome, whole=later)  # of nine kidnapped four killed: a part all the same
        tied = _of_whole(outcome, found[later], later)
        certainty, hedge = certainty_of(setting, setting.item.last)
        return replace(tied, certainty=certainty, hedge=hedge) if outcome.name is None else tied
    whole = _earlier_whole(setting, outcome, found)
    if whole is None:
        return outcome
    if outcome.name is None or outcome.rule not in ("adjacent", "right before"):
        return _of_whole(outcome, found[whole], whole)
    return replace(outcome, whole=whole) if outcome.name == found[whole].name else outcome


def _of_whole(part: Outcome, whole: Outcome, position: int) -> Outcome:
    return replace(part, name=whole.name, word=whole.word, rule="of the whole", certainty=whole.certainty,
                   hedge=whole.hedge, whole=position)  # fmt: skip


def _later_whole(setting: Setting, found: Sequence[Outcome]) -> int | None:
    """ "Two *of the seven* kidnapped students"."""
    index = setting.item.after
    if setting.lower(index) != "of":
        return None
    index += 1
    while setting.lower(index) in ("the", "these", "those", "at", "least", "more", "than", "about", "some"):
        index += 1
    owned = setting.owner[index] if index < len(setting.owner) else -1
    if owned <= setting.me:
        return None
    return owned if found[owned].name is not None or setting.item.unit == "percent" else None


def _earlier_whole(setting: Setting, outcome: Outcome, found: Sequence[Outcome]) -> int | None:
    """The quantity that "including three children", "five of them women", "one of those killed" are a part of."""
    lowers, first = setting.words.lowers, setting.item.first
    behind = lowers[setting.item.after : setting.item.after + 4]
    told = any(behind[: len(phrase)] == phrase for phrase in _BREAKDOWNS)
    named = behind[:2] == ("of", "the") and len(behind) == 4 and behind[3] in _KINDS
    index = first - 1
    if not told and not named:
        while (
            index > first - 12
            and index >= 0
            and (lowers[index] in ("and", ",", "at", "least") or setting.owner[index] >= 0)
        ):
            owned = setting.owner[index]
            if owned >= 0 and found[owned].whole is not None and lowers[index + 1] in ("and", ","):
                return found[owned].whole
            index -= 1
        if index < 0 or lowers[index] not in ("including", "included", "include", "them", "whom"):
            return None
    here = _last(setting, index, found, None, _FAR)
    if here is not None or not (told or named):
        return here
    return _last(setting, index, found, outcome.name, _FARTHEST) if outcome.name is not None else None


def _last(setting: Setting, index: int, found: Sequence[Outcome], name: str | None, reach: int) -> int | None:
    """The last total up to ``index``: of the same sentence, or with a ``name`` of that outcome in those before too."""
    floor = max(-1, index - reach)
    while index > floor and (name is not None or setting.words.lowers[index] not in _ENDS):
        owned = setting.owner[index]
        if 0 <= owned < setting.me and found[owned].whole is None:
            told = found[owned].name
            if told is not None and name in (None, told):
                return owned
        index -= 1
    return None


def _among(setting: Setting, outcome: Outcome, found: Sequence[Outcome]) -> Outcome:
    """ "Among the victims are four mayors and two deputies": a part of the last total."""
    lowers, index = setting.words.lowers, setting.item.first - 1
    while index >= 0 and setting.item.first - index < _FAR and lowers[index] not in _ENDS:
        if lowers[index] == "among" and lowers[index + 1] in ("the", "those"):
            kind = lowers[index + 2]
            if kind != "victims" and kind not in _KINDS:
                return outcome
            if outcome.name is not None and outcome.name != _KINDS.get(kind):
                return outcome
            if not _only_listed(setting, index + 3):
                return outcome
            return _of_last(setting, outcome, found, index, _KINDS.get(kind))
        index -= 1
    return outcome


def _only_listed(setting: Setting, index: int) -> bool:
    """Whether a "were" and at most other counted people stand between."""
    words = setting.words.lowers[index : setting.item.first]
    at = next(
        (i for i, lower in enumerate(words) if lower in ("are", "were", "is", "was", "include", "included")),
        None,
    )
    if at is None:
        return False
    return not CLAUSE["stops"] & set(words[at:]) and (setting.counted is None or setting.counted.people)


def _of_last(
    setting: Setting, outcome: Outcome, found: Sequence[Outcome], index: int, name: str | None
) -> Outcome:
    totals = [k for k in range(setting.me) if found[k].name is not None and found[k].whole is None]
    totals = [
        k
        for k in totals
        if found[k].name == name
        or (
            name is None
            and found[k].name in ("killed", "wounded", "casualties", "kidnapped", "captured", "missing")
        )
    ]
    if totals:
        return _of_whole(outcome, found[totals[-1]], totals[-1])
    word = index + 2
    return outcome if name is None else replace(outcome, name=name, word=word, rule="among")


def _listed(
    setting: Setting, outcome: Outcome, settings: Sequence[Setting], found: Sequence[Outcome]
) -> list[int]:
    """The quantities listed behind a total that sum up to it exactly: "13 bodies …; eight guerrillas, four soldiers and
    a civilian"; none where they do not.
    """
    total = setting.item.low
    if outcome.name is None or total is None or total != setting.item.high or total < 2:
        return []
    parts: list[int] = []
    end = None
    for other in settings[setting.me + 1 : setting.me + 9]:
        between = setting.words.lowers[(setting.tail if end is None else end) : other.item.first]
        if end is None and (_ENDS & set(between) or not between or between[-1] not in _LEADS):
            return []
        if end is not None and not _JOINS.issuperset(between):
            break
        if (
            found[other.me].name not in (None, outcome.name)
            or other.item.low is None
            or other.item.low != other.item.high
        ):
            break
        if other.counted is None or not other.counted.people:
            break
        parts.append(other.me)
        end = other.tail
        if sum(settings[k].item.low or 0 for k in parts) == total and len(parts) > 1:
            return parts
    return []
