"""What is known of one report before it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from hearsay.record import Rejection, problem

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass
class Material:
    """``fields`` hold what the caller or the page says, by the report's names; dates as they were written.

    ``text`` is final; ``html`` still has to be read. ``from_page`` names the fields that a page's metadata
    gave.
    """

    ref: str
    sha256: str | None
    text: str | None = None
    html: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    from_page: set[str] = field(default_factory=set)
    rejections: list[Rejection] = field(default_factory=list)

    def note(self, code: str, *, start: int | None = None, end: int | None = None, **values: Any) -> None:
        """Add a coded remark to the record."""
        self.rejections.append(problem(code, **_writable(values)).rejection(start, end))

    def mend_surrogates(self) -> None:
        """Lone surrogates, which no encoding can write, become U+FFFD one for one, so that offsets stay."""
        self.ref = _SURROGATE.sub("\ufffd", self.ref)
        self.fields = _writable(self.fields)
        for name in ("text", "html"):
            value = getattr(self, name)
            if value is not None and (found := _SURROGATE.search(value)):
                place = (found.start(), found.end()) if name == "text" else (None, None)
                count = len(_SURROGATE.findall(value))
                setattr(self, name, _SURROGATE.sub("\ufffd", value))
                self.note("E-INGEST-NOTE-SURROGATE", start=place[0], end=place[1], ref=self.ref, count=count)


def _writable(values: dict[str, Any]) -> dict[str, Any]:
    return {k: _SURROGATE.sub("\ufffd", v) if isinstance(v, str) else v for k, v in values.items()}
