"""The journal as frozen types: who did what, when and why. The state of a ledger follows from these alone."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, model_validator

from hearsay.record.errors import problem
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.scalars import ClaimId, Hash, Moment, Offset, ReportId, Text
from hearsay.record.verbs import DecisionState, EntryKind, Standing, Target, Verb

__all__ = [
    "CodingFinished",
    "CodingOpened",
    "CodingSettled",
    "Decision",
    "DecisionMade",
    "DecisionState",
    "Entry",
    "EntryKind",
    "EntryUndone",
    "Judged",
    "Link",
    "LinksMade",
    "Matter",
    "Part",
    "ReadingMade",
    "ReadingMadeAgain",
    "ReportAdded",
    "ReportMarked",
    "Signature",
    "Standing",
    "Target",
    "Values",
    "Verb",
    "canonical",
    "payload",
]

Values = Annotated[dict[str, JsonValue], AfterValidator(Grounds)]
"""Plain JSON values by name, which cannot be changed."""
Seq = Annotated[int, Field(strict=True, ge=1)]
"""Number of a journal entry, from 1."""


class Signature(Frozen):
    """Who acts, when, why, and with what. A machine never signs as a person: the two are kept apart by kind.

    ``tool`` is program and version; ``model`` the weights that read or linked, null where none did.
    """

    actor: Text
    actor_kind: Literal["person", "machine"]
    at: Moment
    reason: Text | None = None
    tool: Text
    model: Text | None = None


class Part(Frozen):
    """A claim, event or entity of a report; or, without a report, a link; or, without an id, a report itself.

    ``side`` is the part's role: on which side of a split it goes, or what it is in a link.
    """

    report: ReportId | None = None
    id: Text | None = None
    side: Text | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.report is None and self.id is None:
            raise ValueError("a part names a report, an id, or both")
        return self


class Judged(Frozen):
    """The words that a person had before them: ``[start, end)`` in the text of ``report``."""

    report: ReportId
    start: Offset
    end: Offset
    words: Text


class ReportAdded(Frozen):
    """A report was added; its bytes are kept under ``sha256_raw``, and ``sha256_packed`` is that of what is kept, which is
    compressed."""

    kind: Literal["report added"] = "report added"
    report: ReportId
    ref: Text
    title: Text | None = None
    publisher: Text | None = None
    carrier: Text | None = None
    url: Text | None = None
    published: Moment | None = None
    sha256_raw: Hash
    sha256_packed: Hash
    sha256_text: Hash | None = None


class ReadingMade(Frozen):
    """A report was read for the first time; the record is kept under the SHA-256 of its JSON."""

    kind: Literal["reading made"] = "reading made"
    report: ReportId
    record: Hash
    version: Text
    claims: Annotated[int, Field(strict=True, ge=0)]


class ReadingMadeAgain(Frozen):
    """A report was read again: what the new record has that the one before had not, and the reverse.

    ``orphaned`` are the decisions, by number of their entry, whose claims or entities are gone with it.
    """

    kind: Literal["reading made again"] = "reading made again"
    report: ReportId
    record: Hash
    version: Text
    claims: Annotated[int, Field(strict=True, ge=0)]
    new: tuple[ClaimId, ...] = ()
    gone: tuple[ClaimId, ...] = ()
    changed: tuple[ClaimId, ...] = ()
    orphaned: tuple[Seq, ...] = ()


class ReportMarked(Frozen):
    """What a report is worth was said anew; ``by`` is the report that replaces it."""

    kind: Literal["report marked"] = "report marked"
    report: ReportId
    status: Standing
    by: ReportId | None = None


class DecisionMade(Frozen):
    """A person judged claims, links, actors, happenings or incidents, having ``judged`` before their eyes.

    Within a double coding (``coding``, the entry that opened it) a decision is sealed: it counts for nothing, ever; what
    comes of it is decided anew by whoever settles what the two coders made of the same claims.
    """

    kind: Literal["decision made"] = "decision made"
    verb: Verb
    target: Target
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    value: Values = Field(default_factory=dict, validate_default=True)
    judged: tuple[Judged, ...] = ()
    coding: Seq | None = None


class EntryUndone(Frozen):
    """A decision, a mark, or what was said of a double coding no longer holds. It stays in the journal."""

    kind: Literal["entry undone"] = "entry undone"
    entry: Seq


class Link(Frozen):
    """What joins reports, events, claims or other links; ``value`` is plain JSON: weights, evidence, estimates."""

    id: Text
    kind: Text
    members: Annotated[tuple[Part, ...], Field(min_length=1)]
    value: Values = Field(default_factory=dict, validate_default=True)


class LinksMade(Frozen):
    """A linking run: ``removed`` links are gone, then ``made`` ones are there, in place of any with their ids.

    ``seen`` is the last journal entry that the run knew of.
    """

    kind: Literal["links made"] = "links made"
    seen: Annotated[int, Field(strict=True, ge=0)]
    removed: tuple[Text, ...] = ()
    made: tuple[Link, ...] = ()


class CodingOpened(Frozen):
    """Two people are to judge the claims of some reports, neither seeing what the other says: a double coding."""

    kind: Literal["coding opened"] = "coding opened"
    name: Text
    reports: Annotated[tuple[ReportId, ...], Field(min_length=1)]
    coders: tuple[Text, Text]
    note: Text | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if self.coders[0] == self.coders[1] or len(set(self.reports)) < len(self.reports):
            raise ValueError("a double coding has two coders and names each report once")
        return self


class CodingFinished(Frozen):
    """Whoever signs has judged what they wanted to judge in a double coding."""

    kind: Literal["coding finished"] = "coding finished"
    coding: Seq


class CodingSettled(Frozen):
    """What two coders made of the same claims has been compared and decided; the double coding is over."""

    kind: Literal["coding settled"] = "coding settled"
    coding: Seq


Matter = (
    ReportAdded
    | ReadingMade
    | ReadingMadeAgain
    | ReportMarked
    | DecisionMade
    | EntryUndone
    | LinksMade
    | CodingOpened
    | CodingFinished
    | CodingSettled
)
"""What an entry says happened."""


class Entry(Frozen):
    """One entry of the journal as it is kept: ``payload`` is the JSON of an :data:`Matter`, its keys sorted.

    ``hash`` is the SHA-256 over everything else, ``previous`` the hash of the entry before.
    """

    seq: Seq
    previous: Hash
    kind: Text
    payload: Text
    signed: Signature
    hash: Hash

    @property
    def values(self) -> dict[str, Any]:
        """The payload as plain JSON values."""
        loaded: dict[str, Any] = json.loads(self.payload)
        return loaded


class Decision(Frozen):
    """A decision as it stands at present. ``missing`` are those of its parts that are no longer there."""

    seq: Seq
    verb: Verb
    target: Target
    parts: tuple[Part, ...]
    value: Values = Field(default_factory=dict, validate_default=True)
    judged: tuple[Judged, ...] = ()
    signed: Signature
    state: DecisionState
    missing: tuple[Part, ...] = ()


def payload(matter: Matter) -> str:
    """The canonical JSON of what happened: sorted keys, no spaces, nothing escaped that need not be.

    Raises ``E-RECORD-TEXT-SURROGATE`` for a lone surrogate, which no encoding can write.
    """
    return canonical({name: value for name, value in matter.to_dict().items() if name != "kind"})


def canonical(value: Any) -> str:
    """Plain values as JSON of which equal values have equal bytes. Raises ``E-RECORD-TEXT-SURROGATE``."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise problem("E-RECORD-TEXT-SURROGATE", ref="the entry", start=error.start) from error
    return text
