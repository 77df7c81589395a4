"""Fit what the clues to a pronoun's antecedent weigh: ``python -m training.coreference --gold DIR --weights DIR``.

A conditional logit over the chains before each third-person pronoun and none of them (the right ones together against
all), a table of weights for each class of pronoun, fitted by Newton's method on GUM's train documents. What the
network's own chance weighs is fitted after that, on the documents that the network was not trained on
(``training.data.is_held``): elsewhere it knows the answers. Writes ``entities/pronouns.json`` of the package and prints
what is reached, each document read with weights fitted without it. The same weights and gold give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.gum import load_documents
from benchmarks.score import reports_of
from benchmarks.score.coreference import ACTORS, Gold
from benchmarks.score.rows import Row, pair_of
from hearsay.read.attributions.nested.find import with_nested
from hearsay.read.entities.antecedents import NOBODY, Clues, Scene, candidates, chances, nobody
from hearsay.read.entities.coreference import pronoun_group
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.pronouns import CLASSES, TABLE, Weights, choose, weigh
from hearsay.read.entities.read import gather
from hearsay.read.network.analysis import Analysis, analyse
from hearsay.read.network.encoder import Network
from hearsay.read.order import LAYERS
from hearsay.read.reading import Reading
from training.confidence import accepted
from training.data import is_held

Floats = NDArray[np.float64]
Tables = Mapping[str, Mapping[str, float]]

TARGET = Path(__file__).resolve().parents[1] / "src" / "hearsay" / "read" / "entities" / TABLE
RIDGE = 4.0
"""Half of it times the square of each weight is added to the loss."""
FOLDS = 5
FAINT = 0.02
"""Added to each chance of the network: what it leaves out is not impossible."""
LENIENT = log(2 / 3)
"""Added for none: a chain two thirds as likely as none of them will do. On train documents cross-validated, going on to
a half finds about one more of a hundred for one more mistaken."""
UNSAID = -1.0
"""The same for a pronoun that is a source: of 135 on train documents this resolves five more, two of them rightly."""
LINKS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
"""What the network's chance may weigh."""
SMALL = 0.05
"""Weights under this are not written."""


@dataclass
class Case:
    """One pronoun: its options (``NOBODY`` first), which are right, which was taken, and where it stands.

    ``told``: the network's chances of the options; ``asked``: the benchmark asks for it; ``actor``: by gold it is one;
    ``empty``: by gold it stands for nothing.
    """

    document: int
    kind: str
    options: dict[int, Clues]
    right: set[int]
    taken: int
    told: dict[int, float] | None
    asked: bool
    actor: bool
    empty: bool


def documents(path: Path, network: Network) -> Iterator[tuple[Row, Reading]]:
    """The rows of a CoNLL-U file, each read as far as entities need."""

    def analysed(reading: Reading) -> Analysis:
        text = reading.report.text or ""
        analysis = analyse(network, text, reading.sentences)
        return replace(analysis, drafts=with_nested(text, analysis, reading.sentences))

    rows = load_documents(path)
    for row, given in zip(rows, reports_of(rows), strict=True):
        reading = Reading(accepted(given))
        for layer in LAYERS:
            if layer.gives == "entities":
                break
            read: Callable[[Reading], Any] = analysed if layer.gives == "analysis" else layer.read
            reading = replace(reading, **{layer.gives: read(reading)})
        yield row, reading


def cases_of(number: int, row: Row, reading: Reading, tried: Weights | None = None) -> Iterator[Case]:
    """The third-person pronouns of a document in text order, each joined before the next: as ``tried`` has it, else as
    gold has it."""
    page = Phrases(reading)
    chains = gather(reading, page)
    scene, gold = Scene(page, chains), Gold(row)
    asked = {pair_of(mention) for mention, _ in gold.pronouns()}
    entity_at = {
        pair_of(mention): n for n, entity in enumerate(gold.entities) for mention in entity["mentions"]
    }
    for index, mention in enumerate(chains.found):
        group = pronoun_group(page, mention) if mention.kind == "pronoun" else None
        if group not in CLASSES:
            continue
        span = page.span(mention.first, mention.last)
        entity = entity_at.get(span)
        options = candidates(scene, index)
        right = {root for root in options if entity is not None and _meant(scene, root, gold) == entity}
        taken = min(right, default=NOBODY) if tried is None else choose(scene, index, options, tried)
        yield Case(
            number,
            CLASSES[group],
            {NOBODY: nobody(scene, index)} | options,
            right or {NOBODY},
            taken,
            chances(scene, index, options),
            span in asked,
            entity is not None and gold.entities[entity]["type"] in ACTORS,
            entity is None,
        )
        if taken != NOBODY:
            chains.join(taken, index)


