"""What stands over a story: headline, second headline, byline, date, dateline; and what it tells."""

from __future__ import annotations

import pytest

from tests.ingest.inputs import STORY, furniture, report, row, story

HEADLINE = "Ferry hits quay on Korčula, killing twelve"


def test_a_whole_head() -> None:
    text = (
        f"{HEADLINE}\n\nBy Mira Kovač and Ivo Tadić, Harbour Wire\nMarch 6, 2024\n\n"
        f"SPLIT, Croatia, March 5 (AP) — {STORY}\n"
    )
    assert furniture(text) == [
        ("headline", HEADLINE),
        ("byline", "By Mira Kovač and Ivo Tadić, Harbour Wire"),
        ("timestamp", "March 6, 2024"),
        ("dateline", "SPLIT, Croatia, March 5 (AP) —"),
    ]
    read = report(text)
    assert read.title == HEADLINE
    assert read.authors == ("Mira Kovač", "Ivo Tadić")
    assert (read.published, read.published_basis) == ("2024-03-06", "text")
    assert read.dateline is not None
    assert (read.dateline.place, read.dateline.date) == ("SPLIT, Croatia", "2024-03-05")
    assert read.publisher == "Associated Press"
    assert story(text) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Ferry hits quay on Korčula",
        "Twelve dead as ferry hits quay; ministry denies warning",
        "‘We heard a bang’: island mourns its dead",
        "Did the ministry warn the ferry?",
        "12 killed on Korčula",
        "Ferry Hits Quay on Korčula, Killing Twelve.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_first_line_that_is_a_headline(line: str, gap: str) -> None:
    text = f"{line}{gap}{STORY}{gap}He said nothing else about it."
    assert furniture(text) == [("headline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "The ferry hit the quay on Tuesday.",
        "“We heard a bang,” said Ana.",
        "the ferry hit the quay on Tuesday",
        "Twelve people were killed on Tuesday when the ferry from Split hit the quay in bad weather and sank at once "
        "while hundreds of islanders looked on from the harbour wall and tried to help",
        "The harbour master said on Tuesday that the",
        "Among the dead were:",
    ],
)
def test_a_first_line_that_is_story(line: str) -> None:
    assert furniture(f"{line}\n\n{STORY}") == []


def test_a_line_alone_is_no_headline() -> None:
    assert furniture("Ferry hits quay on Korčula") == []


def test_a_title_of_the_metadata_is_found_in_any_case_and_on_the_same_line() -> None:
    text = f"FERRY hits quay on Korčula. {STORY}"
    read = report(row(text=text, title="Ferry hits quay on Korčula"))
    assert [(f.kind, f.words) for f in read.furniture] == [("headline", "FERRY hits quay on Korčula.")]
    assert read.title == "Ferry hits quay on Korčula"
    continued = report(
        row(text="Ferry hits quay on Korčula island. " + STORY, title="Ferry hits quay on Korčula")
    )
    assert continued.furniture == ()


def test_a_second_headline() -> None:
    text = f"{HEADLINE}\n\nResidents say that nobody had been warned of the storm\n\n{STORY}"
    assert [kind for kind, _ in furniture(text)] == ["headline", "headline"]
    assert story(text) == STORY


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Kovač", ("Mira Kovač",)),
        ("BY MIRA KOVAČ", ("Mira Kovač",)),
        ("By: Mira Kovač", ("Mira Kovač",)),
        ("By Mira Kovač, Ivo Tadić and Lea Horvat", ("Mira Kovač", "Ivo Tadić", "Lea Horvat")),
        ("By Mira Kovač & Ivo Tadić", ("Mira Kovač", "Ivo Tadić")),
        ("By Mira van der Kovač-Babić in Split", ("Mira van der Kovač-Babić",)),
        ("By Mira J. Kovač, Staff Writer", ("Mira J. Kovač",)),
        ("By Mira Kovač | Harbour Wire", ("Mira Kovač",)),
        ("By Mira Kovač, Adriatic correspondent", ("Mira Kovač",)),
        ("By MIRA KOVAČ, Associated Press", ("Mira Kovač",)),
        ("By The Associated Press", ()),
        ("By our correspondent in Split", ()),
        ("Mira Kovač in Split", ("Mira Kovač",)),
        ("Mira Kovač, Adriatic correspondent", ("Mira Kovač",)),
        ("Mira Kovač and Ivo Tadić, Reuters", ("Mira Kovač", "Ivo Tadić")),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    text = f"{HEADLINE}\n\n{line}\n\n{STORY}"
    assert furniture(text) == [("headline", HEADLINE), ("byline", line)]
    read = report(text)
    assert read.authors == authors
    if authors:
        assert all(name.words in line for name in read.because["authors"] if not isinstance(name, str))


