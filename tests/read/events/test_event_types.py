"""What kind of happening a word stands for, by what stands beside it."""

from __future__ import annotations

import pytest

from hearsay.read.events.read import read_events
from hearsay.read.events.types import lexicon
from hearsay.record import Event
from hearsay.record.codes import modes_of
from tests.read.trees import Draft, clause


def only(draft: Draft) -> Event:
    (event,) = read_events(draft.reading())
    return event


@pytest.mark.parametrize(
    ("table", "type_", "mode"),
    [
        # one verb, several senses
        (clause("The company", "fired", "its chief director"), "SANCTION", None),
        (clause("Rebels", "fired", "nine rockets", "at Torvik"), "ASSAULT", "heavy-weapons"),
        (clause("Guards", "fired", "two shots"), "ASSAULT", "firearms"),
        (clause("Police", "fired", "teargas", "at protesters"), "ASSAULT", "crowd-control"),
        (clause("The army", "struck", "the airport"), "ASSAULT", None),
        (clause("Miners", "struck", "", "over pay"), "PROTEST", "strike"),
        (clause("The sides", "struck", "a deal"), "AGREE", None),
        (clause("The general", "withdrew", "his troops", "from Torvik"), "RETREAT", "withdraw"),
        (clause("Norland", "withdrew", "", "from the treaty"), "SANCTION", "withdraw"),
        (clause("The court", "released", "two hostages"), "RETREAT", "release"),
        (clause("The ministry", "sent", "troops", "to Torvik"), "DEPLOY", None),
        (clause("The ministry", "sent", "medicine", "to Torvik"), "AID", None),
        (clause("The ministry", "deployed", "soldiers", "along the border"), "MOBILIZE", "troops"),
        (clause("Rebels", "seized", "the town"), "ASSAULT", None),
        (clause("Customs officers", "seized", "cocaine"), "COERCE", "seize"),
        (clause("Residents", "blocked", "the road"), "PROTEST", "obstruct"),
        (clause("The ministry", "blocked", "the website"), "COERCE", "censor"),
        (clause("The parliament", "lifted", "the curfew"), "CONCEDE", None),
        (clause("The parliament", "suspended", "talks", "with Norland"), "SANCTION", "discontinue"),
        (clause("They", "met", "the deadline"), None, None),
        (clause("The ministers", "met", "", "in Torvik"), "CONSULT", None),
        (clause("He", "quit", "his post"), "RETREAT", "resign"),
        # the sixteen, one each where the lists above have none
        (clause("The president", "promised", "cooperation"), "AGREE", None),
        (clause("The minister", "visited", "Norland"), "CONSULT", "visit"),
        (clause("The bishop", "praised", "the accord"), "SUPPORT", None),
        (clause("The states", "shared", "intelligence"), "COOPERATE", None),
        (clause("Norland", "demanded", "the release"), "REQUEST", "yield"),
        (clause("Norland", "condemned", "the shelling"), "ACCUSE", "disapprove"),
        (clause("Norland", "rejected", "the proposal"), "REJECT", None),
        (clause("Norland", "threatened", "retaliation"), "THREATEN", "violence"),
        (clause("Students", "marched", "", "through Torvik"), "PROTEST", "demo"),
        (clause("The court", "sentenced", "the general"), "SANCTION", "convict"),
        (clause("Norland", "mobilised", "reservists"), "MOBILIZE", "troops"),
        (clause("Police", "arrested", "two students"), "COERCE", "arrest"),
        (clause("Hackers", "hacked", "the ministry"), "COERCE", "cyber"),
        (clause("Gunmen", "kidnapped", "a priest"), "ASSAULT", "abduct"),
        (clause("Drones", "bombed", "the port"), "ASSAULT", "drone"),
        (clause("Twelve people", "died", "", "in Torvik"), "CASUALTY", None),
        (clause("The mayor", "honoured", "the firefighters"), "HONOUR", None),
        # no kind that is known
        (clause("The company", "unveiled", "a phone"), None, None),
    ],
)  # fmt: skip
def test_the_type_follows_from_the_company_a_word_keeps(
    table: str, type_: str | None, mode: str | None
) -> None:
    events = [
        event
        for event in read_events(Draft(table).reading())
        if event.words in table.split("root")[0].split()[-4:]
    ]
    assert [(event.type, event.mode) for event in events] == [(type_, mode)]


def test_who_kills_decides_between_a_deed_and_a_loss() -> None:
    assert only(Draft(clause("Rebels", "killed", "nine soldiers"))).type == "ASSAULT"
    assert only(Draft(clause("A landslide", "killed", "nine soldiers"))).type == "CASUALTY"


def test_every_mode_of_the_lexicon_belongs_to_its_type() -> None:
    table = lexicon()
    for senses in (*table.verbs.values(), *table.nouns.values(), *table.adjectives.values()):
        for sense in senses:
            assert sense.mode is None or (sense.type and sense.mode in modes_of(sense.type)), sense.entry
    for type_, mode, _ in table.modes:
        assert mode in modes_of(type_)


def test_all_sixteen_types_and_ours_can_be_found() -> None:
    table = lexicon()
    found = {sense.type for senses in (*table.verbs.values(), *table.nouns.values()) for sense in senses}
    assert len(found - {None}) == 20
