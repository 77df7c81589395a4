"""`python -m benchmarks`: accuracy and speed in one table, beside their floors."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from .accuracy import Result, measure_all
from .floors import broken, falls, load_budgets, load_floors, raised, write_floors
from .sets import SETS, gold_folder
from .speed import CommandError, measure_speed
from .table import Line, accuracy_lines, speed_lines, table

MEASURED = sorted({gold_set.layer for gold_set in SETS})
SHOWN = {gold_set.name: gold_set.shown for gold_set in SETS}


def missing_sets(layers: Sequence[str]) -> list[str]:
    """What cannot be measured here, in words."""
    folder = gold_folder()
    wanted = [s for s in SETS if not layers or s.layer in layers]
    absent = [s.name for s in wanted if not s.is_in(folder)]
    if not absent:
        return []
    if len(absent) == len(wanted):
        return [
            f"The public gold sets are not in {folder}: only our own forty reports are measured. "
            "Say where they are with HEARSAY_GOLD=DIR; benchmarks/README.md says where each comes from."
        ]
    return [f"Not in {folder}, so not measured: {', '.join(absent)}."]


@click.command(context_settings={"max_content_width": 100})
@click.option(
    "--quick", is_flag=True, help="A sample of each public set; its figures are not held to floors."
)
@click.option(
    "--layer", "layers", multiple=True, type=click.Choice(MEASURED), help="Only sets of this layer."
)
@click.option("--no-speed", is_flag=True, help="Accuracy only.")
@click.option("--json", "as_json", is_flag=True, help="Everything measured, with the counts, as JSON.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="Processes that read; accuracy is the same with any number.",
)
@click.option("--update-floors", is_flag=True, help="Raise floors.toml to the figures reached.")
@click.option("--allow-lower", is_flag=True, help="With --update-floors: let floors down too.")
def main(
    quick: bool,
    layers: tuple[str, ...],
    no_speed: bool,
    as_json: bool,
    workers: int,
    update_floors: bool,
    allow_lower: bool,
) -> None:
    """Measure how well and how fast Hearsay reads.

    Exits with 1 when a figure is below its floor or outside its budget. HEARSAY_GOLD=DIR says where the
    public gold sets are; without them our own forty reports are measured alone.
    """
    if update_floors and quick:
        raise click.UsageError("--update-floors needs the whole sets; leave --quick out")
    if allow_lower and not update_floors:
        raise click.UsageError("--allow-lower goes with --update-floors")
    logging.basicConfig(format="benchmarks: %(message)s", stream=sys.stderr)
    for line in missing_sets(layers):
        click.echo(line, err=True)
    results = _measured(layers, quick, workers)
    speed, shares, failures = ({}, {}, []) if no_speed or layers else _speed(quick)
    if update_floors:
        write_floors(raised(load_floors(), results, SHOWN, allow_lower=allow_lower))
    held = [r for r in results if not quick or r.name == "own"]
    problems = [str(fall) for result in held for fall in falls(result, load_floors())]
    problems += failures + broken(speed, load_budgets())
    click.echo(_as_json(results, speed, shares, problems) if as_json else _as_table(results, speed, shares))
    for problem in problems:
        click.echo(problem, err=True)
    raise SystemExit(1 if problems else 0)


def _speed(quick: bool) -> tuple[dict[str, float], dict[str, float], list[str]]:
    """Figures of speed, shares of time by stage, and what kept them from being taken."""
    try:
        return *measure_speed(quick=quick), []
    except CommandError as error:
        return {}, {}, [f"speed could not be measured: {error}"]


def _measured(layers: Sequence[str], quick: bool, workers: int) -> list[Result]:
    results = []
    for result in measure_all(gold_folder(), layers, quick=quick, workers=workers):
        click.echo(f"{result.name}: {result.rows} rows measured", err=True)
        if result.refused:
            click.echo(
                f"{result.name}: {len(result.refused)} not read, e.g. {'; '.join(result.refused[:3])}",
                err=True,
            )
        results.append(result)
    return results


def _as_table(results: Sequence[Result], speed: dict[str, float], shares: dict[str, float]) -> str:
    floors = load_floors()
    lines: list[Line] = []
    for result in results:
        shown = SHOWN.get(result.name, tuple(result.figures))
        lines += accuracy_lines(result.name, result.rows, result.figures, shown, floors.get(result.name, {}))
    return table(lines + speed_lines(speed, shares, load_budgets()))


def _as_json(
    results: Sequence[Result], speed: dict[str, float], shares: dict[str, float], problems: Sequence[str]
) -> str:
    whole: dict[str, Any] = {
        "sets": {r.name: {"layer": r.layer, "rows": r.rows, "scores": r.scores} for r in results},
        "speed": speed,
        "share of time by stage": shares,
        "below floor": list(problems),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
