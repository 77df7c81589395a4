"""Fits the confidence of claims: ``python -m training.confidence --gold DIR``.

Reads the annotated documents and our own gold set with the network that is there, judges every claim as the
benchmarks do, fits ``src/hearsay/claims/confidence.json`` on the half ``fit``, measures it on the half ``report`` and
writes both into ``docs/confidence.md``. Nothing is kept between runs; the same weights and gold give the same file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.annotated import marks, placed
from benchmarks.annotated.claims import judge
from benchmarks.annotated.own import from_own
from benchmarks.annotated.reliability import calibration_error, equal_width, reliability
from benchmarks.own import load_own
from benchmarks.score import reports_of
from docs.make_confidence import write_page
from hearsay.claims.assemble import signs_of, unsure_claims
from hearsay.claims.confidence import Confidence, parsed
from hearsay.claims.signs import meanings
from hearsay.flow.read import layered
from hearsay.ingest import Accepted, Given, ingest
from hearsay.read.order import read_layers
from hearsay.read.signs import read_signs
from hearsay.record import Report
from training.logistic import Fit, Floats, fit_logistic, fit_platt, folds, sigmoid

TARGET = Path(__file__).parents[1] / "src" / "hearsay" / "claims" / "confidence.json"
FOLDS = 10
PENALTIES = (3.0, 10.0, 30.0, 100.0, 300.0)
OURS = 0.3
"""How much a claim of our own gold counts beside one of a public text: invented reports are plainer."""

HALVINGS = 20

REVIEWED = 0.25
"""Share of the claims of the half ``fit`` that low confidence sends to a person."""


@dataclass(frozen=True)
class Example:
    """One claim: the document it stands in, its signs, and whether it is right."""

    document: str
    set: str
    half: str
    signs: dict[str, float]
    right: bool


def examples(rows: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Every judged claim of annotated documents; ``rows`` hold their ``text``."""
    for row in rows:
        report = accepted(next(reports_of([row])))
        reading = read_layers(report)
        record = layered(report, reading)
        claims = unsure_claims(record)
        signs = signs_of(record, claims, read_signs(reading))
        for judged in judge(row, json.loads(record.replace(claims=claims).to_json())):
            yield Example(row["id"], row["set"], row["half"], signs[judged.claim], judged.right)


def accepted(row: dict[str, Any]) -> Report:
    """One row as the report that reading makes of it. Raises ``ValueError`` if it is refused."""
    (outcome,) = ingest(["-"], given=Given(form="jsonl"), stdin=BytesIO(json.dumps(row).encode("ascii")))
    if not isinstance(outcome, Accepted) or not outcome.readable:
        raise ValueError(f"{row['id']} is not read: {outcome}")
    return outcome.report


def gold_rows(gold: Path) -> Iterator[dict[str, Any]]:
    """The annotated documents with their texts, then our own gold set, all of it in a half of its own.

    Raises ``MissingTextError`` if ``gold`` lacks a text.
    """
    yield from placed(gold, marks("claims"))
    for row in load_own():
        yield {**from_own(row), "half": "own"}


@dataclass(frozen=True)
class Table:
    """``signs`` [claims, signs + 1], the last 1 for our own gold so that its base rate stays its own; ``right``
    and ``share`` [claims]; the document of each."""

    signs: Floats
    right: Floats
    share: Floats
    documents: list[str]

    @classmethod
    def of(cls, found: Sequence[Example]) -> Table:
        """The examples as numbers, in their order."""
        rows = [[*(one.signs[name] for name in meanings()), float(one.half == "own")] for one in found]
        return cls(
            np.array(rows, np.float64).reshape(len(found), len(meanings()) + 1),
            np.array([one.right for one in found], np.float64),
            np.array([OURS if one.half == "own" else 1.0 for one in found]),
            [one.document for one in found],
        )

    def fit(self, penalty: float, rows: NDArray[np.bool_] | slice = slice(None)) -> Fit:
        """The regression over some of the rows."""
        return fit_logistic(self.signs[rows], self.right[rows], penalty, self.share[rows])

    def held_out(self, penalty: float) -> Floats:
        """[claims] log odds of each claim from a fit on the documents outside its fold."""
        fold = folds(self.documents, FOLDS)
        out = np.zeros(len(self.right))
        for number in range(FOLDS):
            inside = fold == number
            if inside.any():
                out[inside] = self.fit(penalty, ~inside).log_odds(self.signs[inside])
        return out


