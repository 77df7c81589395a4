"""The one table that `make bench` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Line = tuple[str, str, str, str]  # set, measure, figure, floor or budget
HEAD: Line = ("set", "measure", "figure", "floor")


def number(figure: float | None) -> str:
    """A figure as the table shows it; a dash where there is none."""
    return (
        "–"
        if figure is None
        else f"{figure:.1f}"
        if figure >= 10
        else f"{figure:.2f}".rstrip("0").rstrip(".")
    )


def accuracy_lines(
    name: str,
    rows: int,
    figures: Mapping[str, float | None],
    shown: Iterable[str],
    floors: Mapping[str, float],
) -> list[Line]:
    """The lines of one set, its name on the first only."""
    lines: list[Line] = []
    for measure in shown:
        floor = number(floors[measure]) if measure in floors else ""
        lines.append((f"{name} ({rows})" if not lines else "", measure, number(figures.get(measure)), floor))
    return lines


def speed_lines(
    figures: Mapping[str, float], shares: Mapping[str, float], budgets: Mapping[str, Mapping[str, float]]
) -> list[Line]:
    """The lines of speed: figures beside their budgets, then where the time goes."""
    lines: list[Line] = []
    for measure, figure in figures.items():
        budget = budgets.get(measure, {})
        limit = "".join(
            f"{'≤' if side == 'at_most' else '≥'} {number(value)}" for side, value in budget.items()
        )
        lines.append(("speed" if not lines else "", measure, number(figure), limit))
    for n, (stage, share) in enumerate(shares.items()):
        lines.append(("share of time, %" if n == 0 else "", stage, number(share), ""))
    return lines


def table(lines: Sequence[Line]) -> str:
    """Columns set under their heads, numbers to the right, a rule before each set."""
    widths = [max(len(line[c]) for line in (HEAD, *lines)) for c in range(4)]

    def drawn(line: Line) -> str:
        name, measure, figure, floor = line
        left = f"{name:<{widths[0]}}  {measure:<{widths[1]}}"
        return f"{left}  {figure:>{widths[2]}}  {floor:>{widths[3]}}".rstrip()

    rule = "-" * (sum(widths) + 6)
    out = [drawn(HEAD)]
    for line in lines:
        if line[0]:
            out.append(rule)
        out.append(drawn(line))
    return "\n".join(out)
