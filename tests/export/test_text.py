"""The view for a person at a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.export.terminal import columns
from hearsay.export.text import text_view
from hearsay.record import Attribution, Claim, Event, Record, Rejection, Report
from tests.export.invented import Words, korcula, plain, refused

WHOLE = """\
Twelve feared dead on Korčula
Adriatic Courier · published 2024-03-06 (as given) · korcula.txt
5 claims (2 asserted, 1 planned, 1 denied, 1 possible) · 1 to review · n in 10: how likely
a claim is read rightly
──────────────────────────────────────────────────────────────────────────────────────────
The defence ministry said · Tuesday → 2024-03-05
  “that the governor had agreed to send up to 400 rescue workers to Korčula”
  1  asserted  agree     the governor … agreed
  2  planned   aid       the governor had agreed: the governor … send · at most 400 rescue
                           workers deployed · Korčula (HR) · origin: the defence
                           ministry · 7 in 10
Residents denied (collective)
  “that anyone had arrived”
  3  denied              anyone … arrived
A doctor at the clinic said
  “At least a dozen people are feared dead”
  4  possible  casualty  are feared (by nobody named): dead · at least 12 people killed
                         = “Twelve feared dead on Korčula” (headline)
A doctor at the clinic ← she added
  “that hundreds had fled since the storm began last Friday”
  5  asserted  casualty  fled · hundreds (200+) displaced · last Friday → 2024-03-01 ·
                           review: number vague
