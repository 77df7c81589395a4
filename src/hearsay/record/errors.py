"""Coded errors: every refusal has a code, a message and a remedy, kept in ``problems.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from hearsay.record.report import Rejection

Kind = Literal["input", "usage", "program"]
"""Whose move it is: mend the input, mend the call, or mend Hearsay."""


class Entry(NamedTuple):
    """One row of the catalogue. ``message`` and ``remedy`` are ``str.format`` templates."""

    code: str
    message: str
    remedy: str
    kind: Kind


@cache
def catalogue() -> dict[str, Entry]:
    """Every known problem by its code, in the order of ``problems.toml``."""
    text = files("hearsay.record").joinpath("problems.toml").read_text(encoding="utf-8")
    return {code: Entry(code, **row) for code, row in tomllib.loads(text).items()}


class HearsayError(Exception):
    """A refusal with a coded reason and a remedy.

    Not a ``ValueError`` on purpose: pydantic would wrap those and lose the code.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(code, message, remedy)  # all three, so that pickling between processes keeps them
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"[{self.code}] {self.message} {self.remedy}"

    @property
    def kind(self) -> Kind:
        """Whose move it is (see :data:`Kind`); a code outside the catalogue is the program's fault."""
        entry = catalogue().get(self.code)
        return entry.kind if entry else "program"

    def rejection(self, start: int | None = None, end: int | None = None) -> Rejection:
        """The same refusal as a part of a record; ``start`` and ``end`` say where in the text it arose."""
        from hearsay.record.report import Rejection  # report.py raises these errors itself

        return Rejection(code=self.code, message=f"{self.message} {self.remedy}", start=start, end=end)


def problem(code: str, **values: Any) -> HearsayError:
    """The catalogue's error for ``code`` with its templates filled from ``values``; raise what it returns.

    Raises ``KeyError`` if the code is not in the catalogue or a template needs a value that is not given:
    both are mistakes in the calling code.
    """
    entry = catalogue()[code]
    return HearsayError(code, entry.message.format_map(values), entry.remedy.format_map(values))
