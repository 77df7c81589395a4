"""Two coders' work on the same reports side by side: which claims are the same, where they differ, how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearsay.flow.agreement import Agreement, Difference, agreement, nominal, ratio

Value = str | float | None
CLAIM = "claim"
"""Name of the field that says whether there is a claim at all: a machine's that was not rejected, or one that was added."""
FIELDS: Mapping[str, Difference] = {
    CLAIM: nominal,
    "event_type": nominal,
    "certainty": nominal,
    "origin_name": nominal,
    "origin_kind": nominal,
    "outcome": nominal,
    "low": ratio,
    "high": ratio,
    "population_status": nominal,
    "place_name": nominal,
    "country": nominal,
    "earliest": nominal,
    "latest": nominal,
}
"""What is compared, each with how far two values of it are apart."""


@dataclass(frozen=True)
class Coded:
    """One claim as one coder left it. ``start`` and ``end`` are its trigger's, in characters of the report's text.

    ``claim`` is its id, null where the coder added it; ``holds`` is false where it was rejected; ``seq`` the entry that says
    so.
    """

    report: str
    claim: str | None
    start: int
    end: int
    holds: bool
    values: Mapping[str, Value]
    seq: int


@dataclass(frozen=True)
class Pair:
    """What two coders made of one claim; null on the side of one who did not add what the other added."""

    one: Coded | None
    other: Coded | None

    @property
    def either(self) -> Coded:
        """Whichever there is, the first before the second."""
        found = self.one or self.other
        assert found is not None  # a pair is made of one at least
        return found

    @property
    def differ(self) -> tuple[str, ...]:
        """The fields in which the two differ; of a claim that only one of them holds there is no more to say than that."""
        return tuple(name for name, values in _values(self) if len(set(values)) > 1)


def pairs(one: Iterable[Coded], other: Iterable[Coded]) -> tuple[Pair, ...]:
    """The claims that both judged, by their ids, and those that either added, joined where their triggers overlap most.

    In the order of reports and text.
    """
    first, second = list(one), list(other)
    read = {(coded.report, coded.claim): coded for coded in second if coded.claim is not None}
    both = [
        Pair(coded, read[coded.report, coded.claim])
        for coded in first
        if coded.claim is not None and (coded.report, coded.claim) in read
    ]
    added = _added([c for c in first if c.claim is None], [c for c in second if c.claim is None])
    return tuple(
        sorted(both + added, key=lambda pair: (pair.either.report, pair.either.start, pair.either.end))
    )


def agreements(found: Sequence[Pair]) -> dict[str, Agreement]:
    """Agreement by field, over all pairs for whether there is a claim, over those that both hold for the rest."""
    units: dict[str, list[tuple[Value | bool, ...]]] = {name: [] for name in FIELDS}
    for pair in found:
        for name, values in _values(pair):
            units[name].append(values)
    return {name: agreement(units[name], difference) for name, difference in FIELDS.items()}


def _values(pair: Pair) -> Iterable[tuple[str, tuple[Value | bool, Value | bool]]]:
    holds = (pair.one is not None and pair.one.holds, pair.other is not None and pair.other.holds)
    yield CLAIM, holds
    if pair.one is not None and pair.other is not None and all(holds):
        for name in FIELDS:
            if name != CLAIM:
                yield name, (pair.one.values.get(name), pair.other.values.get(name))


def _added(first: Sequence[Coded], second: Sequence[Coded]) -> list[Pair]:
    """Claims that the machine missed: the two that overlap most are the same, then the next two, each claim once."""
    overlaps = [
        (n, m)
        for n, one in enumerate(first)
        for m, other in enumerate(second)
        if one.report == other.report and _shared(one, other) > 0
    ]
    partner: dict[int, int] = {}
    for n, m in sorted(overlaps, key=lambda pair: _rank(first[pair[0]], second[pair[1]])):
        if n not in partner and m not in partner.values():
            partner[n] = m
    taken = set(partner.values())
    return [
        *(Pair(one, second[partner[n]] if n in partner else None) for n, one in enumerate(first)),
        *(Pair(None, other) for m, other in enumerate(second) if m not in taken),
    ]


def _rank(one: Coded, other: Coded) -> tuple[int, str, list[tuple[int, int]]]:
    """The most shared first; of equals the first in the text, whoever's it is."""
    return -_shared(one, other), one.report, sorted([(one.start, one.end), (other.start, other.end)])


def _shared(one: Coded, other: Coded) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
