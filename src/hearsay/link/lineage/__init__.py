"""Lineage: which report takes its text from which, and how many independent origins stand behind claims.

``signature(report)`` once a report, to be kept. ``lineage(signatures)`` gives edges and families; ``edges`` with ``only``
the edges of some, ``keys`` what a ledger indexes to find whom new reports may resemble, ``shared_passages`` the places of
what two reports share. ``origins(records, lineage)`` says whose word each claim rests on, ``corroboration`` how many stand
behind the claims that speak of one thing.
"""

from hearsay.link.lineage.compare import shared_passages
from hearsay.link.lineage.kinship import families, lineage
from hearsay.link.lineage.origins import corroboration, origins
from hearsay.link.lineage.signature import StaleSignatureError, keys, read_signature, signature
from hearsay.link.lineage.tracing import edges

__all__ = [
    "StaleSignatureError",
    "corroboration",
    "edges",
    "families",
    "keys",
    "lineage",
    "origins",
    "read_signature",
    "shared_passages",
    "signature",
]
