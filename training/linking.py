"""What linking ships, made again: ``python -m training.linking words|weights``.

``words --gold DIR --minilm FILE``: ``words.npz``, the vectors and rarity of words (needs torch, as training the network).
``weights --records JSONL --gold FILE``: the m and u of ``model.json``, fitted on records of ECB+ train as ``hearsay read``
prints them. What ECB+ has too little of (days and places that exclude each other) is set by hand: ``APART``.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 64
OFTEN = 4  # a word that MiniLM does not have whole is kept if so many texts have it
RIDGE = 2.0
THRESHOLD = 2.2
"""Bits added to the prior: on ECB+ train, topics held out by turns, CoNLL F1 is highest where mean weights of -2.2 bits or
more join (58.5 at +0.7, 63.0 at 0, 65.4 at -0.7, 66.7 at -1.4, 67.1 at -2.2, 66.9 at -2.9, 66.4 at -3.6)."""
APART = {"when": -4.0, "where": -4.0}
"""Set by hand: what it weighs at most that days or places exclude each other. In ECB+ texts a fourteenth of the events has
a place and a twenty-fifth a day, most without a date of publication to resolve them by, and fitting gives -1.1 and -0.1."""
HOUSE = Path(__file__).resolve().parents[1] / "src" / "hearsay" / "link" / "happenings"
TEXTS = ("attribution/polnear-train", "happenings/ecbplus-train", "places/lgl", "events/muc4-train")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

Levels = NDArray[np.int64]


def texts(gold: Path) -> Iterable[str]:
    """Texts of the train files that rarity is counted on."""
    for name in TEXTS:
        with (gold / f"{name}.jsonl").open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)["text"]


def make_words(gold: Path, minilm: Path, vocabulary: Path) -> None:
    """Write ``words.npz``: words, their vectors in whole numbers, sixteen times their rarity (log of texts over holders)."""
    holders: Counter[str] = Counter()
    count = 0
    for text in texts(gold):
        holders.update(set(_WORD.findall(text.lower())))
        count += 1
    whole, vectors = _vectors(minilm, vocabulary)
    there = set(whole)
    words = whole + sorted(word for word, held in holders.items() if held >= OFTEN and word not in there)
    weight = [min(255, max(0, round(16 * math.log((count + 1) / (holders[word] + 0.5))))) for word in words]
    padded = np.zeros((len(words), DIMENSIONS), np.int8)
    padded[: len(whole)] = vectors
    np.savez_compressed(
        HOUSE / "words.npz",
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        weight=np.array(weight, np.uint8),
        vectors=padded,
    )


def _vectors(minilm: Path, vocabulary: Path) -> tuple[list[str], NDArray[np.int8]]:
    """MiniLM's sentence vector of each word alone, less their mean, in its first principal directions."""
    import torch

    from training.model import Encoder

    encoder = Encoder(0.0)
    encoder.load_minilm(minilm)
    encoder.eval()
    pieces = vocabulary.read_text("utf-8").split("\n")
    number = {piece: position for position, piece in enumerate(pieces)}
    words = [piece for piece in pieces if re.fullmatch("[a-z]{3,}", piece)]
    found = []
    with torch.no_grad():
        for start in range(0, len(words), 512):
            rows = [[number["[CLS]"], number[word], number["[SEP]"]] for word in words[start : start + 512]]
            batch = torch.tensor(rows)
            vectors = encoder(batch, torch.zeros_like(batch)).mean(1)
            found.append(torch.nn.functional.normalize(vectors, dim=1).numpy())
    matrix = np.concatenate(found).astype(np.float64)
    matrix -= matrix.mean(0)
    directions = np.linalg.svd(matrix, full_matrices=False)[2][:DIMENSIONS]
    reduced = matrix @ directions.T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    return words, np.round(reduced * 127).astype(np.int8)


