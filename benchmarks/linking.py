"""Speed of linking: ``python -m benchmarks.linking [10000 30000 …]`` links made-up ledgers of so many claims.

The ledgers are made of rows as linking takes them from records, without texts: stories with a town, a day, actors and
half a dozen happenings each, told by a number of reports that falls as one over the rank, as attention does (in every
thousand reports the first by 120 of them), with the town, day or names left out at times. A table is printed: claims,
reports, seconds to link them and to add ten more reports, each by the clock and of processor time, megabytes at most.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from hearsay.link.actors.rows import ActorRow
from hearsay.link.happenings.rows import AROUND, TERMS, EventRow, Part, ReportRow, Spot
from hearsay.link.happenings.words import known, rarity, stem
from hearsay.link.run import Linked, link_rows

EVENTS = 12  # events of a report; a claim each
DAY = 738_000  # 2021-07-27
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
SAYINGS = {
    "ASSAULT": (
        *("attacked", "attack", "raid", "raided", "shelled", "shelling", "bombing", "bombed", "shooting"),
        *("shot", "stabbed", "ambush", "assault", "struck", "strike", "fired", "explosion", "blast"),
    ),
    "CASUALTY": ("killed", "died", "deaths", "dead", "wounded", "injured", "hurt", "drowned", "missing"),
    "COERCE": ("arrested", "detained", "captured", "seized", "arrest", "jailed", "evicted", "kidnapped"),
    "PROTEST": ("protest", "protested", "rally", "march", "strike", "demonstration", "blocked", "riot"),
    "DEPLOY": ("deployed", "deployment", "sent", "massed", "stationed", "arrived", "patrol"),
    None: (
        *(
            "said",
            "met",
            "fled",
            "sank",
            "burned",
            "collapsed",
            "crashed",
            "flooded",
            "rescued",
            "opened",
            "closed",
        ),
        *(
            "won",
            "lost",
            "signed",
            "visited",
            "fell",
            "rose",
            "bought",
            "sold",
            "built",
            "moved",
            "found",
            "left",
        ),
    ),
}


@dataclass(frozen=True)
class Story:
    """What made-up reports tell of."""

    number: int
    spot: Spot
    day: int
    names: tuple[str, ...]
    happenings: tuple[tuple[str | None, tuple[str, ...], tuple[str, float, float] | None], ...]
    terms: tuple[str, ...]


def invented(claims: int, seed: int = 5) -> list[ReportRow]:
    """Reports with so many claims in all, in an order of no meaning."""
    draw = random.Random(seed)
    wanted = max(1, claims // EVENTS)
    reports: list[ReportRow] = []
    for number, size in enumerate(_sizes(wanted)):
        incident = _incident(number, draw)
        reports += [_report(incident, copy, draw) for copy in range(size)]
    draw.shuffle(reports)
    return reports[:wanted]


def _sizes(reports: int) -> Iterator[int]:
    """How many reports tell each story: in every thousand 120, 60, 40, … and in the end one, as attention falls by rank."""
    left = reports
    while left > 0:
        block = min(left, 1000)
        left -= block
        rank = 1
        while block > 0:
            size = min(block, max(1, 120 // rank))
            yield size
            block -= size
            rank += 1


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(syllables))


def _incident(number: int, draw: random.Random) -> Story:
    happenings = []
    for kind in (
        "ASSAULT",
        "CASUALTY",
        "CASUALTY",
        draw.choice(["COERCE", "PROTEST", "DEPLOY"]),
        None,
        None,
        None,
    ):
        words = tuple(draw.sample(SAYINGS[kind], 2))
        count = float(draw.randint(1, 60))
        figure = (draw.choice(("killed", "wounded")), count, count) if kind == "CASUALTY" else None
        happenings.append((kind, words, figure))
    spot = Spot(
        f"made:{number}",
        round(draw.uniform(-50, 60), 4),
        round(draw.uniform(-170, 170), 4),
        1,
        _word(draw, 1).upper(),
    )
    return Story(
        number=number,
        spot=spot,
        day=DAY + draw.randrange(1200),
        names=tuple(_word(draw, 3) for _ in range(6)),
        happenings=tuple(happenings),
        terms=tuple(_word(draw, 3) for _ in range(40)),
    )


def _report(incident: Story, copy: int, draw: random.Random) -> ReportRow:
    ref = f"made-{incident.number}-{copy}"
    id_ = f"r-{sha256(ref.encode()).hexdigest()[:10]}"
    own = [_word(draw, 3) for _ in range(TERMS // 2)]
    words = sorted({*draw.sample(incident.terms, 28), *own, *incident.names[:3]})[:TERMS]
    weight = len(words) ** -0.5
    events = tuple(_event(incident, id_, ref, n, draw) for n in range(EVENTS))
    return ReportRow(
        id=id_,
        ref=ref,
        terms=dict.fromkeys(words, weight),
        published=incident.day + draw.randrange(4),
        spot=incident.spot,
        events=events,
        actors=_actors(incident, {part.entity for event in events for part in event.parts}),
    )


def _actors(incident: Story, taking_part: set[str]) -> tuple[ActorRow, ...]:
    """Half of a story's actors are persons, half bodies."""
    rows = [
        ActorRow(
            f"e-{n}",
            True,
            frozenset([name]),
            frozenset(),
            frozenset([name]),
            n % 2 == 0,
            name if n % 2 == 0 else None,
        )
        for n, name in enumerate(incident.names)
    ]
    return tuple(row for row in rows if row.entity in taking_part)


