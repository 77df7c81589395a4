"""Pictures of every page over the example reports, in Chromium: ``python docs/make_screenshots.py [--all FOLDER]``.

Without ``--all`` it writes the small set that is kept in docs/screenshots; with it, every page at each size in each scheme.
The ledger is that of ``hearsay serve --demo``. Needs the development extra and a Chromium.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

sys.path[:0] = [str(Path(__file__).parents[1])]

from hearsay.cli.serve import add_examples  # noqa: E402
from hearsay.flow.keep import open_ledger  # noqa: E402
from tests.web.served import CHROMIUM, served  # noqa: E402
from tests.web.twice import coded_twice  # noqa: E402
from tests.web.walk import Stop, of_codings, of_ledger  # noqa: E402

KEPT = Path(__file__).with_name("screenshots")
SIZES = {360: 740, 1280: 800, 3840: 2160}
"""Width and height of what is seen, in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TELLING = {
    (1280, "dark"): ("queue", "report", "incidents"),
    (360, "light"): ("queue", "report", "incident"),
    (3840, "light"): ("incidents", "report"),
}
"""Pages that are kept besides all of them at 1280 pixels in light."""
QUALITY = 72
CODERS = ("Ana Kos", "Ben Ruiz")
LIKE_OTHERS = frozenset(
    [
        "queue-filtered",
        "reports-filtered",
        "sources-filtered",
        "log-filtered",
        "export-filtered",
        "incidents-filtered",
        "coding-filtered",
        "source-unknown",
        "export-csv",
        "export-jsonl",
        "export-acled",
        "coding-finished",
        "coding-finish",
        "compare-agreed",
        "compare-field",
        "settle-added",
        "blind-correct",
        "blind-missed",
    ]
)
"""Pages that look like one that is kept."""


def main() -> None:
    """Write the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", metavar="FOLDER", type=Path, help="write every page at every size there")
    options.add_argument("--only", metavar="NAME", nargs="*", help="only these pages")
    options.add_argument("--ledger", metavar="PATH", help="a ledger that is there, instead of the examples'")
    given = options.parse_args()
    folder = (given.all or KEPT).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    place = os.path.realpath(given.ledger) if given.ledger else "demo.db"
    with tempfile.TemporaryDirectory() as empty, chdir(empty), sync_playwright() as playwright:
        if not given.ledger:
            add_examples(place)
        with open_ledger(place) as ledger:
            walks = {place: [one for one in of_ledger(ledger, CODERS[0]) if not one.part]}
        if not given.ledger:
            walks |= coded(place)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path, stops in walks.items():
            with served(Path(path), actor=CODERS[0]) as address:
                for name, width, scheme, content in taken(
                    browser, address, stops, bool(given.all), given.only
                ):
                    (folder / f"{name}-{width}-{scheme}.webp").write_bytes(content)
        browser.close()


def coded(place: str) -> dict[str, list[Stop]]:
    """A copy of a ledger in which two code some of its reports, and its pages of that: in the ledger itself the log would
    show little else."""
    copy = shutil.copy(place, "coded.db")
    with open_ledger(copy, "write") as ledger:
        reports = [str(row.report) for row in ledger.rows("reports", "report")][:6]
        coded_twice(ledger, "March pilot", CODERS, note="Rules as of 2 March", reports=reports, finished=True)
        coded_twice(ledger, "April pilot", CODERS, reports=reports)
        stops = [one for one in of_codings(ledger, CODERS[0]) if not one.part]
    return {copy: [Stop("codings-listed", "/codings", "/codings"), *stops]}


def taken(
    browser: Browser, address: str, stops: list[Stop], every: bool, only: list[str] | None
) -> Iterator[tuple[str, int, str, bytes]]:
    """Name of the page, width, scheme, and the picture as WebP."""
    for width, height in SIZES.items():
        for scheme in SCHEMES:
            kept = TELLING.get((width, scheme), ())
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            for one in stops:
                wanted = (
                    every
                    or one.name in kept
                    or ((width, scheme) == (1280, "light") and one.name not in LIKE_OTHERS)
                )
                if wanted and (not only or one.name in only):
                    yield one.name, width, scheme, picture(page, f"{address}{one.path}")
            context.close()


def picture(page: Page, address: str) -> bytes:
    """What is seen first of a page, once it is still."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    told = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    session.detach()
    return base64.b64decode(told["data"])


if __name__ == "__main__":
    main()
