"""What hangs on the weights that are set by hand: ``python -m training.sensitivity RECORDS…``.

Each such weight is made a third smaller and greater by turns (0.7 and 1.3 times), the records are linked anew, and the
happenings and incidents that come out with other members are counted. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.actors import PINNED
from training.linking import APART

FACTORS = (0.7, 1.3)
Groups = frozenset[frozenset[Any]]


def by_hand(models: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Room, comparison and level of every weight that is set by hand and weighs anything."""
    for comparison in models["incidents"]["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level") and abs(weight(level)) > 0.01:
                yield "incidents", comparison["output_column_name"], level["label_for_charts"]
    for name in APART:
        yield "happenings", name, "apart"
    for name, label in PINNED:
        yield "actors", name, label


def weight(level: dict[str, Any]) -> float:
    """In bits."""
    return math.log2(level["m_probability"] / level["u_probability"])


def varied(models: dict[str, Any], which: tuple[str, str, str], factor: float) -> dict[str, Any]:
    """The models with one weight so many times what it was."""
    changed = copy.deepcopy(models)
    room, name, label = which
    comparison = next(one for one in changed[room]["comparisons"] if one["output_column_name"] == name)
    level = next(one for one in comparison["comparison_levels"] if one["label_for_charts"] == label)
    ratio = 2 ** (weight(level) * factor)
    level["u_probability"] = min(level["u_probability"], 0.9 / max(1.0, ratio))
    level["m_probability"] = level["u_probability"] * ratio
    return changed


def linked(rows: Sequence[Any], models: dict[str, Any]) -> tuple[Groups, Groups]:
    """Happenings and incidents by the keys of their events."""
    from hearsay.link.happenings import weigh
    from hearsay.link.run import link_rows

    shipped = weigh.model
    weigh.model = models.__getitem__  # type: ignore[assignment]
    try:
        found = link_rows(rows)
    finally:
        weigh.model = shipped
    members = {one.id: frozenset(member.key for member in one.members) for one in found.happenings}
    incidents = (frozenset(key for id_ in one.happenings for key in members[id_]) for one in found.incidents)
    return frozenset(members.values()), frozenset(incidents)


def main() -> None:
    from hearsay.link.happenings.rows import report_row
    from hearsay.link.happenings.weigh import model

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "records", type=Path, nargs="+", help="records as `hearsay read --format jsonl` writes them"
    )
    sets = [
        [report_row(json.loads(line)) for line in path.open(encoding="utf-8")]
        for path in parser.parse_args().records
    ]
    models = {room: copy.deepcopy(dict(model(room))) for room in ("actors", "happenings", "incidents")}
    base = [linked(rows, models) for rows in sets]
    counts = "; ".join(
        f"{len(happenings)} happenings, {len(incidents)} incidents" for happenings, incidents in base
    )
    print(f"{counts}\n\n| weight | bits | changed at 0.7 | changed at 1.3 |\n|---|---|---|---|")
    for which in by_hand(models):
        room, name, label = which
        comparison = next(one for one in models[room]["comparisons"] if one["output_column_name"] == name)
        bits = weight(
            next(one for one in comparison["comparison_levels"] if one["label_for_charts"] == label)
        )
        cells = []
        for factor in FACTORS:
            runs = [linked(rows, varied(models, which, factor)) for rows in sets]
            cells.append(
                "; ".join(
                    f"{len(was[0] - now[0])}, {len(was[1] - now[1])}"
                    for was, now in zip(base, runs, strict=True)
                )
            )
        print(f"| {room}: {name}, {label} | {bits:+.1f} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
