"""What syntax adds: what became of people far from the word that says it, whom a number counts. Invented sentences."""

from __future__ import annotations

from dataclasses import replace

from hearsay.read.figures import read_figures
from hearsay.read.order import read_syntax
from hearsay.record import Figure
from tests.read.trees import Draft


def read(draft: Draft) -> dict[str, Figure]:
    """The figures of a drafted sentence by their words."""
    reading = draft.reading()
    return {figure.words: figure for figure in read_figures(replace(reading, syntax=read_syntax(reading)))}


MEMBERS = """
    Three NUM 2 nummod
    members NNS 8 nsubj:pass
    of IN 6 case
    the DT 6 det
    Red NNP 6 compound
    Cross NNP 2 nmod
    were VBD 8 aux:pass
    wounded VBN 0 root
"""


def test_a_phrase_between_does_not_hide_what_became_of_them() -> None:
    assert read(Draft(MEMBERS))["Three"].outcome == "wounded"


COMPANY = """
    Rook NNP 3 nsubj:pass
    was VBD 3 aux:pass
    arrested VBN 0 root
    along IN 7 case
    with IN 7 case
    nine CD 7 nummod
    others NNS 3 obl
"""


def test_those_who_share_it_are_counted() -> None:
    assert read(Draft(COMPANY))["nine"].outcome == "captured"


MAIN_VERB = """
    A DT 2 det
    student NN 8 nsubj:pass
    who WP 5 nsubj:pass
    was VBD 5 aux:pass
    kidnapped VBN 2 acl:relcl
    has VBZ 8 aux
    been VBN 8 aux:pass
    found VBN 0 root
    dead JJ 8 xcomp
"""


def test_the_main_verb_tells_not_the_relative_clause() -> None:
    assert read(Draft(MAIN_VERB))["A"].outcome == "killed"


ANOTHERS = """
    A DT 2 det
    spokesman NN 11 nsubj
    for IN 5 case
    the DT 5 det
    hospital NN 2 nmod
    where WRB 10 advmod
    the DT 8 det
    nun NN 10 nsubj:pass
    was VBD 10 aux:pass
    treated VBN 5 acl:relcl
    spoke VBD 0 root
"""


def test_what_became_of_another_is_not_theirs() -> None:
    assert read(Draft(ANOTHERS)) == {}


SHELTERS = """
    Thousands NNS 3 nsubj
    are VBP 3 aux
    spending VBG 0 root
    nights NNS 3 obj
    in IN 6 case
    tents NNS 3 obl
"""


def test_an_idiom_tells_it() -> None:
    assert read(Draft(SHELTERS))["Thousands"].outcome == "displaced"


MINE = """
    A DT 2 det
    child NN 3 nsubj
    touched VBD 0 root
    it PRP 3 obj
    , , 6 punct
    injuring VBG 3 advcl
    herself PRP 6 obj
    and CC 10 cc
    two CD 10 nummod
    guards NNS 7 conj
"""


def test_who_harms_herself_is_counted_with_the_others() -> None:
    assert {words: figure.outcome for words, figure in read(Draft(MINE)).items()} == {
        "A": "wounded",
        "two": "wounded",
    }


SIDES = """
    Twelve CD 3 nummod
    Torvik NNP 3 compound
    soldiers NNS 7 nsubj:pass
    and CC 5 cc
    civilians NNS 3 conj
    were VBD 7 aux:pass
    killed VBN 0 root
"""


def test_two_kinds_under_one_number_are_mixed_and_on_no_side() -> None:
    population = read(Draft(SIDES).entity("Torvik", "nationality"))["Twelve"].population
    assert (population.status, population.side) == ("mixed", None)


FIGHTERS = """
    Twelve CD 3 nummod
    Torvik NNP 3 compound
    soldiers NNS 5 nsubj:pass
    were VBD 5 aux:pass
    killed VBN 0 root
"""


def test_fighters_stand_on_the_side_that_is_named() -> None:
    draft = Draft(FIGHTERS).entity("Torvik", "nationality").entity("Twelve Torvik soldiers", "group")
    figure = read(draft)["Twelve"]
    entities = {entity.name: entity.id for entity in draft.reading().entities}
    assert figure.population.side == entities["Torvik"]
    assert figure.who == entities["Twelve Torvik soldiers"]


SUM = """
    The DT 2 det
    number NN 5 nsubj
    of IN 4 case
    injured VBN 2 nmod
    stands VBZ 0 root
    at IN 7 case
    387 CD 5 obl
"""


def test_fighters_stand_on_the_side_of_whom_they_represent() -> None:
    reading = (
        Draft(FIGHTERS).entity("Twelve Torvik soldiers", "group").entity("killed", "organisation").reading()
    )
    body = reading.entities[1]
    soldiers = reading.entities[0].replace(represents=body.id)
    told = read_figures(replace(reading, syntax=read_syntax(reading), entities=(soldiers, body)))
    assert told[0].population.side == body.id


def test_a_sum_reaches_its_number() -> None:
    assert read(Draft(SUM))["387"].outcome == "wounded"


DOER = """
    Rook NNP 7 nsubj
    , , 5 punct
    then RB 5 advmod
    a DT 5 det
    volunteer NN 1 appos
    , , 5 punct
    killed VBD 0 root
    Mar NNP 7 obj
"""


def test_who_does_it_to_another_is_not_counted() -> None:
    assert read(Draft(DOER)) == {}
