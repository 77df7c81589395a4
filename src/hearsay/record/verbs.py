"""What can be said of reports, claims and links, as closed lists. Apart from the journal, so that a prompt loads quickly."""

from __future__ import annotations

from typing import Literal

EntryKind = Literal[
    "report added",
    "reading made",
    "reading made again",
    "report marked",
    "decision made",
    "entry undone",
    "links made",
    "coding opened",
    "coding finished",
    "coding settled",
]
Standing = Literal["usable", "corrected", "withdrawn", "embargoed", "replaced"]
"""What a report is worth at present: a record's own ``Status``, or replaced by another report."""
Verb = Literal["accept", "reject", "correct", "merge", "split", "grade"]
Target = Literal["claim", "link", "actor", "happening", "incident"]
DecisionState = Literal["standing", "undone", "orphaned"]
"""``orphaned``: the present readings or links no longer have what was judged; it is shown, never dropped."""
CodingState = Literal["open", "finished", "settled", "withdrawn"]
"""How far a double coding is: ``finished`` once both coders have, ``withdrawn`` where its opening was taken back."""
