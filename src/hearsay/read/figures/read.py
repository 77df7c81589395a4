"""The layer itself: quantities with what they count and what became of it, into records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hearsay.read.figures.counted import Counted, counted_by
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.outcome import find_outcomes
from hearsay.read.figures.period import period_of
from hearsay.read.figures.quantities import TOO_LARGE, read_quantities
from hearsay.read.figures.quantity import Quantity, implied
from hearsay.read.figures.setting import Outcome
from hearsay.read.figures.unnumbered import HARM, KEPT, read_unnumbered
from hearsay.read.figures.whom import Known, population_of, side_of, who_of
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
    grammar = Grammar(words, reading.syntax)
    quantities, counted = _with_unnumbered(words, grammar, quantities, blocked)
    outcomes = find_outcomes(words, grammar, quantities, counted)
    story = _Story(words, grammar, reading.times, Known(words, reading.entities))
    figures = {
        index: _figure(story, item, counted[index], outcomes[index])
        for index, item in enumerate(quantities)
        if _is_kept(words, item, counted[index], outcomes[index])
    }
    return _tied(figures, outcomes)


@dataclass(frozen=True, slots=True)
class _Story:
    """What the figures of one report are read from, beside their own words."""

    words: Scan
    grammar: Grammar
    times: tuple[Time, ...]
    known: Known


def _with_unnumbered(
    words: Scan, grammar: Grammar, quantities: list[Quantity], blocked: list[bool]
) -> tuple[list[Quantity], list[Counted | None]]:
    """The quantities and the indefinites beside them, in text order, each with what it counts."""
    taken = frozenset(index for item in quantities for index in range(item.first, item.after))
    spare = read_unnumbered(words, grammar, blocked, taken)
    zeros = frozenset(item.last for item, _ in spare if item.said == "none")
    quantities = [item for item in quantities if item.first not in zeros]  # "not one person": none, not one
    stop = taken | frozenset(index for index, is_blocked in enumerate(blocked) if is_blocked)
    pairs = [(item, counted_by(words, grammar, item, stop)) for item in quantities]
    pairs += spare
    pairs.sort(key=lambda pair: pair[0].first)
    return [item for item, _ in pairs], [noun for _, noun in pairs]


def _tied(figures: dict[int, Figure], outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """The figures in text order, each part with the id of its total."""
    tied = []
    for index, figure in figures.items():
        position = outcomes[index].whole
        whole = None if position is None else figures.get(position)
        tied.append(figure if whole is None else figure.replace(part_of=whole.id))
    return tuple(tied)


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


def _figure(story: _Story, item: Quantity, counted: Counted | None, outcome: Outcome) -> Figure:
    words, (low, high) = story.words, implied(item)
    text, span, who, population = words.text, None, None, Population()
    if counted is not None:
        span = Span.at(text, words.starts[counted.first], words.ends[counted.last])
        if counted.people:
            who = who_of(words, counted, story.known)
            side = side_of(words, story.grammar, counted, who, story.known)
            population = population_of(words, story.grammar, counted, side)
    period = period_of(words, item, story.times) if outcome.name is not None else None
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
        who=None if who is None else who.id,
        population=population,
        period=None if period is None else period.id,
        scope=outcome.scope,
        certainty=outcome.certainty,
        because=_because(words, item, outcome),
    )


def _because(words: Scan, item: Quantity, outcome: Outcome) -> dict[str, tuple[str | Span, ...]]:
    """What the outcome and the certainty were read from, and why there is no value."""

    def at(index: int) -> Span:
        return Span.at(words.text, words.starts[index], words.ends[index])

    because: dict[str, tuple[str | Span, ...]] = {}
    if outcome.name is not None and outcome.word is not None:
        because["outcome"] = (at(outcome.word), outcome.rule)
    if outcome.hedge is not None:
        because["certainty"] = (at(outcome.hedge),)
    if item.said == "refused":
        because["value_low"] = because["value_high"] = (TOO_LARGE,)
    return because
