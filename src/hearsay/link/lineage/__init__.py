"""Lineage: which report takes its text from which, and how many independent origins stand behind claims.

``signature(report)`` once a report, to be kept; ``edges(signatures)`` or ``lineage(signatures)`` over all of them, or with
``only`` for some; ``corroboration(claims, families)`` for the claims that speak of one thing.
"""

from hearsay.link.lineage.candidates import keys_of
from hearsay.link.lineage.kinship import families, lineage
from hearsay.link.lineage.signature import StaleSignatureError, read_signature, signature
from hearsay.link.lineage.tracing import edges

__all__ = ["StaleSignatureError", "edges", "families", "keys_of", "lineage", "read_signature", "signature"]
