"""The layer itself: quantities with what they count and what became of it, into records."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction

from hearsay.read.figures.counted import Counted, counted_by
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.outcome import find_outcomes
from hearsay.read.figures.people import told
from hearsay.read.figures.period import period_of
from hearsay.read.figures.quantities import read_quantities
from hearsay.read.figures.quantity import Quantity, implied
from hearsay.read.figures.setting import Outcome
from hearsay.read.figures.unnumbered import HARM, KEPT, read_unnumbered
from hearsay.read.numbers import plain, scanned
from hearsay.read.reading import Reading
from hearsay.read.scan import Scan
from hearsay.record import Figure, Population, Span, Time

READ_FURNITURE = frozenset(("headline", "dateline", "caption", "correction"))
"""Kinds of furniture that speak of the story; what stands in any other is not read."""


def read_figures(reading: Reading) -> tuple[Figure, ...]:
    """The figures of a report in the order of the text, over the times already read; none overlaps another.

    ``value_low`` and ``value_high`` are the number said, ``low`` and ``high`` what it implies; a vague word
    leaves the first two null and keeps itself in ``vague``. ``outcome`` is set only for counts of people.
    """
    report = reading.report
    text = report.text or ""
    words, numbers = scanned(text)
    blocked = blocked_words(words, reading.times)
    for piece in report.furniture:
        if piece.kind not in READ_FURNITURE:
            _block(words, blocked, piece.start, piece.end)
    quantities = read_quantities(words, numbers, blocked)
    taken = frozenset(index for item in quantities for index in range(item.first, item.after))
    stop = taken | frozenset(index for index, is_blocked in enumerate(blocked) if is_blocked)
    grammar = Grammar(words, reading.syntax)
    pairs = [(item, counted_by(words, grammar, item, stop)) for item in quantities]
    spare = read_unnumbered(words, grammar, blocked, taken)
    pairs = sorted(pairs + spare, key=lambda pair: pair[0].first)
    quantities = [item for item, _ in pairs]
    counted = [noun for _, noun in pairs]
    outcomes = find_outcomes(words, grammar, quantities, counted)
    ids: dict[int, str] = {}
    figures: list[Figure] = []
    for index, item in enumerate(quantities):
        outcome = outcomes[index]
        if not _is_kept(words, item, counted[index], outcome):
            continue
        period = period_of(words, item, reading.times) if outcome.name is not None else None
        figure = _figure(words, item, counted[index], outcome, period, ids)
        ids[index] = figure.id
        figures.append(figure)
    return tuple(figures)


def blocked_words(words: Scan, times: tuple[Time, ...]) -> list[bool]:
    """Which words belong to a date, a clock time or a repetition; a length of time is a number of
    something.
    """
    blocked = [False] * len(words)
    for time in times:
        if time.type != "DURATION":
            _block(words, blocked, time.start, time.end)
    return blocked


def _block(words: Scan, blocked: list[bool], start: int, end: int) -> None:
    for index in range(bisect_left(words.starts, start), len(words)):
        if words.starts[index] >= end:
            break
        blocked[index] = True


def _is_kept(words: Scan, item: Quantity, counted: Counted | None, outcome: Outcome) -> bool:
    """A number is a figure; a vague word or an indefinite only where it counts people or is a large
    number.
    """
    if item.said in ("indefinite", "none"):
        harmed = outcome.name == "other" and outcome.word is not None and words.lowers[outcome.word] in HARM
        return (outcome.name in KEPT or harmed) and outcome.certainty not in ("planned", "hypothetical")
    if item.said == "vague":
        return (
            outcome.name is not None
            or (item.vague_low or 0) >= 20
            or (counted is not None and counted.people)
        )
    return True


def _json(value: Fraction | None) -> int | float | None:
    return None if value is None else plain(value)


def _figure(
    words: Scan,
    item: Quantity,
    counted: Counted | None,
    outcome: Outcome,
    period: Time | None,
    ids: dict[int, str],
) -> Figure:
    low, high = implied(item)
    text, span = words.text, None
    population = Population()
    if counted is not None:
        span = Span.at(text, words.starts[counted.first], words.ends[counted.last])
        if counted.people:
            seen = told(counted.words(words))
            population = Population(status=seen.status, sex=seen.sex, age_group=seen.age_group)
    because: dict[str, tuple[str | Span, ...]] = {}
    if outcome.name is not None and outcome.word is not None:
        because["outcome"] = (
            Span.at(text, words.starts[outcome.word], words.ends[outcome.word]),
            outcome.rule,
        )
    if outcome.hedge is not None:
        because["certainty"] = (Span.at(text, words.starts[outcome.hedge], words.ends[outcome.hedge]),)
    return Figure.at(
        text,
        words.starts[item.first],
        words.ends[max(item.last, item.end) if item.unit else item.last],
        value_low=_json(item.low),
        value_high=_json(item.high),
        vague=item.vague,
        bound=item.bound,
        low=_json(low),
        high=_json(high),
        unit=item.unit,
        counted=span,
        outcome=outcome.name,
        population=population,
        part_of=None if outcome.whole is None else ids.get(outcome.whole),
        period=None if period is None else period.id,
        scope=outcome.scope,
        certainty=outcome.certainty,
        because=because,
    )
