"""Our own gold set: forty invented reports with every layer marked, compiled from benchmarks/gold."""

from __future__ import annotations

from .compiling import compile_report, load_own
from .locating import GoldError
from .measures import measure_own

__all__ = ["GoldError", "compile_report", "load_own", "measure_own"]
