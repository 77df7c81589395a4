"""Furniture by its wordings: what is marked, as what, and what is left to the story."""

from __future__ import annotations

import pytest

from tests.ingest.inputs import STORY, furniture, report, story

AFTER = "A doctor at the clinic said that at least a dozen people were hurt."


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("biography", "Mira Kovač is the lead reporter for The Harbour Wire in Split, covering the islands."),
        ("biography", "Ivo Tadić is a freelance journalist based in Dubrovnik."),
        ("biography", "Ana Perić is The Harbour Wire's Adriatic correspondent."),
        ("biography", "Lea Horvat covers shipping and ports for the Wire."),
        ("biography", "Ivo Tadić is the author of “Ferries of the Adriatic.”"),
        ("biography", "Reporter Ana Perić can be reached at ana.peric@harbourwire.example."),
        ("biography", "Follow Ana Perić on Twitter @anaperic."),
        ("biography", "Follow her on X: @anaperic"),
        ("biography", "Contact the reporter at ana@harbourwire.example or 555-0123."),
        ("biography", "Ana Perić, ana@harbourwire.example"),
        ("biography", "You can follow Ana Perić on Twitter at @anaperic."),
        ("biography", "Mira Kovač, the bureau chief in Split, has covered the islands for a decade."),
        ("credit", "Ana Perić contributed reporting from Zadar."),
        ("credit", "The Wire’s Ana Perić contributed to this report."),
        ("credit", "— With reporting by Reuters and AFP"),
        ("credit", "Ana Perić and Ivo Tadić contributed to this report."),
        ("credit", "Associated Press writers Ana Perić in Zadar and Ivo Tadić in Split contributed to this report."),
        ("credit", "The Associated Press contributed to this report."),
        ("credit", "(Reporting by Ana Perić in Zadar; Editing by Lea Horvat)"),
        ("credit", "Reporting by Ana Perić; editing by Lea Horvat."),
        ("credit", "Additional reporting by Ana Perić, Ivo Tadić and Lea Horvat"),
        ("credit", "With files from The Canadian Press"),
        ("credit", "Contributing: Ana Perić"),
        ("credit", "Perić reported from Zadar."),
        ("credit", "(c) 2024 The Harbour Wire"),
        ("credit", "© 2024 Harbour Wire. All rights reserved."),
        ("credit", "Copyright 2024 The Associated Press. All rights reserved. This material may not be published."),
        ("credit", "Copyright © Harbour Wire Ltd."),
        ("credit", "All rights reserved."),
        ("credit", "This material may not be published, broadcast, rewritten or redistributed."),
        ("credit", "- Reuters"),
        ("footer", "The post Ferry hits quay on Korčula appeared first on Harbour Wire."),
        ("footer", "The post Ferry hits quay first appeared on Harbour Wire"),
        ("footer", "This article was originally published by Harbour Wire."),
        ("footer", "This article originally appeared on Harbour Wire: Ferry hits quay on Korčula"),
        ("footer", "This story was first published on 5 March 2024."),
        ("footer", "Originally published at harbourwire.example"),
        ("footer", "Originally published in The Harbour Wire on 5 March 2024."),
        ("footer", "This article is republished from The Island Review under a Creative Commons license."),
        ("footer", "Read the original article here."),
        ("footer", "A version of this article appears in print on March 6, 2024, Section A, Page 4."),
        ("footer", "(This story has not been edited by Wire staff and is from a syndicated feed.)"),
        ("footer", "Republished with permission from The Island Review."),
        ("read_more", "Read more: What we know about the ferry"),
        ("read_more", "READ MORE: What we know about the ferry"),
        ("read_more", "Related: Island ferries, ten years of trouble"),
        ("read_more", "See also: Island ferries, ten years of trouble"),
        ("read_more", "More on this story"),
        ("read_more", "Read the full report here."),
        ("read_more", "Watch the video above."),
        ("read_more", "Click here to see the map."),
        ("notice", "Sign up for our newsletter"),
        ("notice", "Sign up to our morning briefing, sent every weekday."),
        ("notice", "Subscribe to The Harbour Wire’s weekly newsletter here."),
        ("notice", "For more stories like this, sign up for our newsletter."),
        ("notice", "Advertisement"),
        ("notice", "ADVERTISEMENT"),
        ("notice", "Story continues below advertisement"),
        ("notice", "Share this article"),
        ("notice", "Facebook Twitter Email"),
        ("notice", "4 min read"),
        ("notice", "This is a developing story and will be updated."),
        ("notice", "This story has been updated to include a statement by the ministry."),
        ("notice", "Editor’s note: Some names in this report have been changed."),
        ("caption", "Photo: Ana Perić/Harbour Wire"),
        ("caption", "FILE - The ferry leaves Split on Jan. 4, 2023. (Ana Perić/Harbour Wire via AP, File)"),
        ("caption", "FILE PHOTO: The ferry leaves Split."),
        ("caption", "Image source, Getty Images"),
        ("caption", "Image caption The ferry at the quay on Wednesday"),
        ("caption", "A woman walks past the damaged quay. [Photo: Ana Perić/AFP]"),
        ("caption", "Rescue workers search the quay, March 6, 2024. (AP Photo/Ana Perić)"),
        ("caption", "People wait at the harbour in Split. Photo: Ana Perić"),
        ("caption", "Ana Perić/AFP/Getty Images"),
        ("correction", "Correction: An earlier version of this article misstated the number of passengers."),
        ("correction", "CORRECTION (March 7, 2024): The ferry was built in 1987, not 1978."),
        ("correction", "An earlier version of this story incorrectly said that thirteen people were killed. It was twelve."),
        ("correction", "This article was amended on 7 March 2024 to correct the ferry's name."),
        ("timestamp", "Published: 5 March 2024"),
        ("timestamp", "Updated 7:40 p.m. ET, March 6, 2024"),
        ("timestamp", "Posted on Tuesday, March 5, 2024 at 9:15 am"),
        ("timestamp", "Last modified on Wed 6 Mar 2024 12.01 GMT"),
    ],
)  # fmt: skip
def test_a_line_after_the_story_is_furniture(kind: str, line: str) -> None:
    text = f"{STORY}\n\n{AFTER}\n\n{line}\n"
    assert furniture(text) == [(kind, line)]
    assert story(text) == f"{STORY}\n\n{AFTER}"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("read_more", "Read more: What we know about the ferry"),
        ("read_more", "Related: Island ferries, ten years of trouble"),
        ("notice", "Advertisement"),
        ("notice", "Sign up for our newsletter"),
        ("caption", "Photo: Ana Perić/Harbour Wire"),
        ("caption", "Image source, Getty Images"),
        ("caption", "A woman walks past the damaged quay. [Photo: Ana Perić/AFP]"),
        ("correction", "Correction: An earlier version of this article misstated the number of passengers."),
        ("biography", "Follow Ana Perić on Twitter @anaperic."),
    ],
)
def test_furniture_in_the_middle_is_cut_out_of_the_story(kind: str, line: str) -> None:
    text = f"{STORY}\n\n{line}\n\n{AFTER}\n"
    assert furniture(text) == [(kind, line)]
    assert story(text) == f"{STORY}\n\n\n\n{AFTER}"
    body = report(text).body
    assert body == (0, len(text) - 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "The post was attacked at dawn.",
        "The post appeared first to be empty, he said.",
        "Read more books, the minister told students.",
        "Mr. Babić is the lead negotiator for the rebels in Doha.",
        "Ana Perić is the mayor of Zadar and has denied the charge.",
        "Ivo Tadić is a lawyer for the families of the dead.",
        "Copyright law was debated in parliament on Monday.",
        "All rights groups reserved judgment on the verdict.",
        "Related companies were fined too.",
        "The advertisement showed a ferry on a calm sea.",
        "Share prices fell by a tenth in Zagreb.",
        "By Monday, the harbour had reopened.",
        "By Jane Street the crowd was stopped by police.",
        "Published figures show that twelve people died.",
        "Updated figures show that twelve people died.",
        "Photos showed the ferry aground.",
        "File photographs were seized from the office.",
        "An earlier version of the plan failed in 2021.",
        "The correction of the border took ten years.",
        "This story has been told in Korčula for a century.",
        "Follow the road to the quay, a policeman said.",
        "Follow the money, Mr. Babić said on Twitter.",
        "The ministry said the article was removed by the censor.",
        "Sign up now or be drafted, the posters said.",
        "Subscribe to that view or leave, she told the party.",
        "Reuters reported that thirteen people were killed.",
        "The Associated Press reported from Zadar that the road was open.",
        "Originally published figures gave eleven dead.",
        "More on the island are feared dead, he said.",
        "Source: the ministry, he said, and nobody else.",
        "He was originally published in Vienna.",
        "This article of the constitution was first applied in 1992.",
        "Contact was lost at 5 a.m., the harbour master said.",
        "Reporting by the ministry was slow, she said.",
        "Ana Perić, a freelance journalist, was killed on Monday.",
        "A version of this plan was rejected in 2021.",
        "With reporting restrictions lifted, the names were printed.",
        "The mayor's aides contributed to this report of failure.",
        "Sources: none of them would be named, and three said so.",
        "Under embargo until 1996, the country had no spare parts.",
        "Kill the engine, the captain shouted.",
        "ENDURANCE was the ferry's name.",
        "Video from the scene showed smoke.",
        "Tuesday, March 5, was the day it sank.",
        "Twelve were killed (the youngest was four).",
        "“This story has been updated three times by liars,” he said.",
    ],
)
def test_a_sentence_of_the_story_stays_wherever_it_stands(sentence: str) -> None:
    for text in (
        f"{STORY}\n\n{sentence}\n\n{AFTER}\n",
        f"{STORY}\n\n{AFTER}\n\n{sentence}\n",
        f"{STORY}\n\n{AFTER} {sentence}\n",
        f"{sentence}\n\n{STORY}\n\n{AFTER}\n",
    ):
        assert furniture(text) == []


