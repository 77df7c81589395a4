"""Attributions inside content: invented sentences, tagged as the network would, and what is found in them.

A sentence reads "word/TAG"; "|" opens what the outer attribution says, "word/TAG/relation" gives a relation of the
tree, and "!" after a tag marks a word that the network takes for an event.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.attributions.nested.find import with_nested
from hearsay.read.network.analysis import Analysis, Tagged
from hearsay.read.network.drafts import Draft, Range
from hearsay.read.network.pieces import Words

Told = tuple[str, str, str]
"""Source, cue, content; pieces of content are parted by " … ", nobody named is the empty string."""


class Tagging:
    """A sentence with its tags, and the outer attribution that ends its cue before "|"."""

    def __init__(self, line: str) -> None:
        items = line.split()
        self.bar = items.index("|")
        items.remove("|")
        parts = [item.rsplit("/", item.count("/")) for item in items]
        self.forms = [part[0] for part in parts]
        self.tags = [part[1].rstrip("!") for part in parts]
        self.relations = [part[2] if len(part) > 2 else "dep" for part in parts]
        self.events = [i for i, part in enumerate(parts) if part[1].endswith("!")]
        starts = [sum(len(form) + 1 for form in self.forms[:i]) for i in range(len(self.forms))]
        self.text = " ".join(self.forms)
        ends = [start + len(form) for start, form in zip(starts, self.forms, strict=True)]
        shapes = tuple(1 if form.istitle() else 2 if form.isupper() else 0 for form in self.forms)
        self.words = Words(tuple(starts), tuple(ends), (), tuple(range(len(starts) + 1)), shapes)

    def analysis(self) -> Analysis:
        """What the network would give."""
        last = len(self.forms) - (self.forms[-1] == ".")
        outer = Draft((0, self.bar - 1), (self.bar - 1, self.bar), ((self.bar, last),), 0.9)
        triggers = tuple(Tagged("OCCURRENCE", i, i + 1, 0.9) for i in self.events)
        heads = tuple(-1 for _ in self.forms)
        return Analysis(
            words=self.words,
            tags=tuple(self.tags),
            heads=heads,
            relations=tuple(self.relations),
            names=(),
            mentions=(),
            triggers=triggers,
            drafts=(outer,),
        )

    def drafts(self) -> tuple[Draft, ...]:
        return with_nested(self.text, self.analysis(), [(0, len(self.text))])

    def said(self, span: Range | None) -> str:
        return " ".join(self.forms[span[0] : span[1]]) if span else ""

    def told(self, draft: Draft) -> Told:
        return self.said(draft.source), self.said(draft.cue), " … ".join(self.said(p) for p in draft.content)

    def nested(self) -> list[Told]:
        found = [draft for draft in self.drafts() if draft.parent is not None]
        return [self.told(draft) for draft in sorted(found, key=lambda draft: draft.cue)]


VERBS = [
    (
        "She/PRP said/VBD | “/`` I/PRP think/VBP we/PRP lost/VBD ”/''",
        [("I", "think", "we lost ”")],
    ),
    (
        "He/PRP said/VBD | that/IN police/NNS believe/VBP the/DT man/NN left/VBD the/DT town/NN ./.",
        [("police", "believe", "the man left the town")],
    ),
    (
        "She/PRP said/VBD | the/DT council/NN did/VBD not/RB know/VB who/WP broke/VBD in/RP ./.",
        [("the council", "did not know", "who broke in")],
    ),
    (
        "Kim/NNP said/VBD | the/DT mayor/NN plans/VBZ to/TO rebuild/VB the/DT bridge/NN ./.",
        [("the mayor", "plans", "to rebuild the bridge")],
    ),
    (
        "Kim/NNP said/VBD | they/PRP had/VBD refused/VBN to/TO admit/VB that/IN it/PRP burned/VBD ./.",
        [("they", "had refused to admit", "that it burned")],
    ),
    (
        "Kim/NNP said/VBD | we/PRP would/MD like/VB to/TO go/VB home/RB ./.",
        [("we", "would like", "to go home")],
    ),
    (
        "Kim/NNP said/VBD | they/PRP want/VBP the/DT troops/NNS to/TO leave/VB ./.",
        [("they", "want", "the troops to leave")],
    ),
    (
        "Kim/NNP said/VBD | officers/NNS urged/VBD the/DT crowd/NN to/TO disperse/VB ./.",
        [("officers", "urged", "to disperse")],
    ),
    (
        "Kim/NNP said/VBD | the/DT bank/NN told/VBD its/PRP$ clients/NNS in/IN May/NNP that/IN it/PRP closed/VBD ./.",
        [("the bank", "told", "that it closed")],
    ),
    (
        "Kim/NNP said/VBD | he/PRP ordered/VBD an/DT investigation/NN! ./.",
        [("he", "ordered", "an investigation")],
    ),
    (
        "Kim/NNP said/VBD | the/DT clinic/NN was/VBD considering/VBG closing/VBG its/PRP$ doors/NNS ./.",
        [("the clinic", "was considering", "closing its doors")],
    ),
    (
        "Kim/NNP said/VBD | rebels/NNS insist/VBP on/IN the/DT release/NN! of/IN prisoners/NNS ./.",
        [("rebels", "insist on", "the release of prisoners")],
    ),
    (
        "Kim/NNP said/VBD | they/PRP accused/VBD the/DT baker/NN of/IN stealing/VBG flour/NN ./.",
        [("they", "accused", "of stealing flour")],
    ),
    (
        "Kim/NNP said/VBD | critics/NNS describe/VBP the/DT law/NN as/IN a/DT trap/NN ./.",
        [("critics", "describe", "the law as a trap")],
    ),
    (
        "Kim/NNP said/VBD | she/PRP found/VBD the/DT bill/NN confusing/JJ ./.",
        [("she", "found", "the bill confusing")],
    ),
    (
        "Kim/NNP said/VBD | there/EX are/VBP men/NNS who/WP threatened/VBD to/TO kill/VB him/PRP ./.",
        [("who", "threatened", "to kill him")],
    ),
    (
        "Kim/NNP said/VBD | it/PRP is/VBZ the/DT cat/NN we/PRP thought/VBD was/VBD dead/JJ ./.",
        [("we", "thought", "the cat … was dead")],
    ),
    (
        "Kim/NNP said/VBD | the/DT ministry/NN did/VBD not/RB give/VB details/NNS ./.",
        [("the ministry", "did not give", "details")],
    ),
    (
        "Kim/NNP said/VBD | they/PRP mended/VBD what/WP he/PRP called/VBD a/DT mistake/NN ./.",
        [("he", "called", "what … a mistake")],
    ),
    (
        "Kim/NNP said/VBD | the/DT envoy/NN would/MD not/RB discuss/VB in/IN public/NN whether/IN he/PRP stays/VBZ ./.",
        [("the envoy", "would not discuss", "whether he stays")],
    ),
    (
        "Kim/NNP said/VBD | officers/NNS began/VBD asking/VBG the/DT crowd/NN to/TO leave/VB ./.",
        [("officers", "began asking", "to leave")],
    ),
    (
        "Kim/NNP said/VBD | the/DT roof/NN fell/VBD in/RP ,/, I/PRP believe/VBP ./.",
        [("I", "believe", "the roof fell in")],
    ),
    (
        "Kim/NNP said/VBD | the/DT army/NN ruled/VBD out/RP an/DT attack/NN! ./.",
        [("the army", "ruled out", "an attack")],
    ),
    (
        "Kim/NNP said/VBD | the/DT bishop/NN ,/, who/WP came/VBD in/IN May/NNP ,/, "
        "had/VBD said/VBN that/IN he/PRP forgave/VBD them/PRP ./.",
        [("the bishop", "had said", "that he forgave them")],
    ),
    (
        "Kim/NNP said/VBD | the/DT guards/NNS heard/VBD shots/NNS! and/CC decided/VBD to/TO hide/VB ./.",
        [("the guards", "decided", "to hide")],
    ),
]

PASSIVES = [
    (
        "Kim/NNP said/VBD | Lee/NNP is/VBZ alleged/VBN to/TO have/VB decided/VBN to/TO flee/VB ./.",
        [("", "is alleged", "Lee … to have decided to flee"), ("Lee", "to have decided", "to flee")],
    ),
    (
        "A/DT doctor/NN said/VBD | at/IN least/JJS a/DT dozen/NN people/NNS are/VBP feared/VBN dead/JJ ./.",
        [("", "are feared", "at least a dozen people … dead")],
    ),
    (
        "Kim/NNP said/VBD | up/IN to/IN 40/CD miners/NNS are/VBP believed/VBN to/TO be/VB trapped/VBN ./.",
        [("", "are believed", "up to 40 miners … to be trapped")],
    ),
    (
        "Kim/NNP said/VBD | it/PRP is/VBZ feared/VBN that/IN the/DT dam/NN breaks/VBZ ./.",
        [("", "is feared", "that the dam breaks")],
    ),
    (
        "Kim/NNP said/VBD | the/DT strike/NN! was/VBD announced/VBN by/IN the/DT union/NN ./.",
        [("the union", "was announced", "the strike")],
    ),
    (
        "Kim/NNP said/VBD | farmers/NNS were/VBD told/VBN to/TO leave/VB ./.",
        [("", "were told", "to leave")],
    ),
    (
        "Kim/NNP said/VBD | civilians/NNS suspected/VBN/acl of/IN spying/VBG were/VBD shot/VBN ./.",
        [("", "suspected", "civilians … of spying")],
    ),
    (
        "Kim/NNP said/VBD | the/DT ship/NN has/VBZ allegedly/RB sunk/VBN a/DT ferry/NN ./.",
        [("", "allegedly", "the ship has … sunk a ferry")],
    ),
]

NOUNS = [
    (
        "Kim/NNP welcomed/VBD | their/PRP$ plan/NN to/TO rebuild/VB the/DT school/NN ./.",
        [("their", "plan", "to rebuild the school")],
    ),
    (
        "Kim/NNP rejected/VBD | a/DT rumour/NN that/IN the/DT king/NN had/VBD died/VBN ./.",
        [("", "rumour", "that the king had died")],
    ),
    (
        "Kim/NNP said/VBD | both/DT sides/NNS have/VBP the/DT determination/NN to/TO talk/VB ./.",
        [("both sides", "have the determination", "to talk")],
    ),
    (
        "Kim/NNP recalled/VBD | the/DT rebels/NNS '/POS threat/NN to/TO burn/VB the/DT crops/NNS ./.",
        [("the rebels '", "threat", "to burn the crops")],
    ),
    (
        "Kim/NNP said/VBD | there/EX were/VBD fears/NNS of/IN an/DT attack/NN! ./.",
        [("", "fears", "of an attack")],
    ),
    (
        "Kim/NNP said/VBD | in/IN their/PRP$ opinion/NN ,/, the/DT vote/NN was/VBD fair/JJ ./.",
        [("their", "opinion", "the vote was fair")],
    ),
    (
        "Kim/NNP said/VBD | the/DT mine/NN had/VBD closed/VBN ,/, according/VBG to/IN the/DT owner/NN ./.",
        [("the owner", "according to", "the mine had closed")],
    ),
]

ADJECTIVES = [
    (
        "Kim/NNP said/VBD | leaders/NNS willing/JJ to/TO talk/VB were/VBD rare/JJ ./.",
        [("leaders", "willing", "to talk")],
    ),
    (
        "Kim/NNP said/VBD | she/PRP was/VBD confident/JJ that/IN rain/NN would/MD come/VB ./.",
        [("she", "was confident", "that rain would come")],
    ),
    (
        "Kim/NNP said/VBD | villagers/NNS are/VBP afraid/JJ to/TO return/VB ./.",
        [("villagers", "are afraid", "to return")],
    ),
    (
        "Kim/NNP said/VBD | he/PRP was/VBD determined/VBN to/TO find/VB them/PRP ./.",
        [("he", "was determined", "to find them")],
    ),
    (
        "Kim/NNP said/VBD | they/PRP remain/VBP concerned/JJ about/IN the/DT drought/NN ./.",
        [("they", "remain concerned about", "the drought")],
    ),
]

ENDS = [
    (  # a sentence of the outer speaker's own goes on behind ", but"
        "Kim/NNP said/VBD | he/PRP hopes/VBZ that/IN they/PRP win/VBP ,/, but/CC the/DT odds/NNS are/VBP poor/JJ ./.",
        [("he", "hopes", "that they win")],
    ),
    (  # what is said of those who want to leave is not what they want
        "Kim/NNP said/VBD | those/DT who/WP want/VBP to/TO leave/VB are/VBP free/JJ ./.",
        [("who", "want", "to leave")],
    ),
    (
        "Kim/NNP said/VBD | she/PRP decided/VBD to/TO sell/VB the/DT farm/NN and/CC moved/VBD away/RB ./.",
        [("she", "decided", "to sell the farm")],
    ),
    (
        "Kim/NNP said/VBD | we/PRP demand/VBP the/DT return/NN! of/IN the/DT boy/NN ,/, who/WP fled/VBD in/IN May/NNP ./.",
        [("we", "demand", "the return of the boy")],
    ),
]

CAPITALS = [
    (
        "PONCE/NNP SAID/VBD | THEY/PRP REFUSED/VBD TO/TO STOP/VB THE/DT HARVEST/NN ./.",
        [("THEY", "REFUSED", "TO STOP THE HARVEST")],
    ),
    (
        "PONCE/NNP SAID/VBD | THERE/EX IS/VBZ A/DT GUERRILLA/NN PLOT/NN TO/TO BURN/VB MILLS/NNS ./.",
        [("GUERRILLA", "PLOT", "TO BURN MILLS")],
    ),
]

NOTHING = [
    "Kim/NNP said/VBD | the/DT crew/NN tried/VBD to/TO leave/VB ./.",
    "Kim/NNP said/VBD | the/DT crew/NN has/VBZ to/TO leave/VB ./.",
    "Kim/NNP said/VBD | they/PRP managed/VBD to/TO put/VB the/DT fire/NN out/RP ./.",
    "Kim/NNP said/VBD | the/DT rain/NN began/VBD to/TO fall/VB ./.",
    "Kim/NNP said/VBD | it/PRP used/VBD to/TO be/VB a/DT mill/NN ./.",
    "Kim/NNP said/VBD | he/PRP ordered/VBD soup/NN and/CC bread/NN ./.",
    "Kim/NNP said/VBD | you/PRP think/VBP it/PRP is/VBZ easy/JJ ./.",
    "Kim/NNP said/VBD | if/IN they/PRP want/VBP to/TO stay/VB ,/, rooms/NNS are/VBP free/JJ ./.",
    "Kim/NNP said/VBD | the/DT state/NN should/MD admit/VB that/IN it/PRP failed/VBD ./.",
    "Kim/NNP said/VBD | in/IN order/NN to/TO save/VB water/NN the/DT pool/NN closed/VBD ./.",
    "Kim/NNP said/VBD | wait/VB and/CC see/VB what/WP happens/VBZ ./.",
    "Kim/NNP urged/VBD | him/PRP to/TO deny/VB that/IN he/PRP paid/VBD ./.",
]


@pytest.mark.parametrize(("sentence", "expected"), [*VERBS, *PASSIVES, *NOUNS, *ADJECTIVES, *ENDS, *CAPITALS])
def test_what_stands_inside_content(sentence: str, expected: list[Told]) -> None:
    assert Tagging(sentence).nested() == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_deeds_wants_and_conditions_say_nothing(sentence: str) -> None:
    assert Tagging(sentence).nested() == []


def test_each_stands_in_the_tightest_content_around_it() -> None:
    tagging = Tagging(
        "Kim/NNP said/VBD | reports/NNS claim/VBP that/IN the/DT army/NN fears/VBZ that/IN rebels/NNS plan/VBP "
        "to/TO attack/VB! ./."
    )
    drafts = tagging.drafts()
    parents = {
        tagging.said(draft.cue): tagging.said(drafts[draft.parent].cue)
        for draft in drafts
        if draft.parent is not None
    }
    assert parents == {"claim": "said", "fears": "claim", "plan": "fears"}
    assert all(draft.parent is None or draft.parent < number for number, draft in enumerate(drafts))


def test_without_tags_the_network_is_believed() -> None:
    tagging = Tagging("Kim/NNP said/VBD | the/DT mayor/NN plans/VBZ to/TO rebuild/VB it/PRP ./.")
    tagging.tags = ["" for _ in tagging.tags]
    assert tagging.drafts() == tagging.analysis().drafts


SENTENCES = [line for line, _ in (*VERBS, *PASSIVES, *NOUNS, *ADJECTIVES, *ENDS, *CAPITALS)] + NOTHING


@given(st.lists(st.sampled_from([item for line in SENTENCES for item in line.split() if item != "|"])))
def test_any_words_in_any_order_keep_every_part_inside_the_content(items: list[str]) -> None:
    tagging = Tagging(" ".join(["Kim/NNP", "said/VBD", "|", *items, "./."]))
    drafts = tagging.drafts()
    for draft in drafts[1:]:
        around = drafts[draft.parent or 0].content
        assert any(first <= draft.cue[0] < draft.cue[1] <= last for first, last in around)
        (first, last) = drafts[0].content[0]
        parts = [draft.cue, *draft.content, *([draft.source] if draft.source else [])]
        assert all(first <= a < b <= last for a, b in parts)
