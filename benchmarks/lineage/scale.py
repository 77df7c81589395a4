"""`python -m benchmarks.lineage.scale [NUMBER…]`: seconds that lineage takes for so many invented reports."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from hearsay.link.lineage import edges, lineage, signature
from hearsay.record import Report

WORDS = 400
COPIED = 0.3
"""Part of the reports that are copies of another, cut to something between a third and the whole."""
STORE = 4000


def invented_reports(number: int, seed: int = 1) -> Iterator[Report]:
    """Reports in words nobody has written: sentences of made-up words, common ones often and rare ones seldom."""
    random = Random(seed)
    words = ["".join(random.choices("aeiounrstlkmpdb", k=random.randint(2, 9))) for _ in range(30_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    stories: list[list[str]] = []
    for place in range(number):
        if stories and random.random() < COPIED:
            story = random.choice(stories)
            told = story[: random.randint(WORDS // 3, WORDS)]
        else:
            told = random.choices(words, cum_weights=weights, k=WORDS)
            stories.append(told)
            if len(stories) > STORE:
                stories.pop(0)
        day = f"2024-{place * 12 // number + 1:02d}-{place % 28 + 1:02d}"
        text = " ".join(told)
        yield Report.of(
            ref=str(place),
            raw=text.encode(),
            text=text,
            carrier=f"Outlet {place % 500}",
            published=day,
            published_basis="given",
        )


def measure(number: int) -> dict[str, float]:
    """Seconds of processor time for the signatures, for edges and families, and for ten reports more; peak MB."""
    reports = list(invented_reports(number))
    begin = time.process_time()
    signatures = [signature(report) for report in reports]
    signed = time.process_time()
    found = lineage(signatures).edges
    done = time.process_time()
    edges(signatures, only={report.id for report in reports[-10:]})
    added = time.process_time()
    return {
        "reports": number,
        "signatures, s": round(signed - begin, 1),
        "edges and families, s": round(done - signed, 1),
        "ten more, s": round(added - done, 1),
        "edges": len(found),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000", "10000", "100000"]:
        print(measure(int(argument)))
