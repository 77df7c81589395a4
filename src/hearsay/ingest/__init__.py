"""Files, folders, JSONL rows and HTML pages become immutable reports, or refusals that say why."""

from hearsay.ingest.accept import LONGEST_TEXT, ingest
from hearsay.ingest.outcome import Accepted, Form, Given, Notice, Outcome, Refused

__all__ = ["LONGEST_TEXT", "Accepted", "Form", "Given", "Notice", "Outcome", "Refused", "ingest"]