def test_a_reporter_who_is_in_the_story_has_no_biography() -> None:
    last = "Ana Perić is a reporter for Harbour Wire in Zadar."
    text = f"Soldiers detained Ana Perić on Tuesday, her editor said. Perić was filming the quay.\n\n{AFTER}\n\n{last}"
    assert furniture(text) == []
    assert furniture(f"{STORY}\n\n{last}") == [("biography", last)]
    bylined = f"Ferry hits quay on Korčula\n\nBy Ana Perić\n\n{STORY}\n\n{last}"
    assert ("biography", last) in furniture(bylined)


def test_furniture_at_the_end_of_a_paragraph_is_cut_off_sentence_by_sentence() -> None:
    bits = [
        "Ana Perić contributed reporting from Zadar.",
        "Ivo Tadić can be reached at ivo@harbourwire.example.",
    ]
    text = f"{STORY} {AFTER} {' '.join(bits)}"
    assert furniture(text) == [("credit", bits[0]), ("biography", bits[1])]
    assert story(text) == f"{STORY} {AFTER}"


def test_titles_under_a_heading_at_the_end_are_links_to_other_pages() -> None:
    text = f"{STORY}\n\n{AFTER}\n\nRelated stories\nFerries fined in Split\nTen years of trouble at sea\n"
    assert furniture(text) == [
        ("read_more", "Related stories"),
        ("read_more", "Ferries fined in Split"),
        ("read_more", "Ten years of trouble at sea"),
    ]


