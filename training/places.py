"""Fits the weights of `hearsay.read.places.toponyms` and `hearsay.read.places.whereabouts`: `python -m training.places`.

Trains on LGL and on the even rows of TR-News (the odd rows are kept to look at what comes out). Plain gradient
ascent with a small quadratic penalty, from zero, so the same data give the same weights.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hearsay.read.places.gazetteer import gazetteer
from hearsay.read.places.signs import sign
from hearsay.read.places.toponyms import Finder, Toponym
from hearsay.read.places.whereabouts import Referent, referents, resolve, setting, vote

GOLD = Path(os.environ.get("HEARSAY_GOLD", "../shared/data")) / "places"
TARGET = Path(__file__).parents[1] / "src" / "hearsay" / "read" / "gazetteer" / "weights.json"
LOCAL_NEWS = 0.3
"""Weight of a row of local American news; world news, ten times rarer here, weighs 3, so that both count alike."""


@dataclass
class Article:
    """One gold row with what the finder finds in it."""

    row: dict[str, Any]
    found: list[Toponym]
    weight: float

    def gold(self, t: Toponym) -> list[dict[str, Any]]:
        """The gold toponyms that a found one overlaps."""
        return [g for g in self.row["toponyms"] if g["start"] < t.end and t.start < g["end"]]


def articles() -> list[Article]:
    """Training articles: LGL and the even rows of TR-News."""
    made = []
    for name, weight in (("lgl", LOCAL_NEWS), ("tr-news", 3.0)):
        lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line]
        for row in rows if name == "lgl" else rows[::2]:
            finder = Finder(row["text"], gazetteer())
            found = finder.find()
            sign(row["text"], finder.words, found, finder.shouting)
            made.append(Article(row, found, weight))
    return made


def fit_find(made: list[Article]) -> dict[str, float]:
    """Logistic regression of "is a toponym" on the signs."""
    rows = [(t.signs, bool(a.gold(t)), a.weight) for a in made for t in a.found]
    names = sorted({s for signs, _, _ in rows for s in signs})
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (signs, _, _) in enumerate(rows):
        x[i, [index[s] for s in signs]] = 1.0
    y = np.array([r[1] for r in rows], float)
    w = np.array([r[2] for r in rows])
    beta = np.zeros(len(names))
    for _ in range(60):  # Newton's method
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + 2.0 * np.eye(len(names))
        beta += np.linalg.solve(hessian, x.T @ (w * (y - p)) - 2.0 * beta)
    return {n: round(float(b), 3) for n, b in zip(names, beta, strict=True) if abs(b) > 0.02}


def near(entry: Any, golds: list[dict[str, Any]]) -> bool:
    """Whether an entry is within 161 km of a gold toponym."""
    for g in golds:
        if g["lat"] is not None:
            a, b, c, d = map(math.radians, (entry.lat, entry.lon, g["lat"], g["lon"]))
            h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
            if 12742 * math.asin(min(1.0, math.sqrt(h))) <= 161:
                return True
    return False


Model = dict[str, dict[str, float]]


def groups(made: list[Article], model: Model) -> Iterator[tuple[Article, list[Referent]]]:
    """The referents of each article's real toponyms, resolved with the model so far."""
    for a in made:
        real = [t for t in a.found if a.gold(t)]
        made_of = referents(real)
        resolve(made_of, setting(a.row["publisher"], a.row["url"], gazetteer()), model)
        if len(made_of) > 1:
            vote(made_of)
        yield a, made_of


def fit_sense(made: list[Article], model: Model, stage: str) -> dict[str, float]:
    """Conditional logit over the namesakes of each referent; any namesake within 161 km counts as right."""
    cases = []
    for a, gs in groups(made, model):
        for g in gs:
            right = [near(e, [x for t in g.toponyms for x in a.gold(t)]) for e, _ in g.options]
            if any(right) and not all(right):
                rows = g.alone
                if stage == "together":
                    votes = g.together or [{}] * len(g.alone)
                    rows = [one | two for one, two in zip(g.alone, votes, strict=True)]
                cases.append((rows, np.array(right), a.weight * math.sqrt(len(g.toponyms))))
    names = sorted({n for rows, _, _ in cases for r in rows for n in r})
    index = {n: i for i, n in enumerate(names)}
    packed = []
    for rows, truth, weight in cases:
        x = np.zeros((len(rows), len(names)))
        for i, r in enumerate(rows):
            for n, v in r.items():
                x[i, index[n]] = v
        packed.append((x, truth, weight))
    beta = np.zeros(len(names))
    speed = np.zeros(len(names))
    for _ in range(400):  # Adagrad
        slope = -0.5 * beta
        for x, truth, weight in packed:
            s = x @ beta
            p = np.exp(s - s.max())
            p /= p.sum()
            q = p * truth
            q /= q.sum() + 1e-12
            slope += weight * (x.T @ (q - p))
        speed += slope**2
        beta += 0.5 * slope / (np.sqrt(speed) + 1e-9)
    return {n: round(float(b), 3) for n, b in zip(names, beta, strict=True)}


def main() -> None:
    """Fits all three sets of weights and writes them."""
    made = articles()
    model: dict[str, dict[str, float]] = {"find": fit_find(made), "alone": {}, "together": {}}
    model["alone"] = fit_sense(made, model, "alone")
    model["together"] = dict(model["alone"])
    model["together"] = fit_sense(made, model, "together")
    model["together"] = fit_sense(made, model, "together")
    text = json.dumps(model, indent=1, ensure_ascii=False, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
