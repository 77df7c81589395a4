"""Figures about people that no event carries: what became of those counted is an event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.record import Event, Figure, Span

_TYPES = {
    "killed": ("CASUALTY", None),
    "wounded": ("CASUALTY", None),
    "casualties": ("CASUALTY", None),
    "missing": ("CASUALTY", None),
    "captured": ("COERCE", "arrest"),
    "kidnapped": ("ASSAULT", "abduct"),
    "released": ("RETREAT", "release"),
    "surrendered": ("RETREAT", None),
    "honoured": ("HONOUR", None),
    "deployed": ("DEPLOY", None),
}
"""Type and mode by outcome; the others give an event of no known type."""


def with_counted(events: Sequence[Event], figures: Sequence[Figure]) -> tuple[Event, ...]:
    """``events`` and, for each figure with an outcome that none of them has, the event told by the outcome's word.

    "Five in wheelchairs" names no deed; without this the five would be in no claim. Where that word is the trigger
    of an event already, the event takes the figure. A zero gives none: that nobody was hurt is no event.
    """
    found = list(events)
    carried = {figure for event in events for figure in event.figures}
    for figure in figures:
        told = [item for item in figure.because.get("outcome", ()) if isinstance(item, Span)]
        if figure.id in carried or not figure.outcome or not told or figure.high == 0:
            continue
        word = told[0]
        there = next(
            (i for i, item in enumerate(found) if item.start < word.end and word.start < item.end), None
        )
        if there is None:
            found.append(_event(figure, word))
        else:
            found[there] = found[there].replace(figures=(*found[there].figures, figure.id))
    return tuple(sorted(found, key=lambda event: (event.start, event.end)))


def _event(figure: Figure, word: Span) -> Event:
    type_, mode = _TYPES.get(figure.outcome or "", (None, None))
    return Event.on(
        word, type=type_, mode=mode, certainty="CERTAIN", polarity="POS", time="NON_FUTURE", figures=(figure.id,),
        because={"type": (figure.id,)},
    )  # fmt: skip
