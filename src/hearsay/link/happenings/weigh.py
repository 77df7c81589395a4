"""Weights of pairs by a shipped model, computed by Splink on DuckDB."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""DuckDB would fetch what it lacks; nothing here needs more than it brings."""

THREADS = 2
CHUNK = 1_000_000
"""Pairs weighed at once: bounds memory."""
MILLIBITS = 1000


@cache
def model(room: str) -> Mapping[str, Any]:
    """The model of ``happenings`` or ``incidents`` as shipped: comparisons, levels, m and u, in Splink's own form."""
    source = files(f"hearsay.link.{room}").joinpath("model.json")
    read: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return read


def weights(
    room: str, rows: pa.Table, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Weight of each pair in thousandths of a bit, the prior included: above 0 the two are more likely one than not.

    ``left`` and ``right`` are values of the rows' ``unique_id``. Whole numbers, so that no sum depends on an order.
    """
    found = np.zeros(len(left), np.int64)
    for start in range(0, len(left), CHUNK):
        part = slice(start, start + CHUNK)
        table = _predict(room, rows, left[part], right[part], explain=False)
        order = np.lexsort((table["unique_id_r"].to_numpy(), table["unique_id_l"].to_numpy()))
        back = np.lexsort((right[part], left[part]))
        weighed = np.rint(table["match_weight"].to_numpy()[order] * MILLIBITS).astype(np.int64)
        found[np.arange(start, start + len(back))[back]] = weighed
    return found


def levels(room: str, rows: pa.Table, left: NDArray[np.int64], right: NDArray[np.int64]) -> pa.Table:
    """Each pair with its ``match_weight``, and of every comparison the level, ``gamma_…``, and what it weighs, ``mw_…``.

    In order of the two rows.
    """
    table = _predict(room, rows, left, right, explain=True)
    told = [name for name in table.schema.names if name.startswith(("unique_id", "match_w", "gamma_", "mw_"))]
    return table.select(told).sort_by([("unique_id_l", "ascending"), ("unique_id_r", "ascending")])


def _predict(
    room: str, rows: pa.Table, left: NDArray[np.int64], right: NDArray[np.int64], *, explain: bool
) -> pa.Table:
    # loaded on need: together they take longer than a run that finds nothing new
    import duckdb
    from splink import DuckDBAPI, Linker

    settings = {
        **model(room),
        "retain_intermediate_calculation_columns": explain,
        "retain_matching_columns": explain,
    }
    connection = duckdb.connect(":memory:", config={"threads": THREADS, **OFFLINE})
    try:
        api = DuckDBAPI(connection)
        connection.register("arriving", rows)
        bits = " replace (around::BIT as around)" if "around" in rows.schema.names else ""
        connection.execute(f"create table rows_to_link as select *{bits} from arriving")
        pairs = pa.table({"match_key": np.zeros(len(left), np.int8), "join_key_l": left, "join_key_r": right})
        table = api.register(connection.table("rows_to_link"), dataset_display_name="rows")
        # quiet: it warns of comparisons that have no level for "unknown", and tells how long everything took
        linker = Linker(table, settings, log_level=logging.CRITICAL, validate_settings=False)
        linker.table_management.register_blocked_pairs_for_predict(
            api.register(pairs, dataset_display_name="pairs")
        )
        found: pa.Table = linker.inference.predict(warning_mode="never").as_pyarrow_table()  # type: ignore[no-untyped-call]
        return found
    finally:
        connection.close()
