"""A mention as it is found, before entities are made."""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.record.codes import EntityType, MentionKind


@dataclass(frozen=True)
class Found:
    """A mention in word indices. ``rule``: what found it; ``source``: position of the draft whose source it is."""

    first: int
    last: int
    head: int
    kind: MentionKind
    type: EntityType
    score: float
    rule: str
    source: int | None = None

    def holds(self, other: Found) -> bool:
        """Whether ``other`` lies inside this one."""
        return self.first <= other.first and other.last <= self.last

    def crosses(self, other: Found) -> bool:
        """Whether the two share words and neither holds the other."""
        shares = self.first < other.last and other.first < self.last
        return shares and not self.holds(other) and not other.holds(self)