def test_a_correction_under_its_heading() -> None:
    text = f"{STORY}\n\n{AFTER}\n\nCORRECTION:\n\nThe ferry was built in 1987, not in 1978.\n"
    assert furniture(text, "correction") == [
        ("correction", "CORRECTION:"),
        ("correction", "The ferry was built in 1987, not in 1978."),
    ]
    assert report(text).status == "corrected"


def test_a_text_that_would_be_all_furniture_has_none() -> None:
    read = report("Read more: what the minister said about the ferry\n")
    assert read.furniture == ()
    assert read.body == (0, len("Read more: what the minister said about the ferry"))


def test_spaces_quotes_and_dashes_may_be_any() -> None:
    line = "Follow\u00a0Ana\u00a0Perić on Twitter\u00a0@anaperic."
    assert furniture(f"{STORY}\n\n{line}") == [("biography", line)]
    line = "Editor's\u00a0note: names were changed."
    assert furniture(f"{STORY}\n\n{line}") == [("notice", line)]


def test_a_text_broken_at_a_fixed_width_is_read_by_paragraphs() -> None:
    bio = "Mira Kovač is the lead reporter for The Harbour Wire in\r\nSplit, covering the islands."
    text = (
        "The harbour master said on Tuesday that twelve people had been\r\n"
        "killed when the ferry hit the quay and that the search for the\r\n"
        "others would go on until dark.\r\n\r\n"
        "Residents denied that anyone had been warned of the storm, and\r\n"
        "said that the ferry had been late.\r\n\r\n" + bio + "\r\n"
    )
    assert furniture(text) == [("biography", bio)]
