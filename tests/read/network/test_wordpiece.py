"""Our tokenisation against the library that the network's vocabulary was made with."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from hearsay.read.network.wordpiece import tokenise

VOCABULARY = resources.files("hearsay.read").joinpath("weights", "vocab.txt").read_text("utf-8").split("\n")
LIBRARY = BertWordPieceTokenizer(
    {piece: index for index, piece in enumerate(VOCABULARY) if piece}, lowercase=True
)

Word = tuple[int, int, tuple[int, ...]]


def as_the_library_does(text: str) -> list[Word]:
    encoding = LIBRARY.encode(text, add_special_tokens=False)
    words: dict[int, Word] = {}
    for number, piece, (start, end) in zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True):
        assert number is not None
        before = words.get(number)
        words[number] = (before[0], end, (*before[2], piece)) if before else (start, end, (piece,))
    return list(words.values())


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said 1,200 troops hadn't left Korčula.",
        "“Naïve,” SÉGOLÈNE told İzmir’s mayor — twice…",
        "5km² of €3bn; a_b@c.d #tag $5+5=10 `x` ^~|",
        "a\u200bb \ufeffc \u202bd\u202c e\u0301f \u0304g ﬁ Ⅳ ½",
        "他说 москва ΑΘΗΝΑ ሰላም 😀👍🏽 한국",
        "x" * 150,
        "line\r\nbreak\ttab\u00a0space\u2003wide",
    ],
)
def test_same_words_and_pieces_as_the_library(text: str) -> None:
    assert list(tokenise(text)) == as_the_library_does(text)


@given(
    st.text(
        alphabet="abcXYZéñçÄß 0189.,;:!?'\"“”‘’-–—$€£%&()[]/\\\n\t\u00a0\u0301\u200b\u202e中文мА😀½²",
        max_size=80,
    )
)
def test_same_words_and_pieces_for_any_text_of_these_letters(text: str) -> None:
    assert list(tokenise(text)) == as_the_library_does(text)
