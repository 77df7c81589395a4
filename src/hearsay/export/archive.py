"""The files of an export with a paper that says what they are: into a folder, or as one ZIP archive, streamed."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from hearsay.export.tables_files import Piece
from hearsay.record import problem

ABOUT = "export.json"
"""The file that says with which version, from which entry of which journal, and with which filters it was made."""
_PART = ".part"
_CHUNK = 1 << 16
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP can write: no clock enters


def with_about(pieces: Iterable[Piece], told: Mapping[str, object]) -> Iterator[Piece]:
    """The pieces, and at the end :data:`ABOUT` with ``told`` and how many rows each file has."""
    rows: Counter[str] = Counter()
    for piece in pieces:
        rows[piece.file] += len(piece.rows)
        yield piece
    about = json.dumps({**told, "rows": rows}, ensure_ascii=False, indent=2) + "\n"
    yield Piece(ABOUT, lambda: about)


def write_folder(pieces: Iterable[Piece], folder: Path) -> list[Path]:
    """Each file under its name in ``folder``, made if need be; under no name of its own before all is written.

    Raises ``E-EXPORT-UNWRITABLE``.
    """
    files: dict[str, IO[str]] = {}
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opened:
            for piece in pieces:
                if piece.file not in files:
                    path = folder / (piece.file + _PART)
                    files[piece.file] = opened.enter_context(path.open("w", encoding="utf-8", newline=""))
                files[piece.file].write(piece.text)
        return [(folder / (name + _PART)).replace(folder / name) for name in files]
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=error.strerror) from error


def write_archive(pieces: Iterable[Piece], path: Path) -> list[Path]:
    """The same as one archive. Raises ``E-EXPORT-UNWRITABLE``."""
    part = path.with_name(path.name + _PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            for chunk in zipped(pieces):
                out.write(chunk)
        return [part.replace(path)]
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=error.strerror) from error


def zipped(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """A ZIP archive of the files, given away as it is made; the same pieces give the same bytes with the same zlib.

    The first file is sent while the others wait on the disk: no more than an incident is held in memory.
    """
    sink = _Sink()
    with ExitStack() as opened, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        waiting: dict[str, IO[bytes]] = {}
        rest = iter(pieces)
        first = next(rest, None)
        if first is not None:
            with archive.open(_entry(first.file), "w") as out:
                out.write(first.text.encode())
                for piece in rest:
                    if piece.file == first.file:
                        out.write(piece.text.encode())
                        yield sink.taken()
                        continue
                    if piece.file not in waiting:
                        waiting[piece.file] = opened.enter_context(TemporaryFile())
                    waiting[piece.file].write(piece.text.encode())
        for name, held in waiting.items():
            held.seek(0)
            with archive.open(_entry(name), "w") as out:
                while chunk := held.read(_CHUNK):
                    out.write(chunk)
                    yield sink.taken()
    yield sink.taken()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _OLDEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    return entry


class _Sink(RawIOBase):
    """What was written and not taken yet; it cannot be sought in, so that the archive needs no going back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        taken, self._held = bytes(self._held), bytearray()
        return taken
