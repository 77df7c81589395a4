"""Files, folders, JSONL rows, HTML pages and what stands at a URL become immutable reports, or refusals that say why."""

from hearsay.ingest.accept import LONGEST_TEXT, ingest, ingest_url, is_url
from hearsay.ingest.outcome import Accepted, Form, Given, Notice, Outcome, Refused

__all__ = [
    "LONGEST_TEXT",
    "Accepted",
    "Form",
    "Given",
    "Notice",
    "Outcome",
    "Refused",
    "ingest",
    "ingest_url",
    "is_url",
]
