"""Figures about people always stand in an event."""

from __future__ import annotations

from hearsay.read.events.counted import with_counted
from hearsay.record import Event, Figure, Span

TEXT = "He hugged them, including five in wheelchairs; six were killed and nobody was hurt."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.at(TEXT, start, start + len(words))


def figure(words: str, outcome: str, told: str, number: int) -> Figure:
    because = {"outcome": (span(told), "adjacent")}
    return Figure.on(span(words), low=number, high=number, outcome=outcome, because=because)


def test_a_figure_that_no_event_carries_gets_one_where_its_outcome_is_told() -> None:
    five, six = figure("five", "wounded", "wheelchairs", 5), figure("six", "killed", "killed", 6)
    killed = Event.on(span("killed"), type="CASUALTY")
    hugged = Event.on(span("hugged"))
    found = with_counted((hugged, killed), (five, six))
    assert [(event.words, event.type, event.figures) for event in found] == [
        ("hugged", None, ()),
        ("wheelchairs", "CASUALTY", (five.id,)),
        ("killed", "CASUALTY", (six.id,)),
    ]


def test_a_figure_already_carried_and_a_zero_give_nothing() -> None:
    six, none = figure("six", "killed", "killed", 6), figure("nobody", "wounded", "hurt", 0)
    killed = Event.on(span("killed"), type="CASUALTY", figures=(six.id,))
    assert with_counted((killed,), (six, none)) == (killed,)
