"""The project's own scorer: gold rows and records in, scores with their counts out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .attribution import attribution
from .coreference import coreference
from .entities import entities
from .events import events, factuality
from .figures import figures, people_figures
from .happenings import happenings
from .names import joined_names
from .outermost import outermost_mentions
from .places import places
from .rows import Row, Scores, ScoringError, load_rows, reports_of
from .times import times

Scorer = Callable[[Sequence[Row], Sequence[Row]], Scores]

LAYERS: dict[str, Scorer] = {
    "attribution": attribution,
    "times": times,
    "places": places,
    "figures": figures,
    "people-figures": people_figures,
    "entities": entities,
    "factuality": factuality,
    "events": events,
    "happenings": happenings,
    "coreference": coreference,
}

SECOND: dict[str, Scorer] = {"joined names": joined_names, "outermost mentions": outermost_mentions}
"""Scores that a set is given beside its layer's, in a convention of its own; its measures have other names."""

__all__ = ["LAYERS", "SECOND", "Row", "Scorer", "Scores", "ScoringError", "load_rows", "reports_of"]
