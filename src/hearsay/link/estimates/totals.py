"""Parts and wholes: who is counted decides what adds up and what must not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hearsay.link.estimates.entry import Said, Value
from hearsay.link.estimates.policies import Numbers
from hearsay.record.estimate import EVERYBODY, End, Policy, PopulationKey

_SEARCHED = 14
"""More populations than this are not searched for the greatest sum; the smallest are left aside."""


@dataclass(frozen=True)
class Composed:
    """The numbers of one population; ``parts`` are the populations added up where their sum sets an end.

    ``added`` are the figures of those parts by the end of this population that they set.
    """

    numbers: Numbers
    parts: tuple[PopulationKey, ...] = ()
    added: Mapping[End, tuple[Said, ...]] | None = None


def compose(
    direct: Mapping[PopulationKey, Numbers], policy: Policy = "ucdp"
) -> dict[PopulationKey, Composed]:
    """Every population with its parts reckoned in, and everybody.

    Only populations that nobody is in two of are ever added: civilians and soldiers, women and men, the people
    of one side and of the other; engineers and soldiers are not. Parts never lower a figure for the whole:

    - low is the figure given for the whole, where there is one, else the sum of the parts' lows;
    - best is the greater of the figure for the whole and the sum of the parts' bests, so that UCDP's identity
      best = side a + side b + civilians + unknown holds with an unknown of 0 or more;
    - high likewise, open if a part of the greatest sum is open.

    Under ``acled`` the figure for the whole stands as reported; only without one do parts add up. Under
    ``range`` best stays null unless low and high are one number.
    """
    composed: dict[PopulationKey, Composed] = {}
    keys = sorted({*direct, EVERYBODY}, key=lambda key: (-_narrowness(key), key.order()))
    for key in keys:
        within = {part: composed[part].numbers for part in composed if part.within(key)}
        composed[key] = _reckoned(direct.get(key), within, composed, policy)
    return composed


def _reckoned(
    whole: Numbers | None,
    within: Mapping[PopulationKey, Numbers],
    composed: Mapping[PopulationKey, Composed],
    policy: Policy,
) -> Composed:
    if not within or (policy == "acled" and whole is not None and whole.best is not None):
        return Composed(whole or Numbers())
    whole = whole or Numbers()
    by_best = _greatest_sum(within, lambda n: n.best if n.best is not None else n.low)
    by_high = _greatest_sum(within, lambda n: n.high if n.high is not None else n.reached)
    low, best, sets, added = whole.low, whole.best, dict(whole.sets), dict[End, tuple[Said, ...]]()
    parts: set[PopulationKey] = set()

    summed_low = _sum([within[key].low for key in by_best])
    if low is None and summed_low is not None:
        low, added["low"] = summed_low, _setters(by_best, "low", composed)
        parts.update(by_best)
    summed_best = _sum([within[key].best for key in by_best])
    if summed_best is not None and (best is None or summed_best > best) and policy != "range":
        best, added["best"] = summed_best, _setters(by_best, "best", composed)
        sets["best"] = ()
        parts.update(by_best)
    high, reached, summed = _high(whole, within, by_high)
    if summed:
        added["high"] = _setters(by_high, "high", composed)
        sets["high"] = ()
        parts.update(by_high)
    if policy == "range":
        best = low if low == high else None
        sets["best"], added["best"] = (
            (sets.get("low", ()), added.get("low", ())) if best is not None else ((), ())
        )
    numbers = replace(whole, low=low, best=best, high=high, reached=reached, sets=sets)
    return Composed(numbers, tuple(sorted(parts, key=PopulationKey.order)), added)


def _high(
    whole: Numbers, within: Mapping[PopulationKey, Numbers], keys: Sequence[PopulationKey]
) -> tuple[Value | None, Value | None, bool]:
    """High, reached, and whether the parts set them."""
    tops = [within[key].high if within[key].high is not None else within[key].reached for key in keys]
    top = _sum(tops)
    is_open = any(within[key].high is None for key in keys)
    if top is None or (whole.reached is not None and whole.reached >= top):
        return whole.high, whole.reached, False
    return (None if is_open else top), top, True


def _setters(
    keys: Sequence[PopulationKey], end: End, composed: Mapping[PopulationKey, Composed]
) -> tuple[Said, ...]:
    found: list[Said] = []
    for key in keys:
        part = composed[key]
        found += part.numbers.sets.get(end, ()) or ()
        found += (part.added or {}).get(end, ())
    return tuple({row.mark: row for row in found}.values())


def _sum(values: Sequence[Value | None]) -> Value | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _narrowness(key: PopulationKey) -> int:
    return sum(is_set for is_set, _ in key.order())


def _greatest_sum(
    within: Mapping[PopulationKey, Numbers], value: Callable[[Numbers], Value | None]
) -> list[PopulationKey]:
    """Of the populations nobody is in two of, those that add up to most; the fewest and widest of equal sums."""
    weighed = [(key, value(numbers) or 0) for key, numbers in within.items() if value(numbers) is not None]
    weighed.sort(key=lambda pair: (-pair[1], _narrowness(pair[0]), pair[0].order()))
    best: tuple[Value, list[PopulationKey]] = (-1, [])

    def search(
        rest: Sequence[tuple[PopulationKey, Value]], chosen: list[PopulationKey], total: Value
    ) -> None:
        nonlocal best
        if total > best[0]:
            best = (total, chosen)
        for index, (key, weight) in enumerate(rest):
            if total + sum(w for _, w in rest[index:]) <= best[0]:
                return
            if all(key.apart(other) for other in chosen):
                search(rest[index + 1 :], [*chosen, key], total + weight)

    search(weighed[:_SEARCHED], [], 0)
    return best[1]
