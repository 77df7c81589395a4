"""What we annotated in public texts: offsets by set and id, read beside the sets themselves."""

from __future__ import annotations

from .measures import MEASURES, measure_annotated
from .texts import FILES, MissingTextError, load, marks, placed

__all__ = ["FILES", "MEASURES", "MissingTextError", "load", "marks", "measure_annotated", "placed"]