def log_loss(log_odds: Floats, y: Floats) -> float:
    """Mean negative log likelihood."""
    return float(np.mean(np.logaddexp(0.0, log_odds) - y * log_odds))


def fit(found: Sequence[Example]) -> dict[str, Any]:
    """The rule, as its file writes it. Penalty, calibration and threshold come from held-out predictions of the
    annotated documents; without those, of our own."""
    whole = Table.of(found)
    judged_by = np.array([one.half == "fit" for one in found])
    if not judged_by.any():
        judged_by = np.ones(len(found), np.bool_)
    right = whole.right[judged_by]
    tried = {penalty: whole.held_out(penalty)[judged_by] for penalty in PENALTIES}
    penalty = min(PENALTIES, key=lambda one: log_loss(tried[one], right))
    slope, offset = fit_platt(tried[penalty], right)
    chances = sigmoid(slope * tried[penalty] + offset)
    return {
        **_written(whole.fit(penalty)),
        "calibration": {"slope": round(slope, 4), "offset": round(offset, 4)},
        "review_below": round(float(np.quantile(chances, REVIEWED)), 2),
        "fitted": {
            "penalty": penalty,
            "folds": FOLDS,
            "on": _counts(found),
            "held out": _measured(zip(chances.tolist(), right > 0, strict=True)),
        },
    }


def _written(fitted: Fit) -> dict[str, Any]:
    """Weights by sign; what our own gold has of its own is 0 in every other text and goes into the intercept."""
    elsewhere = fitted.weight[-1] * (0.0 - fitted.mean[-1]) / fitted.scale[-1]
    rows = zip(meanings(), fitted.mean[:-1], fitted.scale[:-1], fitted.weight[:-1], strict=True)
    return {
        "intercept": round(float(fitted.intercept + elsewhere), 4),
        "signs": {
            name: {"mean": round(float(m), 4), "scale": round(float(s), 4), "weight": round(float(w), 4)}
            for name, m, s, w in rows
        },
    }


def measure(rule: Confidence, found: Sequence[Example]) -> dict[str, Any]:
    """How well the rule keeps its word on claims that it was not fitted on."""
    return {"on": _counts(found), **_measured((rule.probability(one.signs), one.right) for one in found)}


def halvings(found: Sequence[Example]) -> dict[str, float]:
    """Calibration errors of the same procedure on random halvings of the annotated documents: how far the error
    on one half hangs on which documents fell into it. Nothing of this goes into the rule."""
    documents = sorted({one.document for one in found if one.half != "own"})
    errors = []
    for seed in range(HALVINGS):
        half = set(random.Random(seed).sample(documents, len(documents) // 2))
        halved = [
            one if one.half == "own" else replace(one, half="fit" if one.document in half else "report")
            for one in found
        ]
        rule = parsed(fit([one for one in halved if one.half != "report"]))
        told = [(rule.probability(one.signs), one.right) for one in halved if one.half == "report"]
        errors.append(calibration_error(equal_width(told)))
    low, middle, high = (round(float(np.quantile(errors, share)), 3) for share in (0.05, 0.5, 0.95))
    return {"halvings": HALVINGS, "low": low, "median": middle, "high": high}


def _measured(told: Iterable[tuple[float, bool]]) -> dict[str, Any]:
    return reliability([(chance, bool(right)) for chance, right in told])


def _counts(found: Iterable[Example]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    documents: dict[str, set[str]] = {}
    for one in found:
        row = counts.setdefault(one.set, {"documents": 0, "claims": 0, "right": 0})
        documents.setdefault(one.set, set()).add(one.document)
        row["documents"] = len(documents[one.set])
        row["claims"] += 1
        row["right"] += one.right
    return dict(sorted(counts.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of public sets")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    found = list(examples(list(gold_rows(options.gold))))
    data = fit([one for one in found if one.half != "report"])
    data["fitted"]["date"] = datetime.date.today().isoformat()
    held = [one for one in found if one.half == "report"]
    if held:
        data["measured"] = {**measure(parsed(data), held), "halvings": halvings(found)}
    options.output.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(write_page(data))


if __name__ == "__main__":
    main()
