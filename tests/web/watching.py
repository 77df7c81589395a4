"""A browser that is watched: whatever a page runs, asks of others, or is refused by its policy comes to light."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

BEFORE = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});"""
_NEVER = (
    "iframe object embed base portal plaintext animate foreignobject noscript frame style".split()  # noqa: SIM905
)
_ASKING = [
    "src",
    "href",
    "action",
    "formaction",
    "poster",
    "srcset",
    "data",
    "ping",
    "background",
    "xlink:href",
]
LOOSE = f"""() => {{
  const wrong = [];
  const never = {_NEVER}, asking = {_ASKING};
  for (const one of document.querySelectorAll("*")) {{
    const tag = one.localName;
    if (never.includes(tag)) wrong.push(tag);
    if (tag === "meta" && one.httpEquiv === "refresh") wrong.push("refresh");
    if (tag === "script" && !/^\\/static\\/[0-9a-f]{{16}}\\//.test(one.getAttribute("src") ?? "")) wrong.push("script");
    for (const {{ name, value }} of one.attributes) {{
      const plain = name.replace(/^data-hx-/, "hx-");
      if (name.startsWith("on") || /^hx-(on|ext|vals|vars)/.test(plain)) wrong.push(`${{tag}} ${{name}}`);
      const asks = asking.includes(name) || /^hx-(get|post|put|delete|patch)$/.test(plain);
      if (asks && !/^(\\/(?!\\/)|#|\\?|$)/.test(value)) wrong.push(`${{tag}} ${{name}}=${{value}}`);
    }}
  }}
  return wrong;
}}"""
"""What stands in a page that none of our templates has: elements, handlers and addresses of others."""


@contextmanager
def watched(
    browser: Browser, ours: str = "http://127.0.0.1:", **context: object
) -> Iterator[tuple[Page, list[str]]]:
    """A tab of its own, and what was wrong in it so far: errors, dialogs, what the policy refused, requests to others.

    ``ours`` is how the addresses begin that may be asked.
    """
    opened = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})  # type: ignore[arg-type]
    opened.add_init_script(BEFORE)
    tab = opened.new_page()
    wrong: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def dialog(shown: Dialog) -> None:
        wrong.append(f"dialog {shown.message}")
        shown.dismiss()

    def request(asked: Request) -> None:
        if not asked.url.startswith(ours):
            wrong.append(asked.url)

    tab.on("console", console)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", dialog)
    tab.on("request", request)
    # a window that a script opens has an opener; one that a test opens beside this tab has none
    opened.on("page", lambda other: wrong.append(f"window {other.url}") if other.opener() else None)
    yield tab, wrong
    opened.close()
