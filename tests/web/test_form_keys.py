"""The form by keyboard: a letter to each field, Ctrl+Enter from anywhere, Esc that loses nothing; and all of it off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hearsay.flow.keep import open_ledger


def opened(page: Page, address: str) -> None:
    """The form of the queue's first claim, as `e` opens it."""
    page.goto(f"{address}/queue")
    expect(page.locator(".items .claim").first).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#form-title")).to_be_focused()


def decided(ledger: Path) -> list[tuple[str, dict[str, object]]]:
    with open_ledger(str(ledger)) as kept:
        return [(one.verb, dict(one.value)) for one in kept.decisions()]


def test_a_certainty_is_corrected_and_the_queue_is_back_in_five_keys(
    page: Page, address: str, ledger: Path
) -> None:
    page.goto(f"{address}/queue?order=new")
    expect(page.locator(".items .claim").first).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("c")
    expect(page.get_by_label("certainty")).to_be_focused()
    page.keyboard.press("p")  # the list's own type-ahead: possible, or probable
    page.keyboard.press("Control+Enter")
    expect(page.locator(".claim.is-correct")).to_be_focused()
    page.keyboard.press("q")
    expect(page).to_have_url(f"{address}/queue?order=new")
    ((verb, value),) = decided(ledger)
    assert (verb, str(value["certainty"])[0]) == ("correct", "p")


@pytest.mark.parametrize(
    ("letter", "field"),
    [
        ("c", "certainty"),
        ("k", "event_type"),
        ("l", "low"),
        ("o", "outcome"),
        ("w", "place_name"),
        ("r", "reason"),
    ],
)
def test_a_letter_goes_to_its_field_and_is_not_written_into_it(
    page: Page, address: str, letter: str, field: str
) -> None:
    opened(page, address)
    control = page.locator(f"#in-{field}")
    before = control.input_value()
    page.keyboard.press(letter)
    expect(control).to_be_focused()
    assert control.input_value() == before


def test_letters_are_letters_inside_a_field(page: Page, address: str) -> None:
    opened(page, address)
    page.keyboard.press("r")
    page.keyboard.type("cold water")
    expect(page.locator("#in-reason")).to_have_value("cold water")


def test_words_are_selected_by_a_digit_and_arrows(page: Page, address: str, ledger: Path) -> None:
    opened(page, address)
    before = page.locator("output[data-for=trigger]").inner_text()
    page.keyboard.press("1")
    for key in ("Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("output[data-for=trigger]")).not_to_have_text(before)
    page.keyboard.press("Control+Enter")
    expect(page.locator("form.coding")).to_have_count(0)
    ((verb, value),) = decided(ledger)
    assert (verb, list(value["spans"])) == ("correct", ["trigger"])  # type: ignore[call-overload]


def test_esc_leaves_a_field_then_the_form_and_warns_where_something_would_be_lost(
    page: Page, address: str, ledger: Path
) -> None:
    opened(page, address)
    page.keyboard.press("r")
    page.keyboard.type("why")
    page.keyboard.press("Escape")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.coding [role=alert]")).to_contain_text("not saved")
    page.keyboard.press("Escape")
    expect(page.locator("form.coding")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.coding")).to_have_count(0)
    assert not decided(ledger)


def test_keys_without_ctrl_can_be_turned_off_and_on(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/queue")
    page.keyboard.press("?")
    page.get_by_label("Keys without Ctrl").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator(".items .claim").first.focus()
    page.keyboard.press("a")
    page.reload()
    page.locator(".items .claim").first.focus()
    page.keyboard.press("a")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()
    assert not decided(ledger)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys without Ctrl").check()
    page.get_by_role("button", name="Close").click()
    page.locator(".items .claim").first.focus()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("a")
    assert [verb for verb, _ in decided(ledger)] == ["accept"]
