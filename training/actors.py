"""What joining actors across reports ships, made again: ``python -m training.actors names|weights|measure``.

``names``: ``names.tsv``, well-known bodies and names of states, taken from the tables that reading uses.
``weights --records JSONL --gold FILE``: the m and u of ``link/actors/model.json``, fitted on records of ECB+ train as
``hearsay read`` prints them and on made-up actors (``training/made_up_actors.py``).
``measure --records JSONL --gold FILE``: pairs and groups of actors by the model and by stems of names, on other records.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.linking import Sample, fitted
from training.made_up_actors import made_up

HOUSE = Path(__file__).resolve().parents[1] / "src" / "hearsay" / "link" / "actors"
COUNTRIES = Path(__file__).parent / "gazetteer" / "tables" / "countries.tsv"
SEATS = {
    "Kremlin": "RU", "White House": "US", "Oval Office": "US", "Downing Street": "GB", "10 Downing Street": "GB",
    "Whitehall": "GB", "Elysee": "FR", "Élysée": "FR", "Elysee Palace": "FR", "Élysée Palace": "FR", "Blue House": "KR",
    "Palazzo Chigi": "IT", "Malacanang": "PH", "Malacañang": "PH", "Planalto": "BR", "Casa Rosada": "AR",
}  # fmt: skip
"""Seats of governments that stand for them; of the bodies that reading knows, those that are no body of their own."""
THRESHOLD = 0.0
"""Bits added to the prior."""
PINNED = {
    ("name", "one state, or its government"): 3.5,
    ("name", "two states"): -5.0,
    ("name", "two well-known bodies"): -5.0,
    ("name", "a person, and a state or well-known body"): -6.0,
    ("name", "one family name, other given names"): -4.2,
    ("country", "another"): -6.0,
    ("sex", "another"): -6.0,
}
"""Bits set by hand. ECB+ has one topic with a state's government in it, and tells a president's seat from his rule; of its
pairs with one family name and two given names, or of two sexes, half are of one person, because reading took a word that is
no given name for one ("moviemaker"), or a pronoun for another's; like-named bodies of two countries it has none."""
OWN = ("HUMAN", "NON_HUMAN", "LOC")
"""Types of ECB+ mentions that are actors or may act."""


