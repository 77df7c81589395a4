"""Small checked values that several record types share: texts, dates, countries, numbers, ids."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_EXACT_INTEGERS = 2**53
"""Below this every float that is whole is exactly that integer."""


def _date(value: str) -> str:
    if not _DATE.fullmatch(value):
        raise ValueError(f"{value!r} is not a date written YYYY-MM-DD")
    datetime.date.fromisoformat(value)
    return value


def _moment(value: str) -> str:
    if _DATE.fullmatch(value):
        return _date(value)
    if not _MOMENT.fullmatch(value):
        raise ValueError(f"{value!r} is not a date YYYY-MM-DD or a time YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]")
    datetime.datetime.fromisoformat(value)
    return value


def _whole(value: Any) -> Any:
    """20.0 is written 20, so that equal numbers have equal bytes."""
    if isinstance(value, bool):
        raise ValueError("a truth value is not a number")
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return int(value)
    return value


Text = Annotated[str, Field(min_length=1)]
"""A text that is there; absent is null, never the empty string."""
Date = Annotated[str, AfterValidator(_date)]
"""ISO 8601 calendar date, YYYY-MM-DD."""
Moment = Annotated[str, AfterValidator(_moment)]
"""ISO 8601 date, or date and time with or without an offset."""
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
Number = Annotated[
    Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True, allow_inf_nan=False)],
    BeforeValidator(_whole),
]
"""A finite number; whole ones are integers."""
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Offset = Annotated[int, Field(strict=True, ge=0)]
"""A place in a text, in Unicode code points from its beginning."""
Range = tuple[Offset, Offset]
"""[start, end) in a text."""
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in lower-case hexadecimal."""

EntityId = Annotated[str, Field(pattern=r"^e-[0-9a-f]{10}$")]
TimeId = Annotated[str, Field(pattern=r"^t-[0-9a-f]{10}$")]
PlaceId = Annotated[str, Field(pattern=r"^p-[0-9a-f]{10}$")]
FigureId = Annotated[str, Field(pattern=r"^f-[0-9a-f]{10}$")]
AttributionId = Annotated[str, Field(pattern=r"^a-[0-9a-f]{10}$")]
EventId = Annotated[str, Field(pattern=r"^v-[0-9a-f]{10}$")]
ClaimId = Annotated[str, Field(pattern=r"^c-[0-9a-f]{10}$")]
ReportId = Annotated[str, Field(pattern=r"^r-[0-9a-f]{10}$")]
