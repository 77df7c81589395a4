"""What editors do to a story before they print it: made by rule from a real text, with a seed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

OUTLETS = (
    "Fictional Herald",
    "Invented Courier",
    "Made-Up Mail",
    "Imaginary Times",
    "Feigned Post",
    "Supposed Star",
)
_PUT = {
    "said": "told reporters",
    "told": "informed",
    "percent": "per cent",
    "killed": "slain",
    "however": "though",
    "officials": "authorities",
    "about": "around",
    "but": "yet",
    "also": "too",
    "many": "numerous",
    "near": "close to",
    "because": "since",
}
_TITLES = (
    "What we know so far",
    "Officials give new details",
    "Questions remain after events of the week",
    "A closer look at the latest developments",
)
_FOOTERS = (
    "This article first appeared on {}.",
    "This story was originally published by {}.",
    "Originally published by {}.",
    "Republished from {}.",
)
_LEADS = (
    "Readers of this paper have asked what is known of the events of this week, and here is what has been reported.",
    "The following account has reached our newsroom, and it is printed here because of its interest to the region.",
)
_NUMBER = re.compile(
    r"(?<![\d.,$-])(?:[2-9]|[1-9]\d{1,2})(?![\d.,:%-])|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b",
    re.IGNORECASE,
)

OPENING = 30
"""Words that an update keeps, a headline not counted."""

Paragraphs = list[str]


def paragraphs(text: str) -> Paragraphs:
    """The paragraphs of a text, each on one line; where nothing parts them, its lines."""
    blocks = re.split(r"\n\s*\n|\n[^\S\n]{2,}", text.strip())
    if len(blocks) < 3:
        blocks = text.strip().split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def length(parts: Sequence[str]) -> int:
    """Words."""
    return sum(len(part.split()) for part in parts)


def cut(parts: Paragraphs, random: Random, low: float = 0.55, high: float = 0.85) -> Paragraphs:
    """The beginning, up to a part of the words; a paragraph is kept or goes whole where there are several."""
    wanted = random.uniform(low, high) * length(parts)
    kept: Paragraphs = []
    for part in parts:
        left = wanted - length(kept)
        if left < 5:
            break
        words = part.split()
        kept.append(part if len(words) <= left * 1.5 else " ".join(words[: int(left)]))
    return kept


def excerpt(parts: Paragraphs, random: Random) -> Paragraphs:
    """A quarter to under a half of the text, from anywhere in it."""
    words = " ".join(parts).split()
    size = int(random.uniform(0.25, 0.45) * len(words))
    start = random.randint(0, len(words) - size)
    return [" ".join(words[start : start + size])]


def reordered(parts: Paragraphs, random: Random) -> Paragraphs:
    """The paragraphs in another order, the first staying where it is; one in six of them left out."""
    rest = parts[1:]
    random.shuffle(rest)
    return [parts[0], *rest[: max(1, len(rest) * 5 // 6)]] if rest else parts


def edited(parts: Paragraphs, random: Random) -> Paragraphs:
    """Another house's style: words put for others, a word in forty left out."""
    done = []
    for part in parts:
        words = [_PUT.get(word, word) for word in part.split()]
        kept = [word for word in words if random.random() > 0.025 or any(map(str.isdigit, word))]
        done.append(" ".join(kept or words))
    return done


def headed(parts: Paragraphs, random: Random) -> Paragraphs:
    """Another headline and, half the time, a sentence of introduction."""
    lead = [random.choice(_LEADS)] if random.random() < 0.5 else []
    return [random.choice(_TITLES), *lead, *parts]


def credited(parts: Paragraphs, random: Random, outlet: str) -> Paragraphs:
    """A footer that names the outlet."""
    return [*parts, random.choice(_FOOTERS).format(outlet)]


def other_figures(parts: Paragraphs, random: Random) -> Paragraphs | None:
    """One to three numbers of the text made higher; null if it has none."""
    places = [(n, found) for n, part in enumerate(parts) for found in _NUMBER.finditer(part)]
    if not places:
        return None
    changed = list(parts)
    for number, found in sorted(
        random.sample(places, min(len(places), random.randint(1, 3))), reverse=True, key=_place
    ):
        word = found.group()
        new = (
            str(int(word) + random.randint(1, 9))
            if word.isdigit()
            else random.choice(("fourteen", "sixteen"))
        )
        part = changed[number]
        changed[number] = part[: found.start()] + new + part[found.end() :]
    return changed


def _place(row: tuple[int, re.Match[str]]) -> tuple[int, int]:
    return row[0], row[1].start()


def with_news(parts: Paragraphs, news: Paragraphs, random: Random) -> Paragraphs:
    """The same opening of ``OPENING`` words or more, then news of at least half the text's length, then most of the rest."""
    added: Paragraphs = []
    for part in news:
        if length(added) >= max(70, length(parts) / 2):
            break
        added.append(part)
    opening = next(n for n in range(1, len(parts) + 1) if n == len(parts) or length(parts[1:n]) >= OPENING)
    rest = parts[opening:]
    return [*parts[:opening], *added, *rest[: max(1, int(len(rest) * random.uniform(0.5, 1)))]]


def written_through(parts: Paragraphs, news: Paragraphs, random: Random) -> Paragraphs:
    """The opening, a quarter to half of the text, then other words to the end."""
    return [*cut(parts, random, 0.25, 0.5), *cut(news, random, 0.8, 1.0)]