def make_names() -> None:
    """Write ``names.tsv``. A name that would stand for two bodies or states is left out."""
    from hearsay.link.actors.naming import key
    from hearsay.read.entities.nouns import body_table, capital_of
    from hearsay.read.places.gazetteer import gazetteer

    rows: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for bodies in body_table().values():
        for name, (country, *others) in bodies.items():
            for spelt in (name, *others):
                if name in SEATS or spelt in SEATS:
                    rows["seat", key(spelt)].add(("", country))
                else:
                    rows["body", key(spelt)].add((name, "" if country == "-" else country))
    for line in COUNTRIES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, name, names, peoples, *_ = [*line.split("\t"), "", ""]
            for spelt in (name, *names.split(";"), *peoples.split(";")):
                if spelt:
                    rows["state", key(spelt)].add(("", code))
    for spelt, code in (
        ("U.S.", "US"),
        ("USA", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("U.K.", "GB"),
    ):
        rows["state", key(spelt)].add(("", code))
    for number in range(len(gazetteer())):
        entry = gazetteer().entry(number)
        if entry.kind == "capital" and entry.country and capital_of(entry.name) == entry.country:
            rows["seat", key(entry.name)].add(("", entry.country))
    for name, code in SEATS.items():
        rows["seat", key(name)].add(("", code))
    lines = [
        "# Made by python -m training.actors names; what, key, canonical name of a body, country.",
        *("\t".join((*found, *next(iter(told)))) for found, told in sorted(rows.items()) if len(told) == 1),
    ]
    (HOUSE / "names.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(Counter(what for (what, _), told in rows.items() if len(told) == 1))


Actors = dict[str, list[Any]]
Labels = dict[tuple[str, str], object]


def ecb_actors(records: Path, gold: Path) -> tuple[Actors, Labels, dict[str, dict[str, int]], dict[str, int]]:
    """Actors of ECB+ records, their instances where a mention of one tells, bands of likeness, and topics by report."""
    from hearsay.link.actors.rows import actor_rows
    from hearsay.link.happenings import alike
    from hearsay.link.happenings.candidates import band
    from hearsay.link.happenings.rows import report_row

    rows = {row["id"]: row for row in map(json.loads, gold.read_text("utf-8").splitlines())}
    actors: Actors = {}
    labels: Labels = {}
    topics: dict[str, int] = {}
    reports = []
    with records.open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            row, id_ = rows[record["report"]["ref"]], record["report"]["id"]
            told = [m for m in row["mentions"] if m["type"].startswith(OWN) and "instance" in m]
            actors[id_] = list(actor_rows(record))
            topics[id_] = int(row["topic"])
            for entity in record["entities"]:
                hits = Counter(
                    m["instance"] for m in told for own in entity["mentions"]
                    if own["kind"] != "pronoun" and own["start"] < m["end"] and m["start"] < own["end"]
                )  # fmt: skip
                if hits:
                    labels[id_, entity["id"]] = (row["topic"], min(hits, key=lambda one: (-hits[one], one)))
            reports.append(report_row(record))
    postings = alike.Postings(reports)
    near = {report.id: alike.shortest(postings.alike(report)) for report in reports}
    bands = {one: {other: band(value) for other, value in found.items()} for one, found in near.items()}
    return actors, labels, bands, topics


def sample_of(
    actors: Actors, labels: Labels, bands: Mapping[str, Mapping[str, int]], fold: Mapping[str, int]
) -> Sample:
    """The labelled pairs of one topic that joining would compare, with the level of each comparison.

    ECB+ numbers its instances topic by topic: who is the same in two topics nobody says.
    """
    from hearsay.link.actors.candidates import candidates
    from hearsay.link.actors.table import actor_table
    from hearsay.link.happenings.weigh import levels as compared

    alike = sorted({(min(one, other), max(one, other)) for one, row in bands.items() for other in row})
    left, right = candidates(actors, alike, actors)
    keys = [(report, row.entity) for report, rows in actors.items() for row in rows]
    label = [labels.get(key) for key in keys]
    known = np.array([one is not None for one in label])
    place = [fold[report] for report, _ in keys]
    kept = known[left] & known[right] & (np.take(place, left) == np.take(place, right))
    table = compared("actors", actor_table(actors, bands), left[kept], right[kept])
    names = [name for name in table.schema.names if name.startswith("gamma_")]
    levels = np.stack([table[name].to_numpy() for name in names], axis=1).astype(np.int64)
    ends = list(zip(table["unique_id_l"].to_pylist(), table["unique_id_r"].to_pylist(), strict=True))
    same = np.array([label[one] == label[other] for one, other in ends])
    return Sample(names, levels, same, np.array([fold[keys[one][0]] for one, _ in ends]))


def make_weights(records: Path, gold: Path) -> None:
    """Write ``model.json`` anew."""
    actors, labels, bands, topics = ecb_actors(records, gold)
    seen = sample_of(actors, labels, bands, topics)
    invented, told, alike = made_up()
    sample = Sample.joined([seen, sample_of(invented, told, alike, dict.fromkeys(invented, -1))])
    path = HOUSE / "model.json"
    model = fitted(sample, json.loads(path.read_text("utf-8")), threshold=THRESHOLD, apart={})
    for name, label in PINNED:
        comparison = next(one for one in model["comparisons"] if one["output_column_name"] == name)
        level = next(one for one in comparison["comparison_levels"] if one["label_for_charts"] == label)
        level["u_probability"] = min(level["u_probability"], 0.01)
        level["m_probability"] = float(f"{level['u_probability'] * 2 ** PINNED[name, label]:.6g}")
    path.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(
        f"{len(seen.same):,} pairs of ECB+, {int(seen.same.sum()):,} of one actor; with made-up ones {len(sample.same):,}"
    )
    for number, comparison in enumerate(model["comparisons"]):
        told_levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for at, level in enumerate(told_levels):
            weight = math.log2(level["m_probability"] / level["u_probability"])
            found = sample.levels[:, number] == len(told_levels) - 1 - at
            share = f"{int(sample.same[found].sum()):6} of {int(found.sum()):6}"
            print(
                f"{comparison['output_column_name']:8} {level['label_for_charts']:48} {weight:6.2f} {share}"
            )


def measure(records: Path, gold: Path) -> None:
    """Print precision, recall and F1 of pairs of actors in reports that are alike, by the model and by stems."""
    from hearsay.link.actors.join import weighed
    from hearsay.link.happenings.rows import report_row

    actors, labels, bands, _ = ecb_actors(records, gold)
    keys = [(report, row.entity) for report, rows in actors.items() for row in rows]
    left, right, weight = weighed(actors, bands)
    by_model = {
        pair
        for pair, bits in zip(zip(left.tolist(), right.tolist(), strict=True), weight, strict=True)
        if bits > 0
    }
    stems: dict[tuple[str, str], frozenset[str]] = {}
    with records.open(encoding="utf-8") as file:
        for row in (report_row(json.loads(line)) for line in file):
            stems.update({(row.id, part.entity): part.names for event in row.events for part in event.parts})
    pairs = [pair for pair in _pairs(actors, bands) if keys[pair[0]] in labels and keys[pair[1]] in labels]
    by_stems = {pair for pair in pairs if stems[keys[pair[0]]] & stems[keys[pair[1]]]}
    gold_pairs = {(a, b) for a, b in pairs if labels[keys[a]] == labels[keys[b]]}
    wanted = set(pairs)
    for name, found in (("model", by_model & wanted), ("stems", by_stems)):
        right_ones = len(found & gold_pairs)
        precision, recall = right_ones / max(1, len(found)), right_ones / max(1, len(gold_pairs))
        print(f"{name}: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
              f" ({len(found):,} joined, {len(gold_pairs):,} gold, {len(wanted):,} pairs)")  # fmt: skip


def _pairs(
    actors: Mapping[str, Sequence[Any]], bands: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[int, int]]:
    """Every two actors of reports that are alike."""
    numbers: dict[str, range] = {}
    count = 0
    for report, rows in actors.items():
        numbers[report] = range(count, count + len(rows))
        count += len(rows)
    for one, other in sorted({(min(a, b), max(a, b)) for a, row in bands.items() for b in row}):
        yield from ((min(a, b), max(a, b)) for a in numbers[one] for b in numbers[other])


def main(argv: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("names", "weights", "measure"))
    parser.add_argument("--gold", type=Path, help="ecbplus-train.jsonl; measure: that of the records")
    parser.add_argument("--records", type=Path, help="records of the gold file, JSON lines")
    options = parser.parse_args(None if argv is None else list(argv))
    if options.what == "names":
        make_names()
    elif options.gold is None or options.records is None:
        parser.error("--gold and --records are needed")
    elif options.what == "weights":
        make_weights(options.records, options.gold)
    else:
        measure(options.records, options.gold)


if __name__ == "__main__":
    main()
