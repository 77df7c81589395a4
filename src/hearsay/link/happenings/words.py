"""Words as linking compares them: stems, how rare they are, and vectors in which words of like meaning lie close.

``words.npz`` is made by ``python -m training.linking words``; nothing of it depends on the reports being linked, so that
a report weighs the same whatever else is in the ledger.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ss", "ss"), ("us", "us"), ("s", ""),
)  # fmt: skip
_VERBAL = ("ing", "ed", "er", "or")
_IRREGULAR = {
    form: base
    for base, forms in {
        "die": "died dies dying dead death deaths", "kill": "killed killing killings killer",
        "shoot": "shot shots shooting shootings shooter", "strike": "struck striking stricken strikes",
        "fall": "fell fallen", "fight": "fought", "flee": "fled", "find": "found", "hold": "held", "leave": "left",
        "lose": "lost loss losses", "win": "won winning winner", "meet": "met meeting", "say": "said says",
        "tell": "told", "take": "took taken", "go": "went gone", "come": "came", "give": "gave given", "get": "got gotten",
        "make": "made", "see": "saw seen", "sell": "sold sale sales", "buy": "bought", "bring": "brought",
        "catch": "caught", "steal": "stole stolen theft", "speak": "spoke spoken", "begin": "began begun",
        "break": "broke broken", "throw": "threw thrown", "drive": "drove driven", "sink": "sank sunk",
        "run": "ran running", "rise": "rose risen", "send": "sent", "spend": "spent", "build": "built", "lead": "led",
        "bleed": "bled", "blow": "blew blown", "burn": "burnt", "choose": "chose chosen choice", "drown": "drownings",
        "fly": "flew flown flight", "forget": "forgot", "grow": "grew grown growth", "know": "knew known", "pay": "paid",
        "ride": "rode ridden", "stand": "stood", "swear": "swore sworn", "think": "thought", "wear": "wore worn",
        "write": "wrote written", "show": "shown", "arrive": "arrival", "marry": "marriage", "move": "moved moving",
        "bomb": "bombing bombings bombed", "hit": "hitting", "beat": "beaten", "be": "was were is are been",
        "have": "had has", "do": "did done does", "feel": "felt", "keep": "kept", "sit": "sat", "set": "setting",
    }.items()
    for form in forms.split()
}  # fmt: skip
SCALE = 127 * 127
"""Inner product of two vectors of the same direction."""


class Lexicon(NamedTuple):
    """``weight``: how rare a word is, a logarithm. ``vectors`` [words, dims]: whole numbers, of a length near 127.

    Inner products of them are whole and below 2^24, so they come out the same on every machine and in every order.
    """

    positions: dict[str, int]
    weight: NDArray[np.float32]
    vectors: NDArray[np.float32]


@cache
def lexicon() -> Lexicon:
    """The words that ship with the package."""
    with files("hearsay.link.happenings").joinpath("words.npz").open("rb") as file:
        kept = np.load(file)
        words = bytes(kept["words"]).decode("utf-8").split("\n")
        vectors = kept["vectors"].astype(np.float32)
        weight = kept["weight"].astype(np.float32) / 16
    return Lexicon({word: position for position, word in enumerate(words)}, weight, vectors)


@cache
def stem(word: str) -> str:
    """What the forms of a word share: "overturned", "overturns" and "overturning" give "overturn".

    An approximation in a few lines: irregular forms by table, then plural and verbal endings.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3 and word.endswith("s"):
        for ending, base in _ENDINGS:
            if word.endswith(ending):
                word = word.removesuffix(ending) + base
                break
    for ending in _VERBAL if word.endswith(_VERBAL) else ():
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            root = word.removesuffix(ending)
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls":
                root = root[:-1]
            if any(vowel in root for vowel in "aeiouy"):
                word = root
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    return _IRREGULAR.get(word, word)


@cache
def known(word: str) -> int | None:
    """Position of the word, else of a form of it, in the lexicon."""
    index = lexicon().positions
    word = word.lower()
    if word in index:
        return index[word]
    root = stem(word)
    for form in (root, root + "e", root + "ed", root + "s", root + "ing", root + "ion"):
        if form in index:
            return index[form]
    return None


@cache
def rarity(word: str) -> float:
    """How rare the word is in news: 0 for "the", above 7 for one seen in no other text."""
    position = lexicon().positions.get(word.lower())
    return _rarest() if position is None else float(lexicon().weight[position])


@cache
def _rarest() -> float:
    return float(lexicon().weight.max())
