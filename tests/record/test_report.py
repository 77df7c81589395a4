"""Reports: identity, hashes, and what has to agree with the text."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from hearsay.record import Furniture, HearsayError, Report
from tests.record.invented import TEXT, report


def test_identity_is_bytes_carrier_url_and_publication_time() -> None:
    first = report()
    assert first.id == report().id
    assert first.id == first.replace(title="Rescuers promised", publisher="Wire", language=None).id
    others = [
        first.replace(carrier="The Other Islander"),
        first.replace(carrier=None),
        first.replace(url="https://other.example/1"),
        first.replace(published="2024-03-07"),
        Report.of(
            ref="vela-luka.txt",
            raw=TEXT.encode("utf-16"),
            text=TEXT,
            carrier=first.carrier,
            url=first.url,
            published="2024-03-06",
            published_basis="given",
        ),
    ]
    assert len({first.id, *(other.id for other in others)}) == 6


def test_the_callers_name_for_a_report_is_not_its_identity() -> None:
    assert Report.of(ref="a", raw=b"x", text="x").id == Report.of(ref="b", raw=b"x", text="x").id


def test_what_could_not_be_read_is_told_apart_by_its_ref() -> None:
    missing, other = Report.of(ref="missing.txt"), Report.of(ref="gone.txt")
    assert missing.text is None
    assert missing.sha256_raw is None
    assert missing.id != other.id


def test_hashes_are_of_bytes_and_of_text() -> None:
    given = Report.of(ref="a", raw=b"\xef\xbb\xbfcaf\xc3\xa9", text="caf\u00e9")
    assert given.sha256_raw == hashlib.sha256(b"\xef\xbb\xbfcaf\xc3\xa9").hexdigest()
    assert given.sha256_text == hashlib.sha256(b"caf\xc3\xa9").hexdigest()
    assert Report.of(ref="a", sha256_raw=given.sha256_raw, text="caf\u00e9") == given


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"body": (0, len(TEXT) + 1)}, "lies outside the text"),
        ({"body": (9, 3)}, "lies outside the text"),
        ({"sentences": [(0, 5), (4, 9)]}, "out of order"),
        ({"sentences": [(5, 5)]}, "empty"),
        ({"sentences": [(0, len(TEXT) + 1)]}, "outside"),
        ({"published": "yesterday", "published_basis": "given"}, "is not a date"),
        ({"published": "2024-02-30", "published_basis": "given"}, "day is out of range"),
        ({"published": "2024-03-06T25:00", "published_basis": "given"}, "hour must be in"),
        ({"published": "2024-03-06"}, "published and published_basis go together"),
        ({"published_basis": "text"}, "published and published_basis go together"),
        ({"title": ""}, "at least 1 character"),
        ({"status": "fine"}, "'usable', 'corrected', 'withdrawn' or 'embargoed'"),
    ],
)
def test_what_does_not_fit_is_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(HearsayError, match=says):
        Report.of(ref="a", raw=b"", text=TEXT, **fields)


@pytest.mark.parametrize(
    "published", ["2024-03-06", "2024-03-06T09:15", "2024-03-06T09:15:00Z", "2024-03-06T09:15:00+01:00"]
)
def test_dates_and_times_of_publication(published: str) -> None:
    assert Report.of(ref="a", text="", published=published, published_basis="given").published == published


def test_furniture_of_another_text_is_refused() -> None:
    foreign = Furniture.at("Read more: nothing", 0, 9, kind="read_more")
    for text in (TEXT, None):
        with pytest.raises(HearsayError, match=r"E-RECORD-SPAN-(WORDS|RANGE)"):
            Report.of(ref="a", raw=b"", text=text, furniture=[foreign])
    with pytest.raises(HearsayError, match="E-RECORD-SPAN-WORDS"):
        report().replace(furniture=[foreign])


def test_the_text_of_a_report_cannot_be_exchanged() -> None:
    for change in ({"text": "x"}, {"sha256_text": "0" * 64}, {"ref": "b"}, {"id": "r-0000000000"}):
        with pytest.raises(HearsayError, match="E-RECORD-REPLACE"):
            report().replace(**change)
    with pytest.raises(HearsayError, match=r"sha256_text of report vela-luka\.txt does not belong"):
        Report(**{**report()._fields(), "text": TEXT + "!", "furniture": ()})
    with pytest.raises(HearsayError, match=r"id of report vela-luka\.txt does not belong"):
        Report(**{**report()._fields(), "carrier": "Another"})


def test_a_lone_surrogate_is_named_with_its_place() -> None:
    with pytest.raises(HearsayError, match="lone surrogate at 2") as caught:
        Report.of(ref="a", raw=b"", text="ab\ud800")
    assert "U+FFFD" in caught.value.remedy