def _meant(scene: Scene, root: int, gold: Gold) -> int | None:
    """The gold entity that more than half of a chain's names and descriptions are of."""
    spans = [scene.page.span(mention.first, mention.last) for mention in scene.said(root)]
    known = Counter(n for span in spans if (n := gold.of(span)) is not None)
    number, count = max(known.items(), key=lambda item: (item[1], -item[0]), default=(None, 0))
    return number if 2 * count > sum(known.values()) else None


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by clue that make the right options likeliest, with a ridge."""
    names = sorted({name for case in cases for clues in case.options.values() for name in clues})
    at = {name: column for column, name in enumerate(names)}
    rows = sum(len(case.options) for case in cases)
    table, right = np.zeros((rows, len(names))), np.zeros(rows)
    starts, row = [], 0
    for case in cases:
        starts.append(row)
        for option, clues in case.options.items():
            table[row, [at[name] for name in clues]] = list(clues.values())
            right[row] = option in case.right
            row += 1
    weights = _newton(table, right, np.array(starts))
    return dict(zip(names, weights.tolist(), strict=True))


def _newton(table: Floats, right: Floats, starts: NDArray[np.int64]) -> Floats:
    case = np.repeat(np.arange(len(starts)), np.diff([*starts, len(table)]))

    def at(weights: Floats) -> tuple[float, Floats, Floats]:
        scores = table @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[case])
        likely /= np.add.reduceat(likely, starts)[case]
        mass = np.maximum(np.add.reduceat(likely * right, starts), 1e-300)
        slope = table.T @ (likely - likely * right / mass[case]) + RIDGE * weights
        return float(RIDGE / 2 * weights @ weights - np.log(mass).sum()), slope, likely

    weights = np.zeros(table.shape[1])
    loss, slope, likely = at(weights)
    for _ in range(50):
        means = np.add.reduceat(likely[:, None] * table, starts)
        curve = table.T @ (likely[:, None] * table) - means.T @ means + RIDGE * np.eye(len(weights))
        step, size = np.linalg.solve(curve, slope), 1.0
        while size > 1e-4 and at(weights - size * step)[0] > loss:
            size /= 2
        weights = weights - size * step
        before = loss
        loss, slope, likely = at(weights)
        if before - loss < 1e-5:
            break
    return weights


def fit_tables(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """A table of weights for each class of pronoun."""
    kinds = dict.fromkeys(CLASSES.values())
    return {kind: fit([case for case in cases if case.kind == kind]) for kind in kinds}


def fit_link(cases: Iterable[Case], folds: Sequence[Tables]) -> float:
    """What the network's chance weighs where the right options are likeliest, over documents it has not seen.

    ``folds``: tables fitted without the documents of each fold. Nought where the network tells no chances.
    """
    unseen = [case for case in cases if is_held(case.document) and case.told is not None]

    def loss(link: float) -> float:
        total = 0.0
        for case in unseen:
            scores = _scores(case, folds[case.document % FOLDS][case.kind], link)
            top = max(scores.values())
            likely = {option: exp(score - top) for option, score in scores.items()}
            total -= log(sum(likely[option] for option in case.right) / sum(likely.values()))
        return total

    return min(LINKS, key=loss) if unseen else 0.0


def _scores(case: Case, table: Mapping[str, float], link: float) -> dict[int, float]:
    told = case.told or {}
    return {
        option: weigh(clues, table) + link * log(told.get(option, 0.0) + FAINT)
        for option, clues in case.options.items()
    }


def reached(cases: Iterable[Case]) -> dict[str, tuple[int, float, float]]:
    """How many were asked, what share reached, and of those told what share is right, in per cent, by group."""
    count: Counter[str] = Counter()
    for case in cases:
        told = case.taken != NOBODY
        actor, held = case.actor and case.asked, is_held(case.document)
        groups = ["all", case.kind] + ["all, unseen"] * held + ["actors"] * actor
        for group in (groups + ["actors, unseen"] * (actor and held)) if case.asked else ["all"] * case.empty:
            right = told and case.taken in case.right
            count.update({f"{group} n": case.asked, f"{group} told": told, f"{group} right": right})
    return {
        group: (
            count[f"{group} n"],
            100 * count[f"{group} right"] / max(1, count[f"{group} n"]),
            100 * count[f"{group} right"] / max(1, count[f"{group} told"]),
        )
        for group in ("actors", "actors, unseen", "all", "all, unseen", *dict.fromkeys(CLASSES.values()))
    }


def written(weights: Weights, network: str) -> str:
    """The weights as JSON, small ones left out. ``network``: SHA-256 of the ``network.onnx`` they were fitted with."""
    clues = {
        kind: {name: round(value, 2) for name, value in sorted(table.items()) if abs(value) >= SMALL}
        for kind, table in weights.clues.items()
    }
    content = {
        "about": "What clues to a pronoun's antecedent weigh; written by python -m training.coreference.",
        "network": network,
        "link": weights.link,
        "faint": weights.faint,
        "nobody": round(weights.nobody, 2),
        "unsaid": weights.unsaid,
        "clues": clues,
    }
    return json.dumps(content, indent=1) + "\n"


def fitted(texts: Sequence[tuple[Row, Reading]]) -> tuple[Weights, dict[str, tuple[int, float, float]]]:
    """Weights from documents, and what is reached in them (:func:`reached`), each read with weights fitted without it."""
    cases = [case for number, text in enumerate(texts) for case in cases_of(number, *text)]
    folds = [fit_tables([case for case in cases if case.document % FOLDS != fold]) for fold in range(FOLDS)]
    link = fit_link(cases, folds)
    apart = [Weights(tables, link, FAINT, LENIENT, UNSAID) for tables in folds]
    read = [
        case
        for number, text in enumerate(texts)
        for case in cases_of(number, *text, tried=apart[number % FOLDS])
    ]
    return Weights(fit_tables(cases), link, FAINT, LENIENT, UNSAID), reached(read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder with network.onnx and network.json"
    )
    parser.add_argument("--output", type=Path, default=TARGET)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    model = (options.weights / "network.onnx").read_bytes()
    description = json.loads((options.weights / "network.json").read_text("utf-8"))
    network = Network(model, description, threads=options.threads)
    weights, figures = fitted(list(documents(options.gold / "syntax" / "gum-train.conllu", network)))
    options.output.write_text(written(weights, hashlib.sha256(model).hexdigest()), "utf-8")
    print(f"{options.output}: the network's chances weigh {weights.link}; in documents not fitted on:")
    for group, (count, recall, precision) in figures.items():
        print(f"  {group}: {recall:.1f} reached of {count}, precision {precision:.1f}")


if __name__ == "__main__":
    main()
