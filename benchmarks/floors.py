"""Floors: the figures that accuracy may not fall below, and the budgets that speed may not break."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .accuracy import Result

FLOORS = Path(__file__).with_name("floors.toml")
MARGIN = 0.5
"""Points between a figure reached and its floor: another processor family rounds a network differently."""

Floors = dict[str, dict[str, float]]  # set -> measure -> lowest figure allowed


@dataclass(frozen=True)
class Fall:
    """A figure below its floor."""

    set: str
    measure: str
    figure: float | None
    floor: float

    def __str__(self) -> str:
        return f"{self.set}, {self.measure}: {self.figure} is below its floor of {self.floor}"


def load_floors(path: Path = FLOORS) -> Floors:
    """The floors by set; `own` is the set that `make test` guards too."""
    read: Floors = tomllib.loads(path.read_text(encoding="utf8")).get("floors", {})
    return read


def falls(result: Result, floors: Mapping[str, Mapping[str, float]]) -> list[Fall]:
    """Every held measure of a result that is missing or below its floor."""
    held = floors.get(result.name, {})
    found = []
    for measure, floor in held.items():
        figure = result.figures.get(measure)
        if figure is None or figure < floor:
            found.append(Fall(result.name, measure, figure, floor))
    return found


def raised(
    floors: Floors, results: Iterable[Result], shown: Mapping[str, Iterable[str]], *, allow_lower: bool
) -> Floors:
    """New floors: each shown figure less the margin; never lower than before unless that is allowed."""
    new = {name: dict(held) for name, held in floors.items()}
    for result in results:
        held = new.setdefault(result.name, {})
        for measure in shown.get(result.name, result.figures):
            figure = result.figures.get(measure)
            if figure is None:
                continue
            reached = round(max(0.0, figure - MARGIN), 1)
            held[measure] = reached if allow_lower else max(held.get(measure, 0.0), reached)
    return new


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Replace the floors in the file; what stands before the first of them (comments, budgets) is kept."""
    text = path.read_text(encoding="utf8")
    head = text.split("\n[floors.", 1)[0].rstrip("\n")
    parts = [head]
    for name, held in floors.items():
        lines = [f'"{measure}" = {figure:.1f}' for measure, figure in held.items()]
        parts.append("\n".join([f"[floors.{name}]", *lines]))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf8")


def load_budgets(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The budgets of speed: measure -> {"at_most" | "at_least": figure}."""
    read: dict[str, dict[str, float]] = tomllib.loads(path.read_text(encoding="utf8")).get("budgets", {})
    return read


def broken(figures: Mapping[str, float], budgets: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A line for each speed figure outside its budget."""
    lines = []
    for measure, budget in budgets.items():
        figure = figures.get(measure)
        if figure is None:
            continue
        if figure > budget.get("at_most", figure):
            lines.append(f"speed, {measure}: {figure} is more than its budget of {budget['at_most']}")
        if figure < budget.get("at_least", figure):
            lines.append(f"speed, {measure}: {figure} is less than its budget of {budget['at_least']}")
    return lines
