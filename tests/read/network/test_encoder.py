"""The shipped network: the same outputs whatever it is run with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.network.analysis import _tree, analyse
from hearsay.read.network.chains import Integers
from hearsay.read.network.encoder import network, window_inputs
from hearsay.read.network.pieces import find_words, make_windows
from hearsay.read.sentences import split_sentences

LONG = (
    "The harbour master of Vis said on Tuesday that two ferries had been held back. "
    "Residents denied that anyone had been hurt, and the ministry declined to comment. "
) * 12
SHORT = "“We saw smoke,” a fisherman said."


def test_a_window_alone_in_a_batch_and_padded_gives_the_same_raw_outputs() -> None:
    shared = network()
    words = find_words(LONG)
    windows = make_windows(words, split_sentences(LONG))
    small = find_words(SHORT)
    (short,) = make_windows(small, split_sentences(SHORT))
    alone = shared.run(*window_inputs(small, short))
    shared.read(words, windows)
    among = shared.run(*window_inputs(small, short))
    for name, values in alone.items():
        assert np.array_equal(values, among[name]), "what was read before must not matter"

    pieces, shapes, mask, first = window_inputs(small, short)
    wide = window_inputs(words, windows[0])
    width, count = wide[0].shape[1], wide[3].shape[1]

    def padded(array: Integers, size: int) -> Integers:
        return np.pad(array, ((0, 0), (0, size - array.shape[1])))

    narrow = [padded(pieces, width), padded(shapes, width), padded(mask, width), padded(first, count)]
    batch = shared.run(*(np.concatenate([a, b]) for a, b in zip(narrow, wide, strict=True)))
    kept = short.last - short.first + 1
    for name, values in alone.items():
        mine = batch[name][0, :kept]
        mine = mine[:, :kept] if name.endswith("_arc") else mine
        assert mine.tobytes() == values[0].tobytes(), f"{name}: a neighbour or padding moves it"
        assert not batch[name][0, kept:].any()


def test_reading_again_and_on_other_threads_gives_the_same_bytes() -> None:
    from importlib import resources
    from json import loads

    from hearsay.read.network.encoder import Network

    folder = resources.files("hearsay.read").joinpath("weights")
    model, description = (
        folder.joinpath("network.onnx").read_bytes(),
        folder.joinpath("network.json").read_text(),
    )
    words = find_words(LONG)
    windows = make_windows(words, split_sentences(LONG))
    one, two = (Network(model, loads(description), threads=count).read(words, windows) for count in (1, 2))
    for mine, theirs in zip(one, two, strict=True):
        for name in mine.heads:
            assert mine.heads[name].tobytes() == theirs.heads[name].tobytes()
        for name in mine.arcs:
            assert mine.arcs[name].tobytes() == theirs.arcs[name].tobytes()


@pytest.mark.parametrize("text", ["", "   \n", "😀", "\u202b", "a" * 5000, "word " * 3000])
def test_odd_texts_are_analysed(text: str) -> None:
    found = analyse(network(), text, split_sentences(text))
    assert len(found.tags) == len(found.heads) == len(found.relations) == len(found.words)
    for index, head in enumerate(found.heads):
        seen = set()
        while head >= 0:
            assert head not in seen, f"word {index} leads into a ring"
            seen.add(head)
            head = found.heads[head]


def test_sources_and_cues_are_found() -> None:
    text = (
        "The ministry said on Tuesday that the rebels had denied shelling the port. Residents said they fled."
    )
    found = analyse(network(), text, split_sentences(text))
    words = found.words

    def said(span: tuple[int, int]) -> str:
        return text[words.starts[span[0]] : words.ends[span[1] - 1]]

    told = {(said(draft.source) if draft.source else None, said(draft.cue)) for draft in found.drafts}
    assert ("The ministry", "said") in told
    assert ("Residents", "said") in told


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_every_table_of_arcs_gives_one_root_and_no_ring(count: int, seed: int) -> None:
    heads = _tree(np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32))
    assert sum(head < 0 for head in heads) == 1
    for index in range(count):
        steps = 0
        while heads[index] >= 0:
            index, steps = heads[index], steps + 1
            assert steps <= count


def test_the_runtime_reports_to_nobody(tmp_path: Path) -> None:
    """ONNX Runtime keeps what it is about to send in the user's cache; with its telemetry off it keeps nothing."""
    code = "from hearsay.read.network.encoder import network; network()"
    unset = ("CI", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment | {"HOME": str(tmp_path)})
    assert list(tmp_path.rglob("*")) == []
