"""The part that a country, capital or region plays in its sentence, on trees made by hand. Every sentence is invented."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from hearsay.read.lemmas import lemma
from hearsay.read.places.roles import Roles
from hearsay.read.reading import Syntax


def tree(words: str) -> tuple[str, Syntax]:
    """A text and its syntax from words written ``form/tag/head/relation``, the heads counted from 1, 0 for the root."""
    rows = [word.rsplit("/", 3) for word in words.split()]
    text, starts, ends = "", [], []
    for form, *_ in rows:
        glue = form in (",", ".", "'", "’", "s", "-") or text.endswith("-")
        text += form if glue or not text else " " + form
        starts.append(len(text) - len(form))
        ends.append(len(text))
    heads = tuple(int(row[2]) - 1 for row in rows)
    tags, relations = tuple(row[1] for row in rows), tuple(row[3] for row in rows)
    return text, Syntax(tuple(starts), tuple(ends), tags, heads, relations, (0,) * len(rows))


def part(words: str, name: str) -> str | None:
    text, syntax = tree(words)
    start = text.index(name)
    return Roles(text, syntax).of(start, start + len(name))


GOVERN = [
    ("Oslo/NNP/3/nsubj has/VBZ/3/aux protested/VBN/0/root", "Oslo"),
    ("Oslo/NNP/4/nsubj and/CC/3/cc Doha/NNP/1/conj met/VBD/0/root", "Doha"),
    ("He/PRP/2/nsubj accused/VBD/0/root Cuba/NNP/2/obj", "Cuba"),
    ("Fiji/NNP/2/nsubj face/VBP/0/root Cuba/NNP/2/obj", "Cuba"),
    ("They/PRP/2/nsubj gave/VBD/0/root Cuba/NNP/2/iobj credit/NN/2/obj", "Cuba"),
    ("Cuba/NNP/3/nsubj:pass was/VBD/3/aux:pass accused/VBN/0/root", "Cuba"),
    ("Cuba/NNP/3/nsubj is/VBZ/3/cop ready/JJ/0/root", "Cuba"),
    ("Cuba/NNP/4/nsubj is/VBZ/4/cop an/DT/4/det ally/NN/0/root", "Cuba"),
    ("Talks/NNS/4/nsubj with/IN/3/case Cuba/NNP/1/nmod failed/VBD/0/root", "Cuba"),
    ("New/JJ/2/amod sanctions/NNS/0/root on/IN/4/case Cuba/NNP/2/nmod", "Cuba"),
    ("A/DT/2/det case/NN/0/root against/IN/4/case Cuba/NNP/2/nmod", "Cuba"),
    ("Help/NN/4/nsubj from/IN/3/case Cuba/NNP/1/nmod came/VBD/0/root", "Cuba"),
    ("Men/NNS/0/root loyal/JJ/1/amod to/IN/4/case Cuba/NNP/2/obl", "Cuba"),
    ("A/DT/2/det critic/NN/0/root of/IN/4/case Cuba/NNP/2/nmod", "Cuba"),
    ("Cuba/NNP/4/nmod:poss '/POS/1/case s/POS/1/case refusal/NN/0/root", "Cuba"),
    (
        "We/PRP/2/nsubj wait/VBP/0/root for/IN/4/case Cuba/NNP/2/obl to/TO/6/mark answer/VB/2/advcl",
        "Cuba",
    ),
    (
        "According/VBG/3/case to/IN/1/fixed Cuba/NNP/6/obl ,/,/6/punct it/PRP/6/nsubj sank/VBD/0/root",
        "Cuba",
    ),
    (
        "Peru/NNP/0/root ,/,/5/punct which/WDT/4/nsubj borders/VBZ/1/acl:relcl Chile/NNP/4/obj ,/,/8/punct "
        "has/VBZ/8/aux protested/VBN/1/dep",
        "Peru",
    ),
    (
        "In/IN/2/case Lima/NNP/7/obl ,/,/4/punct Cuba/NNP/2/conj and/CC/6/cc Peru/NNP/4/conj signed/VBD/0/root",
        "Cuba",
    ),
]

GOVERN += [
    ("He/PRP/2/nsubj left/VBD/0/root ,/,/2/punct as/IN/5/mark did/VBD/2/advcl Cuba/NNP/5/obl", "Cuba"),
    (
        "In/IN/2/case Lima/NNP/7/obl ,/,/2/punct Cuba/NNP/2/nsubj and/CC/6/cc Peru/NNP/4/conj signed/VBD/0/root",
        "Cuba",
    ),
    ("A/DT/2/det deal/NN/0/root between/IN/4/case Fiji/NNP/2/nmod and/CC/6/cc Cuba/NNP/4/nmod", "Cuba"),
]

PLACE = [
    ("Rain/NN/2/nsubj fell/VBD/0/root in/IN/4/case Cuba/NNP/2/obl", "Cuba"),
    ("She/PRP/2/nsubj left/VBD/0/root Cuba/NNP/2/obj", "Cuba"),
    ("Jets/NNS/2/nsubj bombed/VBD/0/root Doha/NNP/2/obj", "Doha"),
    ("Peru/NNP/2/nsubj borders/VBZ/0/root Chile/NNP/2/obj", "Peru"),
    ("Peru/NNP/3/nsubj:pass was/VBD/3/aux:pass flooded/VBN/0/root", "Peru"),
    ("Lima/NNP/3/nsubj was/VBD/3/cop calm/JJ/0/root", "Lima"),
    ("The/DT/2/det attack/NN/0/root on/IN/4/case Doha/NNP/2/nmod", "Doha"),
    ("The/DT/2/det raid/NN/0/root against/IN/4/case Doha/NNP/2/nmod", "Doha"),
    ("The/DT/2/det road/NN/0/root between/IN/4/case Lima/NNP/2/nmod and/CC/6/cc Cusco/NNP/4/conj", "Cusco"),
    ("Its/PRP$/2/nmod:poss border/NN/0/root with/IN/4/case Peru/NNP/2/nmod", "Peru"),
    ("The/DT/2/det capital/NN/5/nsubj ,/,/4/punct Lima/NNP/2/appos slept/VBD/0/root", "Lima"),
    ("Peru/NNP/4/nmod:poss '/POS/1/case s/POS/1/case coast/NN/0/root", "Peru"),
    ("The/DT/3/det Kursk/NNP/3/compound region/NN/0/root", "Kursk"),
    ("It/PRP/2/nsubj took/VBD/0/root Doha/NNP/2/obj", "Doha"),
    ("Problems/NNS/2/nsubj face/VBP/0/root Cuba/NNP/2/obj", "Cuba"),
    (
        "ROME/NNP/5/nsubj (/-LRB-/3/punct AP/NNP/1/appos )/-RRB-/3/punct -/:/6/punct Rain/NN/7/nsubj fell/VBD/0/root",
        "ROME",
    ),
    (
        "Guests/NNS/8/nsubj from/IN/3/case Fiji/NNP/1/nmod ,/,/5/punct Cuba/NNP/3/conj and/CC/7/cc Peru/NNP/3/conj "
        "met/VBD/0/root",
        "Cuba",
    ),
]

WHOSE = [
    ("A/DT/3/det Lima/NNP/3/compound court/NN/4/nsubj ruled/VBD/0/root", "Lima"),
    ("The/DT/4/det Lagos/NNP/3/compound state/NN/4/compound government/NN/0/root", "Lagos"),
    ("Peru/NNP/5/nmod:poss '/POS/1/case s/POS/1/case health/NN/5/compound ministry/NN/0/root", "Peru"),
    ("The/DT/2/det army/NN/0/root of/IN/4/case Chad/NNP/2/nmod", "Chad"),
    ("The/DT/5/det Doha/NNP/4/compound -/HYPH/4/punct backed/VBN/5/amod militia/NN/0/root", "Doha"),
]


@pytest.mark.parametrize(("words", "name"), GOVERN)
def test_those_who_govern(words: str, name: str) -> None:
    assert part(words, name) == "metonymic"


@pytest.mark.parametrize(("words", "name"), PLACE)
def test_the_place_itself(words: str, name: str) -> None:
    assert part(words, name) == "literal"


@pytest.mark.parametrize(("words", "name"), WHOSE)
def test_whose_a_thing_is(words: str, name: str) -> None:
    assert part(words, name) == "modifier"


def test_taking_to_court_is_done_to_a_government() -> None:
    words = "It/PRP/2/nsubj took/VBD/0/root Peru/NNP/2/obj to/IN/5/case court/NN/2/obl"
    assert part(words, "Peru") == "metonymic"


def test_no_answer_where_the_tree_has_none() -> None:
    assert part("Cuba/NNP/0/root again/RB/1/advmod", "Cuba") is None
    text, syntax = tree("Cuba/NNP/0/root")
    assert Roles(text, syntax).of(1, 3) is None


@pytest.mark.parametrize(
    ("words", "plays"),
    [
        ("Cuba/NNP/2/nsubj beat/VBD/0/root Peru/NNP/2/obj", True),
        ("Cuba/NNP/2/nsubj told/VBD/0/root Peru/NNP/2/obj", False),
    ],
)
def test_teams_play_and_governments_do_not(words: str, plays: bool) -> None:
    text, syntax = tree(words)
    start = text.index("Peru")
    assert Roles(text, syntax).plays(start, start + 4) is plays


def _lists(table: dict[str, object], path: str = "") -> list[tuple[str, list[str]]]:
    found = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _lists(value, f"{path}{name}.")
        else:
            found.append((f"{path}{name}", str(value).split()))
    return found


TABLE = tomllib.loads((files("hearsay.read") / "tables" / "uses.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "words"), _lists(TABLE))
def test_the_table_holds_each_word_once_as_it_is_looked_up(name: str, words: list[str]) -> None:
    assert len(set(words)) == len(words)
    assert [word for word in words if word != word.lower() or "_" in word] == []
    if name in ("subject.grounds", "subject.passive", "subject.playing", "object.verbs"):
        assert [word for word in words if lemma(word) != word] == [], "verbs are looked up by their base form"


def test_no_verb_is_of_the_ground_and_of_a_team() -> None:
    subject = TABLE["subject"]
    assert not set(subject["grounds"].split()) & set(subject["playing"].split())
