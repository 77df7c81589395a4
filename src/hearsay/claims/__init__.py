"""Layers become claims: one event, its figures, the chain of people who say so."""

from hearsay.claims.assemble import make_claims, settle_figures

__all__ = ["make_claims", "settle_figures"]
