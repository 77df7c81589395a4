"""The figures layer: every number of something, with its bounds, what it counts and what became of the
people counted.
"""

from __future__ import annotations

from hearsay.read.figures.read import read_figures

__all__ = ["read_figures"]
