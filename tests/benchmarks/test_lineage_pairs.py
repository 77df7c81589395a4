"""The pairs that lineage is measured on: made as they say, and labelled without a text."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.annotated.texts import marks
from benchmarks.lineage import retelling
from benchmarks.lineage.measures import LABELS, found_kinds, score_pairs
from benchmarks.lineage.pairs import NUMBERS, Pair, files, make_pairs
from benchmarks.sets import gold_folder
from tests.link.lineage_stories import STORY, TOLD_OTHERWISE, UNRELATED

PARTS = retelling.paragraphs(STORY)


@pytest.mark.parametrize("seed", range(5))
def test_a_cut_text_begins_as_the_whole_does(seed: int) -> None:
    short = retelling.cut(PARTS, Random(seed))
    assert 0.5 <= retelling.length(short) / retelling.length(PARTS) < 1
    assert " ".join(PARTS).startswith(short[0])


@pytest.mark.parametrize("seed", range(5))
def test_other_figures_are_other_figures(seed: int) -> None:
    changed = retelling.other_figures(PARTS, Random(seed))
    assert changed is not None
    assert changed != PARTS
    assert retelling.length(changed) == retelling.length(PARTS)


def test_a_text_without_numbers_has_no_other_figures() -> None:
    assert retelling.other_figures(["Nobody was hurt."], Random(1)) is None


def test_scores_count_what_was_told() -> None:
    texts = {"reprint": STORY, "independent": TOLD_OTHERWISE.split("“")[0], "unrelated": UNRELATED}
    pairs = [
        Pair({"id": f"{label}-1", "text": STORY}, {"id": f"{label}-2", "text": text}, label, "by hand")
        for label, text in texts.items()
    ]
    scores = score_pairs(pairs)
    assert (scores["reprints precision"], scores["reprints recall"]) == (100, 100)
    assert scores["independent tellings kept apart"] == 100
    assert found_kinds([pairs[0].first, pairs[0].second])[("reprint-1", "reprint-2")][0] == "reprint_of"


def test_a_missed_reprint_lowers_recall() -> None:
    pair = Pair({"id": "a-1", "text": STORY}, {"id": "a-2", "text": UNRELATED}, "reprint", "by hand")
    assert score_pairs([pair])["reprints recall"] == 0


def test_labels_are_ids_and_labels_alone() -> None:
    rows = marks(LABELS)
    assert len(rows) == 200
    for row in rows:
        assert row.keys() == {"set", "first", "second", "label", "half"}
        assert row["first"] < row["second"]


@pytest.mark.skipif(
    not all((gold_folder() / file).is_file() for file in files("dev")),
    reason="the gold sets are not here; HEARSAY_GOLD=DIR says where they are",
)
def test_the_same_seed_makes_the_same_pairs() -> None:
    pairs = make_pairs(gold_folder(), "dev", 5)
    assert len(pairs) == sum(NUMBERS.values()) == 500
    assert pairs == make_pairs(gold_folder(), "dev", 5)
