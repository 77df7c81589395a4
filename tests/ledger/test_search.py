"""Words are found alike in both databases, whatever somebody writes, and shown where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hearsay.flow.keep import Asked, Wanted, claims, reports
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.address import address
from hearsay.ledger.faults import told
from hearsay.ledger.listings import claims_found, reports_found
from hearsay.ledger.marking import marked
from hearsay.ledger.search import MOST_WORDS, Term, parsed
from hearsay.record import Claim, Event, HearsayError, Record, Report
from tests.ledger.made import MACHINE, keep, made

STORIES = {
    "menaka": ("Convoy attacked near Ménaka", "Gunmen attacked it near Ménaka. Nobody was hurt, the U.S.-led force said."),
    "gao": ("Market shelled in Gao", "Artillery shelled the market in Gao. The army denied that it had shelled the market."),
    "kidal": ("Kidal quiet", "The governor said that Kidal was quiet. An artilleryman was seen near the market."),
}  # fmt: skip


def story(name: str) -> tuple[Record, bytes]:
    """A report whose sentences are its claims."""
    title, text = STORIES[name]
    report = Report.of(ref=f"{name}.txt", raw=text.encode(), text=text, title=title, publisher="Delta Post")
    events, found = [], []
    start = 0
    for sentence in text.split(". "):
        end = min(len(text), start + len(sentence) + 1)
        event = Event.at(text, start, start + len(sentence.split()[0]))
        events.append(event)
        found.append(
            Claim.of(event=event, origin_kind="publisher", certainty="asserted", start=start, end=end)
        )
        start = end + 1
    return Record(report=report, events=tuple(events), claims=tuple(found)), text.encode()


def tell(ledger: Ledger, *names: str) -> None:
    for name in names:
        record, raw = story(name)
        writer.add(ledger, record, raw, MACHINE)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place, "create") as opened:
        tell(opened, *STORIES)
        yield opened


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("Menaka", ["menaka"]),
        ("MÉNAKA", ["menaka"]),
        ("market", ["gao", "kidal"]),
        ("market gao", ["gao"]),
        ("gao market", ["gao"]),
        ('"market in gao"', ["gao"]),
        ("“market in Gao”", ["gao"]),
        ('"gao market"', []),
        ("artiller*", ["gao", "kidal"]),
        ("artillery", ["gao"]),
        ("artiller", []),
        ('"shelled the mark*"', []),
        ('"shelled the mark"*', ["gao"]),
        ("market -shelled", ["kidal"]),
        ('market -"artillery shelled"', ["kidal"]),
        ("market -artiller*", []),
        ("-market", []),
        ("U.S.-led", ["menaka"]),
        ("us led", []),
        ("market AND gao", []),
        ("near NOT market", []),
        ('"unfinished', []),
        ('market "', ["gao", "kidal"]),
        ("* market", ["gao", "kidal"]),
        ("-- market -", ["gao", "kidal"]),
        ("", []),
        ("…", []),
    ],
)
def test_reports_are_found_by_their_words(ledger: Ledger, words: str, refs: list[str]) -> None:
    found = [row["ref"].removesuffix(".txt") for row in reports(ledger, Asked(text=words))]
    assert sorted(found) == sorted(refs)
    with ledger.reading() as connection:
        many, best = reports_found(connection, words, 10)
    assert many == len(refs)
    assert sorted(row["ref"].removesuffix(".txt") for row in best) == sorted(refs)


def test_claims_are_found_by_what_is_said_and_by_who_where_and_on_whose_word(ledger: Ledger) -> None:
    keep(ledger, made(0))
    said = list(claims(ledger, Wanted(text="shelled -denied", report="gao.txt")))
    assert [row["said"] for row in said] == ["Artillery shelled the market in Gao."]
    row = next(one for one in claims(ledger, Wanted(report="made/000000.txt")) if one["sources"])
    with ledger.reading() as connection:
        many, best = claims_found(connection, f'"{row["origin_name"]}" "{row["trigger_words"]}"', 50)
        assert many == len(best) > 0
        assert row["number"] in {one["number"] for one in best}
        assert claims_found(connection, f'"{row["place_name"]}" -"{row["trigger_words"]}"', 50)[0] > 0
        first = claims_found(connection, "delta", 2)[1]
        second = claims_found(connection, "delta", 2, 2)[1]
    assert len({one["number"] for one in (*first, *second)}) == 4


def test_the_title_weighs_more_than_the_text(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        _, best = reports_found(connection, "market", 10)
    assert [row["ref"] for row in best] == ["gao.txt", "kidal.txt"]


def test_what_is_corrected_is_searched_anew(ledger: Ledger) -> None:
    from hearsay.flow.review import decide, undo

    one = next(claims(ledger, Wanted(report="gao.txt")))
    name = f"{one['report']}/{one['claim']}"
    entry = decide(ledger, "correct", [name], value={"place_name": "Sévaré"}, actor="Ana")

    def at_sevare() -> int:
        with ledger.reading() as connection:
            return claims_found(connection, "sevare", 5)[0]

    assert at_sevare() == 1
    undo(ledger, entry.seq, actor="Ana")
    assert at_sevare() == 0


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[tuple[Ledger, ...]]:
    import psycopg

    name = "hearsay_searched"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE".encode())
        connection.execute(f"CREATE SCHEMA {name}".encode())
    url = f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
    path = str(tmp_path_factory.mktemp("searched") / "ledger.db")
    with open_ledger(path, "create") as one, open_ledger(url, "create") as other:
        tell(one, *STORIES)
        tell(other, *STORIES)
        yield one, other
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


_ODD = st.text(st.sampled_from(list("ab\"'*-():^{}+|&!<>\\%_.,;:~\x00\ud800\u0301é火½ͅﬁ \n\t")), max_size=25)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.one_of(st.text(max_size=30), _ODD))
@example(words="market " * 300)
@example(words="a" * 5000)
@example(words='"' + "market " * 300 + '"')
@example(words="-" * 50)
@example(words="NEAR(market gao) said : x ^market")
@example(words="market & !gao | (kidal <-> x):*")
def test_anything_can_be_searched(both: tuple[Ledger, ...], words: str) -> None:
    found = []
    for ledger in both:
        told_of = len(list(claims(ledger, Wanted(text=words))))
        refs = [row["ref"] for row in reports(ledger, Asked(text=words))]
        with ledger.reading() as connection:
            found.append(
                (told_of, refs, claims_found(connection, words, 5)[0], reports_found(connection, words, 5)[0])
            )
    if all(ord(letter) < 0x250 for letter in words):  # of rarer letters each database has its own idea
        assert found[0] == found[1]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200), words=st.text(max_size=20))
def test_marking_leaves_the_words_as_they_were(text: str, words: str) -> None:
    bits = marked(text, parsed(words))
    assert "".join(bit.words for bit in bits) == text


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("menaka", "near Ménaka.", "near [Ménaka]."),
        ("menaka", "near Me\u0301naka.", "near [Me\u0301naka]."),
        ('"u s led"', "the U.S.-led force", "the [U.S.-led] force"),
        ("art*", "Artillery, part of it art.", "[Artillery], part of it [art]."),
        ("gao -market", "Gao market", "[Gao] market"),
        ("<b>", "a <b>bold</b> b", "a <[b]>bold</[b]> [b]"),
        ('"in gao" market', "market in Gao", "[market] [in Gao]"),
        ("straße", "STRASSE 1", "[STRASSE] 1"),
    ],
)
def test_what_is_found_is_marked(words: str, text: str, shown: str) -> None:
    bits = marked(text, parsed(words))
    assert "".join(f"[{bit.words}]" if bit.hit else bit.words for bit in bits) == shown


def test_of_a_long_text_the_stretch_with_most_of_the_words_is_shown() -> None:
    text = "market " + "word " * 300 + "the market in Gao was shelled " + "word " * 300
    bits = marked(text, parsed("market gao shelled"), 120)
    assert [bit.words for bit in bits if bit.hit] == ["market", "Gao", "shelled"]
    assert bits[0].words == "… "
    assert bits[-1].words == " …"
    assert sum(len(bit.words) for bit in bits) < 130


def test_what_a_person_writes_as_a_query() -> None:
    query = parsed('Gao "the market"* -"the army" U.S.-led x-*')
    assert query.terms == (
        Term(("gao",), False), Term(("the", "market"), True), Term(("u", "s", "led"), False), Term(("x",), True),
    )  # fmt: skip
    assert query.excluded == (Term(("the", "army"), False),)


def test_very_long_texts_are_kept_and_their_beginning_searched(place: str) -> None:
    text = " ".join(f"word{number}" for number in range(MOST_WORDS + 50)) + " " + "x" * 100_000
    report = Report.of(ref="long.txt", raw=text.encode(), text=text)
    event = Event.at(text, 0, 5)
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted", start=0, end=len(text))
    with open_ledger(place, "create") as opened:
        record = Record(report=report, events=(event,), claims=(claim,))
        writer.add(opened, record, text.encode(), MACHINE)
        for words, many in (('"word7 word8"', 1), (f"word{MOST_WORDS - 1}", 1), (f"word{MOST_WORDS}", 0)):
            assert len(list(reports(opened, Asked(text=words)))) == many
            assert len(list(claims(opened, Wanted(text=words)))) == many


def test_an_sqlite_without_fts5_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        with pytest.raises(sqlite3.OperationalError) as raised:
            connection.execute("CREATE VIRTUAL TABLE words USING fts9(said)")
        # what SQLite says of any module that it was built without
        missing = sqlite3.OperationalError(str(raised.value).replace("fts9", "fts5"))
    said = r"E-LEDGER-NO-FTS5.*built without FTS5.*keep the ledger in PostgreSQL"
    with pytest.raises(HearsayError, match=said), told(address(tmp_path / "x.db")):
        raise missing
