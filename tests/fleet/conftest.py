"""Fleets of real repositories, and golint run over them as a user runs it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from golint import catalog
from golint.catalog import grow

CLEAN = {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CI", "TERM", "SOURCE_DATE_EPOCH"}
HOOK = """\
import json

import stripe
from flask import Flask, request

from shop.models import Order

app = Flask(__name__)


@app.post("/stripe/webhook")
def hook():
    event = json.loads(request.data)
    if event["type"] == "checkout.session.completed":
        Order.objects.filter(session=event["data"]["object"]["id"]).update(paid=True)
    return "", 200
"""
SHOP = {"hook.py": HOOK}
IDENTITY = {
    "GIT_AUTHOR_NAME": "Ana",
    "GIT_AUTHOR_EMAIL": "ana@shop.example",
    "GIT_COMMITTER_NAME": "Ana",
    "GIT_COMMITTER_EMAIL": "ana@shop.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def git(folder: Path, *arguments: str, given: bytes | None = None) -> str:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, input=given, env=os.environ | IDENTITY, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


class Fleet:
    """A folder of repositories, a list of them, and the results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "repos.txt"
        self.results = folder / "out"
        self.temporary = folder / "tmp"
        self.temporary.mkdir(parents=True)
        (folder / "shops").mkdir()

    def tree(self, name: str, files: dict[str, str]) -> Path:
        """A work tree with one commit."""
        path = self.folder / "shops" / name
        write(path, files)
        git(path, "init", "--quiet", "--template=")
        self.commit(path)
        return path

    def commit(self, path: Path) -> None:
        git(path, "add", "--all")
        git(path, "commit", "--quiet", "--allow-empty", "-m", "A commit")

    def bare(self, name: str, origin: Path) -> Path:
        """A bare mirror of a work tree."""
        path = self.folder / "shops" / f"{name}.git"
        git(self.folder, "clone", "--quiet", "--mirror", str(origin), str(path))
        return path

    def listed(self, *lines: str) -> None:
        self.list.write_text("\n".join(lines) + "\n", "utf-8")

    def command(self, *arguments: str) -> list[str]:
        source = [] if arguments and not arguments[0].startswith("-") else ["repos.txt"]
        return [sys.executable, "-m", "golint", "fleet", *source, *arguments, "--output", "out"]

    def environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name not in CLEAN} | {"TMPDIR": str(self.temporary)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A fleet at work."""
        pipe = subprocess.PIPE
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, env=self.environment(), stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str) -> Done:
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=300)
        return Done(process.returncode, out, err)

    def overview(self) -> dict[str, Any]:
        """What fleet.json says."""
        found: dict[str, Any] = json.loads((self.results / "fleet.json").read_text("utf-8"))
        return found

    def statuses(self) -> dict[str, str]:
        """The status of each repository by the name of its folder."""
        return {Path(one["path"]).name: one["status"] for one in self.overview()["repositories"]}

    def reasons(self) -> dict[str, str]:
        return {Path(one["path"]).name: one["reason"] for one in self.overview()["repositories"] if one["reason"]}

    def files(self) -> dict[str, int]:
        """The result files with the times at which they were written."""
        return {path.name: path.stat().st_mtime_ns for path in (self.results / "repositories").iterdir()}

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.results / 'fleet.db'}?mode=ro", uri=True)) as database:
            return database.execute(question).fetchall()


@pytest.fixture
def fleet(tmp_path: Path) -> Fleet:
    return Fleet(tmp_path / "fleet")


Grown = Callable[[str], str]


@pytest.fixture(scope="session")
def grown() -> Grown:
    """Grows a key of its own from each seed."""
    known = catalog.load()
    return lambda seed: grow.grow("stripe", "secret", "live", known, f"fleet {seed}")
