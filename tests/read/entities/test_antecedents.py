"""What a pronoun may stand for, and what speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearsay.read.entities.antecedents import NOBODY, Clues, Scene, candidates, chances, nobody
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.read import gather
from hearsay.read.reading import Reading
from tests.read.sketch import Sketch


def scene_of(reading: Reading) -> Scene:
    page = Phrases(reading)
    return Scene(page, gather(reading, page))


def position(scene: Scene, words: str) -> int:
    found = [i for i, m in enumerate(scene.chains.found) if scene.page.string(m.first, m.last) == words]
    assert len(found) == 1
    return found[0]


def clues_of(scene: Scene, pronoun: str) -> dict[str, Clues]:
    """Clues by the words of each candidate's first mention."""
    told = candidates(scene, position(scene, pronoun))
    return {
        scene.page.string(mention.first, mention.last): clues
        for root, clues in told.items()
        for mention in [scene.found(root)]
    }


@pytest.mark.parametrize(
    ("pronoun", "expected"),
    [
        ("him", {"Mr. Kos", "the army"}),  # no woman; not the subject of its own verb
        ("himself", {"Mr. Kos", "the army", "Mr. Dren"}),
        ("her", {"Ms. Horvat", "the army"}),
        ("them", {"Ms. Horvat", "Mr. Kos", "the army"}),
    ],
)
def test_another_sex_and_the_other_argument_of_the_verb_are_no_candidates(
    pronoun: str, expected: set[str]
) -> None:
    sketch = Sketch(f"Ms. Horvat met Mr. Kos and the army. Mr. Dren saw {pronoun}.")
    sketch.mention("Person", "Ms. Horvat", "Mr. Kos", "Mr. Dren").mention("Organisation", "the army")
    sketch.relate("Dren", "nsubj", "saw").relate("Mr@2", "nsubj", "saw").relate(pronoun, "obj", "saw")
    assert set(clues_of(scene_of(sketch.reading()), pronoun)) == expected


def test_candidates_tell_how_far_back_in_what_role_and_how_many_came_between() -> None:
    sketch = Sketch("Ivo Kos called. The mayor thanked the army. He left.")
    sketch.mention("Person", "Ivo Kos", "The mayor").mention("Organisation", "the army")
    sketch.relate("Kos", "nsubj", "called").relate("mayor", "nsubj", "thanked")
    sketch.relate("army", "obj", "thanked").relate("He", "nsubj", "left")
    told = clues_of(scene_of(sketch.reading()), "He")
    assert [told[who].get("sentence before") for who in ("Ivo Kos", "The mayor", "the army")] == [None, 1, 1]
    assert [told[who]["others between"] for who in ("the army", "The mayor", "Ivo Kos")] == pytest.approx(
        [0, 1, 1.585], abs=1e-3
    )
    assert told["The mayor"]["both subjects"] == 1
    assert "last object" in told["the army"]
    assert "both subjects" not in told["the army"]


def test_who_speaks_a_quotation_is_told_from_who_is_said_to() -> None:
    text = "Ivo Kos waited. “He ran,” Ana Dren said. Mila Bor said she won."
    sketch = Sketch(text).mention("Person", "Ivo Kos", "Ana Dren", "Mila Bor")
    sketch.says("Ana Dren", "said", "He ran").says("Mila Bor", "said@2", "she won")
    scene = scene_of(sketch.reading())
    assert "speaks the words" in clues_of(scene, "she")["Mila Bor"]
    assert "speaks the quotation" not in clues_of(scene, "she")["Mila Bor"]
    assert all("speaks the words" not in clues for clues in clues_of(scene, "He").values())


def test_it_that_announces_a_clause_is_marked_as_such() -> None:
    sketch = Sketch("It is feared that the army left.").mention("Organisation", "the army")
    sketch.relate("It", "expl", "feared").relate("left", "ccomp", "feared")
    clues = nobody(scene := scene_of(sketch.reading()), position(scene, "It"))
    assert {"expletive", "clause follows"} <= set(clues)


def linked(sketch: Sketch, pronoun: str, told: dict[str, float]) -> Scene:
    """A scene in which the network gives chances to words, and the rest to none."""
    reading = sketch.reading()
    assert reading.analysis is not None
    at = {word: sketch.text.index(word) for word in (pronoun, *told)}
    index = {word: reading.analysis.words.between(s, s + len(word)).start for word, s in at.items()}
    links = tuple((index[word], chance) for word, chance in told.items())
    links = ((-1, 1 - sum(told.values())), *links)
    return scene_of(replace(reading, analysis=replace(reading.analysis, links={index[pronoun]: links})))


def test_the_chances_of_a_chains_words_are_summed() -> None:
    sketch = Sketch("Ivo Kos met Jan Dren. Kos said he left.").mention(
        "Person", "Ivo Kos", "Jan Dren", "Kos@2"
    )
    scene = linked(sketch, "he", {"Kos": 0.5, "Dren": 0.2})
    index = position(scene, "he")
    roots = list(candidates(scene, index))
    told = chances(scene, index, roots)
    assert told is not None
    assert {scene.page.string(scene.found(r).first, scene.found(r).last): told[r] for r in roots} == {
        "Ivo Kos": pytest.approx(0.5),
        "Jan Dren": pytest.approx(0.2),
    }
    assert told[NOBODY] == pytest.approx(0.3)


def test_weights_without_links_tell_no_chances() -> None:
    scene = scene_of(Sketch("Ivo Kos left. He ran.").mention("Person", "Ivo Kos").reading())
    assert chances(scene, position(scene, "He"), [0]) is None
