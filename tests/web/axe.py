"""What axe-core holds against a page that is open: WCAG 2.2 AA and good practice, in light and in dark."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Found = tuple[str, str, str, str]
"""Name of the page, scheme, rule, and the element against which it is."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_AA = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # of what holds only a beginning is written down, which is most of the time
    "resultTypes": ["violations"],
}
_RUN = "options => axe.run(options).then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"


def against(page: Page, name: str) -> list[Found]:
    """What is wrong with a page as it stands, in both schemes; loaded once, looked at twice."""
    found: list[Found] = []
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
        for rule, nodes in page.evaluate(_RUN, _AA):
            found += [(name, scheme, rule, html[:120]) for html in nodes[:3]]
    return found
