"""Several files at once into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hearsay.record import problem


def write_files(files: Mapping[str, str], folder: Path) -> list[Path]:
    """Each text under its name in ``folder``, made if need be; line ends as they are. Raises ``E-EXPORT-UNWRITABLE``."""
    written: list[Path] = []
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            path = folder / name
            path.write_text(text, encoding="utf-8", newline="")
            written.append(path)
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=error.strerror) from error
    return written
