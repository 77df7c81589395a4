"""Gold from GUM's format, and the rule by which a pronoun reaches its entity, on texts small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.gum import load_documents
from benchmarks.score import LAYERS

Row = dict[str, Any]

DOCUMENTS = """\
# newdoc id = first
# newpar
# sent_id = first-1
1	Ana	Ana	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-cf1-x-1,2-coref-Ana_Horvat
2	Horvat	Horvat	PROPN	NNP	_	1	flat	_	Entity=1)
3-4	didn't	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	_	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	call	call	VERB	VB	_	0	root	_	_
6	the	the	DET	DT	_	7	det	_	Entity=(2-organization-new-cf2-x-2-coref
7	bank	bank	NOUN	NN	_	5	obj	_	Entity=(3-place-new-x-x-1-sgl)2)|SpaceAfter=No
8	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = first-2
1-2	It's	_	_	_	_	_	_	_	_
1	It	it	PRON	PRP	_	3	nsubj	_	Entity=(2-organization-giv-cf1-x-1-ana)
2	's	be	AUX	VBZ	_	3	cop	_	_
3	shut	shut	ADJ	JJ	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# sent_id = first-3
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-cf1-x-1-ana)
2	waited	wait	VERB	VBD	_	0	root	_	_

# newdoc id = second
# newpar
1	Rain	rain	NOUN	NN	_	0	root	_	_
"""


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    path = tmp_path / "gum.conllu"
    path.write_text(DOCUMENTS, encoding="utf8")
    return load_documents(path)


def test_text_is_put_together_from_the_tokens(rows: list[Row]) -> None:
    assert [row["id"] for row in rows] == ["first", "second"]
    assert rows[0]["text"] == "Ana Horvat didn't call the bank. It's shut.\n\nShe waited"
    assert rows[1] == {"id": "second", "text": "Rain", "entities": []}


def test_mentions_have_the_words_they_stand_over(rows: list[Row]) -> None:
    text = rows[0]["text"]
    said = {
        entity["type"]: [
            (text[m["start"] : m["end"]], m["kind"], [text[a:b] for a, b in m["core"]])
            for m in entity["mentions"]
        ]
        for entity in rows[0]["entities"]
    }
    assert said == {
        "person": [("Ana Horvat", "name", ["Ana", "Horvat"]), ("She", "pronoun", ["She"])],
        "organization": [("the bank", "nominal", ["bank"]), ("It", "pronoun", ["It"])],
        "place": [("bank", "nominal", ["bank"])],
    }


TEXT = "Ana Horvat called the city bank. It rained. She waited for Ivo Kos and it closed."


def span(words: str, **fields: Any) -> Row:
    words, _, nth = words.partition("@")
    start = -1
    for _ in range(int(nth or 1)):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "words": words, **fields}


def gold(words: str, kind: str, core: str) -> Row:
    head = span(core)
    return {**span(words), "kind": kind, "core": [[head["start"], head["end"]]]}


GOLD = [
    {
        "id": "r",
        "text": TEXT,
        "entities": [
            {"type": "person", "mentions": [gold("Ana Horvat", "name", "Ana Horvat"), gold("She", "pronoun", "She")]},
            {
                "type": "organization",
                "mentions": [gold("the city bank", "nominal", "bank"), gold("it@3", "pronoun", "it@3")],
            },
            {"type": "place", "mentions": [gold("city", "nominal", "city")]},
            {"type": "person", "mentions": [gold("Ivo Kos", "name", "Ivo Kos")]},
        ],
    }
]  # fmt: skip


def record(*entities: list[Row], sources: tuple[tuple[str, str], ...] = ()) -> Row:
    told = [{"id": f"e{k}", "mentions": mentions} for k, mentions in enumerate(entities)]
    said = [{"source": [span(words)], "source_entity": entity} for words, entity in sources]
    return {"report": {"ref": "r", "text": TEXT}, "entities": told, "attributions": said}


@pytest.mark.parametrize(
    ("entities", "reached", "precision"),
    [
        ([], 0.0, 0.0),
        ([[span("She", kind="pronoun")]], 0.0, 0.0),  # among pronouns only: told to be nobody
        (
            [[span("Horvat", kind="name"), span("She", kind="pronoun")]],
            50.0,
            100.0,
        ),  # a part of the name will do
        ([[span("the city bank", kind="nominal"), span("it@3", kind="pronoun")]], 50.0, 100.0),
        ([[span("bank", kind="nominal"), span("it@3", kind="pronoun")]], 50.0, 100.0),
        (
            [[span("city", kind="nominal"), span("it@3", kind="pronoun")]],
            0.0,
            0.0,
        ),  # the city is not the bank
        ([[span("Ivo Kos", kind="name"), span("She", kind="pronoun")]], 0.0, 0.0),
        (  # two people made one: no more than half is either
            [[span("Ana Horvat", kind="name"), span("Ivo Kos", kind="name"), span("She", kind="pronoun")]],
            0.0,
            0.0,
        ),
        (
            [
                [span("Ana Horvat", kind="name"), span("She", kind="pronoun")],
                [span("the city bank", kind="nominal"), span("it@3", kind="pronoun")],
            ],
            100.0,
            100.0,
        ),
    ],
)
def test_a_pronoun_reaches_the_entity_that_is_mostly_its_own(
    entities: list[list[Row]], reached: float, precision: float
) -> None:
    scores = LAYERS["coreference"](GOLD, [record(*entities)])
    assert (scores["pronouns, actors"], scores["precision, actors"]) == (reached, precision)
    assert (scores["n, actors"], scores["n, it of actors"]) == (2, 1)


def test_a_pronoun_that_stands_for_nothing_counts_against_precision_once_told() -> None:
    bank = [span("bank", kind="nominal"), span("It", kind="pronoun"), span("it@3", kind="pronoun")]
    scores = LAYERS["coreference"](GOLD, [record(bank)])
    assert (scores["pronouns, all"], scores["precision, all"], scores["precision, actors"]) == (
        50.0,
        50.0,
        100.0,
    )


@pytest.mark.parametrize(
    ("source", "entity", "figure", "n"),
    [
        ("She", "e0", 100.0, 1),
        ("She", "e1", 0.0, 1),
        ("She", None, 0.0, 1),
        ("Ana Horvat", "e0", 0.0, 0),  # is named where it stands
        ("the city bank", "e1", 0.0, 0),  # is named nowhere
    ],
)
def test_a_source_reaches_the_name_of_its_actor(source: str, entity: str, figure: float, n: int) -> None:
    told = record(
        [span("Ana Horvat", kind="name"), span("She", kind="pronoun")],
        [span("the city bank", kind="nominal")],
        sources=((source, entity),),
    )
    scores = LAYERS["coreference"](GOLD, [told])
    assert (scores["sources reaching the name"], scores["n, sources"]) == (figure, n)