def test_a_headline_is_not_taken_for_a_byline() -> None:
    line = "Babić Beats Tadić In Split"
    assert furniture(f"{line}\n\n{STORY}") == [("headline", line)]


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("KYIV, March 3 (Harbour Wire) —", "KYIV", "2024-03-03"),
        ("Kyiv, March 3 (Reuters) -", "Kyiv", "2024-03-03"),
        ("GENEVA, 3 March 2021 —", "GENEVA", "2021-03-03"),
        ("BEIRUT (Reuters) –", "BEIRUT", None),
        ("BEIRUT/GENEVA (Reuters) -", "BEIRUT/GENEVA", None),
        ("MEXICO CITY, Dec. 30 (UPI) --", "MEXICO CITY", "2023-12-30"),
        ("GOMA, Democratic Republic of the Congo (AP) —", "GOMA, Democratic Republic of the Congo", None),
        ("SPLIT —", "SPLIT", None),
        ("SPLIT, Croatia _", "SPLIT, Croatia", None),
        ("PORT-AU-PRINCE, Haiti (AFP) -", "PORT-AU-PRINCE, Haiti", None),
        ("UNITED NATIONS (AP)", "UNITED NATIONS", None),
        ("L’AQUILA, Italy (AP) —", "L’AQUILA, Italy", None),
        ("(Bangkok) –", "Bangkok", None),
        ("(New York, March 2, 2024) –", "New York", "2024-03-02"),
        ("(Port-au-Prince) -", "Port-au-Prince", None),
    ],
)
def test_datelines(line: str, place: str, date: str | None) -> None:
    read = report(f"{line} {STORY}", published="2024-03-04")
    assert [(f.kind, f.words) for f in read.furniture] == [("dateline", line)]
    assert read.dateline is not None
    assert (read.dateline.place, read.dateline.date) == (place, date)
    assert read.body == (len(line) + 1, len(line) + 1 + len(STORY))


def test_a_dateline_without_a_year_has_no_date_when_nothing_says_when_it_was_published() -> None:
    read = report(f"KYIV, March 3 (AP) — {STORY}")
    assert read.dateline is not None
    assert read.dateline.date is None
    assert read.published is None
    assert read.published_basis is None


def test_a_dateline_with_its_year_dates_a_story_that_nothing_else_does() -> None:
    read = report(f"KYIV, March 3, 2024 (AP) — {STORY}")
    assert (read.published, read.published_basis) == ("2024-03-03", "text")
    assert "date of the dateline" in read.because["published"]
    stated = report(f"Published: 5 March 2024\n\nKYIV, March 3, 2024 (AP) — {STORY}")
    assert stated.published == "2024-03-05", "a line that says when it was published goes before"
    given = report(f"KYIV, March 3, 2024 (AP) — {STORY}", published="2024-03-04")
    assert (given.published, given.published_basis) == ("2024-03-04", "given")


