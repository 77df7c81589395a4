"""How sure, whether, when: the marks that a clause and what governs it leave on an event."""

from __future__ import annotations

import pytest

from hearsay.read.events.read import read_events
from hearsay.record import Event
from tests.read.trees import Draft, clause


def of(table: str, word: str, published: str | None = "2024-03-06") -> Event:
    return next(
        event for event in read_events(Draft(table, published=published).reading()) if event.words == word
    )


def marks(event: Event) -> tuple[str, str, str]:
    return event.certainty, event.polarity, event.time


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (clause("Rebels", "attacked", "the base"), ("CERTAIN", "POS", "NON_FUTURE")),
        (clause("Rebels", "will attack", "the base"), ("CERTAIN", "POS", "FUTURE")),
        (clause("Rebels", "may attack", "the base"), ("POSSIBLE", "POS", "FUTURE")),
        (clause("Rebels", "might attack", "the base"), ("POSSIBLE", "POS", "FUTURE")),
        (clause("Rebels", "never attacked", "the base"), ("CERTAIN", "NEG", "NON_FUTURE")),
        (clause("Rebels", "nearly attacked", "the base"), ("CERTAIN", "NEG", "NON_FUTURE")),
        (clause("Rebels", "will not attack", "the base"), ("CERTAIN", "NEG", "FUTURE")),
        (clause("Rebels", "should attack", "the base"), ("UNDERSPECIFIED", "POS", "FUTURE")),
        (clause("no rebels", "attacked", "the base"), ("CERTAIN", "NEG", "NON_FUTURE")),
    ],
)
def test_auxiliaries_and_negations(table: str, expected: tuple[str, str, str]) -> None:
    (event,) = read_events(Draft(table).reading())
    assert marks(event) == expected


def test_what_would_often_happen_is_not_still_to_come() -> None:
    often = """Rebels NNS 4 nsubj
would MD 4 aux
often RB 4 advmod
attack VB 0 root O
convoys NNS 4 obj"""
    fronted = """every DT 2 det
spring NN 5 obl:tmod
rebels NNS 5 nsubj
would MD 5 aux
attack VB 0 root O
convoys NNS 5 obj"""
    once = """Rebels NNS 3 nsubj
would MD 3 aux
attack VB 0 root O
every DT 5 det
convoy NN 3 obj"""
    told = [marks(event) for table in (often, fronted, once) for event in read_events(Draft(table).reading())]
    assert told == [("CERTAIN", "POS", "NON_FUTURE")] * 2 + [("CERTAIN", "POS", "FUTURE")]


def test_what_no_longer_happens_does_not_happen() -> None:
    table = """Rebels NNS 4 nsubj
no DT 3 advmod
longer RB 4 advmod
attack VBP 0 root O
convoys NNS 4 obj"""
    (event,) = read_events(Draft(table).reading())
    assert marks(event) == ("CERTAIN", "NEG", "NON_FUTURE")


def governed(governor: str, tag: str = "VBD") -> str:
    """The army GOVERNOR to attack the base."""
    return f"""
        The DT 2 det
        army NN 3 nsubj
        {governor} {tag} 0 root
        to TO 5 mark
        attack VB 3 xcomp O
        the DT 7 det
        base NN 5 obj
    """


@pytest.mark.parametrize(
    ("governor", "expected"),
    [
        ("agreed", ("CERTAIN", "POS", "FUTURE")),
        ("promised", ("CERTAIN", "POS", "FUTURE")),
        ("intends", ("CERTAIN", "POS", "FUTURE")),
        ("threatened", ("POSSIBLE", "POS", "FUTURE")),
        ("wants", ("POSSIBLE", "POS", "FUTURE")),
        ("failed", ("CERTAIN", "NEG", "NON_FUTURE")),
        ("refused", ("CERTAIN", "NEG", "NON_FUTURE")),
        ("seems", ("PROBABLE", "POS", "NON_FUTURE")),
        ("expects", ("PROBABLE", "POS", "FUTURE")),
        ("managed", ("CERTAIN", "POS", "NON_FUTURE")),
        ("had", ("CERTAIN", "POS", "NON_FUTURE")),
    ],
)
def test_what_governs_an_infinitive_decides_on_it(governor: str, expected: tuple[str, str, str]) -> None:
    assert marks(of(governed(governor), "attack")) == expected


def test_a_doubt_is_not_caught_by_the_neighbouring_clause() -> None:
    table = """
        Rebels NNS 3 nsubj
        may MD 3 aux
        attack VB 0 root O
        Torvik NNP 3 obj
        and CC 8 cc
        troops NNS 8 nsubj
        have VBP 8 aux
        fled VBN 3 conj O
        the DT 10 det
        town NN 8 obj
    """
    assert marks(of(table, "attack")) == ("POSSIBLE", "POS", "FUTURE")
    assert marks(of(table, "fled")) == ("CERTAIN", "POS", "NON_FUTURE")


def test_what_stands_under_a_condition_is_neither_so_nor_not_so() -> None:
    table = """
        Troops NNS 3 nsubj
        will MD 3 aux
        withdraw VB 0 root O
        if IN 6 mark
        rebels NNS 6 nsubj
        attack VBP 3 advcl O
    """
    assert marks(of(table, "attack"))[:2] == ("UNDERSPECIFIED", "UNDERSPECIFIED")
    assert marks(of(table, "withdraw")) == ("POSSIBLE", "POS", "FUTURE")


DENIED = """
    The DT 2 det
    army NN 3 nsubj
    denied VBD 0 root R
    that IN 6 mark
    drones NNS 6 nsubj
    struck VBD 3 ccomp O
    the DT 8 det
    clinic NN 6 obj
"""


def test_a_denial_told_by_an_attribution_is_not_counted_twice() -> None:
    assert of(DENIED, "struck").polarity == "NEG"
    draft = Draft(DENIED).attribution("The army", "denied", "that drones struck the clinic", "deny")
    told = next(event for event in read_events(draft.reading()) if event.words == "struck")
    assert told.polarity == "POS"


@pytest.mark.parametrize(
    ("modifier", "tag", "expected"),
    [
        ("possible", "JJ", ("POSSIBLE", "POS", "NON_FUTURE")),
        ("planned", "VBN", ("CERTAIN", "POS", "FUTURE")),
        ("foiled", "VBN", ("CERTAIN", "NEG", "NON_FUTURE")),
        ("deadly", "JJ", ("CERTAIN", "POS", "NON_FUTURE")),
    ],
)
def test_adjectives_before_a_noun(modifier: str, tag: str, expected: tuple[str, str, str]) -> None:
    table = f"""
        Officials NNS 2 nsubj
        described VBD 0 root
        the DT 5 det
        {modifier} {tag} 5 amod
        attack NN 2 obj O
    """
    assert marks(of(table, "attack")) == expected


def test_a_day_after_publication_is_still_to_come() -> None:
    table = """
        The DT 2 det
        summit NN 3 nsubj O
        opens VBZ 0 root
        on IN 5 case
        Sunday NNP 3 obl
    """
    draft = Draft(table).time("Sunday", "2024-03-10")
    (event,) = read_events(draft.reading())
    assert event.time == "FUTURE"
    undated = Draft(table, published=None).time("Sunday", "2024-03-10")
    (event,) = read_events(undated.reading())
    assert event.time == "NON_FUTURE"
