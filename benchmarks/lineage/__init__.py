"""Lineage measured: pairs of reports made from real texts, and real pairs labelled by eye."""

from __future__ import annotations

from .measures import measure_lineage

__all__ = ["measure_lineage"]
