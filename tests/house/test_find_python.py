"""`make` on a machine without a fit Python says in one sentence what is missing and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "find-python"


def run(path: Path) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh")
    assert shell
    return subprocess.run(
        [shell, str(SCRIPT)], env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )


def python(folder: Path, name: str, version: str, *, fit: bool = False, venv: bool = False) -> None:
    """A stand-in for a Python that answers the script's three questions."""
    script = folder / name
    script.write_text(
        "#!/bin/sh\n"
        f'case "$2" in *version_info\\[:2\\]*) echo {version} ;; '
        f"*version_info*) exit {0 if fit else 1} ;; *venv*) exit {0 if venv else 1} ;; esac\n"
    )
    script.chmod(0o755)


def test_no_python_at_all(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith(
        "Hearsay needs Python 3.11 or newer, and there is no Python here: install one"
    )
    assert result.stderr.count("\n") == 1


def test_only_an_old_python(tmp_path: Path) -> None:
    python(tmp_path, "python3", "3.9")
    result = run(tmp_path)
    assert result.returncode == 1
    assert "the newest here is 3.9" in result.stderr
    assert "apt install python3.11" in result.stderr


def test_venv_is_missing(tmp_path: Path) -> None:
    python(tmp_path, "python3.12", "3.12", fit=True)
    python(tmp_path, "python3", "3.8")
    result = run(tmp_path)
    assert result.returncode == 1
    assert "needs the venv module, which this Python 3.12 lacks" in result.stderr
    assert "apt install python3-venv" in result.stderr


def test_a_shim_that_stands_for_nothing_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.13").chmod(0o755)
    python(tmp_path, "python3.11", "3.11", fit=True, venv=True)
    assert run(tmp_path).stdout == "python3.11\n"


@pytest.mark.skipif(sys.version_info[:2] > (3, 13), reason="the names tried end at python3.13 and python3")
def test_the_python_that_runs_this_is_fit(tmp_path: Path) -> None:
    (tmp_path / "python3").symlink_to(sys._base_executable)  # type: ignore[attr-defined]
    assert run(tmp_path).stdout == "python3\n"
