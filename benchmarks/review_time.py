"""How long a coder's hands take: the example reports' claims reviewed in a real Chromium, by keyboard alone.

    python -m benchmarks.review_time [--claims 200]

The script is the coder: it takes the queue's claims in their order, and accepts each with one key as if it were right. One
of twenty it corrects (the certainty, by the form, and back to the queue), one of twenty it rejects. Counted are keys (each
press; Ctrl with Enter is one) and the seconds from a claim being in focus until the page shows that the word is
kept and the next claim is in focus. Reading and thinking take no time here: what is measured is the tool, not the person.
The server runs in the same process, on this machine.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from tests.web.served import served

CHROMIUM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
_FOCUSED = "document.activeElement?.closest('.claim')?.id || ''"
_WAIT = 15_000
ACCEPTED, CORRECTED, REJECTED = "right: accepted", "wrong: certainty corrected, and back", "wrong: rejected"
TURNED = "next page of the queue"


@dataclass
class Tally:
    """Keys and seconds of each claim, by what was done with it."""

    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, what: str, keys: int, seconds: float) -> None:
        """One claim more."""
        self.keys[what].append(keys)
        self.seconds[what].append(seconds)

    def lines(self) -> Iterator[str]:
        """A table of Markdown."""
        yield "| what was done | claims | keys a claim, median (most) | seconds a claim, median (95 of 100 below) |"
        yield "|---|---|---|---|"
        for what, keys in self.keys.items():
            taken = sorted(self.seconds[what])
            most = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
            told = f"{statistics.median(keys):g} ({max(keys)}) | {statistics.median(taken):.2f} ({most:.2f})"
            yield f"| {what} | {len(keys)} | {told} |"


class Coder:
    """Hands on a keyboard: every press is counted."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.presses = 0

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.presses += 1

    def focused(self) -> str:
        return str(self._page.evaluate(_FOCUSED))

    def until_moved(self, before: str) -> None:
        """Wait until another claim is in focus and the one before says that it was judged."""
        self._page.wait_for_function(
            f"""before => {{ const now = {_FOCUSED}; const old = document.getElementById(before);
            return now !== before && (!old || old.matches('.is-accept, .is-reject, .is-correct')); }}""",
            arg=before,
            timeout=_WAIT,
        )


def main() -> None:
    """Read the examples, review them, print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=200)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "review.db")
        with as_file(files("hearsay") / "examples") as examples, open_ledger(str(path), "create") as ledger:
            reports = sum(taken.result == "added" for taken in add_paths(ledger, [str(examples)]))
        with served(path, "Coder") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            tally = review(page, address, given.claims)
            browser.close()
    judged = sum(len(keys) for what, keys in tally.keys.items() if what != TURNED)
    print(f"{reports} reports, {judged} claims judged")
    print("\n".join(tally.lines()))


def review(page: Page, address: str, most: int) -> Tally:
    """Go through the queue, a page at a time, until it is empty or ``most`` claims were judged."""
    tally = Tally()
    coder = Coder(page)
    page.goto(f"{address}/queue")
    for number in range(most):
        if not (before := coder.focused()):
            break
        begin, coder.presses = time.perf_counter(), 0
        last = page.locator(".items .claim").last.get_attribute("id") == before
        what = judge(page, coder, number)
        if what == CORRECTED:
            back(page, coder)
        elif last:
            page.locator(f"[id='{before}']:is(.is-accept, .is-reject)").wait_for(timeout=_WAIT)
        else:
            coder.until_moved(before)
        tally.add(what, coder.presses, time.perf_counter() - begin)
        if last and what != CORRECTED:
            begin, coder.presses = time.perf_counter(), 0
            back(page, coder)
            tally.add(TURNED, coder.presses, time.perf_counter() - begin)
    return tally


def judge(page: Page, coder: Coder, number: int) -> str:
    """What the script holds of a claim: it has no opinion, but the same one at every run."""
    if number % 20 == 19:
        coder.press("x")
        return REJECTED
    if number % 20 == 9:
        correct(page, coder)
        return CORRECTED
    coder.press("a")
    return ACCEPTED


def correct(page: Page, coder: Coder) -> None:
    """Open the form, go to the field of certainty, choose another, save; all by keys."""
    coder.press("e")
    page.locator("form.coding").wait_for(timeout=_WAIT)
    coder.press("c")
    coder.press(
        "ArrowDown" if page.locator("select[name=certainty]").input_value() != "denied" else "ArrowUp"
    )
    with page.expect_response(lambda answer: answer.request.method == "POST", timeout=_WAIT):
        coder.press("Control+Enter")
    page.locator("form.coding").wait_for(state="detached", timeout=_WAIT)
    page.locator(".claim.is-correct").first.wait_for(timeout=_WAIT)


def back(page: Page, coder: Coder) -> None:
    """The queue as it was left, its first claim in focus."""
    with page.expect_navigation(wait_until="load", timeout=_WAIT):
        coder.press("q")
    page.wait_for_function(
        f"() => {_FOCUSED} !== '' || !document.querySelector('.items .claim')", timeout=_WAIT
    )


if __name__ == "__main__":
    main()
