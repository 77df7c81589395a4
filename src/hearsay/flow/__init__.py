"""The order of the rooms: inputs become reports, reports are read, readings become records."""

from hearsay.flow.read import count_inputs, read_paths, read_report, read_rows
from hearsay.ingest import Given

__all__ = ["Given", "count_inputs", "read_paths", "read_report", "read_rows"]
