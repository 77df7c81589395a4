"""Events from hand-made trees: each table is what the network would say of the sentence."""

from __future__ import annotations

import pytest

from hearsay.read.events.read import read_events
from hearsay.read.reading import Reading
from hearsay.record import Event, Report
from tests.read.trees import Draft


def events(draft: Draft) -> dict[str, Event]:
    return {event.words: event for event in read_events(draft.reading())}


def roles(event: Event) -> set[tuple[str, str]]:
    return {(part.role, part.words) for part in event.participants}


KILLED = """
Gunmen NNS 2 nsubj
killed VBD 0 root O
three CD 4 nummod
soldiers NNS 2 obj
in IN 7 case
an DT 7 det
ambush NN 2 obl O
near IN 9 case
Torvik NNP 7 nmod
on IN 11 case
Friday NNP 2 obl
, , 2 punct
police NNS 14 nsubj
said VBD 2 parataxis R
"""


def killed() -> Draft:
    draft = (
        Draft(KILLED).time("Friday", "2024-03-01").place("Torvik").figure("three", "soldiers", "killed", 3)
    )
    return draft.attribution(
        "police", "said", "Gunmen killed three soldiers in an ambush near Torvik on Friday"
    )


def test_a_deed_has_its_doer_victim_day_place_and_number() -> None:
    draft = killed()
    found = events(draft)
    deed = found["killed"]
    assert deed.type == "ASSAULT"
    assert roles(deed) == {("perpetrator", "Gunmen"), ("victim", "three soldiers")}
    reading = draft.reading()
    assert deed.when == reading.times[0].id
    assert deed.where == (reading.places[0].id,)
    assert deed.figures == (reading.figures[0].id,)
    assert (deed.certainty, deed.polarity, deed.time) == ("CERTAIN", "POS", "NON_FUTURE")


def test_two_words_for_one_deed_share_day_and_place_but_never_the_number() -> None:
    found = events(killed())
    assert found["ambush"].type == "ASSAULT"
    assert found["ambush"].when == found["killed"].when
    assert found["ambush"].where == found["killed"].where
    assert found["ambush"].figures == ()


def test_words_of_saying_are_no_events() -> None:
    assert "said" not in events(killed())


def test_killed_by_nobody_named_is_a_casualty() -> None:
    found = events(
        Draft("""
            Nine CD 2 nummod
            engineers NNS 5 nsubj:pass
            had VBD 5 aux
            been VBN 5 aux:pass
            killed VBN 0 root O
            in IN 7 case
            March NNP 5 obl
        """).time("March", "2024-03-01")
    )
    assert found["killed"].type == "CASUALTY"
    assert roles(found["killed"]) == {("victim", "Nine engineers")}


def test_a_blast_that_kills_is_no_perpetrator() -> None:
    found = events(
        Draft("""
            The DT 2 det
            blast NN 3 nsubj O
            killed VBD 0 root O
            twelve CD 5 nummod
            people NNS 3 obj
        """)
    )
    assert found["killed"].type == "CASUALTY"
    assert [part.role for part in found["killed"].participants] == ["victim"]


AGREED = """
The DT 2 det
ministry NN 3 nsubj
said VBD 0 root R
on IN 5 case
Tuesday NNP 3 obl
that IN 10 mark
the DT 8 det
governor NN 10 nsubj
had VBD 10 aux
agreed VBN 3 ccomp A
to TO 12 mark
send VB 10 xcomp O
400 CD 15 nummod
rescue NN 15 compound
workers NNS 12 obj
to IN 17 case
Korvale NNP 12 obl
"""


def test_what_was_agreed_is_still_to_come_and_the_day_of_saying_is_not_its_day() -> None:
    draft = (
        Draft(AGREED).time("Tuesday", "2024-03-05").place("Korvale").figure("400", "workers", "deployed", 400)
    )
    draft.attribution(
        "The ministry", "said", "that the governor had agreed to send 400 rescue workers to Korvale"
    )
    found = events(draft)
    assert found["agreed"].type == "AGREE"
    assert found["agreed"].time == "NON_FUTURE"
    sent = found["send"]
    assert (sent.type, sent.time) == ("AID", "FUTURE")
    assert ("agent", "the governor") in roles(sent)
    assert sent.where == (draft.reading().places[0].id,)
    assert sent.figures == (draft.reading().figures[0].id,)
    assert sent.when is None
    assert found["agreed"].when is None


def test_a_light_verb_gives_way_to_the_deed_it_carries() -> None:
    found = events(
        Draft("""
            Suspected JJ 2 amod
            militants NNS 3 nsubj
            carried VBD 0 root O
            out RP 3 compound:prt
            an DT 6 det
            attack NN 3 obj O
            on IN 9 case
            a DT 9 det
            convoy NN 6 nmod
        """)
    )
    assert list(found) == ["attack"]
    doer = next(part for part in found["attack"].participants if part.role == "perpetrator")
    assert (doer.words, doer.standing) == ("Suspected militants", "suspected")
    assert ("target", "a convoy") in roles(found["attack"])


