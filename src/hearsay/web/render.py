"""Templates filled: everything that is no markup of ours is escaped, and what HTML cannot hold is replaced."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse

from hearsay.export.page import text_html
from hearsay.export.phrases import one_line, plural, wordings
from hearsay.web.assets import address

_SHORT = 200

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)
_POSTS = re.compile(r'(<form\b[^>]*\bmethod="post"[^>]*>)')
"""Where a form begins that posts; words of a report cannot look like it, their signs are escaped."""


def _finalised(value: Any) -> Any:
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _escaped_once(value) if len(value) <= _SHORT else Markup(text_html(value))
    if value is None:
        return ""
    return value if isinstance(value, (int, Markup)) else Markup(text_html(str(value)))


@lru_cache(16_384)
def _escaped_once(value: str) -> Markup:
    """Most of what a page says, it says of every claim."""
    return Markup(text_html(value))


def whole(words: str) -> Markup:
    """Words escaped, with days that no line breaks in two."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', text_html(words)))


def named(words: str) -> Markup:
    """A name or a reason that a person wrote, in one line, set apart from what stands beside it."""
    return Markup(f"<bdi>{text_html(one_line(words))}</bdi>")


@cache
def environment() -> Environment:
    """The templates of this room."""
    made = Environment(
        loader=PackageLoader("hearsay.web", "templates"),
        autoescape=select_autoescape(("html",), default=True),
        undefined=StrictUndefined,
        finalize=_finalised,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["made"] = Markup  # what a room of ours has escaped already, and nothing else
    made.filters["whole"] = whole
    made.filters["named"] = named
    made.globals.update(asset=address, plural=plural, roles=wordings()["role"])
    return made


def part(template: str, **values: Any) -> Markup:
    """A template as a part of a page."""
    return Markup(environment().get_template(template).render(**values))


def html(
    template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """A template as an answer. Where somebody is logged in (``desk``), every form that posts brings their token along."""
    made = environment().get_template(template).render(**values)
    member = getattr(values.get("desk"), "member", None)
    if member is not None:
        made = _POSTS.sub(rf'\1<input type="hidden" name="csrf" value="{member.csrf}">', made)
    return HTMLResponse(made, status, headers)
