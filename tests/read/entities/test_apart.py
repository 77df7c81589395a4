"""Words name one entity only."""

from __future__ import annotations

from hearsay.read.entities.read import _apart
from hearsay.record import Entity, Mention

TEXT = "The Interior Ministry of Vis spoke. The ministry's spokeswoman, Ana Ruiz, left the Interior Ministry."


def mention(words: str, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention.at(TEXT, start, start + len(words), kind="name")


def test_words_claimed_twice_stay_with_the_entity_whose_name_they_are() -> None:
    shared = mention("Interior Ministry")
    wrong = Entity.of(name="Ana Ruiz", type="person", mentions=[shared, mention("Ana Ruiz")])
    right = Entity.of(
        name="Interior Ministry", type="organisation", mentions=[shared, mention("Interior Ministry", 1)]
    )
    assert wrong.id == right.id
    person, body = _apart([wrong, right])
    assert [m.words for m in person.mentions] == ["Ana Ruiz"]
    assert len(body.mentions) == 2
    assert person.id != body.id


def test_who_represented_an_entity_that_is_gone_represents_nobody() -> None:
    shared = mention("Interior Ministry")
    kept = Entity.of(name="Interior Ministry", type="organisation", mentions=[shared])
    gone = Entity.of(name="Vis", type="organisation", mentions=[shared])
    speaker = Entity.of(name="Ana Ruiz", type="person", mentions=[mention("Ana Ruiz")], represents=gone.id)
    found = _apart([kept, gone, speaker])
    assert [entity.name for entity in found] == ["Interior Ministry", "Ana Ruiz"]
    assert found[1].represents == kept.id, "the words it stood for still name somebody"


def test_entities_that_share_nothing_are_left_alone() -> None:
    one = Entity.of(name="Ana Ruiz", type="person", mentions=[mention("Ana Ruiz")])
    assert _apart([one]) == (one,)
