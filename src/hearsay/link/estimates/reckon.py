"""The estimates of one incident: from claims to low, best and high with the claims behind each number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from hearsay.link.estimates.entry import Left, Said, entering
from hearsay.link.estimates.origins import newest_of_each
from hearsay.link.estimates.policies import POLICIES, Numbers
from hearsay.link.estimates.told import Told
from hearsay.link.estimates.totals import Composed, compose
from hearsay.link.estimates.victims import named_victims
from hearsay.record.codes import Outcome
from hearsay.record.estimate import (
    EVERYBODY,
    Behind,
    End,
    Estimate,
    Estimates,
    Policy,
    PopulationKey,
    Rule,
)

Corroboration = Callable[[Sequence[Told]], tuple[int, int]]
"""How many independent origins stand behind claims, [at least, at most]."""

Standing = tuple[list[Said], list[Left]]
"""The figures that stand, and all that does not count."""

_ENDS: tuple[End, ...] = ("low", "best", "high")


def estimates(
    claims: Sequence[Told],
    policy: Policy = "ucdp",
    interval: tuple[str | None, str | None] = (None, None),
    corroboration: Corroboration | None = None,
    stands: Standing | None = None,
) -> Estimates:
    """Low, best and high of every outcome and population that the claims of one incident speak of.

    ``interval`` is the incident's first and last day; ``corroboration`` counts independent origins; ``stands`` is
    what :func:`standing` says of the claims, where that has been asked already. The order of
    ``claims`` does not matter, nor how often one of them stands there. For every outcome there is an estimate
    for everybody; claims without an outcome are ``left_out`` of all.
    """
    said, left = stands or standing(claims, interval)
    made: list[Estimate] = []
    outcomes = dict.fromkeys([row.outcome for row in said] + [row.outcome for row in left if row.outcome])
    for outcome in sorted(outcomes):
        by_population: dict[PopulationKey, list[Said]] = {}
        for row in said:
            if row.outcome == outcome:
                by_population.setdefault(row.population, []).append(row)
        direct = {population: POLICIES[policy](rows) for population, rows in by_population.items()}
        for population, composed in compose(direct, policy).items():
            gone = [row.behind for row in left if (row.outcome, row.population) == (outcome, population)]
            rows = by_population.get(population, [])
            made.append(_estimate(outcome, population, policy, rows, composed, gone, corroboration))
        known = {*by_population, EVERYBODY}
        for population in sorted({row.population for row in left if row.outcome == outcome} - known,
                                 key=PopulationKey.order):  # fmt: skip
            gone = [row.behind for row in left if (row.outcome, row.population) == (outcome, population)]
            made.append(_estimate(outcome, population, policy, [], Composed(Numbers()), gone, corroboration))
    made.sort(key=lambda estimate: (estimate.outcome, estimate.population.order()))
    return Estimates(
        policy=policy,
        estimates=tuple(made),
        left_out=_sorted(row.behind for row in left if row.outcome is None),
    )


def standing(claims: Sequence[Told], interval: tuple[str | None, str | None] = (None, None)) -> Standing:
    """The newest figures of each origin by outcome and population, and all that does not count, with why."""
    claims = list({told.key: told for told in claims}.values())
    entered = entering(claims, interval)
    victims, left = named_victims(claims, entered.said)
    left = [*entered.left, *left]
    said: list[Said] = []
    by_what: dict[tuple[str, PopulationKey], list[Said]] = {}
    for row in entered.said:
        by_what.setdefault((row.outcome, row.population), []).append(row)
    for rows in by_what.values():
        kept, gone = newest_of_each(rows)
        said += kept
        left += gone
    return [*said, *victims], left


def _estimate(
    outcome: Outcome,
    population: PopulationKey,
    policy: Policy,
    rows: Sequence[Said],
    composed: Composed,
    gone: Sequence[Behind],
    corroboration: Corroboration | None,
) -> Estimate:
    numbers = composed.numbers
    idle = {row.mark for row in numbers.idle}
    setting = {end: {row.mark for row in found} for end, found in numbers.sets.items()}
    used: list[Behind] = []
    ours = {row.mark: row for row in _all_setters(numbers.sets)}  # a policy may have put its own number in
    for row in rows:
        row = ours.get(row.mark, row)
        if row.mark in idle:
            gone = [*gone, *(behind.replace(rule="not_in_policy") for behind in _backers(row, ()))]
        else:
            used += _backers(row, tuple(end for end in _ENDS if row.mark in setting.get(end, ())))
    used += _of_parts(composed)
    backing = {(behind.report, behind.claim) for behind in used}
    told = {row.told.key: row.told for row in _everyone(rows, composed)}
    origins = corroboration([told[key] for key in sorted(backing) if key in told]) if corroboration else None
    return Estimate(
        outcome=outcome,
        population=population,
        policy=policy,
        low=numbers.low,
        best=numbers.best,
        high=numbers.high,
        reached=numbers.reached,
        parts=composed.parts,
        used=_sorted(used),
        left_out=_sorted(gone),
        corroboration=origins if used else None,
    )


def _of_parts(composed: Composed) -> Iterable[Behind]:
    ends: dict[tuple[object, ...], tuple[Said, list[End]]] = {}
    for end, rows in (composed.added or {}).items():
        for row in rows:
            ends.setdefault(row.mark, (row, []))[1].append(end)
    for row, found in ends.values():
        yield from (
            behind.replace(rule="part") for behind in _backers(row, tuple(e for e in _ENDS if e in found))
        )


def _backers(said: Said, sets: tuple[End, ...]) -> list[Behind]:
    """The figure's own claim, or those it stands for."""
    rule: Rule | None = None
    if said.rule == "newest" and (not said.firm or said.low is None):
        rule = "high_only"
    return [row.behind(rule if row is said else None).replace(sets=sets) for row in said.backers or (said,)]


def _all_setters(sets: Mapping[End, tuple[Said, ...]]) -> Iterable[Said]:
    return (row for rows in sets.values() for row in rows)


def _everyone(rows: Sequence[Said], composed: Composed) -> Iterable[Said]:
    for row in (*rows, *_all_setters(composed.added or {})):
        yield row
        yield from row.backers


def _sorted(behind: Iterable[Behind]) -> tuple[Behind, ...]:
    """In order of day, report and claim; what stands there twice once, with all it sets."""
    merged: dict[tuple[object, ...], Behind] = {}
    for row in behind:
        key = (row.on or "", row.report, row.claim, row.figure or "", row.rule)
        ends = {*row.sets, *(merged[key].sets if key in merged else ())}
        merged[key] = row.replace(sets=tuple(end for end in _ENDS if end in ends))
    return tuple(merged[key] for key in sorted(merged, key=str))
