"""docs/errors.md is what `make docs` writes."""

from __future__ import annotations

import re

from docs.make_errors import PAGE, page
from hearsay.record.errors import catalogue


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs`"


def test_every_code_has_a_heading_and_no_template_shows_through() -> None:
    shown = page()
    for code in catalogue():
        assert f"\n### {code}\n" in shown
    assert "⟨path⟩" in shown
    assert not re.search(r"{\w+(!r)?}|{{", shown)
