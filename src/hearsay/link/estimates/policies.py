"""The policies: how the figures that stand for one outcome and population become low, best and high.

Each is a function of the figures of one population. What parts and wholes do to each other stands in
:mod:`hearsay.link.estimates.totals`; what enters at all in :mod:`hearsay.link.estimates.entry`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.link.estimates.entry import Said, Value
from hearsay.record.estimate import End, Policy


@dataclass(frozen=True)
class Numbers:
    """Low, best and high with the figures that set each; ``reached`` is the greatest number said.

    ``high`` is null where it is open. ``idle`` are figures that the policy has no place for.
    """

    low: Value | None = None
    best: Value | None = None
    high: Value | None = None
    reached: Value | None = None
    sets: Mapping[End, tuple[Said, ...]] = field(default_factory=dict)
    idle: tuple[Said, ...] = ()


def ucdp(said: Sequence[Said]) -> Numbers:
    """UCDP's counting (STANDARDS 1.3): low, best and high.

    - low is the lowest number that any origin gives for sure, high the highest that any gives at all.
    - best is the number of the most reliable source; if none stands out, the lower number. A source stands out
      when a person graded it so (Admiralty A or B); of several that do the lower. No machine says who is reliable. Of a
      range best is the lower end.
    - An uncertain figure sets high only; so does an upper bound alone ("up to 70").
    - "At least 20" sets low and best and leaves high open; a closed figure of another origin that reaches as far
      closes it.
    - With uncertain figures alone low and best stay null: claimed, not accepted (UCDP writes 0, 0, n).

    UCDP's rule that deaths by an uncertain perpetrator go to high only is not applied: the wording could not be
    verified, and what a report suspects of a perpetrator says nothing of how many died.
    """
    sure = [row for row in said if row.firm and row.low is not None]
    low, low_rows = _extreme(sure, min)
    best, best_rows = _extreme([row for row in sure if row.told.reliable] or sure, min)
    high, reached, high_rows = _highest(said)
    return Numbers(low, best, high, reached, {"low": low_rows, "best": best_rows, "high": high_rows})


def acled(said: Sequence[Said]) -> Numbers:
    """ACLED's counting (STANDARDS 2.3): one number, the lowest reported, given as low, best and high alike.

    - Words without a number are ACLED's: several, few, many 3; tens 10, dozens 12, hundreds 100 (rules
      ``acled:…``; 10 instead of 3 for an active war is the coder's to say), and count only where nobody gives a
      number.
    - A range counts its lower end, "at least 20" 20. A better source replaces the lowest number when a person
      graded it so ("until something better").
    - An upper bound alone and an uncertain figure are no reported number: they stand in the notes.
    """
    worded = [_in_words(row, "acled") for row in said]
    sure = [row for row in worded if row.firm and row.low is not None]
    sure = [row for row in sure if not _is_word(row)] or sure
    value, rows = _extreme([row for row in sure if row.told.reliable] or sure, min)
    counted = {row.mark for row in sure}
    idle = tuple(row for row in worded if row.mark not in counted)
    return Numbers(value, value, value, value, {"low": rows, "best": rows, "high": rows}, idle)


def minmax(said: Sequence[Said]) -> Numbers:
    """The range that Airwars and Iraq Body Count print (STANDARDS 12): min and max of all sources.

    - low is the lowest number any origin gives for sure, high the highest any gives at all.
    - best is null unless both are one number: the range is the finding.
    - "Dozens" is 12 to 24 (rule ``range:dozens=12–24``); other words keep their bounds.
    - An uncertain figure and an upper bound alone set high only.
    """
    worded = [_in_words(row, "range") for row in said]
    sure = [row for row in worded if row.firm and row.low is not None]
    low, low_rows = _extreme(sure, min)
    high, reached, high_rows = _highest(worded)
    one = low is not None and low == high
    sets: dict[End, tuple[Said, ...]] = {"low": low_rows, "high": high_rows, "best": low_rows if one else ()}
    return Numbers(low, low if one else None, high, reached, sets)


POLICIES: Mapping[Policy, Callable[[Sequence[Said]], Numbers]] = {
    "ucdp": ucdp,
    "acled": acled,
    "range": minmax,
}
"""Each policy by its name."""


def _extreme(
    rows: Sequence[Said], pick: Callable[[list[Value]], Value]
) -> tuple[Value | None, tuple[Said, ...]]:
    values = [row.low for row in rows if row.low is not None]
    if not values:
        return None, ()
    value = pick(values)
    return value, tuple(row for row in rows if row.low == value)


def _highest(rows: Sequence[Said]) -> tuple[Value | None, Value | None, tuple[Said, ...]]:
    """High, null if open; the greatest number said; and the figures that set it, or hold it open."""
    reached = max((_top(row) for row in rows), default=None)
    closed = max((row.high for row in rows if row.high is not None), default=None)
    if closed is not None and reached is not None and closed >= reached:
        return closed, closed, tuple(row for row in rows if row.high == closed)
    return None, reached, tuple(row for row in rows if row.high is None)


def _top(said: Said) -> Value:
    """The greatest number the figure gives; one person at least where it says only that there were some."""
    value = said.high if said.high is not None else said.low
    return 1 if value is None else value


def _is_word(said: Said) -> bool:
    return said.figure is not None and said.figure.vague is not None


def _in_words(said: Said, policy: Policy) -> Said:
    """The figure with the policy's number for a word that is none, if it has one."""
    word = said.figure.vague if said.figure else None
    if word is None or said.backers:
        return said
    row = next((row for row in _words()[policy] if row["word"] in word.lower().split()), None)
    if row is None:
        return said
    high = row.get("high")
    number = f"{row['low']}" if high is None else f"{row['low']}–{high}"
    return replace(said, low=row["low"], high=high, assumed=f"{policy}:{row['word']}={number}")


@cache
def _words() -> dict[str, list[dict[str, Any]]]:
    text = files("hearsay.link.estimates").joinpath("policies.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
