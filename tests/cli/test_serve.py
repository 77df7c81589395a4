"""The command that serves: it says where, answers there, and tells of a port that is taken."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

SERVE = (sys.executable, "-m", "hearsay.cli", "serve")


def test_it_says_where_it_is_and_answers_there(tmp_path: Path) -> None:
    command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", "0", "--actor", "Ana"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
            with urllib.request.urlopen(f"{address}queue") as answer:
                page = answer.read().decode()
            assert "There are no reports yet" in page
            assert "You sign as <b><bdi>Ana</bdi></b>" in page
        finally:
            server.terminate()
            server.communicate()
    assert server.returncode in (0, -15), "it stops when told to"


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", port, "--actor", "Ana"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2
    assert "give another with --port" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_machine_does_not_sign_as_a_person(tmp_path: Path) -> None:
    command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", "0", "--actor", "hearsay"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode != 0
    assert "a decision is a person's" in told.stderr
