"""The words of the project as frozen types: spans, reports, layers, claims, records; ids and coded errors."""

from hearsay.record.attribution import Attribution
from hearsay.record.claim import Claim
from hearsay.record.entity import Entity, Mention
from hearsay.record.errors import HearsayError, problem
from hearsay.record.event import Event, Participant
from hearsay.record.ids import make_id
from hearsay.record.record import Record
from hearsay.record.report import Dateline, Furniture, Rejection, Report
from hearsay.record.span import Because, Placed, Span
from hearsay.record.values import Candidate, Figure, Place, Population, Time

__all__ = [
    "Attribution",
    "Because",
    "Candidate",
    "Claim",
    "Dateline",
    "Entity",
    "Event",
    "Figure",
    "Furniture",
    "HearsayError",
    "Mention",
    "Participant",
    "Place",
    "Placed",
    "Population",
    "Record",
    "Rejection",
    "Report",
    "Span",
    "Time",
    "make_id",
    "problem",
]