"""


def test_a_report_at_a_glance() -> None:
    assert text_view(korcula(), width=90) == WHOLE


def test_without_a_publication_date_no_date_is_shown() -> None:
    view = text_view(korcula(None), width=90)
    assert "Adriatic Courier · no publication date" in view
    assert "Tuesday (no publication date)" in view
    assert "date not resolved" in view
    assert not re.search(r"\d{4}-\d\d-\d\d", view)


@pytest.mark.parametrize("width", [40, 57, 80, 100])
def test_every_line_fits(width: int) -> None:
    view = text_view(korcula(), width=width)
    assert max(columns(line) for line in view.splitlines()) <= width
    assert "workers" in view


def test_colour_changes_nothing_but_colour() -> None:
    coloured = text_view(korcula(), width=90, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == WHOLE.split()


def test_nothing_found_and_not_read_look_different() -> None:
    found = text_view(plain("Nothing happened."), width=60)
    assert "read; no claims found" in found
    assert "not read" not in found
    failed = text_view(refused(), width=80)
    assert "not read" in failed
    assert "no claims" not in failed
    assert "refused [E-INGEST-MISSING] There is no file. Check the path." in failed


def test_a_refusal_of_a_part_says_where_and_how_to_mend_it() -> None:
    record = Record(
        report=Report.of(ref="long.txt", text="One very long sentence."),
        rejections=(Rejection(code="E-READ-LONG", message="Too long. Break it up.", start=4, end=8),),
    )
    assert "refused at 4–8 [E-READ-LONG] Too long. Break it up." in text_view(record, width=80)


def test_claims_of_nobody_are_the_reports_own() -> None:
    text = "Fire took the mill. It burned for days."
    words = Words(text)
    took, burned = words.at(Event, "took"), words.at(Event, "burned")
    claims = tuple(Claim.of(event=e, origin_kind="publisher", certainty="asserted") for e in (took, burned))
    view = text_view(
        Record(
            report=Report.of(ref="mill.txt", text=text, publisher="Mill Post", sentences=((0, 19), (20, 39))),
            events=(took, burned),
            claims=claims,
        ),
        width=60,
    )
    assert view.count("Mill Post, in its own voice") == 1, "one heading over both sentences"
    assert "“Fire took the mill.”" in view
    assert "“It burned for days.”" in view


def test_an_unknown_kind_is_a_question_mark_and_no_note_beside() -> None:
    text = "The mill stood idle."
    event = Words(text).at(Event, "stood idle")
    claim = Claim.of(
        event=event, origin_kind="publisher", certainty="asserted", review=("no_type", "no_date")
    )
    view = text_view(Record(report=Report.of(ref="m", text=text), events=(event,), claims=(claim,)), width=80)
    assert "  1  asserted  ?  stood idle · review: no date\n" in view
    assert "1 to review" in view


def test_happenings_of_no_known_kind_that_say_no_more_take_one_line_and_none_is_lost_silently() -> None:
    text = "Ana Ruiz said they sang and may dance. The mill stood idle. Bo Berg denied that it turned."
    words = Words(text)
    sang, dance, idle, turned = (words.at(Event, said) for said in ("sang", "dance", "stood idle", "turned"))
    said = Attribution.of(
        source=[words("Ana Ruiz")], cue=[words("said")], content=[words("they sang and may dance")],
        voice="indirect", stance="assert",
    )  # fmt: skip
    denied = Attribution.of(
        source=[words("Bo Berg")], cue=[words("denied")], content=[words("that it turned")],
        voice="indirect", stance="deny",
    )  # fmt: skip
    claims = (
        Claim.of(
            event=sang, attributions=[said], origin_kind="named", certainty="asserted", review=("no_type",)
        ),
        Claim.of(
            event=dance, attributions=[said], origin_kind="named", certainty="possible", review=("no_type",)
        ),
        Claim.of(event=idle, origin_kind="publisher", certainty="asserted", review=("no_type",)),
        Claim.of(
            event=turned, attributions=[denied], origin_kind="named", certainty="denied", review=("no_type",)
        ),
    )
    sentences = ((0, 38), (39, 59), (60, len(text)))
    record = Record(
        report=Report.of(ref="m", text=text, sentences=sentences),
        attributions=(said, denied),
        events=(sang, dance, idle, turned),
        claims=claims,
    )
    view = text_view(record, width=100)
    assert "     of no known kind: sang, dance (possible)\n" in view
    assert "1 of no known kind, in nobody else's words, not shown here" in " ".join(view.split())
    assert "  4  denied    ?  that it turned" in view or "  4  denied    ?  turned" in view, (
        "a denial is never folded"
    )


def test_a_repeat_shows_the_words_around_what_happened() -> None:
    text = "Fire took the mill. " + "On and on " * 12 + "the fire that took the mill " + "and on " * 20 + "."
    words = Words(text)
    first, again = words.at(Event, "took"), words.at(Event, "took", 2)
    claim = Claim.of(event=first, origin_kind="publisher", certainty="asserted")
    repeat = Claim.of(event=again, origin_kind="publisher", certainty="asserted", repeats=claim.id)
    report = Report.of(ref="m", text=text, sentences=((0, 19), (20, len(text))))
    view = text_view(Record(report=report, events=(first, again), claims=(claim, repeat)), width=100)
    assert "1 claim\n" in view
    assert re.search(r"= “… [^”]*the fire that took the mill and on [^”]* …”", " ".join(view.split()))


def test_quotation_marks_are_not_doubled() -> None:
    text = "“We burned the mill,” he said."
    words = Words(text)
    event = words.at(Event, "burned")
    says = Attribution.of(
        source=[words("he")], cue=[words("said")], content=[words("“We burned the mill,”")],
        voice="direct", stance="assert",
    )  # fmt: skip
    claim = Claim.of(event=event, attributions=[says], origin_kind="anonymous", certainty="asserted")
    record = Record(
        report=Report.of(ref="m", text=text), attributions=(says,), events=(event,), claims=(claim,)
    )
    lines = text_view(record, width=60).splitlines()
    assert lines[-3:] == ["He said (anonymous)", "  “We burned the mill,”", "  1  asserted  burned"]


def test_a_long_passage_is_cut_around_what_happened() -> None:
    text = "It is said that " + "on and " * 200 + "the mill burned " + "and on " * 200 + "."
    event = Words(text).at(Event, "burned")
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted")
    view = text_view(Record(report=Report.of(ref="m", text=text), events=(event,), claims=(claim,)), width=80)
    assert len(view.splitlines()) < 14
    assert "the mill burned and on" in " ".join(view.split())
    assert view.count("…") == 2


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.data())
def test_no_text_can_steer_the_terminal(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    event = Event.at(text, start, data.draw(st.integers(start + 1, len(text))))
    claim = Claim.of(event=event, origin_kind="publisher", certainty="possible")
    title = text.strip() or None
    record = Record(report=Report.of(ref="m", text=text, title=title), events=(event,), claims=(claim,))
    view = text_view(record, width=60)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", view)
    assert "possible" in view
