"""Entities: who is who in a report, what they are, whom they speak for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.entities.read import read_entities, resolved
from hearsay.read.reading import Reading
from hearsay.read.sentences import split_sentences
from hearsay.record import Entity, Report
from tests.read.sketch import Sketch


def of(entities: tuple[Entity, ...], words: str) -> Entity:
    """The one entity with a mention of these words."""
    found = [e for e in entities if any(m.words == words for m in e.mentions)]
    assert len(found) == 1, [(e.name, [m.words for m in e.mentions]) for e in entities]
    return found[0]


def apart(entities: tuple[Entity, ...], a: str, b: str) -> bool:
    return of(entities, a).id != of(entities, b).id


def test_a_leader_is_one_person_by_title_full_name_family_name_and_pronoun() -> None:
    text = "Veland's leader, Oru Tam-sel, spoke in Sarn. Mr. Oru thanked the troops. He left."
    sketch = Sketch(text)
    sketch.mention("Person", "Veland's leader", "Oru Tam-sel", "Mr. Oru").mention(
        "Organisation", "the troops"
    )
    sketch.name("PER", "Oru Tam-sel", "Oru@2").name("LOC", "Sarn")
    sketch.relate("leader", "nsubj", "spoke").relate("Oru", "appos", "leader").relate(
        "Mr", "nsubj", "thanked"
    )
    sketch.relate("He", "nsubj", "left")
    leader = of(read_entities(sketch.reading()), "Oru Tam-sel")
    assert [m.words for m in leader.mentions] == ["Veland's leader", "Oru Tam-sel", "Mr. Oru", "Oru", "He"]
    assert (leader.name, leader.type, leader.sex) == ("Oru Tam-sel", "person", "male")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Ana Horvat", "Horvat", True),
        ("Ana Horvat", "Ms. Horvat", True),
        ("Ana Horvat", "Gen. Ana Horvat", True),
        ("Ana Maria Horvat", "Ana Horvat", True),
        ("Ana Horvat", "Ivo Horvat", False),
        ("Ana Horvat", "Ana Kos", False),
        ("Mr. Horvat", "Ms. Horvat", False),
    ],
)
def test_names_of_people_are_joined_by_their_parts(first: str, second: str, same: bool) -> None:
    sketch = Sketch(f"The convoy was stopped by {first} on the bridge. Later {second} let it go.")
    entities = read_entities(
        sketch.mention("Person", first, second if second not in first else f"{second}@2").reading()
    )
    everybody = [e for e in entities if e.type == "person"]
    assert len(everybody) == (1 if same else 2)


def test_a_family_name_that_two_people_share_joins_neither() -> None:
    text = "Ana Horvat met Ivo Horvat. Horvat spoke."
    entities = read_entities(Sketch(text).mention("Person", "Ana Horvat", "Ivo Horvat", "Horvat@3").reading())
    assert len(entities) == 3


@pytest.mark.parametrize(
    ("text", "kind", "words", "country"),
    [
        ("The Kremlin said so.", "government", "The Kremlin", "RU"),
        ("The Pentagon said so.", "military", "The Pentagon", "US"),
        ("KCNA said so.", "state_media", "KCNA", "KP"),
        ("The World Food Programme said so.", "igo", "The World Food Programme", None),
        ("The Syrian government said so.", "government", "The Syrian government", "SY"),
        (
            "South Korean intelligence officials said so.",
            "intelligence",
            "South Korean intelligence officials",
            "KR",
        ),
        ("State media said so.", "state_media", "State media", None),
        ("Iraqi police said so.", "police", "Iraqi police", "IQ"),
        ("The U.S. army said so.", "military", "The U.S. army", "US"),
        ("Residents said so.", "civilian", "Residents", None),
        ("A hospital said so.", "medical", "A hospital", None),
        ("The club said so.", None, "The club", None),
    ],
)
def test_kind_and_country_are_read_from_names_nouns_and_what_stands_before_them(
    text: str, kind: str | None, words: str, country: str | None
) -> None:
    found = of(read_entities(Sketch(text).mention("Organisation", words).reading()), words)
    assert (found.kind, found.country) == (kind, country)
    assert ("kind" in found.because) == (kind is not None)


@pytest.mark.parametrize(("name", "country"), [("Moscow", "RU"), ("Pyongyang", "KP"), ("Ukraine", "UA")])
def test_a_country_or_capital_that_speaks_is_its_government(name: str, country: str) -> None:
    sketch = Sketch(f"{name} denied that the ferry had sunk.").name("LOC", name)
    found = of(read_entities(sketch.says(name, "denied", "that the ferry had sunk").reading()), name)
    assert (found.type, found.kind, found.country) == ("organisation", "government", country)


def test_a_country_that_does_not_speak_stays_a_place() -> None:
    found = of(read_entities(Sketch("A ferry sank off Malta.").name("LOC", "Malta").reading()), "Malta")
    assert (found.type, found.kind, found.country) == ("location", None, "MT")


@pytest.mark.parametrize(
    ("source", "type", "kind"),
    [
        ("a doctor at the clinic", "person", "medical"),
        ("residents", "group", "civilian"),
        ("state media", "organisation", "state_media"),
        ("South Korean intelligence officials and analysts", "group", "intelligence"),
        ("two senior officials", "group", "government"),
        ("the report", "document", None),
        ("witnesses in the town", "group", "witness"),
    ],
)
def test_a_source_that_the_network_does_not_name_is_described(
    source: str, type: str, kind: str | None
) -> None:
    sketch = Sketch(f"Nine died, {source} said.").says(source, "said", "Nine died")
    found = of(read_entities(sketch.reading()), source)
    assert (found.name, found.type, found.kind) == (source, type, kind)


def test_the_source_is_its_head_not_the_body_it_speaks_for() -> None:
    source = "a spokesman for the defence ministry"
    sketch = Sketch(f"The dam held, {source} said.").mention("Organisation", "the defence ministry")
    sketch.relate("spokesman", "nsubj", "said").relate("ministry", "nmod", "spokesman")
    entities = read_entities(sketch.says(source, "said", "The dam held").reading())
    spokesman, ministry = of(entities, source), of(entities, "the defence ministry")
    assert spokesman.represents == ministry.id
    assert (spokesman.type, spokesman.sex) == ("person", "male")
    assert (ministry.type, ministry.kind) == ("organisation", "government")


def test_a_relative_clause_is_not_part_of_who_speaks() -> None:
    source = "officials who asked not to be named"
    entities = read_entities(Sketch(f"It fell, {source} said.").says(source, "said", "It fell").reading())
    assert of(entities, "officials").name == "officials"


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        (
            "Defence ministry spokeswoman Ana Horvat spoke.",
            "Defence ministry spokeswoman Ana Horvat",
            "Defence ministry",
        ),
        ("The army's spokesman spoke.", "The army's spokesman", "army"),
        ("A foreign ministry official spoke.", "A foreign ministry official", "foreign ministry"),
    ],
)
def test_who_speaks_for_a_body_named_before_the_speaking_noun(text: str, person: str, body: str) -> None:
    entities = read_entities(Sketch(text).mention("Person", person).reading())
    assert of(entities, person).represents == of(entities, body).id


def test_an_acronym_is_the_body_it_was_introduced_for() -> None:
    text = "The Free Valley Front (FVF) shelled a depot. On Friday the FVF denied it. The group left."
    sketch = Sketch(text).name("ORG", "Free Valley Front", "FVF", "FVF@2")
    sketch.mention("Organisation", "The Free Valley Front", "FVF", "the FVF", "The group")
    front = of(read_entities(sketch.reading()), "The Free Valley Front")
    assert front.name == "Free Valley Front"
    assert [m.words for m in front.mentions if m.kind == "name"] == ["Free Valley Front", "FVF", "FVF"]


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        ("The Defence Ministry", "the ministry", True),
        ("the interior ministry", "the foreign ministry", False),
        ("a soldier", "the soldiers", False),
        ("the ministry", "a ministry", False),
        ("Hamas", "the group", True),
        ("the army", "the company", False),
    ],
)
def test_a_definite_description_is_the_last_fitting_entity(earlier: str, later: str, same: bool) -> None:
    sketch = Sketch(f"{earlier} warned drivers. The road is closed. Later {later} opened it.")
    entities = read_entities(sketch.mention("Organisation", earlier, later).reading())
    assert apart(entities, earlier, later) is not same


def test_a_title_alone_is_who_bears_it() -> None:
    text = "President Ana Horvat met farmers. Rain fell. The president promised seed."
    entities = read_entities(
        Sketch(text).mention("Person", "President Ana Horvat", "The president").reading()
    )
    assert of(entities, "The president").name == "Ana Horvat"
    assert of(entities, "The president").kind == "government"


def speakers(second: str) -> tuple[Entity, ...]:
    text = f"The road is open, Ana Horvat said. It was mined, {second} said."
    sketch = Sketch(text).name("PER", "Ana Horvat").relate("Ana", "nsubj", "said")
    sketch.says("Ana Horvat", "said", "The road is open").says(second, "said@2", "It was mined")
    return read_entities(sketch.reading())


def test_she_who_speaks_next_is_she_who_spoke() -> None:
    entities = speakers("she")
    assert of(entities, "she").name == "Ana Horvat"
    assert of(entities, "she").sex == "female"


def test_they_is_not_one_person() -> None:
    assert not any(m.words == "they" for e in speakers("they") for m in e.mentions)


def test_he_is_not_a_woman() -> None:
    text = "Ms. Horvat waited with Mr. Kos. He smiled."
    sketch = Sketch(text).mention("Person", "Ms. Horvat", "Mr. Kos").relate("Ms", "nsubj", "waited")
    assert of(read_entities(sketch.reading()), "He").name == "Kos"


def test_they_who_spoke_are_the_officials_and_analysts() -> None:
    text = "Officials and analysts said the bridge fell. Hundreds fled, they said."
    sketch = (
        Sketch(text)
        .says("Officials and analysts", "said", "the bridge fell")
        .says("they", "said@2", "Hundreds fled")
    )
    assert of(read_entities(sketch.reading()), "they").name == "Officials and analysts"


def test_it_rains_is_nobody() -> None:
    sketch = Sketch("The army waited. It rained.").mention("Organisation", "The army")
    assert [m.words for e in read_entities(sketch.reading()) for m in e.mentions] == ["The army"]


def test_a_pronoun_four_sentences_away_is_left_alone() -> None:
    text = "Ana Horvat came. Rain fell. Wind rose. Snow fell. Night came. She left."
    entities = read_entities(Sketch(text).mention("Person", "Ana Horvat").reading())
    assert [[m.words for m in e.mentions] for e in entities] == [["Ana Horvat"]]


def test_a_pronoun_known_to_be_somebody_but_not_whom_is_not_resolved() -> None:
    (entity,) = read_entities(Sketch("She left.").mention("Person", "She").reading())
    assert (entity.name, entity.type, entity.sex) == ("She", "person", "female")
    assert not resolved(entity)


def test_pronouns_that_nobody_vouches_for_and_that_reach_nobody_are_left_out() -> None:
    (entity,) = read_entities(Sketch("She lost her keys.").mention("Person", "She").reading())
    assert [m.words for m in entity.mentions] == ["She"]


def test_i_in_a_quotation_is_who_speaks() -> None:
    text = "“I saw nine boats,” Ivo Kos said. “We all ran.”"
    sketch = Sketch(text).name("PER", "Ivo Kos").says("Ivo Kos", "said", "I saw nine boats")
    assert [m.words for m in of(read_entities(sketch.reading()), "Ivo Kos").mentions] == ["I", "Ivo Kos"]


def test_he_in_a_quotation_is_not_who_speaks() -> None:
    text = "Ivo Kos waited. “He ran,” Mr. Dren said."
    sketch = Sketch(text).mention("Person", "Ivo Kos", "Mr. Dren").says("Mr. Dren", "said", "He ran")
    sketch.relate("Ivo", "nsubj", "waited")
    assert of(read_entities(sketch.reading()), "He").name == "Ivo Kos"


@pytest.mark.parametrize(
    ("text", "words", "age"),
    [
        ("Maria, 9, was killed.", "Maria", 9),
        ("Ivo Kos, aged 45, was hurt.", "Ivo Kos", 45),
        ("Ivo Kos (45) was hurt.", "Ivo Kos", 45),
        ("A 12-year-old boy was hurt.", "A 12-year-old boy", 12),
        ("Ivo Kos, 2,000 soldiers and a dog left.", "Ivo Kos", None),
        ("Ivo Kos waited 40 minutes.", "Ivo Kos", None),
    ],
)
def test_age(text: str, words: str, age: int | None) -> None:
    found = of(read_entities(Sketch(text).mention("Person", words).reading()), words)
    assert found.age == age
    if age:
        assert [span.words for span in found.because["age"] if not isinstance(span, str)] == [str(age)]


@pytest.mark.parametrize(
    ("marked", "kept"),
    [("the Assad regime's", "the Assad regime"), ("Mosul.", "Mosul"), ("U.S.", "U.S."), ("“Kos", "Kos")],
)
def test_marks_and_possessives_are_not_part_of_a_mention(marked: str, kept: str) -> None:
    sketch = Sketch(f"They left {marked} at dawn")
    start = sketch.text.index(marked)
    span = sketch.words.between(start, start + len(marked))
    from hearsay.read.network.analysis import Tagged

    sketch._mentions.append(Tagged("Organisation", span.start, span.stop, 0.9))
    assert kept in [m.words for e in read_entities(sketch.reading()) for m in e.mentions]


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("Ms. Ana Horvat", "person"),
        ("the Ministry of Justice", "organisation"),
        ("Syria", "location"),
        ("TASS", "organisation"),
    ],
)
def test_without_a_network_names_are_still_found(words: str, type: str) -> None:
    sketch = Sketch(f"On Friday a letter reached {words} from the north.")
    found = [e for e in read_entities(sketch.reading(network=False)) if words.endswith(e.name)]
    assert [e.type for e in found] == [type]


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_network(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    report = Report.of(ref="any", raw=text.encode(), text=text)
    entities = read_entities(Reading(report, tuple(split_sentences(text))))
    assert all(text[m.start : m.end] == m.words for e in entities for m in e.mentions)
    assert len({e.id for e in entities}) == len(entities)
    assert entities == read_entities(Reading(report, tuple(split_sentences(text))))


_PIECES = ["Ana Horvat", "Mr. Kos", "he", "She", "they", "the army", "said", "U.N.", "of", *".,“”(\n", "’s"]


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.data())
def test_any_marking_gives_entities_that_stand_in_the_text(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    sketch = Sketch(text)
    count = len(sketch.words)
    ranges = st.tuples(st.integers(0, max(0, count - 1)), st.integers(1, 5))
    from hearsay.read.network.analysis import Tagged
    from hearsay.read.network.drafts import Draft

    def drawn(kinds: list[str]) -> list[Tagged]:
        rows = data.draw(st.lists(st.tuples(st.sampled_from(kinds), ranges), max_size=8 if count else 0))
        return [Tagged(kind, at, min(count, at + size), 0.5) for kind, (at, size) in rows]

    sketch._names = drawn(["PER", "ORG", "LOC", "MISC"])
    sketch._mentions = drawn(["Person", "Organisation", "Location", "Weapon", "DocumentReference"])
    for tagged in drawn(["source"]):
        sketch._drafts.append(
            Draft((tagged.first, tagged.last), (tagged.first, tagged.last), ((0, count),), 0.5)
        )
    entities = read_entities(sketch.reading())
    assert all(text[m.start : m.end] == m.words for e in entities for m in e.mentions)
    ids = {e.id for e in entities}
    assert len(ids) == len(entities)
    assert all(e.represents in ids for e in entities if e.represents)
    spans = [(m.start, m.end) for e in entities for m in e.mentions]
    assert len(spans) == len(set(spans))