def _event(incident: Story, report: str, ref: str, place: int, draw: random.Random) -> EventRow:
    kind, words, figure = draw.choice(incident.happenings)
    form = draw.choice(words)
    dated, placed = draw.random() < 0.4, draw.random() < 0.4
    start = 100 * place
    doers = draw.sample(incident.names[:3], 1) if draw.random() < 0.5 else []
    others = draw.sample(incident.names[3:], 1) if draw.random() < 0.3 else []
    parts = [(name, True) for name in doers] + [(name, False) for name in others]
    told = [*draw.sample(incident.names, 3), *draw.sample(incident.terms, 4), _word(draw, 3), _word(draw, 3)]
    return EventRow(
        key=(report, f"v-{sha256(f'{ref}:{start}'.encode()).hexdigest()[:10]}"),
        ref=ref,
        start=start,
        end=start + len(form),
        sentence=place,
        form=form,
        stem=stem(form),
        word=known(form),
        rarity=rarity(form),
        type=kind,
        real=True,
        doers=frozenset(doers),
        others=frozenset(others),
        around=frozenset(told[:AROUND]),
        first=incident.day if dated else None,
        last=incident.day if dated else None,
        spot=incident.spot if placed else None,
        figures=(figure,) if figure and draw.random() < 0.6 else (),
        parts=tuple(Part(f"e-{incident.names.index(name)}", doer, frozenset([name])) for name, doer in parts),
    )


def measure(claims: int) -> tuple[int, tuple[float, float], tuple[float, float], int]:
    """Reports, seconds by the clock and of the processor to link all and to add ten reports, happenings."""
    reports = invented(claims + 10 * EVENTS)
    linked, whole = _timed(lambda: link_rows(reports[:-10]))
    more, added = _timed(lambda: link_rows(reports[-10:], previous=linked))
    return len(reports) - 10, whole, added, len(more.happenings)


def _timed(work: Callable[[], Linked]) -> tuple[Linked, tuple[float, float]]:
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - clock, time.process_time() - processor)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 30_000, 100_000, 300_000])
    names = ("claims", "reports", "link s", "(cpu)", "add 10 s", "(cpu)", "peak MB", "happenings")
    print(" ".join(f"{name:>10}" for name in names))
    for claims in parser.parse_args(argv).claims:
        reports, whole, added, happenings = measure(claims)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times = " ".join(f"{seconds:10.1f}" for seconds in (*whole, *added))
        print(f"{reports * EVENTS:10} {reports:10} {times} {peak:10.0f} {happenings:10}", flush=True)


if __name__ == "__main__":
    main()
