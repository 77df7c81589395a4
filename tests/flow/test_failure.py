"""One report that cannot be read costs its neighbours nothing."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.flow import read, read_rows
from hearsay.record import Record, Report


def test_an_error_inside_becomes_a_coded_rejection_of_that_report_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = read.read_report

    def failing(report: Report, *rest: Any, **named: Any) -> Record:
        if report.ref == "bad":
            raise ZeroDivisionError("by nought")
        return sound(report, *rest, **named)

    monkeypatch.setattr(read, "read_report", failing)
    rows = [{"id": name, "text": "The mayor said six people were killed."} for name in ("a", "bad", "c")]
    first, bad, last = read_rows(rows)
    assert first.claims
    assert last.claims
    assert not bad.claims
    (rejection,) = bad.rejections
    assert rejection.code == "E-FLOW-FAILED"
    assert "ZeroDivisionError: by nought" in rejection.message
    assert "Please report it" in rejection.message
    assert bad.report.text, "the text is kept"
