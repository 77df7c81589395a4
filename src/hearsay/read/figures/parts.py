"""Totals and their parts: "20 killed, including three children", "bringing the total to 60"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hearsay.read.figures.setting import Outcome, Setting
from hearsay.read.figures.tables import load

_BREAKDOWNS = tuple(tuple(phrase.split()) for phrase in load("clause.toml")["breakdown_behind"])


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


def as_part(setting: Setting, outcome: Outcome, before: Sequence[Outcome]) -> Outcome:
    """The outcome tied to the whole it is a part of, and taken from there where it has none of its own."""
    whole = _whole_of(setting, before)
    if whole is None:
        return outcome
    if outcome.name is None or outcome.rule not in ("adjacent", "right before"):
        given = before[whole]
        return replace(outcome, name=given.name, word=given.word, rule="of the whole", certainty=given.certainty,
                       hedge=given.hedge, whole=whole)  # fmt: skip
    return replace(outcome, whole=whole) if outcome.name == before[whole].name else outcome


def _whole_of(setting: Setting, before: Sequence[Outcome]) -> int | None:
    """The quantity that "including three children", "five of them women" are a part of."""
    lowers, first = setting.words.lowers, setting.item.first
    told_part = any(tuple(lowers[setting.item.after : setting.item.after + len(p)]) == p for p in _BREAKDOWNS)
    index = first - 1
    if not told_part:
        while (
            index > first - 12
            and index >= 0
            and (lowers[index] in ("and", ",", "at", "least") or setting.owner[index] >= 0)
        ):
            if (
                setting.owner[index] >= 0
                and before[setting.owner[index]].whole is not None
                and lowers[index + 1] in ("and", ",")
            ):
                return before[setting.owner[index]].whole
            index -= 1
        if index < 0 or lowers[index] not in ("including", "included", "include", "them", "whom"):
            return None
    while index >= 0 and index > first - 40 and lowers[index] not in (".", "!", "?"):
        owned = setting.owner[index]
        if 0 <= owned < len(before) and before[owned].name is not None and before[owned].whole is None:
            return owned
        index -= 1
    return None
