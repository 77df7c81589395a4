"""The gazetteer: one compact table of the world's places that ships with the package and loads on first use.

The table (`gazetteer/places.bin`, made by `python -m training.gazetteer`) is a line of JSON (version, sources,
sections) and one zlib stream of NumPy columns. Names are found by binary search over the sorted folded keys, so no
dictionary of half a million names is ever built.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

KINDS = (
    "country", "admin1", "admin2", "capital", "seat", "city", "quarter", "region",
    "sea", "river", "lake", "mountain", "island", "continent", "site",
)  # fmt: skip
"""What an entry is. `capital`, `seat` (of a first-order region) and `quarter` are kinds of town."""

TOWNS = frozenset({"capital", "seat", "city", "quarter"})

ALTERNATE = 1 << 31
"""High bit of a posting: the key is another name of the entry, not the one it is listed under."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
    | dict.fromkeys("'’‘`´ʼʻʹ′.", "")
    | dict.fromkeys("-‐‑‒–—/", " ")
)
_SPELT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: small letters, no accents, apostrophes or points; hyphens are spaces; St. is Saint."""
    plain = name.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.translate(_LETTERS)
    return " ".join(_SPELT.get(word, word) for word in plain.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `admin1` and `admin2` are rows of the entries that hold it, or -1; population 0 is unknown."""

    row: int
    id: str
    name: str
    kind: str
    country: str | None
    admin1: int
    admin2: int
    lat: float
    lon: float
    radius_km: float
    population: int


_TEXTS = ("name", "id", "key")


class _Texts:
    """Texts laid end to end in the table: numbered, read in place."""

    def __init__(self, raw: bytes, start: int, sizes: npt.NDArray[np.generic]) -> None:
        self.raw, self.start = raw, start
        self.ends = np.cumsum(sizes, dtype=np.uint32)

    def __getitem__(self, at: int) -> bytes:
        before = int(self.ends[at - 1]) if at else 0
        return self.raw[self.start + before : self.start + int(self.ends[at])]


class Gazetteer:
    """Read-only access to the table. One instance a process is enough: :func:`gazetteer`."""

    def __init__(self, data: bytes) -> None:
        head, _, body = data.partition(b"\n")
        self.about = json.loads(head)
        raw = zlib.decompress(body)
        columns: dict[str, npt.NDArray[np.generic]] = {}
        starts: dict[str, int] = {}
        at = 0
        for name, kind, count in self.about["sections"]:
            columns[name] = np.frombuffer(raw, dtype=kind, count=count, offset=at)
            starts[name] = at
            at += columns[name].nbytes
        self.version: str = self.about["version"]
        self.countries: list[str] = self.about["countries"]
        self._columns = columns
        self._raw = raw
        self._names, self._ids, self._keys = (
            _Texts(raw, starts[c + "s"], columns[c + "_sizes"]) for c in _TEXTS
        )
        self._posting_ends = np.cumsum(columns["posting_sizes"], dtype=np.uint32)
        self._postings = columns["postings"]

    def __len__(self) -> int:
        return len(self._names.ends)

    @lru_cache(maxsize=20000)  # noqa: B019  (one instance a process, and the cache is bounded)
    def find(self, key: str) -> tuple[tuple[Entry, bool], ...]:
        """Entries under a folded key with whether the key is another name of theirs; largest first, () if none.

        A key that starts with ``=`` is an exact form (``=U.S.``, ``=Calif.``), one with ``~`` an adjective or people.
        """
        wanted = key.encode()
        low, size = 0, len(self._keys.ends)
        high = size
        while low < high:
            middle = (low + high) // 2
            if self._keys[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == size or self._keys[low] != wanted:
            return ()
        start = int(self._posting_ends[low - 1]) if low else 0
        found = self._postings[start : int(self._posting_ends[low])].tolist()
        return tuple((self.entry(p & ~ALTERNATE), bool(p & ALTERNATE)) for p in found)

    @lru_cache(maxsize=20000)  # noqa: B019
    def entry(self, row: int) -> Entry:
        """The entry of a row number."""
        c = self._columns
        return Entry(
            row=row,
            id=self._ids[row].decode(),
            name=self._names[row].decode(),
            kind=KINDS[int(c["kind"][row])],
            country=self.countries[int(c["country"][row])] or None,
            admin1=int(c["admin1"][row]) - 1,
            admin2=int(c["admin2"][row]) - 1,
            lat=round(float(c["lat"][row]), 5),
            lon=round(float(c["lon"][row]), 5),
            radius_km=float(c["radius"][row]),
            population=int(c["population"][row]),
        )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, loaded on first use."""
    return Gazetteer((files("hearsay.read") / "gazetteer" / "places.bin").read_bytes())
