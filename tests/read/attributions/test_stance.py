"""What cues do with their content."""

from __future__ import annotations

import pytest

from hearsay.read.attributions.stance import stance_of
from hearsay.read.lemmas import lemma

CASES = [
    ("said", "assert"), ("told reporters", "assert"), ("according to", "assert"), ("confirmed", "assert"),
    ("has denied", "deny"), ("dismissed", "deny"), ("rejected", "deny"), ("does not believe", "deny"), ("ruled out", "deny"),
    ("are feared", "fear"), ("fears", "fear"), ("worried", "fear"),
    ("is believed", "believe"), ("estimates", "believe"), ("thought", "believe"), ("suspects", "believe"),
    ("declined to say", "decline"), ("refused to confirm", "decline"), ("would not say", "decline"),
    ("did not respond", "decline"),
    ("could not immediately confirm", "decline"), ("had no comment on", "decline"), ("didn't say", "decline"),
    ("vowed", "intend"), ("plans", "intend"), ("has pledged", "intend"), ("threatened", "intend"),
    ("ordered", "order"), ("urged", "order"), ("called for", "order"), ("demanded", "order"),
    ("had agreed", "agree"), ("accepted", "agree"),
    ("shows", "show"), ("photographs showed", "show"), ("revealed", "show"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "expected"), CASES)
def test_stance_of_a_cue(cue: str, expected: str) -> None:
    words = cue.replace("didn't", "didn ' t").split()
    assert stance_of(words) == expected


def test_telling_to_do_is_an_order_and_telling_that_is_not() -> None:
    assert stance_of(["told", "them"], "to leave the harbour") == "order"
    assert stance_of(["told", "them"], "that the harbour was closed") == "assert"


# Each cue with the beginning of its content and the head word of its source.
IN_ITS_SENTENCE = [
    # A noun that the cue only carries.
    ("expressed", "its readiness to open the crossing", "council", "intend"),
    ("has stated", "her concern over the dam", "governor", "fear"),
    ("voiced", "strong support for the truce", "elders", "agree"),
    ("announced", "its refusal to pay", "province", "decline"),
    ("announced", "changes in the police", "minister", "assert"),
    ("has praised", "the plan for the harbour", "mayor", "assert"),
    # What the content is a case of.
    ("hopes", "to reopen the mine", "firm", "intend"),
    ("hopes", "that the mine reopens", "firm", "believe"),
    ("wants", "to reopen the mine", "firm", "intend"),
    ("wants", "the miners to return", "firm", "order"),
    ("want", "the mine closed", "villagers", "order"),
    ("wants", "to thank the divers", "captain", "assert"),
    ("asked", "the guards to open the gate", "driver", "order"),
    ("asked", "whether the gate was open", "driver", "assert"),
    ("asked about", "the gate", "driver", "assert"),
    ("asked", "Is the gate open?", "driver", "assert"),
    ("warned", "that the dyke would break", "engineers", "assert"),
    ("warned", "against crossing the dyke", "engineers", "order"),
    ("warned", "people not to cross the dyke", "engineers", "order"),
    ("is considering", "sending a second ship", "navy", "intend"),
    ("considers", "the second ship lost", "navy", "believe"),
    ("determined", "that the fire was set", "inspector", "assert"),
    ("is determined", "to rebuild", "owner", "intend"),
    ("saw", "two men run from the shop", "witness", "assert"),
    ("saw", "the visit as an insult", "opposition", "believe"),
    ("was convinced", "of the need for a wall", "council", "believe"),
    # An accusation is denied, an offer declined.
    ("rejected", "the accusation that it had shelled the port", "army", "deny"),
    ("rejected", "reports of a truce", "army", "deny"),
    ("rejected", "the rebels' offer of a truce", "army", "decline"),
    ("has rejected", "the idea of talks", "army", "decline"),
    ("denied", "any link with the cell", "charity", "deny"),
    ("was denied", "bail", "driver", "decline"),
    ("do not agree", "with that view", "fishermen", "deny"),
    ("did not agree", "to leave", "fishermen", "decline"),
    # A thing shows, a person says.
    ("suggests", "that turnout fell", "survey", "show"),
    ("suggested", "that turnout fell", "spokesman", "assert"),
    ("confirmed", "that the wreck was the ferry", "images", "show"),
    ("confirmed", "that the wreck was the ferry", "spokesman", "assert"),
    ("supports", "that account", "footage", "show"),
    ("supports", "the strike", "union", "agree"),
    ("has found", "that the bridge had rusted", "inquiry", "show"),
    ("was found", "to be empty", "", "show"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "content", "speaker", "expected"), IN_ITS_SENTENCE)
def test_stance_of_a_cue_in_its_sentence(cue: str, content: str, speaker: str, expected: str) -> None:
    assert stance_of(cue.split(), content, speaker) == expected
    assert stance_of(cue.upper().split(), content.upper(), speaker.upper()) == expected


NEGATIONS = [
    ("did not say", "decline"), ("not only said", "assert"), ("said without hesitation", "assert"),
    ("without naming", "decline"), ("there is no doubt", "assert"), ("doubts", "deny"), ("no longer believes", "deny"),
    ("has revealed almost nothing about", "decline"), ("could not rule out", "decline"), ("pleaded not guilty", "deny"),
    ("can not help thinking", "believe"), ("had little doubt", "assert"), ("showed little concern", "deny"),
    ("refused to rule out", "decline"), ("have neither confirmed nor denied", "decline"), ("did not want", "decline"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "expected"), NEGATIONS)
def test_a_negation_turns_what_it_negates_and_nothing_else(cue: str, expected: str) -> None:
    assert stance_of(cue.split(), "that the harbour is closed", "mayor") == expected


MISLEADING = [
    ("shot back", "assert"), ("pushed back against", "deny"), ("backs", "agree"), ("is a sign", "show"), ("signed", "agree"),
    ("states in the petition", "assert"), ("said during an appeal", "assert"), ("ruled", "assert"), ("ruled out", "deny"),
    ("pleaded guilty", "assert"), ("weighed in", "assert"), ("regarding", "assert"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "expected"), MISLEADING)
def test_words_that_only_look_like_another_stance(cue: str, expected: str) -> None:
    assert stance_of(cue.split(), "that the harbour is closed", "") == expected


@pytest.mark.parametrize(
    ("form", "base"),
    [("said", "say"), ("denies", "deny"), ("agreed", "agree"), ("armed", "arm"), ("firing", "fire"), ("dropped", "drop"),
     ("added", "add"), ("killing", "kill"), ("alleging", "allege"), ("need", "need"), ("women", "woman"), ("Shot", "shoot"),
     ("required", "require"), ("emphasizes", "emphasize"), ("foresaw", "foresee")],
)  # fmt: skip
def test_base_forms(form: str, base: str) -> None:
    assert lemma(form) == base
