"""Pairs of reports whose lineage is known because it was made: 500 from real texts, the same from the same seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.score.rows import Row, load_rows, row_id

from . import retelling as how

SETS = ("time/tbaq", "attribution/polnear", "happenings/ecbplus", "events/muc4")
NUMBERS = {"reprint": 200, "update": 100, "quote": 30, "independent": 100, "unrelated": 70}
SHORTEST = 80
"""Words; of shorter texts no version can be made that is still a story."""
_VERBATIM = 12
"""Words in a row that two reports of one event may share and still be told independently; more were copied by one of
them, whatever its editors say."""
_TOLD = 40
"""Words; a report of fewer tells too little to be told alike."""


@dataclass(frozen=True)
class Pair:
    """Two input rows and what the second is to the first: a key of ``NUMBERS``; ``how`` says how it was made."""

    first: Row
    second: Row
    label: str
    how: str


def files(part: str) -> tuple[str, ...]:
    """The files behind the pairs, relative to the folder of gold sets; ``part`` is train or dev."""
    return tuple(f"{name}-{part}.jsonl" for name in SETS)


def make_pairs(folder: Path, part: str, seed: int) -> list[Pair]:
    """Every pair, in an order of their own; the same from the same texts and seed."""
    random = Random(seed)
    rows = {name: load_rows(folder / f"{name}-{part}.jsonl") for name in SETS}
    stories = [
        (f"{name}/{row_id(place, row)}", how.paragraphs(row["text"]))
        for name in SETS
        for place, row in enumerate(rows[name])
    ]
    stories = [story for story in stories if how.length(story[1]) >= SHORTEST and len(story[1]) > 2]
    makers = {"reprint": _reprint, "update": _update, "quote": _quote, "unrelated": _unrelated}
    pairs: list[Pair] = []
    for label, number in NUMBERS.items():
        if label == "independent":
            pairs += _independent(rows["happenings/ecbplus"], random, number)
            continue
        made = 0
        while made < number:
            pair = makers[label](stories, random, f"{label}-{made}")
            if pair:
                pairs.append(pair)
                made += 1
    return pairs


def _reprint(stories: Sequence[tuple[str, how.Paragraphs]], random: Random, name: str) -> Pair:
    _, parts = random.choice(stories)
    outlet, carrier = random.sample(how.OUTLETS, 2)
    ways: dict[str, how.Paragraphs] = {
        "cut": how.cut(parts, random),
        "excerpt": how.excerpt(parts, random),
        "headed": how.headed(parts, random),
        "credited": how.credited(parts, random, outlet),
        "reordered": how.reordered(parts, random),
        "edited": how.edited(parts, random),
        "all": how.credited(
            how.headed(how.edited(how.reordered(how.cut(parts, random), random), random), random),
            random,
            outlet,
        ),
    }
    way = random.choice(sorted(ways))
    return _pair(name, "reprint", way, parts, ways[way], random, outlet, carrier)


def _update(stories: Sequence[tuple[str, how.Paragraphs]], random: Random, name: str) -> Pair | None:
    (_, parts), (_, news) = random.sample(stories, 2)
    way = random.choice(("figures", "news", "figures and news", "written through"))
    outlet = random.choice(how.OUTLETS)
    later: how.Paragraphs | None = parts
    if "figures" in way:
        later = how.other_figures(parts, random)
    if later and "news" in way:
        later = how.with_news(later, news, random)
    if later and way == "written through":
        later = how.written_through(later, news, random)
    return _pair(name, "update", way, parts, later, random, outlet, outlet, dated=True) if later else None


def _quote(stories: Sequence[tuple[str, how.Paragraphs]], random: Random, name: str) -> Pair:
    """Two stories that quote one statement of twelve to forty words."""
    (_, one), (_, two), (_, three) = random.sample(stories, 3)
    words = " ".join(three).replace('"', "").replace("``", "").replace("''", "").split()
    size = random.randint(12, 40)
    start = random.randint(0, len(words) - size)
    statement = f"“{' '.join(words[start : start + size])},” the minister said."
    rows = [[*row[:2], statement, *row[2:]] for row in (one, two)]
    outlets = random.sample(how.OUTLETS, 2)
    return _pair(name, "quote", "statement", rows[0], rows[1], random, *outlets)


def _unrelated(stories: Sequence[tuple[str, how.Paragraphs]], random: Random, name: str) -> Pair:
    (_, one), (_, two) = random.sample(stories, 2)
    outlets = random.sample(how.OUTLETS, 2)
    return _pair(name, "unrelated", "two stories", one, two, random, *outlets)


def _pair(
    name: str,
    label: str,
    way: str,
    one: how.Paragraphs,
    two: how.Paragraphs,
    random: Random,
    outlet: str,
    carrier: str,
    *,
    dated: bool = False,
) -> Pair:
    """Rows of both; half of the pairs have no dates, as half of what people collect has none."""
    day = date(2024, 1, 1) + timedelta(random.randrange(300))
    first: Row = {"id": f"{name}-1", "text": "\n\n".join(one), "publisher": outlet}
    second: Row = {"id": f"{name}-2", "text": "\n\n".join(two), "carrier": carrier}
    if dated or random.random() < 0.5:
        first["published"] = day.isoformat()
        second["published"] = (day + timedelta(random.randint(int(dated), 2))).isoformat()
    return Pair(first, second, label, way)


def _independent(rows: Sequence[Row], random: Random, number: int) -> list[Pair]:
    """Reports of one event by different hands."""
    events = defaultdict(list)
    for place, row in enumerate(rows):
        events[row["subtopic"]].append((row_id(place, row), row["text"]))
    possible = [pair for _, told in sorted(events.items()) for pair in combinations(told, 2)]
    random.shuffle(possible)
    return [
        Pair(
            {"id": f"independent-{n}-1", "text": one[1], "publisher": how.OUTLETS[0]},
            {"id": f"independent-{n}-2", "text": two[1], "publisher": how.OUTLETS[1]},
            "independent",
            f"{one[0]} and {two[0]}",
        )
        for n, (one, two) in enumerate(_first(_own_words(possible), number))
    ]


Text = tuple[str, str]


def _own_words(pairs: Sequence[tuple[Text, Text]]) -> Iterator[tuple[Text, Text]]:
    """The pairs of which neither took a stretch of words from the other."""
    for one, two in pairs:
        here, there = (text.casefold().split() for _, text in (one, two))
        match = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
        if match.size <= _VERBATIM and min(len(here), len(there)) >= _TOLD:
            yield one, two


def _first(pairs: Iterator[tuple[Text, Text]], number: int) -> list[tuple[Text, Text]]:
    return [pair for pair, _ in zip(pairs, range(number), strict=False)]
