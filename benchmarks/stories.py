"""Made-up ledgers of stories told as papers tell them: many reports of a few, one report of most, each in words of its own.

``benchmarks.ledgers`` fills in one form over and over, so that every report resembles every other, which is the worst that
linking can meet. Here a story has its town, day, actors and words, a report some of them and others that no one else has.
In every thousand reports the first story is told by 120, the second by 60, as attention falls; one report in ten prints
another's text. The same seed gives the same reports, and the first of a ledger are the same whatever its size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearsay.record import Report

from .ledgers import PAPERS, SOURCES, Incident, Made, _Plan, _Reading, _Writing, reprint
from .linking import SAYINGS, _sizes, _word

CLAIMS = 12
"""Claims of a report."""
_DAY_ONE = date(2021, 7, 27)
_TOGETHER = 1000
"""Reports of which the stories are told in turn."""


@dataclass(frozen=True)
class Story:
    """What reports tell of: where, when and by whom (``of``), kinds of deeds with their words and tolls, its own words."""

    of: Incident
    deeds: tuple[tuple[str | None, tuple[str, ...], int], ...]
    terms: tuple[str, ...]


def told_claims(count: int, *, seed: int = 5) -> Iterator[Made]:
    """Reports until there are ``count`` claims or a few more."""
    had = 0
    for one in told_reports(seed=seed):
        yield one
        had += len(one.record.claims)
        if had >= count:
            return


def told_reports(*, seed: int = 5) -> Iterator[Made]:
    """Reports without an end, those of one thousand in an order of no meaning."""
    number = block = 0
    while True:
        draw = random.Random(f"{seed} block {block}")
        telling = [story for rank, size in enumerate(_sizes(_TOGETHER)) for story in [(block, rank)] * size]
        draw.shuffle(telling)
        earlier: dict[tuple[int, int], Made] = {}
        for which in telling:
            chance = random.Random(f"{seed} report {number}")
            if which in earlier and chance.random() < 0.1:
                yield reprint(earlier[which], chance.choice(PAPERS), number)
            else:
                earlier[which] = one = _report(number, _story(which, seed), chance)
                yield one
            number += 1
        block += 1


def _story(which: tuple[int, int], seed: int) -> Story:
    draw = random.Random(f"{seed} story {which}")
    town = (
        _word(draw, 3).title(),
        _word(draw, 1).upper(),
        round(draw.uniform(-50, 60), 4),
        round(draw.uniform(-170, 170), 4),
    )
    side = f"{_word(draw, 3).title()} {_word(draw, 2).title()}"
    day = _DAY_ONE + timedelta(days=draw.randrange(1200))
    kinds = ("ASSAULT", "CASUALTY", "CASUALTY", draw.choice(("COERCE", "PROTEST")), None, None, None)
    deeds = tuple((kind, tuple(draw.sample(SAYINGS[kind], 2)), draw.randint(1, 60)) for kind in kinds)
    terms = tuple(_word(draw, draw.choice((2, 3, 3, 4))) for _ in range(40))
    return Story(Incident(which[1], town, day, side, ("deed", "did", None), ()), deeds, terms)


def _report(number: int, story: Story, chance: random.Random) -> Made:
    paper = chance.choice(PAPERS)
    writing = _Writing(chance)
    own = [_word(chance, 3) for _ in range(30)]
    for _ in range(CLAIMS):
        _sentence(writing, story, own, chance)
    text = writing.text()
    raw = text.encode("utf-8")
    report = Report.of(
        ref=f"told/{number:06}.txt", raw=raw, text=text, title=f"{story.of.town[0]} {story.of.side}", publisher=paper,
        url=f"https://{paper.lower().replace(' ', '-')}.example/told/{number:06}", language="en",
        published=(story.of.day + timedelta(days=chance.randrange(4))).isoformat(), published_basis="given",
        body=(0, len(text)), sentences=tuple(writing.sentences),
    )  # fmt: skip
    record, incidents = _Reading(text, report, writing.plans).record()
    return Made(record, raw, incidents)


def _sentence(writing: _Writing, story: Story, own: list[str], chance: random.Random) -> None:
    """A deed or its toll, in other words each time; a third on somebody's word, the day in two of five."""
    of = story.of
    kind, words, toll = chance.choice(story.deeds)
    deed: tuple[str | tuple[str, str], ...]
    trigger, town = ("trigger", chance.choice(words)), ("place", of.town[0])
    when: tuple[str | tuple[str, str], ...] = ()
    if chance.random() < 0.4:
        when = (" on ", ("time", f"{of.day.day} {of.day:%B %Y}"))

    def some(many: int) -> str:
        return " ".join(chance.choice(story.terms if chance.random() < 0.5 else own) for _ in range(many))

    if kind == "CASUALTY":
        outcome = chance.choice(("killed", "wounded"))
        plan = _Plan(of, kind, None, {}, None, outcome, max(1, round(toll * chance.choice((0.9, 1, 1, 1.2)))))
        deed = (f"{some(3)} ", ("figure", f"{plan.number}"), " people ", some(2), " ", trigger)
    else:
        plan = _Plan(of, kind, None, {})
        deed = (f"{some(2)} the ", ("actor", of.side), f" {some(1)} ", trigger, " ", some(2))
    if chance.random() < 0.35:
        plan.source = chance.choice(SOURCES)
        said = (("source", plan.source[0].capitalize()), " ", ("cue", "said"), " ", ("content", ""))
        writing.sentence(plan, *said, *deed, " in ", town, *when, f" {some(3)}", (".", "end"))
    else:
        writing.sentence(plan, *deed, " in ", town, *when, f" {some(4)}. ")
