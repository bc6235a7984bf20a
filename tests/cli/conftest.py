"""A repository to run the real command in."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from golint import catalog
from golint.catalog import grow

CLEAN = {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CI", "PRE_COMMIT", "TERM"}
PAGE = """\
+++
id = "debug-on"
title = "Debugging is on"
level = "{level}"
severity = "{severity}"
precision = "high"
cwe = [489]
languages = ["*"]
triggers = ["_debug"]
pattern = '(?P<what>\\w+)_DEBUG = (?P<hit>True)'
message = "Debugging is on in {{what}}. Visitors see the shop from the inside."
label = "on"
why = "an error page tells the visitor what the shop knows"
[help]
default = "Set {{what}}_DEBUG to False."
+++
## What is wrong
It is on.
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


class Shop:
    """A folder, and golint run in it as a user runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def page(self, *, level: str = "launch", severity: str = "error") -> None:
        """A rule of the shop's own, so that its words do not change with golint's."""
        self.write("../packs/local/debug-on.md", PAGE.format(level=level, severity=severity))

    def run(self, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Done:
        env = {name: value for name, value in os.environ.items() if name not in CLEAN} | environment
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [sys.executable, "-m", "golint", *arguments],
            cwd=self.folder,
            env=env,
            input=given,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def local(self, *arguments: str, stdin: str = "", **environment: str) -> Done:
        """A check with the shop's own rule alone."""
        return self.run("check", "--packs", "../packs", "--select", "debug-on", *arguments, stdin=stdin, **environment)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    folder = tmp_path / "shop"
    folder.mkdir()
    return Shop(folder)


@pytest.fixture(scope="session")
def key() -> str:
    return grow.grow("stripe", "secret", "live", catalog.load(), "cli")
