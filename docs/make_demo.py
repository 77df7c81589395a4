"""Writes what `make demo` prints, shortened, into the README: ``make docs``."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(
    r"(?<=<!-- demo output: begin -->\n```\n).*?(?=\n```\n<!-- demo output: end -->)", re.DOTALL
)
_REPORT = "Indonesia to send engineers to storm-hit Vanuatu"
_INCIDENT = "The incident that most of them tell of:"


def printed() -> str:
    """What the demo prints on a terminal of eighty columns."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hearsay.cli", "demo"]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8"
        )
    return done.stdout


def block(output: str) -> str:
    """The beginning of one report, and of the incident its numbers, the figures behind the first, a denial, a reprint."""
    lines = output.splitlines()
    report = lines[lines.index(_REPORT) :][:17]
    incident = lines[lines.index(_INCIDENT) + 2 :]
    gaps = [place for place, line in enumerate(incident) if not line]
    denial = next(n for n, line in enumerate(incident) if line.startswith("  A denial beside"))
    reports = incident.index("Reports")
    copies = next(
        n for n, line in enumerate(incident) if n > reports and line.startswith("  The Nile Courier")
    )
    last = next(line for line in lines if "invented reports read" in line)
    parts = [
        report,
        incident[: gaps[1]],
        ["Contradictions", *incident[denial : denial + 3]],
        incident[copies : copies + 5],
        [last],
    ]
    return "\n…\n".join("\n".join(part).rstrip() for part in parts)


def written(readme: str) -> str:
    """The block that stands in the README."""
    found = _BLOCK.search(readme)
    return found.group() if found else ""


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    new = block(printed())
    README.write_text(_BLOCK.sub(lambda _: new, text), encoding="utf-8")