@pytest.mark.parametrize(
    ("table", "standing"),
    [
        (
            """
            The DT 3 det
            Orin NNP 3 compound
            Front NNP 4 nsubj
            claimed VBD 0 root R
            responsibility NN 4 obj
            for IN 8 case
            the DT 8 det
            attack NN 5 nmod O
            """,
            "claimed",
        ),
        (
            """
            The DT 3 det
            Orin NNP 3 compound
            Front NNP 4 nsubj
            denied VBD 0 root R
            involvement NN 4 obj
            in IN 8 case
            the DT 8 det
            attack NN 5 nmod O
            """,
            "denied",
        ),
        (
            """
            Officials NNS 2 nsubj
            blamed VBD 0 root A
            the DT 5 det
            Orin NNP 5 compound
            Front NNP 2 obj
            for IN 8 case
            the DT 8 det
            attack NN 2 obl O
            """,
            "suspected",
        ),
    ],
)
def test_who_is_said_to_be_behind_a_deed_stands_as_it_is_said(table: str, standing: str) -> None:
    attack = events(Draft(table))["attack"]
    doers = [part for part in attack.participants if part.role == "perpetrator"]
    assert [(part.words, part.standing) for part in doers] == [
        ("the Orin Front" if standing == "suspected" else "The Orin Front", standing)
    ]
    assert attack.polarity == "POS"
    assert attack.certainty == "CERTAIN"


def test_the_owner_of_an_arrest_is_the_one_arrested() -> None:
    found = events(
        Draft("""
            Her PRP$ 2 nmod:poss
            arrest NN 5 nsubj O
            by IN 4 case
            police NNS 2 nmod
            angered VBD 0 root
            residents NNS 5 obj
        """)
    )
    assert (found["arrest"].type, found["arrest"].mode) == ("COERCE", "arrest")
    assert roles(found["arrest"]) == {("recipient", "Her"), ("agent", "police")}


def test_a_subject_is_shared_by_coordinated_and_participial_verbs() -> None:
    found = events(
        Draft("""
            Troops NNS 2 nsubj
            stormed VBD 0 root O
            the DT 4 det
            village NN 2 obj
            and CC 6 cc
            burned VBD 2 conj O
            houses NNS 6 obj
            , , 2 punct
            wounding VBG 2 advcl O
            two CD 11 nummod
            farmers NNS 9 obj
        """)
    )
    assert ("perpetrator", "Troops") in roles(found["burned"])
    assert ("perpetrator", "Troops") in roles(found["wounding"])
    assert ("victim", "two farmers") in roles(found["wounding"])


def test_the_death_toll_is_the_happening_and_its_rise_is_not() -> None:
    draft = Draft("""
        The DT 3 det
        death NN 3 compound
        toll NN 4 nsubj
        rose VBD 0 root O
        to IN 6 case
        45 CD 4 obl
        on IN 8 case
        Monday NNP 4 obl
    """)
    draft.time("Monday", "2024-03-04").figure("45", "45", "killed", 45)
    found = events(draft)
    assert list(found) == ["toll"]
    assert found["toll"].type == "CASUALTY"
    assert found["toll"].figures
    assert found["toll"].when


def test_a_number_of_dead_goes_to_the_dead_and_of_wounded_to_the_wounded() -> None:
    draft = Draft("""
        The DT 2 det
        shelling NN 3 nsubj O
        left VBD 0 root O
        five CD 5 nummod
        people NNS 3 obj
        dead JJ 3 xcomp
        and CC 8 cc
        nine CD 3 conj
        wounded VBN 8 acl
    """)
    draft.figure("five", "people", "killed", 5).figure("nine", "nine", "wounded", 9)
    found = events(draft)
    figures = draft.reading().figures
    assert found["dead"].figures == (figures[0].id,)
    assert found["wounded"].figures == (figures[1].id,)
    assert found["shelling"].figures == ()
    assert found["shelling"].mode == "heavy-weapons"


def test_nothing_is_read_without_the_network() -> None:
    text = "Gunmen killed three soldiers."
    report = Report.of(ref="bare", raw=text.encode(), text=text)
    assert read_events(Reading(report, ((0, len(text)),))) == ()


def test_reading_again_gives_the_same_events() -> None:
    assert read_events(killed().reading()) == read_events(killed().reading())


def test_every_event_says_why_it_has_its_type() -> None:
    for event in read_events(killed().reading()):
        assert event.type is None or event.because["type"]


def test_victims_are_not_counted_under_a_word_that_harms_nobody() -> None:
    draft = Draft("""
        The DT 2 det
        chairman NN 3 nsubj
        hugged VBD 0 root O
        five CD 5 nummod
        soldiers NNS 3 obj
    """).figure("five", "soldiers", "wounded", 5)
    hugged = events(draft)["hugged"]
    assert (hugged.type, hugged.figures) == (None, ())


def test_bodies_found_make_a_casualty() -> None:
    draft = Draft("""
        Rescuers NNS 2 nsubj
        pulled VBD 0 root O
        nine CD 4 nummod
        bodies NNS 2 obj
        from IN 7 case
        the DT 7 det
        rubble NN 2 obl
    """).figure("nine", "bodies", "killed", 9)
    pulled = events(draft)["pulled"]
    assert pulled.type == "CASUALTY"
    assert len(pulled.figures) == 1
