"""Writes the figures of docs/confidence.md from the fitted rule: ``make docs``, and every fit does it too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from hearsay.claims.signs import meanings

PAGE = Path(__file__).with_name("confidence.md")
BEGIN, END = "<!-- made from confidence.json: begin -->", "<!-- made from confidence.json: end -->"
_LABELS = {
    "calibration error": "expected calibration error, ten bins of equal width",
    "calibration error, equal mass": "expected calibration error, ten bins of equal mass",
    "calibration error if perfect": "equal width, of a perfectly calibrated reader on so few claims: on average",
    "calibration error if perfect, one in twenty": "the same: exceeded once in twenty times",
    "brier": "Brier score",
    "brier of the base rate": "Brier score of one probability for all",
}


def page(data: Mapping[str, Any] | None = None) -> str:
    """The page as it should be, with the figures of ``data`` (by default of the rule that ships)."""
    data = data or json.loads(files("hearsay.claims").joinpath("confidence.json").read_text("utf-8"))
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    return before + BEGIN + "\n\n" + made(data) + "\n" + END + rest.split(END)[1]


def made(data: Mapping[str, Any]) -> str:
    """The part made from the fitted rule, as Markdown."""
    return "\n".join([*_fitted(data), *_measured(data.get("measured")), *_weights(data["signs"])])


def write_page(data: Mapping[str, Any] | None = None) -> str:
    """Write the page; returns the part that was made."""
    PAGE.write_text(page(data), encoding="utf-8")
    return PAGE.read_text("utf-8").split(BEGIN)[1].split(END)[0].strip()


def _fitted(data: Mapping[str, Any]) -> Iterator[str]:
    fitted, calibration = data["fitted"], data["calibration"]
    yield (
        f"Fitted on {fitted['date']}: ridge {fitted['penalty']:g}, slope {calibration['slope']:.2f} and offset "
        f"{calibration['offset']:+.2f} by {fitted['folds']}-fold cross-validation over documents. "
        f"`low_confidence` below {data['review_below']:.2f}.\n"
    )
    yield from _sets(fitted["on"])
    held = fitted["held out"]
    yield (
        f"Cross-validated on the half `fit`: expected calibration error {held['calibration error']:.3f}, Brier score "
        f"{held['brier']:.3f} (one probability for all: {held['brier of the base rate']:.3f}).\n"
    )


def _measured(measured: Mapping[str, Any] | None) -> Iterator[str]:
    yield "### On the half `report`, which nothing was fitted on\n"
    if measured is None:
        yield "Not measured.\n"
        return
    yield from _sets(measured["on"])
    yield from _table(
        ("measure", "figure"), [(label, f"{measured[key]:.3f}") for key, label in _LABELS.items()]
    )
    yield "Reliability, by tenths of confidence:\n"
    rows = [
        (
            f"{row['from']:.2f} to {row['to']:.2f}",
            str(row["claims"]),
            f"{row['mean confidence']:.2f}",
            f"{row['share right']:.2f}",
        )
        for row in measured["reliability"]
    ]
    yield from _table(("confidence", "claims", "mean confidence", "share right"), rows)
    other = measured["halvings"]
    yield (
        f"Which documents fell into which half weighs much with so few: the same procedure on {other['halvings']} other "
        f"halvings of them, drawn at random, has an expected calibration error of {other['median']:.3f} in the median, "
        f"and between {other['low']:.3f} and {other['high']:.3f} in nine of ten.\n"
    )


def _sets(counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    rows = [
        (name, str(row["documents"]), str(row["claims"]), f"{row['right'] / max(1, row['claims']):.2f}")
        for name, row in counts.items()
    ]
    yield from _table(("set", "documents", "claims read", "share right"), rows)


def _weights(signs: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield "### Signs and weights\n"
    yield "The weight is in log odds for one standard deviation: above 0 the sign speaks for a claim, below it against.\n"
    ranked = sorted(signs.items(), key=lambda one: (-abs(one[1]["weight"]), one[0]))
    rows = [(f"`{name}`", meanings()[name], f"{row['weight']:+.2f}") for name, row in ranked]
    yield from _table(("sign", "what it says", "weight"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [head, ["---"] * len(head), *rows]
    yield "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    write_page()
