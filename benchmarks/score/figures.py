"""How many: numbers and their bounds (NewsQuant), and counts of people with what became of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from .counts import prf
from .rows import Row, Scores, by_ref, first_free, overlap, pair_of, paired

Ends = tuple[float, float] | tuple[str, str]  # of a quantity; words where the gold gives no number

SIGN = {
    "exact": "=",
    "about": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
    "between": "=",
    "vague": "=",
}
# A figure that only agrees, intends, orders or declines does not rest on that source.
NOT_VOUCHING = ("decline", "intend", "order", "agree")


def quantity_ends(value: str) -> Ends:
    """The ends of a NewsQuant value: "12" is both ends, "3-5" its two, anything else the words themselves."""
    try:
        return round(float(value), 4), round(float(value), 4)
    except ValueError:
        ends = re.match(r"^(-?[\d.]+)-(-?[\d.]+)$", value)
        return (round(float(ends[1]), 4), round(float(ends[2]), 4)) if ends else (value, value)


def figures(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """F1 of values, and of values with their bound; the gold has no offsets, so rows are compared as bags."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        wanted = [
            (quantity_ends(str(q["value"])), "=" if q["change"] in ("up", "down") else q["change"])
            for q in row["quantities"]
        ]
        told = [
            (
                (round(float(f["value_low"]), 4), round(float(f["value_high"]), 4)),
                SIGN.get(f.get("bound"), "="),
            )
            for f in record.get("figures", [])
            if f.get("value_low") is not None and f.get("value_high") is not None
        ]
        values = Counter(value for value, _ in wanted) & Counter(value for value, _ in told)
        c.update(
            gold=len(wanted),
            told=len(told),
            value=values.total(),
            bound=(Counter(wanted) & Counter(told)).total(),
        )
    return {
        "value": prf(c["value"], c["told"], c["gold"]),
        "value+bound": prf(c["bound"], c["told"], c["gold"]),
    }


def vouching_source(figure: Row, attributions: Sequence[Row]) -> list[Row]:
    """Source of the innermost (shortest) attribution around the figure that names somebody and vouches."""
    around = [
        a
        for a in attributions
        if a.get("source")
        and a.get("stance") not in NOT_VOUCHING
        and any(overlap(pair_of(figure), pair_of(span)) for span in a.get("content") or [])
    ]
    around.sort(key=lambda a: sum(span["end"] - span["start"] for span in a["content"]))
    return list(around[0]["source"]) if around else []


def _right(wanted: Row, figure: Row, attributions: Sequence[Row]) -> tuple[bool, bool, bool]:
    """Whether numbers, outcome and source of a found figure are right."""
    outcome = "other" if figure["outcome"] == "casualties" else figure["outcome"]
    source = vouching_source(figure, attributions)
    if wanted.get("source_start") is None:
        source_right = not source
    else:
        named = (wanted["source_start"], wanted["source_end"])
        source_right = any(overlap(named, pair_of(span)) for span in source)
    numbers = wanted["low"] == figure.get("low") and wanted["high"] == figure.get("high")
    return numbers, wanted["outcome"] == outcome, source_right


def people_figures(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Counts of people with an outcome, one gold row a figure: found; numbers, outcome, source, all right."""
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        by_report[row["id"]].append(row)
    known = by_ref(records)
    c: Counter[str] = Counter(gold=len(gold))
    for ref, rows in by_report.items():
        record = known.get(str(ref), {})
        told = [figure for figure in record.get("figures", []) if figure.get("outcome")]
        c["told"] += len(told)
        used: set[int] = set()
        for wanted in rows:
            k = first_free(wanted, told, used)
            if k is None:
                continue
            used.add(k)
            numbers, outcome, source = _right(wanted, told[k], record.get("attributions", []))
            c.update(
                found=1, numbers=numbers, outcome=outcome, source=source, all=numbers and outcome and source
            )
    return {
        name: prf(c[name], c["told"], c["gold"]) for name in ("found", "numbers", "outcome", "source", "all")
    }
