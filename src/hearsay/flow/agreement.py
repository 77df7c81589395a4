"""How far two coders agree: Krippendorff's alpha of one field over the claims that both of them saw."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

Difference = Callable[[Hashable, Hashable], float]
"""How far two values are apart, squared: 0 for equal ones, symmetric."""


@dataclass(frozen=True)
class Agreement:
    """Agreement about one field. ``units`` is the number of claims to which at least two coders gave a value, ``alike`` of
    those the share on which all values were equal (null without units). ``alpha`` is null where chance alone cannot be told
    from agreement: without units, or where every value given is the same."""

    units: int
    alike: float | None
    alpha: float | None


def agreement(units: Iterable[Sequence[Hashable]], difference: Difference) -> Agreement:
    """Krippendorff's alpha; each unit holds the values that coders gave it, a coder who gave none being left out.

    Source: K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), sections C and D: observed against expected
    disagreement from the coincidences of values, ``1 - Do / De``.
    """
    paired = [tuple(values) for values in units if len(values) > 1]
    if not paired:
        return Agreement(0, None, None)
    alike = sum(len(set(values)) == 1 for values in paired) / len(paired)
    every = Counter(value for values in paired for value in values)
    observed = math.fsum(_apart(Counter(values), difference) / (len(values) - 1) for values in paired)
    expected = _apart(every, difference)
    alpha = 1 - observed * (every.total() - 1) / expected if expected else None
    return Agreement(len(paired), alike, alpha)


def _apart(given: Counter[Hashable], difference: Difference) -> float:
    """How far every value is from every other, summed; the sum is exact, so that no order of claims tells."""
    return math.fsum(
        many * other * difference(a, b) for a, many in given.items() for b, other in given.items()
    )


def nominal(one: Hashable, other: Hashable) -> float:
    """For codes and names: equal or not."""
    return float(one != other)


def ratio(one: Hashable, other: Hashable) -> float:
    """For counts: the square of their difference over their sum, so that 10 against 20 weighs as much as 100 against 200.

    A number against none (an open bound) is as far apart as can be: 1.
    """
    if one == other:
        return 0.0
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return 1.0
    return ((one - other) / (one + other)) ** 2
