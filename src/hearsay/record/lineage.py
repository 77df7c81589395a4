"""Lineage as frozen types: which report takes its text from which, families of reprints, origins of claims."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hearsay.record.codes import OriginKind
from hearsay.record.frozen import Frozen
from hearsay.record.scalars import Offset, ReportId, Text

EdgeKind = Literal["reprint_of", "excerpt_of", "update_of", "quotes"]
"""``reprint_of``: the same story, perhaps cut, headed anew, credited, in another order of paragraphs.
``excerpt_of``: less than half of it. ``update_of``: the same story with later facts. ``quotes``: words taken over
in a story of its own, as a rule somebody's statement. All but ``quotes`` make a family."""
MarkKind = Literal["first_printed", "credit", "dateline", "first_reported"]
DirectionBasis = Literal["mark", "published", "length", "id"]
"""What told the older of two texts; ``id`` says that nothing did, and that the choice is only a stable one."""

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=0)]


class Mark(Frozen):
    """Words of a report that say whose it is: a footer, a wire credit, a dateline's agency, "first reported by".

    ``[start, end)`` stands in the text of the report that the mark is in; it was checked there when it was found. It is no
    span, for an edge is about two texts and is read back with neither at hand.
    """

    kind: MarkKind
    publisher: Text
    start: Offset
    end: Offset
    words: Text


class Overlap(Frozen):
    """What two texts have in common, in words of five-word shingles that stand in both.

    ``share`` is the part of the report's own words that the other has, ``share_of_other`` the reverse;
    ``share_unquoted`` is ``share`` without words between quotation marks, ``words`` how many they share,
    ``longest`` the longest stretch of them, ``opening`` the part of the older text's first words that the
    younger has near its own beginning, ``figures_changed`` the places where the same words stand around
    another number.
    """

    share: Share
    share_of_other: Share
    share_unquoted: Share
    words: Count
    longest: Count
    opening: Share
    figures_changed: Count


class Passage(Frozen):
    """Words that stand in two texts: ``[start, end)`` in one report's, ``[other_start, other_end)`` in the other's."""

    start: Offset
    end: Offset
    other_start: Offset
    other_end: Offset
    words: Count


class Edge(Frozen):
    """``report`` takes text from ``other``, or from a report of ``publisher`` that is not known (``other`` null).

    ``overlap`` is null where only a mark speaks for it.
    """

    kind: EdgeKind
    report: ReportId
    other: ReportId | None = None
    publisher: Text | None = None
    direction: DirectionBasis
    overlap: Overlap | None = None
    marks: tuple[Mark, ...] = ()

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        if self.other is None and self.publisher is None:
            raise ValueError("an edge names a report or a publisher")
        if self.overlap is None and not self.marks:
            raise ValueError("an edge needs shared words or a mark")
        return self


class Family(Frozen):
    """Reports that tell one story in one text: one publisher, however many carriers.

    ``reports`` are in order of id; ``original`` is the one that the others go back to, as far as is known.
    """

    original: ReportId
    publisher: Text | None = None
    reports: tuple[ReportId, ...] = Field(min_length=1)


class Lineage(Frozen):
    """Edges and families of a set of reports; every report is in exactly one family."""

    edges: tuple[Edge, ...] = ()
    families: tuple[Family, ...] = ()


class Origin(Frozen):
    """Whose word claims rest on, as far as it can be told across reports.

    ``key`` is equal for the same origin in all reports. ``joinable`` is false for those who are never taken for the
    same in two families of reports: anonymous and collective sources, a role without a body, a publisher nobody
    names. ``perhaps`` are keys of others that it may be after all.
    """

    key: Text
    name: Text | None = None
    kind: OriginKind
    joinable: bool
    perhaps: tuple[Text, ...] = ()


class Corroboration(Frozen):
    """How many independent origins stand behind some claims; ``origins`` are in order of their keys."""

    at_least: Count
    at_most: Count
    origins: tuple[Origin, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_least > self.at_most:
            raise ValueError(f"at least {self.at_least} is more than at most {self.at_most}")
        return self
