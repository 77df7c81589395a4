"""What ingest is given beside the paths, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hearsay.ingest.dates import given_date
from hearsay.record import HearsayError, Rejection, Report, problem

Form = Literal["text", "html", "jsonl"]


@dataclass(frozen=True)
class Given:
    """What the caller knows of every report. It goes before what pages and texts say of themselves; what a row
    of JSONL says of its own report stands.

    ``charset`` is the encoding that the answer's header named where the report was fetched.
    ``published``, ``modified`` and ``retrieved`` are dates as :func:`hearsay.ingest.dates.given_date`
    reads them. ``form`` says what the input is instead of letting it be recognised: by suffix for
    ``.jsonl``, else by content. Raises ``E-INGEST-GIVEN-DATE`` for a date that is none.
    """

    published: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    form: Form | None = None
    charset: str | None = None

    def __post_init__(self) -> None:
        for name in ("published", "retrieved"):
            value = getattr(self, name)
            if value is not None:
                read = given_date(value)
                if read is None:
                    raise problem("E-INGEST-GIVEN-DATE", field=name, value=value)
                object.__setattr__(self, name, read)


@dataclass(frozen=True)
class Accepted:
    """A report with its text. ``rejections`` say what was noticed; an ``E-`` code among them means that the
    report must not be read (:attr:`readable`). ``raw`` are the bytes that it came as."""

    report: Report
    rejections: tuple[Rejection, ...] = ()
    raw: bytes | None = field(default=None, repr=False)

    @property
    def readable(self) -> bool:
        """Whether claims may be read from it; false for a text that is not English."""
        return not any(rejection.code == "E-INGEST-LANGUAGE" for rejection in self.rejections)


@dataclass(frozen=True)
class Refused:
    """An input that gave no text: a report without one, and why."""

    report: Report
    rejections: tuple[Rejection, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Notice:
    """Something about the input as a whole that belongs to no report, such as files left aside."""

    problem: HearsayError


Outcome = Accepted | Refused | Notice
