"""Whom something is said of or to is not who says it."""

from __future__ import annotations

import pytest

from hearsay.flow import read_rows


def sources(text: str) -> list[str]:
    (record,) = read_rows([{"id": "a", "text": text, "published": "2025-03-17"}])
    return [span.words for one in record.attributions for span in one.source]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was told that the bridge had fallen.",
        "Ana Petrov, 31, of Dunmore Close, Split, was charged with conspiracy to smuggle arms.",
        "Two former ministers were accused of having taken bribes.",
        "Residents were warned that shelling would go on.",
    ],
)
def test_who_is_charged_or_told_says_nothing(text: str) -> None:
    assert sources(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor said that he was told that the bridge had fallen.", "The mayor"),
        ("Prosecutors said that two ministers were accused of bribery.", "Prosecutors"),
        ("The general has told soldiers that the war is over.", "The general"),
    ],
)
def test_who_tells_does(text: str, speaker: str) -> None:
    assert speaker in sources(text)
