"""Where the output goes: standard output or a file, without ever writing over an input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from hearsay.record import problem

STANDARD = "-"
"""The name of standard input and output."""


def check_output(target: str | None, inputs: Sequence[str]) -> None:
    """Refuse an output that cannot be written or is an input, before anything is read.

    Raises ``E-EXPORT-OVER-INPUT`` or ``E-EXPORT-UNWRITABLE``.
    """
    if target in (None, STANDARD):
        return
    path = Path(str(target))
    if path.exists() and any(os.path.exists(one) and os.path.samefile(one, path) for one in inputs):
        raise problem("E-EXPORT-OVER-INPUT", path=path)
    if path.is_dir():
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason="it is a folder")
    if not path.exists() and not path.parent.is_dir():
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=f"there is no folder {path.parent}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason="permission denied")


def means_folder(target: str) -> bool:
    """Whether pages for ``target`` go into a folder: one that exists, or a name not ending in ``.html``."""
    path = Path(target)
    if path.exists():
        return path.is_dir()
    return target.endswith(("/", os.sep)) or path.suffix.lower() not in (".html", ".htm")


def write_chunks(chunks: Iterable[str], target: str | None) -> None:
    """Write each chunk as it comes to the file ``target``, or to standard output if that is None or ``-``.

    UTF-8 and ``\\n``, whatever the machine's habit. Raises ``E-EXPORT-UNWRITABLE``.
    """
    waiting = iter(chunks)
    held = next(waiting, None)  # a failure in here leaves the file as it was
    with _opened(target) as out:
        while held is not None:
            _put(out, held, target)
            held = next(waiting, None)


@contextmanager
def _opened(target: str | None) -> Iterator[TextIO]:
    if target is None or target == STANDARD:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
        yield sys.stdout
        return
    try:
        out = open(target, "w", encoding="utf-8", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=target, reason=error.strerror) from error
    try:
        yield out
    finally:
        with suppress(OSError):  # every chunk was flushed, so a failure here has been told already
            out.close()


def _put(out: TextIO, chunk: str, target: str | None) -> None:
    try:
        out.write(chunk)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise problem(
            "E-EXPORT-UNWRITABLE", path=target or "standard output", reason=error.strerror
        ) from error
