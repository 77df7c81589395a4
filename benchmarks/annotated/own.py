"""Our own gold set as annotated claims."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.score.rows import Row, pair_of


def from_own(row: Row) -> Row:
    """One compiled report of our own gold as a row of this form; its whole text is one stretch."""
    attributions = {item["id"]: item for item in row["all attributions"]}
    figures = {pair_of(item): item for item in row["figures"]}

    def chain(innermost: str | None) -> Iterator[Row]:
        while innermost is not None:
            item = attributions[innermost]
            source = [list(pair_of(span)) for span in item["source"]]
            yield {
                "source": source[0] if source else None,
                "cue": list(pair_of(item["cue"][0])),
                "stance": item["stance"],
            }
            innermost = item["parent"]

    claims = [
        {
            "trigger": list(pair_of(event)),
            "chain": list(chain(event["by"])),
            "figures": [_figure(figures[pair_of(event["figure"])])] if "figure" in event else [],
            "certainty": event["claim"],
        }
        for event in row["events"]
    ]
    whole = [[0, len(row["text"])]]
    return {**_report(row), "set": "own", "id": row["id"], "stretches": whole, "claims": claims}


def _report(row: Row) -> Row:
    return {key: row[key] for key in ("text", "published", "publisher", "title") if key in row}


def _figure(figure: Row) -> Row:
    return {key: figure[key] for key in ("start", "end", "low", "high")}
