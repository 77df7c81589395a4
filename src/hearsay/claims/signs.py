"""The signs by which a claim's confidence is told: what the layers knew, and how the claim stands in its text.

``signs.toml`` says what each sign is, ``confidence.json`` what it weighs.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from hearsay.record import Attribution, Claim, Event, Figure, Record

Known = Mapping[str, Mapping[str, float]]
"""What the layers say of their own answers: id -> sign -> value, as ``hearsay.read.signs`` gives it."""

_HARM = frozenset({"ASSAULT", "CASUALTY", "COERCE"})
_FAR = 6.0
"""Tens of characters past which a figure is as far as can be."""

_SHOUTING = 0.6
"""Share of capitals among a text's letters over which it counts as printed in capitals."""


@cache
def meanings() -> dict[str, str]:
    """Every sign and what it says, in the order of the weights' file."""
    return tomllib.loads(files("hearsay.claims").joinpath("signs.toml").read_text("utf-8"))


class Surroundings:
    """A record as its claims stand in it: sentences, what else they hold, how the text is written."""

    def __init__(self, record: Record) -> None:
        text = record.report.text or ""
        self._starts = [start for start, _ in record.report.sentences]
        self._ends = [end for _, end in record.report.sentences]
        self._furniture = [(piece.start, piece.end) for piece in record.report.furniture]
        self._events = Counter(self.sentence(event.start) for event in record.events)
        carried = {figure for event in record.events for figure in event.figures}
        loose = (item for item in record.figures if item.outcome and item.id not in carried)
        self._loose = Counter(self.sentence(figure.start) for figure in loose)
        letters = [letter for letter in text if letter.isalpha()]
        self.shouting = sum(map(str.isupper, letters)) > _SHOUTING * max(1, len(letters))

    def sentence(self, at: int) -> int:
        """Number of the sentence that holds a position, -1 where none does."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self._ends[number] else -1

    def events(self, sentence: int) -> int:
        """How many events a sentence has."""
        return self._events[sentence]

    def loose_figures(self, sentence: int) -> int:
        """How many figures about people in it no event carries."""
        return self._loose[sentence]

    def in_furniture(self, at: int) -> bool:
        """Whether a position lies in a headline, caption or note."""
        return any(start <= at < end for start, end in self._furniture)


def claim_signs(
    claim: Claim,
    event: Event,
    chain: Sequence[Attribution],
    figures: Sequence[Figure],
    around: Surroundings,
    known: Known,
) -> dict[str, float]:
    """Name -> value of every sign in ``meanings``; ``chain`` is innermost first."""
    signs = dict.fromkeys(meanings(), 0.0)
    signs |= _event_signs(event, known.get(event.id, {}))
    signs |= _chain_signs(chain, known)
    signs |= _figure_signs(event, figures, known.get(event.id, {}))
    signs |= _certainty_signs(claim, event)
    sentence = around.sentence(event.start)
    signs |= {
        "furniture": float(around.in_furniture(event.start)),
        "capitals": float(around.shouting),
        "events_around": math.log1p(around.events(sentence)),
        "figure_left_over": float(around.loose_figures(sentence) > 0),
        "reasons": float(len(claim.review)),
    }
    return signs


def _event_signs(event: Event, known: Mapping[str, float]) -> dict[str, float]:
    return {
        "trigger": _logit(known["trigger"]) if "trigger" in known else 0.0,
        **{name: known.get(name, 0.0) for name in ("noun", "infinitive", "main", "complement", "relative")},
        "untyped": float(event.type is None),
        "harm": float(event.type in _HARM),
        "participants": float(len(event.participants)),
        "when": float(event.when is not None),
        "where": float(bool(event.where)),
    }


def _chain_signs(chain: Sequence[Attribution], known: Known) -> dict[str, float]:
    if not chain:
        return {"own_voice": 1.0}
    scores = [known.get(item.id, {}).get("score", 0.5) for item in (chain[0], chain[-1])]
    return {
        "chain": float(len(chain) - 1),
        "weakest": _logit(min(scores)),
        "no_inner_source": float(not chain[0].source),
        "quoted": float(chain[0].voice != "indirect"),
    }


def _figure_signs(event: Event, figures: Sequence[Figure], known: Mapping[str, float]) -> dict[str, float]:
    if not figures:
        return {}
    return {
        "figures": 1.0,
        "several_figures": float(len(figures) > 1),
        "figure_distance": min(_FAR, max(_gap(event, item.start, item.end) for item in figures) / 10),
        "figure_steps": known.get("figure_steps", 0.0),
        "figure_bounded": float(any(item.bound != "exact" for item in figures)),
    }


def _certainty_signs(claim: Claim, event: Event) -> dict[str, float]:
    """What moved the certainty from a plain assertion: the event's own marks, or a stance around it."""
    hedged = event.certainty in ("POSSIBLE", "PROBABLE")
    negated, future = event.polarity == "NEG", event.time == "FUTURE"
    opened = event.certainty == "UNDERSPECIFIED"
    marked = hedged or negated or future or opened
    return {
        "hedged": float(hedged),
        "negated": float(negated),
        "future": float(future),
        "open": float(opened),
        "marked_by_chain": float(claim.certainty != "asserted" and not marked),
    }


def _gap(event: Event, start: int, end: int) -> int:
    """Characters between the trigger and a span."""
    return max(0, start - event.end, event.start - end)


def _logit(chance: float) -> float:
    """Log odds of a probability, cut off at one in two hundred."""
    inside = min(max(chance, 0.005), 0.995)
    return math.log(inside / (1.0 - inside))