def fit(
    patterns: NDArray[np.float64], count: NDArray[np.float64], same: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Logistic regression by Newton's method: one weight a column in nats, the last that of the constant.

    ``patterns`` [n, columns] of 0 and 1, seen ``count`` times, ``same`` times of one happening.
    """
    design = np.hstack([patterns, np.ones((len(patterns), 1))])
    ridge = np.full(design.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(design @ weights)))
        slope = design.T @ (same - count * chance) - ridge * weights
        curve = (design * (count * chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


class Sample:
    """Pairs of labelled events with the level of each comparison."""

    def __init__(
        self, names: Sequence[str], levels: Levels, same: NDArray[np.bool_], fold: NDArray[np.int64]
    ) -> None:
        self.names, self.levels, self.same, self.fold = list(names), levels, same, fold

    @classmethod
    def joined(cls, samples: Sequence[Sample]) -> Sample:
        """All of them as one."""
        return cls(
            samples[0].names,
            np.concatenate([sample.levels for sample in samples]),
            np.concatenate([sample.same for sample in samples]),
            np.concatenate([sample.fold for sample in samples]),
        )


def fitted(
    sample: Sample,
    model: dict[str, Any],
    threshold: float = THRESHOLD,
    apart: Mapping[str, float] = MappingProxyType(APART),
) -> dict[str, Any]:
    """The model with m and u such that log2(m / u) are the weights of a logistic regression over the levels.

    Fellegi and Sunter's m and u counted apart would take comparisons as independent, which a trigger, its sentence and its
    report are not; fitted together they need not sum to one over the levels, and only their ratio counts. Beside a level for
    "unknown", which weighs nothing, the lowest never speaks for the two and the others never against: where they would, they
    weigh nothing. ``threshold`` bits are added to the prior; ``apart`` is the most that a comparison's lowest level weighs.
    """
    columns = [
        (number, level)
        for number, comparison in enumerate(model["comparisons"])
        for level in range(len(_told(comparison)))
    ]
    barred: set[tuple[int, int]] = set()
    while True:
        free = [column for column in columns if column not in barred]
        rows, inverse = np.unique(sample.levels, axis=0, return_inverse=True)
        count = np.bincount(inverse, minlength=len(rows)).astype(np.float64)
        same = np.bincount(inverse, sample.same, minlength=len(rows))
        design = np.stack([rows[:, number] == level for number, level in free], axis=1).astype(np.float64)
        weights = fit(design, count, same)
        wrong = {
            column
            for column, weight in zip(free, weights, strict=False)
            if _may_be_unknown(model["comparisons"][column[0]])
            and (weight > 0 if column[1] == 0 else weight < 0)
        }
        if not wrong:
            break
        barred |= wrong
    bits = dict(zip(free, weights / math.log(2), strict=False))
    return _written(model, bits, weights[-1] / math.log(2) + threshold, sample, apart)


def _told(comparison: dict[str, Any]) -> list[dict[str, Any]]:
    """Levels that say something, the lowest, ``ELSE``, first: the numbers that Splink gives them."""
    return [level for level in reversed(comparison["comparison_levels"]) if not level.get("is_null_level")]


def _may_be_unknown(comparison: dict[str, Any]) -> bool:
    return any(level.get("is_null_level") for level in comparison["comparison_levels"])


def _written(
    model: dict[str, Any],
    bits: dict[tuple[int, int], float],
    prior: float,
    sample: Sample,
    apart: Mapping[str, float],
) -> dict[str, Any]:
    other = sample.levels[~sample.same]
    for number, comparison in enumerate(model["comparisons"]):
        for level, row in enumerate(_told(comparison)):
            share = max(float((other[:, number] == level).mean()), 1e-5)
            weight = round(bits.get((number, level), 0.0), 2)
            if level == 0:
                weight = min(weight, apart.get(comparison["output_column_name"], weight))
            scale = min(1.0, 0.999 / (share * 2**weight))
            row["u_probability"] = float(f"{share * scale:.6g}")
            row["m_probability"] = float(f"{row['u_probability'] * 2**weight:.6g}")
    odds = 2**prior
    model["probability_two_random_records_match"] = float(f"{odds / (1 + odds):.6g}")
    return model


def ecb_sample(records: Path, gold: Path) -> Sample:
    """Pairs of events in the annotated lines of ECB+; the fold is the topic."""
    from hearsay.link.happenings.rows import report_row

    rows = {row["id"]: row for row in map(json.loads, gold.read_text("utf-8").splitlines())}
    with records.open(encoding="utf-8") as file:
        reports = [report_row(json.loads(line)) for line in file]
    labels: dict[tuple[str, str], object] = {}
    folds: dict[tuple[str, str], int] = {}
    for report in reports:
        row = rows[report.ref]
        mentions = [mention for mention in row["mentions"] if "ACTION" in mention["type"]]
        lines = _annotated(row["text"], mentions)
        for event in report.events:
            if any(event.start < end and start < event.end for start, end in lines):
                hit = [m for m in mentions if event.start < m["end"] and m["start"] < event.end]
                instance = hit[0].get("instance") if hit else None
                labels[event.key] = (row["topic"], instance) if instance else event.key
                folds[event.key] = int(row["topic"])
    return sample_of(reports, labels, folds)


def _annotated(text: str, mentions: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return [(a, b) for a, b in lines if any(m["start"] < b and a < m["end"] for m in mentions)]


def sample_of(reports: Sequence[Any], labels: dict[Any, Any], folds: dict[Any, int]) -> Sample:
    """The pairs that linking would compare among labelled events, with their levels."""
    from hearsay.link.happenings import alike
    from hearsay.link.happenings.candidates import band, candidates, shapes
    from hearsay.link.happenings.table import event_table
    from hearsay.link.happenings.weigh import levels as compared

    postings = alike.Postings(reports)
    near = {report.id: alike.shortest(postings.alike(report)) for report in reports}
    bands = {one: {other: band(value) for other, value in row.items()} for one, row in near.items()}
    left, right = candidates(shapes(reports), sorted(alike.pairs_of(near)), [report.id for report in reports])
    events = [event for report in reports for event in report.events]
    label = [labels.get(event.key) for event in events]
    known = np.array([one is not None for one in label])
    kept = known[left] & known[right]
    table = compared("happenings", event_table(reports, bands), left[kept], right[kept])
    names = [name for name in table.schema.names if name.startswith("gamma_")]
    levels = np.stack([table[name].to_numpy() for name in names], axis=1).astype(np.int64)
    ends = list(zip(table["unique_id_l"].to_pylist(), table["unique_id_r"].to_pylist(), strict=True))
    same = np.array([label[one] == label[other] for one, other in ends])
    fold = np.array([folds[events[one].key] for one, _ in ends])
    return Sample(names, levels, same, fold)


def make_weights(records: Path, gold: Path) -> None:
    """Write ``model.json`` anew."""
    sample = ecb_sample(records, gold)
    path = HOUSE / "model.json"
    model = fitted(sample, json.loads(path.read_text("utf-8")))
    path.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", "utf-8")
    prior = model["probability_two_random_records_match"]
    print(f"{len(sample.same):,} pairs, {int(sample.same.sum()):,} of one happening; prior {prior}")
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                weight = math.log2(level["m_probability"] / level["u_probability"])
                print(f"{comparison['output_column_name']:10} {level['label_for_charts']:40} {weight:6.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("words", "weights"))
    parser.add_argument(
        "--gold", type=Path, required=True, help="folder of gold sets; weights: ecbplus-train.jsonl"
    )
    parser.add_argument("--minilm", type=Path, help="words: model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--records", type=Path, help="weights: records of ecbplus-train.jsonl, JSON lines")
    options = parser.parse_args()
    if options.what == "words":
        make_words(options.gold, options.minilm, HOUSE.parents[1] / "read" / "weights" / "vocab.txt")
    else:
        make_weights(options.records, options.gold)


if __name__ == "__main__":
    main()