def test_a_dateline_with_only_an_agency() -> None:
    read = report(f"(Reuters) - {STORY}")
    assert [f.words for f in read.furniture] == ["(Reuters) -"]
    assert read.dateline is None
    assert read.publisher == "Reuters"


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING — The ferry hit the quay.",
        "EXCLUSIVE: The ferry hit the quay.",
        "NATO — which denied it — sent a ship.",
        "Mr. Babić — The mayor — denied it.",
        "Tuesday — The day it sank.",
        "AFL-CIO members stopped work.",
        "F-16 jets flew over the quay.",
        "Twelve people — Children among them — were killed.",
        "The ferry (Adria) hit the quay.",
        "(See below) – The ferry hit the quay.",
        "(Tuesday) – The day it sank.",
        "(Exclusive) – The ferry hit the quay.",
    ],
)
def test_openings_that_are_no_datelines(opening: str) -> None:
    read = report(f"{opening} {STORY}")
    assert [f.words for f in read.furniture if f.kind == "dateline"] == []
    assert read.dateline is None


def test_the_speakers_of_an_interview_are_no_datelines() -> None:
    text = f"BABIĆ -- Welcome to the island.\nTADIĆ -- Thank you for having me here.\nBABIĆ -- {STORY}\n"
    assert furniture(text) == []


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Published: 5 March 2024", "2024-03-05", None),
        ("Published 5 March 2024 | Updated 6 March 2024", "2024-03-05", "2024-03-06"),
        ("Updated 6 March 2024", None, "2024-03-06"),
        ("Posted on Mar. 5, 2024, 3:37 PM EST", "2024-03-05", None),
        ("Tuesday, March 5, 2024", "2024-03-05", None),
        ("2024-03-05 10:15 GMT", "2024-03-05", None),
        ("Published: 03/04/2024", None, None),
        ("Updated 9:06 AM", None, None),
    ],
)
def test_dates_of_the_page(line: str, published: str | None, modified: str | None) -> None:
    read = report(f"{HEADLINE}\n{line}\n{STORY}")
    assert [f.kind for f in read.furniture] == ["headline", "timestamp"]
    assert (read.published, read.modified) == (published, modified)
    assert read.published_basis == ("text" if published else None)


def test_a_date_in_the_story_is_not_the_date_of_publication() -> None:
    assert report(f"On 5 March 2024 the ferry hit the quay. {STORY}").published is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Correction: The ferry was built in 1987, not 1978.", "corrected"),
        ("This story has been updated to include a statement.", "usable"),
        ("This article has been retracted.", "withdrawn"),
        ("Editor's note: This story has been withdrawn because its source took back his words.", "withdrawn"),
    ],
)
def test_status_told_by_the_text(line: str, status: str) -> None:
    assert report(f"{STORY}\n\n{line}").status == status


def test_an_embargo_over_the_story() -> None:
    read = report(f"EMBARGOED until 6 March 2024, 10:00 GMT\n\n{HEADLINE}\n\n{STORY}")
    assert read.status == "embargoed"


@pytest.mark.parametrize(
    ("footer", "publisher"),
    [
        ("The post Ferry hits quay appeared first on Harbour Wire.", "Harbour Wire"),
        ("This article was originally published by The Harbour Wire.", "The Harbour Wire"),
        ("Originally published at harbourwire.example", "harbourwire.example"),
        ("© 2024 Harbour Wire. All rights reserved.", "Harbour Wire"),
    ],
)
def test_publisher_told_by_the_text(footer: str, publisher: str) -> None:
    read = report(f"{STORY}\n\n{footer}")
    assert read.publisher == publisher
    (span,) = read.because["publisher"]
    assert not isinstance(span, str)
    assert span.words == publisher
    assert report(f"{STORY}\n\n{footer}", publisher="Island Review").publisher == "Island Review"


def test_the_footer_goes_before_the_agency_and_that_before_the_copyright() -> None:
    text = f"SPLIT (AP) — {STORY}\n\n© 2024 Island Review\n\n"
    assert report(text).publisher == "Associated Press"
    footer = "This article was first published by Harbour Wire."
    assert report(text + footer).publisher == "Harbour Wire"
