"""What two coders said of the same claims, in words: agreement by field, and the differences one after the other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal

from hearsay.export.phrases import one_line, plural
from hearsay.export.terminal import screen_width, wrap

RELIABLE, TENTATIVE = 0.8, 0.667
"""Bounds of alpha by custom: K. Krippendorff, *Content Analysis* (3rd edition, 2013), section 12.7."""
Standing = Literal["reliable", "tentative", "unreliable", "undefined", "nothing"]


@cache
def words() -> Mapping[str, Any]:
    """``comparison.toml``: names of fields, and agreement in words."""
    return tomllib.loads(files("hearsay.export").joinpath("comparison.toml").read_text(encoding="utf-8"))


def standing(n: int, alpha: float | None) -> Standing:
    """How far an alpha over ``n`` claims carries."""
    if not n:
        return "nothing"
    if alpha is None:
        return "undefined"
    return "reliable" if alpha >= RELIABLE else "tentative" if alpha >= TENTATIVE else "unreliable"


def field_name(field: str) -> str:
    """What a field is called."""
    return str(words()["fields"][field])


def alpha_written(alpha: float | None) -> str:
    """An alpha with two decimals; a dash where there is none."""
    return "–" if alpha is None else f"{alpha:.2f}".replace("-", "\N{MINUS SIGN}")


def share_written(alike: float | None) -> str:
    """A share in percent, never rounded to all or to nothing where it is neither."""
    if alike is None:
        return "–"
    percent = round(alike * 100)
    if percent in (0, 100) and alike not in (0, 1):
        percent = 99 if percent else 1
    return f"{percent} %"


def value_written(value: Any) -> str:
    """One value of a row as people read it."""
    if value is None:
        return "not known"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return one_line(str(value))


def comparison_text(told: Mapping[str, Any], width: int | None = None) -> Iterator[str]:
    """A comparison for a terminal, a line at a time; ``told`` is what :func:`hearsay.flow.comparison.summary` gives."""
    columns = width or screen_width()
    one, other = told["coders"]
    yield f"{one_line(told['name'])}: {one_line(one)} and {one_line(other)}\n"
    counts = (
        f"{plural(told['reports'], 'report')}, {plural(told['claims'], 'claim')}: {told['judged_by_both']} judged by both, "
        f"{told['judged_by_one']} by one, {told['unjudged']} by neither; {told['added']} added"
    )
    yield from _wrapped(counts, columns)
    if not told["blind"]:
        yield from _wrapped("Some of it was said after both had finished, and is not blind.", columns)
    yield "\n" + _columns("", "n", "alike", "alpha") + "\n"
    for name, about in told["fields"].items():
        written = (
            field_name(name),
            str(about["n"]),
            share_written(about["alike"]),
            alpha_written(about["alpha"]),
        )
        yield f"{_columns(*written)}  {words()['alpha'][standing(about['n'], about['alpha'])].split(':')[0]}\n"
    yield "\n"
    yield from _wrapped(words()["means"]["alpha"], columns)
    yield from _differences(told["rows"], (one_line(one), one_line(other)), columns)


def _differences(rows: Sequence[Mapping[str, Any]], coders: tuple[str, str], columns: int) -> Iterator[str]:
    differing = [row for row in rows if row["alike"] != 1]
    if not differing:
        yield "\nThey say the same of every claim.\n"
        return
    yield "\nDifferences\n"
    key = ("report", "claim", "start", "entry_one", "entry_other")
    report = None
    for (where, *_), found in groupby(differing, lambda row: tuple(row[name] for name in key)):
        of_claim = list(found)
        if where != report:
            report = where
            yield f"\n{one_line(of_claim[0]['title'])} ({where})\n"
        yield from _wrapped(
            f"“{one_line(of_claim[0]['words'])}” {of_claim[0]['claim'] or 'added'}", columns, "  "
        )
        for row in of_claim:
            said = (_said(row, side) for side in ("one", "other"))
            both = "; ".join(f"{who}: {what}" for who, what in zip(coders, said, strict=True))
            yield from _wrapped(f"{field_name(row['field'])}: {both}", columns, "    ")


def _said(row: Mapping[str, Any], side: str) -> str:
    if row["alike"] is None and row[side] is None:
        return "nothing said"
    return value_written(row[side])


def _columns(name: str, n: str, alike: str, alpha: str) -> str:
    return f"{name:<24} {n:>5} {alike:>6} {alpha:>6}"


def _wrapped(line: str, columns: int, indent: str = "") -> Iterable[str]:
    return (one + "\n" for one in wrap([(line, "")], columns, indent, indent + "  ", False))
